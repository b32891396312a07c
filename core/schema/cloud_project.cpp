#include "core/schema/cloud_project.h"

#include "core/base/relative_path.h"
#include "core/schema/words.h"

#include <QJsonArray>

namespace tideline {

QString toString(OwnerType type)
{
    return type == OwnerType::User ? u"user"_s : u"organization"_s;
}

QString toString(Role role)
{
    switch (role) {
    case Role::None: return u"none"_s;
    case Role::Finder: return u"finder"_s;
    case Role::Viewer: return u"viewer"_s;
    case Role::Editor: return u"editor"_s;
    case Role::Owner: return u"owner"_s;
    }
    return u"none"_s;
}

Result<Role> roleFromString(QStringView text)
{
    for (const Role role : {Role::None, Role::Finder, Role::Viewer, Role::Editor, Role::Owner}) {
        if (text == toString(role))
            return role;
    }
    return Error{Error::Kind::Invalid, u"This role is not known."_s, text.left(40).toString(),
                 u"Use finder, viewer, editor or owner."_s};
}

ProjectPermissions permissionsOf(Role role)
{
    ProjectPermissions may;
    may.find = role >= Role::Finder;
    may.read = role >= Role::Viewer;
    may.modify = role >= Role::Editor;
    may.share = may.own = may.remove = role >= Role::Owner;
    return may;
}

QJsonObject toJson(const ProjectPermissions &permissions)
{
    return {{u"find"_s, permissions.find},     {u"read"_s, permissions.read},
            {u"modify"_s, permissions.modify}, {u"share"_s, permissions.share},
            {u"own"_s, permissions.own},       {u"delete"_s, permissions.remove}};
}

QJsonObject toJson(const CloudProject &project)
{
    auto time = [](const QDateTime &at) { return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString(); };
    return {
        {u"id"_s, project.id.toString()},
        {u"name"_s, project.name},
        {u"title"_s, project.title},
        {u"description"_s, project.description},
        {u"metadata"_s, project.metadata},
        {u"tags"_s, QJsonArray::fromStringList(project.tags)},
        {u"owner"_s, QJsonObject{{u"id"_s, project.owner.id.value},
                                 {u"type"_s, toString(project.owner.type)},
                                 {u"name"_s, project.owner.name}}},
        {u"role"_s, toString(project.role)},
        {u"permissions"_s, toJson(project.permissions)},
        {u"created_at"_s, time(project.createdAt)},
        {u"updated_at"_s, time(project.updatedAt)},
        {u"record_revision"_s, project.recordRevision},
        {u"head_revision"_s, project.headRevision},
        {u"epoch"_s, project.epoch.toString()},
        {u"size"_s, project.sizeBytes},
        {u"file_count"_s, project.fileCount},
        {u"is_public"_s, project.isPublic},
    };
}

Result<CloudProject> cloudProjectFromJson(const QJsonObject &object)
{
    auto missing = [](const char *field) {
        return Error{Error::Kind::Invalid, u"A project from the server lacks a field or has it in a wrong type."_s,
                     QLatin1StringView(field), u"Check that the address is a Tideline server's."_s};
    };
    CloudProject project;
    const auto id = ProjectId::fromString(object[u"id"_s].toString());
    if (!id)
        return missing("id");
    project.id = *id;
    project.name = object[u"name"_s].toString();
    if (!object[u"name"_s].isString() || !project.name.isValidUtf16())
        return missing("name");
    // It becomes a folder's name on this disk: a server that says "../x" must not choose the place.
    if (const auto good = checkName(project.name.toUtf8()); !good)
        return at(good.error(), u"name"_s);
    project.title = wordsFrom(object[u"title"_s], kMaxWords);
    project.description = wordsFrom(object[u"description"_s], kMaxWords);
    project.metadata = object[u"metadata"_s].toObject();
    for (const auto tag : object[u"tags"_s].toArray())
        project.tags += wordsFrom(tag, kMaxWords);
    const QJsonObject owner = object[u"owner"_s].toObject();
    project.owner.id.value = owner[u"id"_s].toString();
    if (!owner[u"id"_s].isString() || !project.owner.id.value.isValidUtf16() || project.owner.id.value.startsWith(QChar(0xfeff)))
        return missing("owner.id");
    project.owner.type = owner[u"type"_s].toString() == u"organization" ? OwnerType::Organization : OwnerType::User;
    project.owner.name = wordsFrom(owner[u"name"_s], kMaxWords);
    if (const auto role = roleFromString(object[u"role"_s].toString()))
        project.role = *role;
    const QJsonObject may = object[u"permissions"_s].toObject();
    project.permissions = {may[u"find"_s].toBool(),  may[u"read"_s].toBool(), may[u"modify"_s].toBool(),
                           may[u"share"_s].toBool(), may[u"own"_s].toBool(),  may[u"delete"_s].toBool()};
    auto time = [](const QJsonValue &value) {
        const QDateTime at = QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
        return at.date().year() >= 0 && at.date().year() <= 9999 ? at : QDateTime();  // what ISO 8601 can say
    };
    project.createdAt = time(object[u"created_at"_s]);
    project.updatedAt = time(object[u"updated_at"_s]);
    auto count = [&](const QString &field) { return std::max<qint64>(0, object[field].toInteger()); };
    project.recordRevision = count(u"record_revision"_s);
    if (!object[u"head_revision"_s].isDouble() || object[u"head_revision"_s].toInteger(-1) < 0)
        return missing("head_revision");
    project.headRevision = object[u"head_revision"_s].toInteger();
    const auto epoch = Epoch::fromString(object[u"epoch"_s].toString());
    if (!epoch)
        return missing("epoch");
    project.epoch = *epoch;
    project.sizeBytes = count(u"size"_s);
    project.fileCount = count(u"file_count"_s);
    project.isPublic = object[u"is_public"_s].toBool();
    return project;
}

}  // namespace tideline
