#include "core/schema/project_mapper.h"

namespace tideline {

LocalProject localFromCloud(const CloudProject &cloud, const ProjectId &localId, const QString &rootPath)
{
    LocalProject local;
    local.id = localId;
    local.cloudId = cloud.id;
    local.name = cloud.name;
    local.ownerId = cloud.owner.id;
    local.rootPath = rootPath;
    return local;
}

Result<LocalProject> applyCloud(const CloudProject &cloud, LocalProject held)
{
    Q_ASSERT(held.cloudId == cloud.id);
    if (!held.epoch.isNull() && cloud.epoch != held.epoch) {
        return Error{Error::Kind::Epoch, u"The cloud was restored from a backup."_s,
                     u"project %1, revision %2"_s.arg(held.name).arg(cloud.headRevision), {}};
    }
    if (cloud.headRevision < held.revision)
        return held;
    held.name = cloud.name;
    held.ownerId = cloud.owner.id;
    return held;
}

CloudProject cloudFromLocal(const LocalProject &local)
{
    CloudProject cloud;
    if (local.cloudId)
        cloud.id = *local.cloudId;
    cloud.name = local.name;
    return cloud;
}

}  // namespace tideline
