#include "app/server/api/projects.h"

#include "app/server/api/call.h"
#include "app/server/api/project_change.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/usage_repository.h"
#include "core/base/relative_path.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace tideline::server {

namespace {

constexpr qsizetype kMaxNameBytesOfProject = 255;
constexpr qsizetype kMaxTitleBytes = 1024;
constexpr qsizetype kMaxDescriptionBytes = 16 << 10;
constexpr qsizetype kMaxMetadataBytes = 8 << 10;
constexpr qsizetype kMaxTags = 64;
constexpr qsizetype kMaxTagBytes = 64;

Result<void> takeText(const QJsonObject &fields, const QString &name, qsizetype maxBytes, QString &into)
{
    const QJsonValue value = fields[name];
    if (value.isUndefined())
        return {};
    if (!value.isString() && !value.isNull())
        return invalid(u"A field is not a text."_s, name);
    const QString text = value.toString();
    if (text.toUtf8().size() > maxBytes || text.contains(QChar(u'\0')) || !text.isValidUtf16())
        return invalid(u"A text is too long, or has a NUL or half a letter."_s, name);
    into = text;
    return {};
}

Result<void> checkProjectName(const QString &name)
{
    if (name.trimmed().isEmpty() || name.startsWith(u' ') || name.endsWith(u' '))
        return invalid(u"A project's name is empty, or begins or ends with a space."_s, u"name"_s);
    for (const QChar c : name) {
        if (c.category() == QChar::Other_Control || c == u'/')
            return invalid(u"A project's name has a control character or a '/'."_s, u"name"_s);
    }
    // It becomes a folder's name on every member's disk.
    const auto good = checkName(name.toUtf8());
    return good ? good : invalid(good.error().what, u"name"_s);
}

}  // namespace

Result<void> applyFields(const QJsonObject &fields, ProjectRow &row)
{
    if (fields.contains(u"name"_s)) {
        QString name;
        if (auto taken = takeText(fields, u"name"_s, kMaxNameBytesOfProject, name); !taken)
            return taken;
        row.name = name.normalized(QString::NormalizationForm_C);
        if (auto good = checkProjectName(row.name); !good)
            return good;
    }
    if (auto taken = takeText(fields, u"title"_s, kMaxTitleBytes, row.title); !taken)
        return taken;
    if (auto taken = takeText(fields, u"description"_s, kMaxDescriptionBytes, row.description); !taken)
        return taken;
    if (const QJsonValue value = fields[u"metadata"_s]; !value.isUndefined()) {
        if (!value.isObject() && !value.isNull())
            return invalid(u"A field is not an object."_s, u"metadata"_s);
        if (QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).size() > kMaxMetadataBytes)
            return invalid(u"The metadata are larger than 8 KiB."_s, u"metadata"_s);
        row.metadata = value.toObject();
    }
    if (const QJsonValue value = fields[u"tags"_s]; !value.isUndefined()) {
        const QJsonArray tags = value.toArray();
        if ((!value.isArray() && !value.isNull()) || tags.size() > kMaxTags)
            return invalid(u"The tags are no list, or more than 64."_s, u"tags"_s);
        row.tags.clear();
        for (const auto tag : tags) {
            if (!tag.isString() || tag.toString().isEmpty() || tag.toString().toUtf8().size() > kMaxTagBytes)
                return invalid(u"A tag is empty, too long or no text."_s, u"tags"_s);
            row.tags += tag.toString();
        }
    }
    return {};
}

Result<Page<CloudProject>> listProjects(ServerState &server, const Principal &principal, const QString &cursor,
                                        int limit, const ProjectFilter &filter)
{
    Q_ASSERT(limit >= 1 && limit <= 200);
    ProjectId after;
    if (!cursor.isEmpty()) {
        const auto id = ProjectId::fromString(cursor);
        if (!id)
            return invalid(u"This cursor is not from here."_s, u"cursor"_s);
        after = *id;
    }
    const auto rows = server.connections.read([&](store::Database &database) {
        return ProjectRepository(database).list(principal.user, filter, after, limit + 1);
    });
    if (!rows)
        return rows.error();
    const Epoch epoch = server.epoch();
    Page<CloudProject> page;
    for (const ProjectRow &row : *rows) {
        if (page.items.size() == std::size_t(limit)) {
            page.next = page.items.back().id.toString();
            break;
        }
        page.items.push_back(toCloudProject(row, epoch));
    }
    return page;
}

QByteArray etagOf(const ProjectRow &row)
{
    return "\"p" + QByteArray::number(row.recordRevision) + '"';
}

Response projectResponse(Call &call, const ProjectRow &row, int status)
{
    Response response = jsonResponse(toJson(toCloudProject(row, call.server.epoch())), status);
    response.headers["ETag"] = etagOf(row);
    response.headers["Cache-Control"] = "private, no-cache";
    return response;
}

Result<void> note(Call &call, store::Database &database, const ProjectRow &project, const char *kind, const QJsonObject &details,
                  const store::Transaction &transaction)
{
    return ActivityRepository(database, project.number).add(call.principal, call.server.parts.clock.nowMs(), kind, details, transaction);
}

Result<std::optional<Refusal>> takeOver(Call &call, store::Database &database, const ProjectRow &before, const store::Transaction &transaction)
{
    const auto now = ProjectRepository(database).find(before.id, call.principal.user);
    if (!now)
        return now.error();
    if (!*now || ownerOf(**now) == ownerOf(before))
        return std::optional<Refusal>();
    const ProjectOwner owner = toCloudProject(**now, {}).owner;
    const QJsonObject details{{u"owner"_s, QJsonObject{{u"type"_s, toString(owner.type)}, {u"id"_s, owner.id.value}, {u"name"_s, owner.name}}}};
    if (auto noted = note(call, database, before, "owner_set", details, transaction); !noted)
        return noted.error();
    const UsageRepository usage(database);
    auto allowance = usage.allowance(ownerOf(**now), call.server.parts.policy.usage.defaultQuota);
    if (!allowance)
        return allowance.error();
    if (allowance->allows(0))  // it is among what is used already
        return std::optional<Refusal>();
    const auto stored = usage.usage(before.number);
    if (!stored)
        return stored.error();
    if (stored->storedBytes == 0)
        return std::optional<Refusal>();
    const Allowance without{allowance->limitBytes, allowance->usedBytes - stored->storedBytes};
    return std::optional(quotaExceeded(without, stored->storedBytes));
}

}  // namespace tideline::server
