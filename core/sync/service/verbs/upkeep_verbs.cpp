#include "core/sync/service/verbs/verbs.h"

#include "core/files/tree_marker.h"
#include "core/store/db_tool.h"

#include <QFile>

#include <unistd.h>

namespace tideline::sync {

namespace {

/// Rows of `doctor`, gathered.
class Checks {
public:
    void add(const QString &check, bool ok, const QString &what, const QString &mend = {})
    {
        m_ok = m_ok && ok;
        m_rows.append(QJsonObject{{u"check"_s, check}, {u"ok"_s, ok}, {u"what"_s, what}, {u"mend"_s, ok ? QString() : mend}});
    }
    void add(const QString &check, const Result<void> &result, const QString &good)
    {
        add(check, bool(result), result ? good : result.error().what, result ? QString() : result.error().mend);
    }
    QJsonObject reply() const { return {{u"ok"_s, m_ok}, {u"rows"_s, m_rows}}; }

private:
    bool m_ok = true;
    QJsonArray m_rows;
};

void checkStore(ServiceCore &core, Checks &checks)
{
    auto report = store::dbCheck(core.store->location());
    if (!report)
        checks.add(u"store"_s, false, report.error().what, report.error().mend);
    else
        checks.add(u"store"_s, report->findings.isEmpty(), report->findings.isEmpty() ? u"The project store is sound."_s : report->findings.join(u' '),
                   u"Keep a copy of the profile, then see: tide db check"_s);
}

void checkCloud(ServiceCore &core, const VerbCall &call, Checks &checks)
{
    auto channel = core.account.channel();
    if (!channel) {
        checks.add(u"cloud"_s, false, channel.error().what, channel.error().mend);
        return;
    }
    auto me = cloud::whoAmI(*(*channel)->withAbort(call.cancelled));
    core.noteLink(me ? nullptr : &me.error());
    const QString origin = QString::fromLatin1((*channel)->server().origin());
    checks.add(u"cloud"_s, bool(me), me ? u"%1 answers, and knows %2."_s.arg(origin, me->userName) : me.error().what,
               me ? QString() : me.error().mend);
}

void checkWatches(ServiceCore &core, Checks &checks)
{
    QFile file(u"/proc/sys/fs/inotify/max_user_watches"_s);
    const qint64 limit = file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toLongLong() : 0;
    QStringList degraded;
    for (const ProjectStatus &status : core.board.all()) {
        if (!status.degraded.isEmpty())
            degraded.append(u"%1: %2"_s.arg(status.project.name, status.degraded));
    }
    checks.add(u"watcher"_s, degraded.isEmpty(),
               degraded.isEmpty() ? u"This system lets a user watch %1 folders."_s.arg(limit) : degraded.join(u"; "_s),
               u"Raise fs.inotify.max_user_watches (sysctl)."_s);
}

Result<void> checkRootOf(const LocalProject &project)
{
    auto disk = files::openPosixFileSystem(project.rootPath);
    if (!disk)
        return disk.error();
    if (auto good = files::checkRoot(**disk, project.id); !good)
        return good;
    auto free = (*disk)->freeBytes();
    if (free && *free < (64 << 20))
        return Error{Error::Kind::DiskFull, u"The disk is almost full."_s, project.rootPath, u"Free some space."_s};
    return {};
}

}  // namespace

Result<QJsonObject> owner(ServiceCore &core, const VerbCall &)
{
    return QJsonObject{{u"pid"_s, qint64(::getpid())}, {u"mode"_s, toString(core.mode)}, {u"watching"_s, core.watch->isRunning()},
                       {u"profile"_s, core.profile()}, {u"version"_s, QStringLiteral(TIDELINE_VERSION)}, {u"sqlite"_s, store::sqliteVersion()},
                       {u"schema"_s, store::latestSchema()}, {u"protocol"_s, u"v1"_s}};
}

Result<QJsonObject> doctor(ServiceCore &core, const VerbCall &call)
{
    Checks checks;
    checks.add(u"profile"_s, ::access(QFile::encodeName(core.profile()).constData(), W_OK) == 0, core.profile(), u"Make it writable."_s);
    if (const QString trouble = core.policy.trouble(); core.policy.isThere())
        checks.add(u"policy"_s, trouble.isEmpty(), trouble.isEmpty() ? u"The administrator's file %1 is sound."_s.arg(core.policy.settings.file) : trouble,
                   u"Ask whoever looks after this computer. What is right in it holds."_s);
    checkStore(core, checks);
    checkCloud(core, call, checks);
    checkWatches(core, checks);
    for (const ProjectStatus &status : core.board.all())
        checks.add(u"project %1"_s.arg(status.project.name), checkRootOf(status.project), status.project.rootPath);
    return checks.reply();
}

Result<QJsonObject> show(ServiceCore &core, const VerbCall &call)
{
    auto uri = call.args.text(u"uri"_s, {});
    if (!uri)
        return uri.error();
    if (core.mode != OwnerMode::Desktop)
        return Error{Error::Kind::NotFound, u"The engine's owner has no window."_s, {}, {}};
    core.hub.publish({{u"event"_s, u"show"_s}, {u"uri"_s, *uri}});
    return QJsonObject{{u"pid"_s, qint64(::getpid())}};
}

Result<QJsonObject> quit(ServiceCore &core, const VerbCall &)
{
    core.quitting = true;
    core.hub.publish({{u"event"_s, u"quit"_s}});
    return QJsonObject{{u"pid"_s, qint64(::getpid())}};
}

}  // namespace tideline::sync
