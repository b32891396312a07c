// What a person has starred and opened, kept in this profile's store.
#include "core/sync/service/verbs/verbs.h"

#include "core/store/mark_repository.h"
#include "core/sync/service/entry_view.h"
#include "core/sync/service/found_rows.h"
#include "core/sync/service/project_finder.h"

#include <algorithm>
#include <set>

namespace tideline::sync {

using store::Mark;
using store::MarkRepository;

namespace {

constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;
constexpr qint64 kRecentMs = 30 * kDayMs;
constexpr qint64 kMostRecent = 500;

ProjectId markedId(const ProjectRef &project)
{
    if (!project.local)
        return project.cloud->id;
    return project.local->project.cloudId.value_or(project.local->project.id);
}

/// The entry that `project` and `path` name as a mark without a time.
Result<Mark> findMarked(ServiceCore &core, const VerbCall &call, Mark::Kind kind, QString &name, QString &path)
{
    auto project = call.args.text(u"project"_s, {});
    auto text = call.args.text(u"path"_s, {});
    if (!project || !text)
        return !project ? project.error() : text.error();
    auto entry = findEntry(core, *project, *text, AskCloud::No);
    if (!entry)
        return entry.error();
    name = entry->project.name();
    path = entry->path.toString();
    Mark mark{kind, markedId(entry->project), {}, 0};
    if (entry->path.isRoot())
        return mark;
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, name, u"The project as a whole can be marked; its entries once it is here."_s};
    auto view = core.store->read([&](store::Database &database) {
        return viewAt(store::TreeStore(database, entry->project.local->project.number), entry->path);
    });
    if (!view)
        return view.error();
    if (!*view)
        return Error{Error::Kind::NotFound, u"There is nothing at this path in the project."_s, path, {}};
    mark.node = (*view)->id;
    return mark;
}

void publish(ServiceCore &core, const QString &kind)
{
    core.hub.publish({{u"event"_s, u"marks_changed"_s}, {u"kind"_s, kind}});
}

std::optional<QJsonObject> projectRow(const ServiceCore &core, const ProjectId &id)
{
    std::optional<QJsonObject> row;
    for (const ProjectStatus &status : core.board.all()) {
        if (status.project.id == id || status.project.cloudId == id)
            row = core.row(status);
    }
    if (const auto cloud = row ? std::nullopt : core.catalog.find(id))
        row = cloudRow(*cloud);
    if (row)
        (*row)[u"kind"_s] = u"project"_s;
    return row;
}

/// Of one mark; nullopt: what it stands on is gone, or not here.
Result<std::optional<QJsonObject>> markedRow(const ServiceCore &core, const FoundRows &rows, const Mark &mark)
{
    auto row = Result<std::optional<QJsonObject>>(std::optional<QJsonObject>());
    if (mark.node.isNull())
        row = projectRow(core, mark.project);
    else if (const auto number = rows.numberOf(mark.project))
        row = rows.row(*number, mark.node);
    if (row && *row)
        (**row)[u"at_ms"_s] = mark.atMs;
    return row;
}

}  // namespace

Result<QJsonObject> star(ServiceCore &core, const VerbCall &call)
{
    auto on = call.args.flag(u"on"_s, true);
    if (!on)
        return on.error();
    QString name, path;
    auto mark = findMarked(core, call, Mark::Kind::Star, name, path);
    if (!mark)
        return mark.error();
    mark->atMs = core.clock.nowMs();
    const auto written = core.store->write(
        [&](store::Database &database, const store::Transaction &transaction) {
            MarkRepository marks(database);
            return *on ? marks.put(*mark, transaction) : marks.remove(mark->kind, mark->project, mark->node, transaction);
        },
        call.cancelled);
    if (!written)
        return written.error();
    publish(core, u"star"_s);
    return QJsonObject{{u"project"_s, name}, {u"path"_s, path}, {u"on"_s, *on}};
}

Result<QJsonObject> starred(ServiceCore &core, const VerbCall &)
{
    return core.store->read([&](store::Database &database) -> Result<QJsonObject> {
        const store::ReadTransaction snapshot(database);
        const auto marks = MarkRepository(database).list(Mark::Kind::Star);
        if (!marks)
            return marks.error();
        const FoundRows found(core, database);
        QJsonArray rows;
        for (const Mark &mark : *marks) {
            auto row = markedRow(core, found, mark);
            if (!row)
                return row.error();
            if (*row)
                rows.append(**row);
        }
        return QJsonObject{{u"rows"_s, rows}};
    });
}

Result<QJsonObject> opened(ServiceCore &core, const VerbCall &call)
{
    QString name, path;
    auto mark = findMarked(core, call, Mark::Kind::Opened, name, path);
    if (!mark)
        return mark.error();
    mark->atMs = core.clock.nowMs();
    const auto written = core.store->write(
        [&](store::Database &database, const store::Transaction &transaction) { return MarkRepository(database).put(*mark, transaction); },
        call.cancelled);
    if (!written)
        return written.error();
    publish(core, u"opened"_s);
    return QJsonObject{{u"project"_s, name}, {u"path"_s, path}};
}

Result<QJsonObject> recent(ServiceCore &core, const VerbCall &call)
{
    const auto limit = call.args.integer(u"limit"_s, 100, 1, kMostRecent);
    if (!limit)
        return limit.error();
    const qint64 now = core.clock.nowMs();
    return core.store->read([&](store::Database &database) -> Result<QJsonObject> {
        const store::ReadTransaction snapshot(database);
        const MarkRepository marks(database);
        const auto seen = marks.list(Mark::Kind::Opened);
        // A file of tomorrow has a wrong clock, not news.
        const auto changed = marks.changedFiles(now - kRecentMs, now + kDayMs, *limit);
        if (!seen || !changed)
            return !seen ? seen.error() : changed.error();
        const FoundRows found(core, database);
        struct One {
            qint64 number;
            NodeId node;
            qint64 atMs;
            bool isOpened;
        };
        std::vector<One> all;
        for (const Mark &mark : *seen) {
            if (const auto number = found.numberOf(mark.project); number && !mark.node.isNull())
                all.push_back({*number, mark.node, mark.atMs, true});
        }
        for (const store::ChangedFile &file : *changed)
            all.push_back({file.project, file.node, file.atMs, false});
        std::ranges::stable_sort(all, std::greater(), &One::atMs);
        QJsonArray rows;
        std::set<std::pair<qint64, NodeId>> taken;
        for (const One &one : all) {
            if (rows.size() == *limit)
                break;
            if (!taken.insert({one.number, one.node}).second)
                continue;
            auto row = found.row(one.number, one.node);
            if (!row)
                return row.error();
            if (!*row)
                continue;
            (**row)[u"at_ms"_s] = one.atMs;
            (**row)[u"why"_s] = one.isOpened ? u"opened"_s : u"changed"_s;
            rows.append(**row);
        }
        return QJsonObject{{u"rows"_s, rows}};
    });
}

}  // namespace tideline::sync
