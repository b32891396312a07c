// What is used and what is kept: quota, usage, retention.
#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/activity_repository.h"
#include "app/server/metadata/retention.h"
#include "app/server/metadata/usage_repository.h"

#include <QJsonArray>

namespace tideline::server {

using store::Database;
using store::Transaction;

namespace {

constexpr int kMostDays = 36'500;
constexpr std::size_t kMostRevisionsShown = 1000;
constexpr int kMostProjectsShown = 1000;

QJsonObject toJson(const std::optional<RetentionPolicy> &policy)
{
    if (!policy)
        return {{u"keep"_s, u"everything"_s}};
    return {{u"keep"_s, u"thinned"_s}, {u"all_days"_s, policy->allDays}, {u"daily_days"_s, policy->dailyDays}};
}

QJsonObject toJson(const Thinning &thinning)
{
    QJsonArray revisions;
    for (std::size_t i = 0; i < std::min(thinning.revisions.size(), kMostRevisionsShown); ++i)
        revisions.append(QJsonObject{{u"revision"_s, thinning.revisions[i].revision}, {u"at"_s, timeText(thinning.revisions[i].atMs)}});
    return {{u"revision_count"_s, qint64(thinning.revisions.size())},
            {u"revisions"_s, revisions},
            {u"version_count"_s, thinning.contentCount},
            {u"bytes"_s, thinning.bytes}};
}

Result<RetentionPolicy> policyOf(qint64 allDays, qint64 dailyDays)
{
    if (allDays < 1 || dailyDays < allDays || dailyDays > kMostDays)
        return invalid(u"all_days is 1 or more, daily_days not less, and at most 36,500."_s, u"all_days, daily_days"_s);
    return RetentionPolicy{int(allDays), int(dailyDays)};
}

/// Errors: Invalid.
Result<std::optional<RetentionPolicy>> policyFrom(const QJsonObject &json)
{
    const QString keep = json[u"keep"_s].toString();
    if (keep == u"everything"_s)
        return std::optional<RetentionPolicy>();
    if (keep != u"thinned"_s)
        return invalid(u"A project keeps everything, or is thinned."_s, u"keep"_s);
    const RetentionPolicy usual;
    const auto policy = policyOf(json[u"all_days"_s].toInteger(json.contains(u"all_days"_s) ? 0 : usual.allDays),
                                 json[u"daily_days"_s].toInteger(json.contains(u"daily_days"_s) ? 0 : usual.dailyDays));
    if (!policy)
        return policy.error();
    return std::optional(*policy);
}

}  // namespace

Result<Response> getQuota(Call &call)
{
    struct Found {
        Allowance allowance;
        std::vector<UsageRepository::Owned> projects;
    };
    const auto found = call.server.connections.read([&](Database &database) -> Result<Found> {
        const UsageRepository usage(database);
        const auto allowance = usage.allowance(call.principal.user, call.server.parts.policy.usage.defaultQuota, UsageRepository::Used::Always);
        if (!allowance)
            return allowance.error();
        auto projects = usage.ofOwner(call.principal.user, kMostProjectsShown);
        if (!projects)
            return projects.error();
        return Found{*allowance, *std::move(projects)};
    });
    if (!found)
        return found.error();
    QJsonArray projects;
    for (const auto &project : found->projects)
        projects.append(QJsonObject{{u"id"_s, project.id.toString()}, {u"name"_s, project.name}, {u"stored_bytes"_s, project.storedBytes},
                                    {u"deleted"_s, project.deleted}});
    const auto &limit = found->allowance.limitBytes;
    return jsonResponse({{u"limit"_s, limit ? QJsonValue(*limit) : QJsonValue()},
                         {u"used"_s, found->allowance.usedBytes},
                         {u"projects"_s, projects}});
}

Result<Response> getUsage(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    ProjectRow project;
    const auto usage = call.server.connections.read([&](Database &database) -> Result<ProjectUsage> {
        auto row = authorize(database, call.principal, Permission::Find, *id);
        if (!row)
            return row.error();
        project = *std::move(row);
        return UsageRepository(database).usage(project.number);
    });
    if (!usage)
        return usage.error();
    return jsonResponse({{u"stored_bytes"_s, usage->storedBytes},
                         {u"files"_s, QJsonObject{{u"count"_s, project.fileCount}, {u"bytes"_s, project.sizeBytes}}},
                         {u"versions"_s, QJsonObject{{u"count"_s, usage->contentCount}, {u"bytes"_s, usage->contentBytes}}},
                         {u"revisions"_s, QJsonObject{{u"count"_s, project.headRevision}, {u"thinned"_s, usage->thinnedCount}}}});
}

Result<Response> getRetention(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto policy = call.server.connections.read([&](Database &database) -> Result<std::optional<RetentionPolicy>> {
        const auto project = authorize(database, call.principal, Permission::Find, *id);
        if (!project)
            return project.error();
        return RetentionRepository(database, project->number).policy();
    });
    if (!policy)
        return policy.error();
    return jsonResponse(toJson(*policy));
}

Result<Response> putRetention(Call &call)
{
    const auto id = call.project();
    const auto policy = policyFrom(call.json);
    if (!id)
        return id.error();
    if (!policy)
        return policy.error();
    const auto done = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        if (auto set = RetentionRepository(database, project->number).setPolicy(*policy, transaction); !set)
            return set;
        return ActivityRepository(database, project->number)
            .add(call.principal, call.server.parts.clock.nowMs(), "retention_set", toJson(*policy), transaction);
    });
    if (!done)
        return done.error();
    return jsonResponse(toJson(*policy));
}

