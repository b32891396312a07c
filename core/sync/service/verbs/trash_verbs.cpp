#include "core/sync/service/verbs/verbs.h"

#include "core/sync/service/project_finder.h"
#include "core/sync/service/trash_keeper.h"

namespace tideline::sync {

using store::TrashEntry;
using store::TrashRepository;

namespace {

std::optional<ProjectStatus> byNumber(const ServiceCore &core, qint64 number)
{
    for (ProjectStatus &status : core.board.all()) {
        if (status.project.number == number)
            return std::move(status);
    }
    return {};
}

/// The number of the project that a call names; 0 when it names none.
Result<qint64> numberOf(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"project"_s, {});
    if (!name)
        return name.error();
    if (name->isEmpty())
        return qint64(0);
    auto found = findHere(core, *name);
    return found ? Result<qint64>(found->project.number) : found.error();
}

Result<std::vector<TrashEntry>> entriesOf(ServiceCore &core, qint64 project)
{
    return core.store->read([&](store::Database &database) { return TrashRepository(database).list(project); });
}

}  // namespace

Result<QJsonObject> trashList(ServiceCore &core, const VerbCall &call)
{
    auto number = numberOf(core, call);
    if (!number)
        return number.error();
    auto entries = entriesOf(core, *number);
    if (!entries)
        return entries.error();
    QJsonArray rows;
    qint64 size = 0;
    for (const TrashEntry &entry : *entries) {
        const auto status = byNumber(core, entry.project);
        size += entry.sizeBytes;
        rows.append(QJsonObject{{u"id"_s, entry.id},
                                {u"project"_s, status ? status->project.name : QString()},
                                {u"path"_s, QString::fromUtf8(entry.path)},
                                {u"kind"_s, toString(entry.kind)},
                                {u"size"_s, entry.sizeBytes},
                                {u"removed_at_ms"_s, entry.removedAtMs},
                                {u"verified"_s, entry.verified}});
    }
    return QJsonObject{{u"rows"_s, rows}, {u"size"_s, size}};
}

Result<QJsonObject> trashRestore(ServiceCore &core, const VerbCall &call)
{
    auto id = call.args.integer(u"id"_s, 0, 1, std::numeric_limits<qint64>::max() / 2);
    auto to = call.args.text(u"to"_s, {});
    if (!id || !to)
        return !id ? id.error() : to.error();
    auto entry = core.store->read([&](store::Database &database) { return TrashRepository(database).find(*id); });
    if (!entry)
        return entry.error();
    const auto status = *entry ? byNumber(core, (*entry)->project) : std::nullopt;
    if (!status)
        return Error{Error::Kind::NotFound, u"There is no such entry in the trash."_s, QString::number(*id), u"List it with: tide trash"_s};
    std::optional<RelativePath> target;
    if (!to->isEmpty()) {
        auto parsed = RelativePath::parse(*to);
        if (!parsed)
            return parsed.error();
        target = *parsed;
    }
    auto keeper = TrashKeeper::open(core, status->project);
    if (!keeper)
        return keeper.error();
    auto restored = keeper->restore(**entry, target);
    if (!restored)
        return restored.error();
    core.engine->tell([&](Scheduler &scheduler, Moment now) {
        scheduler.localChanged(status->project.id, {restored->parent()}, now);
    });
    return QJsonObject{{u"project"_s, status->project.name}, {u"local_id"_s, status->project.id.toString()}, {u"path"_s, restored->toString()}};
}

Result<QJsonObject> trashEmpty(ServiceCore &core, const VerbCall &call)
{
    auto number = numberOf(core, call);
    auto ids = call.args.integers(u"ids"_s);
    auto days = call.args.integer(u"older_than_days"_s, 0, 0, 36'500);
    if (!number || !ids || !days)
        return !number ? number.error() : !ids ? ids.error() : days.error();
    auto entries = entriesOf(core, *number);
    if (!entries)
        return entries.error();
    const qint64 beforeMs = core.clock.nowMs() - *days * 86'400'000;
    qint64 removed = 0, size = 0, kept = 0;
    std::optional<Error> trouble;
    for (const TrashEntry &entry : *entries) {
        const bool isWanted = ids->isEmpty() ? entry.removedAtMs <= beforeMs : ids->contains(entry.id);
        const auto status = byNumber(core, entry.project);
        if (!isWanted || !entry.verified || !status)
            continue;
        if (call.isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"trash_empty"_s, {}};
        auto keeper = TrashKeeper::open(core, status->project);
        if (!keeper)
            return keeper.error();
        if (auto dropped = keeper->drop(entry); !dropped) {
            // One that stays keeps none of the others; who asked for it by its number hears why.
            ++kept;
            if (!trouble && (!ids->isEmpty() || dropped.error().kind != Error::Kind::Refused))
                trouble = dropped.error();
            continue;
        }
        ++removed;
        size += entry.sizeBytes;
    }
    if (trouble)
        return *trouble;
    return QJsonObject{{u"removed"_s, removed}, {u"size"_s, size}, {u"kept"_s, kept}};
}

}  // namespace tideline::sync
