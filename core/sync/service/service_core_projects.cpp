// The projects of the cloud, and the lists of them that are kept.
#include "core/store/project_repository.h"
#include "core/sync/service/service_core.h"

#include <QJsonDocument>

#include <algorithm>

namespace tideline::sync {

void ServiceCore::startCloudCache()
{
    CloudCache::Parts parts{profile().isEmpty() ? QString() : profile() + u"/cloud_cache"_s, clock, [this] { return account.link(); },
                            [this](const Error *error) { noteLink(error); },
                            [this](CloudList list, const std::optional<ProjectId> &project) { takeRefreshed(list, project); }};
    lists = std::make_unique<CloudCache>(std::move(parts));
    contents = std::make_unique<CloudContent>(
        CloudContent::Parts{profile().isEmpty() ? QString() : profile() + u"/content_cache"_s, clock, [this] { return account.link(); },
                            [this](const Error *error) { noteLink(error); }});
    takeAccount();
}

void ServiceCore::takeAccount()
{
    const QString whose = accountKey();
    lists->setAccount(whose);
    contents->setAccount(whose);
    if (whose.isEmpty() && catalog.account() != whose)
        catalog.clear();
    else
        catalog.load(whose);
}

Result<bool> ServiceCore::refreshCatalog(const std::atomic<bool> *cancelled, cache::Accept accept)
{
    const auto link = account.link();
    if (!link)
        return link.error();
    const auto list = lists->projects(link->account, accept, cancelled);
    if (!list)
        return explained(list.error(), cancelled);
    if (!list->kept && adoptProjects(link->account, list->value))
        followNames(cancelled);
    return list->stale && accept == cache::Accept::Stale;
}

/// What the cache holds by now, which may be newer than what the caller has; else that, if it has something.
bool ServiceCore::adoptProjects(const QString &whose, const std::optional<QByteArray> &otherwise)
{
    std::vector<CloudProject> gone;
    bool differs = false;
    {
        const std::lock_guard lock(m_adopting);
        const auto held = lists->heldProjects(whose);
        if (!held && !otherwise)
            return false;  // it had to leave, or is too large to be kept
        gone = catalog.known();
        std::vector<CloudProject> now = cloudProjectsFromJson(QJsonDocument::fromJson(held ? *held : *otherwise).object());
        std::erase_if(gone, [&](const CloudProject &one) { return std::ranges::find(now, one.id, &CloudProject::id) != now.end(); });
        differs = catalog.adopt(whose, std::move(now));
    }
    for (const CloudProject &one : differs ? gone : std::vector<CloudProject>()) {
        lists->changed(one.id, CloudChange::Deleted);
        contents->forget(one.id);
    }
    return differs;
}

void ServiceCore::takeRefreshed(CloudList list, const std::optional<ProjectId> &project)
{
    if (list == CloudList::Projects && adoptProjects(accountKey(), std::nullopt))
        followNames(nullptr);
    QJsonObject event{{u"event"_s, u"refreshed"_s}, {u"verb"_s, verbOf(list)}};
    if (project) {
        event[u"id"_s] = project->toString();
        const auto known = catalog.find(*project);
        event[u"project"_s] = known ? known->name : QString();
        for (const ProjectStatus &status : board.all()) {
            if (status.project.cloudId == *project) {
                event[u"project"_s] = status.project.name;
                event[u"local_id"_s] = status.project.id.toString();
            }
        }
    }
    hub.publish(event);
}

bool ServiceCore::isCatalogOlder(const LocalProject &project, Revision revision) const
{
    const auto cloud = project.cloudId ? catalog.find(*project.cloudId) : std::nullopt;
    return cloud && cloud->headRevision < revision;
}

void ServiceCore::takeProjects(std::vector<CloudProject> projects)
{
    const QString whose = accountKey();
    lists->changed(std::nullopt, CloudChange::Members);  // with each list comes that one may be invited
    lists->heardProjects(whose, projects);
    if (adoptProjects(whose, toBytes(projects)))
        followNames(nullptr);
    for (const ProjectStatus &status : board.all()) {
        const LocalProject &local = status.project;
        if (!local.cloudId)
            continue;
        // One that is not in the list is asked for, too: its sync says what became of it.
        const auto cloud = catalog.find(*local.cloudId);
        if (cloud && cloud->epoch == local.epoch && cloud->headRevision == local.revision)
            continue;
        if (cloud && cloud->epoch == local.epoch)
            board.heard(local.id, cloud->headRevision);
        engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.cloudChanged(local.id, 0, now); });
    }
}

void ServiceCore::followNames(const std::atomic<bool> *cancelled)
{
    for (const ProjectStatus &status : board.all()) {
        const auto cloud = status.project.cloudId ? catalog.find(*status.project.cloudId) : std::nullopt;
        if (!cloud || (cloud->name == status.project.name && cloud->owner.id == status.project.ownerId))
            continue;
        auto saved = store->write([&](store::Database &database, const store::Transaction &transaction) {
            return store::ProjectRepository(database).saveDescription(status.project.number, cloud->name, cloud->owner.id,
                                                                      transaction);
        }, cancelled);
        if (!saved)
            continue;  // the next refresh does it
        board.update(status.project.id, [&](ProjectStatus &held) {
            held.project.name = cloud->name;
            held.project.ownerId = cloud->owner.id;
        });
    }
    hub.publish({{u"event"_s, u"projects_changed"_s}});
}

}  // namespace tideline::sync
