#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/entry_list.h"
#include "core/sync/service/look_first.h"
#include "core/sync/service/verbs/cloud_call.h"

namespace tideline::sync {

namespace {

constexpr qint64 kMaxRows = 20'000;

QJsonObject statusOfAll(ServiceCore &core)
{
    const Overall now = core.overall();
    QJsonArray rows;
    for (const ProjectStatus &one : core.board.all())
        rows.append(core.row(one));
    // Until a folder is joined again, a store that was set aside is what a person must know of.
    const QString setAside = rows.isEmpty() ? store::lastSetAside(core.store->location()) : QString();
    return {{u"state"_s, toString(now.state)},
            {u"text"_s, now.text},
            {u"set_aside"_s, setAside},
            {u"online"_s, core.account.isOnline()},
            {u"signed_in"_s, core.account.account().has_value()},
            {u"paused"_s, core.board.isAllPaused()},
            {u"paused_until_ms"_s, core.board.allPausedUntilMs()},
            {u"metered"_s, core.board.isMeteredHeld()},
            {u"policy_trouble"_s, core.policy.trouble()},
            {u"watching"_s, core.watch->isRunning()},
            {u"projects"_s, rows}};
}

}  // namespace

Result<QJsonObject> status(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto all = call.args.flag(u"all"_s);
    auto limit = call.args.integer(u"limit"_s, 1000, 1, kMaxRows);
    auto after = call.args.text(u"after"_s, {});
    if (!project || !path || !after)
        return !project ? project.error() : !path ? path.error() : after.error();
    if (!all || !limit)
        return !all ? all.error() : limit.error();
    if (project->isEmpty() && path->isEmpty()) {
        for (ProjectStatus one : core.board.all())
            lookFirst(core, one, call.cancelled);
        return statusOfAll(core);
    }
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(), u"Clone it: tide clone PROJECT DIR"_s};
    lookFirst(core, *entry->project.local, call.cancelled);
    auto page = listUnsettled(core, *entry->project.local, entry->path, *all, *after, int(*limit));
    if (!page)
        return page.error();
    return QJsonObject{{u"project"_s, core.row(*entry->project.local)}, {u"rows"_s, page->rows}, {u"after"_s, page->after}};
}

Result<QJsonObject> ls(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto after = call.args.text(u"after"_s, {});
    auto limit = call.args.integer(u"limit"_s, 1000, 1, kMaxRows);
    auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    if (!project || !path || !after)
        return !project ? project.error() : !path ? path.error() : after.error();
    if (!limit || !revision)
        return !limit ? limit.error() : revision.error();
    auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    ProjectRef &ref = entry->project;
    const std::optional<ProjectId> cloudId = ref.local ? ref.local->project.cloudId : ref.cloud->id;
    if (*revision > 0 && !cloudId)
        return Error{Error::Kind::NotFound, u"This project has no history in the cloud."_s, ref.name(), {}};
    if (ref.local && *revision == 0)
        lookFirst(core, *ref.local, call.cancelled);
    auto page = ref.local && *revision == 0
                    ? listFolder(core, *ref.local, entry->path, *after, int(*limit))
                    : listCloudFolder(core, call, *cloudId, entry->path, *revision, *after, int(*limit));
    if (!page)
        return page.error();
    return markedReply({{u"project"_s, ref.name()}, {u"path"_s, entry->path.toString()}, {u"rows"_s, page->rows}, {u"after"_s, page->after}},
                       page->stale);
}

}  // namespace tideline::sync