Result<Response> previewRetention(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto would = call.server.connections.read([&](Database &database) -> Result<Thinning> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        const auto held = RetentionRepository(database, project->number).policy();
        if (!held)
            return held.error();
        std::optional<RetentionPolicy> policy = *held;
        if (call.parameters.has("all_days") || call.parameters.has("daily_days")) {  // how it would be with another
            const RetentionPolicy usual;
            const auto all = call.parameters.integer("all_days", usual.allDays, 1, kMostDays);
            const auto daily = call.parameters.integer("daily_days", usual.dailyDays, 1, kMostDays);
            if (!all || !daily)
                return !all ? all.error() : daily.error();
            const auto asked = policyOf(*all, *daily);
            if (!asked)
                return asked.error();
            policy = *asked;
        }
        if (!policy)
            return Thinning{};
        return previewThinning(database, project->number, *policy, call.server.parts.clock.nowMs());
    });
    if (!would)
        return would.error();
    return jsonResponse(toJson(*would));
}

Result<Response> applyRetention(Call &call)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    struct Found {
        qint64 project = 0;
        std::optional<RetentionPolicy> policy;
    };
    const UpkeepTurn turn(call.server);
    if (!turn.isOurs())
        return UpkeepTurn::busy();
    const auto found = call.server.connections.write([&](Database &database, const Transaction &) -> Result<Found> {
        const auto project = authorize(database, call.principal, Permission::Own, *id);
        if (!project)
            return project.error();
        const auto policy = RetentionRepository(database, project->number).policy();
        if (!policy)
            return policy.error();
        return Found{project->number, *policy};
    });
    if (!found)
        return found.error();
    if (!found->policy)
        return jsonResponse(toJson(Thinning{}));
    const qint64 now = call.server.parts.clock.nowMs();
    const auto went = thin(call.server.connections, found->project, found->policy, now, call.server.isStopping);
    if (!went)
        return went.error();
    QJsonObject json = toJson(*went);
    const auto noted = call.server.connections.write([&](Database &database, const Transaction &transaction) -> Result<void> {
        QJsonObject details = json;
        details.remove(u"revisions"_s);
        return ActivityRepository(database, found->project).add(call.principal, now, "retention_applied", details, transaction);
    });
    if (!noted)
        return noted.error();
    return jsonResponse(json);
}

}  // namespace tideline::server
