#include "tests/sim/stage.h"

#include "core/files/ignore_rules.h"
#include "core/schema/cloud_project.h"
#include "tests/sim/oracle.h"
#include "tests/sim/sodium_random.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::sim {

namespace {

constexpr qint64 kMs = 1'000'000;
constexpr int kQuietRounds = 10;

}  // namespace

Stage::Stage(quint64 seed, Trace::Print print, const Weather &weather, int clientCount)
    : world(seed, print, weather),
      server(world)
{
    for (int i = 0; i < clientCount; ++i)
        clients.emplace_back(world, server, history, QByteArray(1, char('A' + i)));
}

RunReport Stage::run(std::function<void()> play)
{
    seedSqlite(world.seed);
    seedSodium(world.seed);
    world.scheduler.spawn("setup", [this, play = std::move(play)] {
        if (setUp())
            play();
    });
    RunReport report;
    report.seed = world.seed;
    report.failure = world.scheduler.run();
    // What is still held is let go of before the world ends.
    for (SimClient &client : clients)
        client.bury();
    server.bury();
    for (const SimClient &client : clients)
        world.trace.count("disk reuses an inode", client.disk().reusedInodes());
    report.traceHash = world.trace.hash();
    report.counts = world.trace.counts();
    return report;
}

bool Stage::fail(const QByteArray &what)
{
    world.scheduler.fail(what);
    return false;
}

bool Stage::setUp()
{
    if (!server.start())
        return fail("the server did not start");
    auto run = server.running();
    auto user = run->core->addUser(u"ann"_s, u"correct horse battery staple"_s);
    auto token = user ? run->core->createToken(u"ann"_s, u"sim"_s) : Result<server::NewToken>(user.error());
    if (!token)
        return fail("no account: " + toText(token.error()).toUtf8());
    m_token = token->text.toLatin1();
    {
        SimChannel channel(world, server, std::make_shared<SimProcess>(world.scheduler, "setup"), m_token);
        cloud::CloudRequest request;
        request.method = "POST";
        request.path = "/api/v1/projects";
        request.contentType = "application/json";
        request.body = R"({"name":"sim"})";
        request.headers["Idempotency-Key"] = CommitKey::make(run->clock, run->random).toString().toLatin1();
        auto reply = channel.send(request);
        if (!reply || reply->status != 201)
            return fail("no project: " + (reply ? reply->body : toText(reply.error()).toUtf8()));
        auto project = ProjectId::fromString(QJsonDocument::fromJson(reply->body).object()[u"id"_s].toString());
        if (!project)
            return fail("no project id: " + reply->body);
        m_project = *project;
    }
    run.reset();
    for (SimClient &client : clients) {
        client.setAccount(m_token, m_project);
        if (!client.boot())
            return fail(client.name() + " did not start");
    }
    return true;
}

void Stage::makeWhole(SimClient &client)
{
    for (const auto &[path, inode] : SimDisk::treeOf(client.folder())) {
        const bool isRules = path == files::kIgnoreFileName || path.endsWith(QByteArray("/") + files::kIgnoreFileName);
        if (!isRules || path.startsWith(".tideline/") || inode->kind != files::FileKind::File)
            continue;
        history.thrownAway(History::idOf(inode->data));
        (void)client.disk().removeFile(client.folder(), path);
    }
    if (client.isOnlineOnly())
        client.pin({});
}

bool Stage::settleAndJudge()
{
    world.tell("-- quiet --");
    for (SimClient &client : clients)
        if (!client.isUp() && !client.boot())
            return fail(client.name() + " does not start in quiet weather");
    bool settled = false;
    for (int round = 0; round < kQuietRounds && !settled && !world.scheduler.stopping(); ++round) {
        settled = true;
        for (SimClient &client : clients) {
            world.scheduler.sleepFor(2'000 * kMs);  // past any granularity of the time stamps
            makeWhole(client);
            const auto before = stampsOf(client.disk(), client.folder());
            const auto outcome = client.sync(true);
            if (world.scheduler.stopping())
                return false;
            if (!outcome || !*outcome)
                return fail(client.name() + ": sync failed in quiet weather: "
                            + (outcome ? toText(outcome->error()).toUtf8() : QByteArray("crash")));
            const sync::SyncOutcome &done = **outcome;
            if (done.guardHolds)
                return fail(client.name() + ": a guard holds: " + done.guardReason.toUtf8());
            const qint64 work = done.uploaded + done.downloaded + done.movedLocal + done.movedRemote
                + done.deletedLocal + done.deletedRemote + done.conflicts;
            const bool untouched = stampsOf(client.disk(), client.folder()) == before;
            settled = settled && done.equal && work == 0 && untouched && done.revision == m_revision;
            m_revision = done.revision;
        }
    }
    if (!settled && world.trace.tells())
        for (SimClient &client : clients)
            client.tellPlan();
    if (!settled)
        return fail("it does not come to rest in " + QByteArray::number(kQuietRounds) + " rounds");
    Oracle oracle(world, server, m_token, m_project);
    try {
        for (SimClient &client : clients)
            if (const QByteArray verdict = client.judgeTrash(); !verdict.isEmpty())
                return fail(verdict);
        if (const QByteArray verdict = oracle.judge(clients, history); !verdict.isEmpty())
            fail(verdict);
    } catch (const SimCrash &) {}
    for (SimClient &client : clients)
        client.stop();
    return !world.scheduler.stopping();
}

}  // namespace tideline::sim
