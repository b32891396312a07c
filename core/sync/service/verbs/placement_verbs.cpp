#include "core/sync/service/verbs/verbs.h"

#include "core/files/tree_marker.h"
#include "core/sync/executor/placer.h"
#include "core/sync/service/project_finder.h"

#include <QSysInfo>

namespace tideline::sync {

namespace {

constexpr qsizetype kMaxListed = 1000;

/// The cloud as a verb asks it: ends with the call, and tells the service whether the link is there.
class CallChannel final : public cloud::Channel {
public:
    CallChannel(ServiceCore &core, const VerbCall &call) : m_core(core), m_call(call) {}
    Result<cloud::CloudReply> send(const cloud::CloudRequest &request, const OnBody &onBody) override
    {
        return m_core.ask(request, m_call, onBody);
    }

private:
    ServiceCore &m_core;
    const VerbCall &m_call;
};

Result<QJsonObject> place(ServiceCore &core, const VerbCall &call, Result<Placed> (Placer::*work)(const RelativePath &))
{
    auto entry = findEntryHere(core, call);
    if (!entry)
        return entry.error();
    const LocalProject &here = entry->project.project;
    if (!here.cloudId)
        return Error{Error::Kind::NotFound, u"This project is not in the cloud."_s, here.name, {}};
    const EngineThread::Hold held(*core.engine, here.id);
    auto disk = files::openPosixFileSystem(here.rootPath);
    if (!disk)
        return disk.error();
    if (auto good = files::checkRoot(**disk, here.id); !good)
        return good.error();
    CallChannel channel(core, call);
    Placer placer({.disk = **disk,
                   .channel = &channel,
                   .clock = core.clock,
                   .random = core.random,
                   .read = [&](const Placer::Read &read) { return core.store->read(read); },
                   .write = [&](const Placer::Write &write) { return core.store->write(write, call.cancelled); },
                   .cancelled = call.cancelled,
                   .bootId = QSysInfo::bootUniqueId()},
                  here);
    auto placed = (placer.*work)(entry->path);
    if (!placed)
        return placed.error();
    if (placed->wholeProject) {
        const bool onlineOnly = work == &Placer::free;
        core.board.update(here.id, [&](ProjectStatus &status) { status.project.onlineOnly = onlineOnly; });
        core.publishProject(here.id);
    }
    if (!placed->left.empty())
        core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.changedSomehow(here.id, now); });
    core.hub.publish({{u"event"_s, u"entries_changed"_s}, {u"project"_s, here.name}, {u"local_id"_s, here.id.toString()},
                      {u"folders"_s, QJsonArray()}, {u"all"_s, true}});
    QJsonArray left;
    for (const Placed::Left &one : placed->left) {
        if (left.size() < kMaxListed)
            left.append(QJsonObject{{u"path"_s, QString::fromUtf8(one.path)}, {u"why"_s, one.why}});
    }
    return QJsonObject{{u"project"_s, here.name}, {u"local_id"_s, here.id.toString()}, {u"path"_s, entry->path.toString()},
                       {u"files"_s, placed->files}, {u"bytes"_s, placed->bytes}, {u"already"_s, placed->already},
                       {u"left"_s, qint64(placed->left.size())}, {u"rows"_s, left}};
}

}  // namespace

Result<QJsonObject> pin(ServiceCore &core, const VerbCall &call)
{
    auto reply = place(core, call, &Placer::pin);
    if (reply) {
        if (const auto id = ProjectId::fromString((*reply)[u"local_id"_s].toString()))
            core.engine->tell([&](Scheduler &scheduler, Moment now) { scheduler.changedSomehow(*id, now); });
        (void)first(core, call);  // somebody waits for it; where nothing syncs by itself, the next sync brings it all the same
    }
    return reply;
}

Result<QJsonObject> free(ServiceCore &core, const VerbCall &call)
{
    return place(core, call, &Placer::free);
}

}  // namespace tideline::sync
