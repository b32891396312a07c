#include "tests/sim/enumeration.h"

#include "tests/sim/sim_user.h"

#include <cstdio>

namespace tideline::sim {

namespace {

using Kind = Disturbance::Kind;
using CallKind = SimProcess::CallKind;

enum class With {
    Nothing,
    FoldingDisk,  ///< B's disk takes names that differ in case alone for one
    OnlineOnly,   ///< A's files may be in the cloud alone
    Starts,       ///< all three programs start anew, and that counts
};

/// What is agreed on before, and what each of the two then does unseen by the other. Steps are split at ';'.
struct Story {
    const char *name;
    const char *before;
    const char *byA;
    const char *byB;
    With with = With::Nothing;
    const char *wish = "";  ///< "free PATH", "pin PATH": what A then wants of its client; it is disturbed as the syncs are
};

// clang-format off
constexpr std::array<Story, 51> kStories{{
    {"create",               "",                                          "write a one",                       ""},
    {"empty file",           "",                                          "write a",                           ""},
    {"edit",                 "write a one",                               "write a two",                       ""},
    {"append",               "write a one",                               "append a more",                     ""},
    {"save by rename",       "write a one",                               "save a two",                        ""},
    {"touch",                "write a one",                               "touch a",                           ""},
    {"executable",           "write a one",                               "exec a",                            ""},
    {"rename",               "write a one",                               "mv a b",                            ""},
    {"rename and edit",      "write a one",                               "mv a b;write b two",                ""},
    {"rename over another",  "write a one;write b two",                   "over a b",                          ""},
    {"new file at old name", "write a one",                               "mv a b;write a two",                ""},
    {"swap",                 "write a one;write b two",                   "swap a b",                          ""},
    {"ring of three",        "write a 1;write b 2;write c 3",             "mv a t;mv c a;mv b c;mv t b",       ""},
    {"delete",               "write a one",                               "rm a",                              ""},
    {"new folders",          "",                                          "mkdir d;mkdir d/e;write d/e/a one", ""},
    {"folder move",          "mkdir d;write d/a one;write d/b two",       "mv d e",                            ""},
    {"folder swap",          "mkdir d;mkdir e;write d/a 1;write e/a 2",   "swap d e",                          ""},
    {"inside out",           "mkdir p;mkdir p/c;write p/c/a 1;write p/b 2", "mv p/c c;mv p c/p",               ""},
    {"takes outer's name",   "mkdir u;mkdir u/u;write u/u/a 1;write u/b 2", "mv u/u t;rm u;mv t u",            ""},
    {"folder delete",        "mkdir d;write d/a one;write d/b two",       "rm d",                              ""},
    {"file to folder",       "write a one",                               "rm a;mkdir a;write a/b two",        ""},
    {"folder to file",       "mkdir a;write a/b one",                     "rm a;write a two",                  ""},
    {"file to link",         "write a one",                               "rm a;link a elsewhere",             ""},
    {"link changes",         "link a one",                                "rm a;link a two",                   ""},
    {"big file",             "",                                          "big a 700000",                      ""},
    {"big file, edited",     "big a 700000",                              "append a more",                     ""},
    {"conflict",             "write a one",                               "write a two",                       "write a three"},
    {"equal edits",          "write a one",                               "write a two",                       "write a two"},
    {"delete against edit",  "write a one",                               "rm a",                              "write a two"},
    {"edit against delete",  "write a one",                               "write a two",                       "rm a"},
    {"rename against edit",  "write a one",                               "mv a b",                            "write a two"},
    {"two renames",          "write a one",                               "mv a b",                            "mv a c"},
    {"two new at one name",  "",                                          "write a one",                       "write a two"},
    {"folder against new",   "mkdir d;write d/a one",                     "rm d",                              "write d/b two"},
    {"moves that cross",     "mkdir d;mkdir e;write d/a 1;write e/b 2",   "mv d e/d",                          "mv e d/e"},
    {"many files",           "mkdir d",                                   "many d 24",                         "many d 12"},
    {"names clash",          "write a one",                               "write A two;mkdir d;mkdir D;write d/x 1;write D/x 2", "", With::FoldingDisk},
    {"clash resolved",       "write a one;write A two",                   "rm a;write b three",                "", With::FoldingDisk},
    {"case changes",         "write a one;mkdir d;write d/x 1",           "mv a A;mv d D",                     "", With::FoldingDisk},
    {"case changes here",    "write a one;mkdir d;write d/x 1",           "write b two",                       "mv a A;mv d D", With::FoldingDisk},
    {"cases cross",          "write a one;write A two",                   "swap a A",                          "write c three", With::FoldingDisk},
    {"free",                 "write a one",                               "",                                  "", With::OnlineOnly, "free a"},
    {"free and pin",         "write a one;write b two",                   "",                                  "", With::OnlineOnly, "free a;pin a"},
    {"free a folder",        "mkdir d;write d/a one;write d/b two",       "",                                  "", With::OnlineOnly, "free d;pin d/a"},
    {"free against edit",    "write a one",                               "",                                  "write a two", With::OnlineOnly, "free a"},
    {"rule comes",           "write a one;write b two",                   "write .tidelineignore a;write a 3", "write b four"},
    {"rule against edit",    "mkdir d;write d/a one",                     "write d/.tidelineignore a",         "write d/a two"},
    {"rule goes",            "write .tidelineignore a;write a one",       "rm .tidelineignore",                "write a two"},
    {"merge",                "text a.txt 6",                              "line a.txt 1 mine",                 "line a.txt 5 theirs"},
    {"lines that clash",     "text a.txt 6",                              "line a.txt 3 mine",                 "line a.txt 3 theirs"},
    {"starts",               "write a one",                               "write a two",                       "write b three", With::Starts},
}};
constexpr std::array<const char *, 10> kNames{"none",   "kill",  "power", "eio",     "full",
                                              "quota", "denied", "files", "db-io", "db-full"};
// clang-format on

/// As core/files/posix_error.cpp maps the errno: to the engine EDQUOT is ENOSPC, and EMFILE is EIO, with other words.
Error errorOf(Kind kind)
{
    switch (kind) {
    case Kind::FileFull:
    case Kind::DbFull: return {Error::Kind::DiskFull, u"No space is left."_s, u"simulated disk"_s, {}};
    case Kind::FileQuota: return {Error::Kind::DiskFull, u"Disk quota exceeded."_s, u"simulated disk"_s, {}};
    case Kind::FileDenied: return {Error::Kind::Denied, u"Permission denied."_s, u"simulated disk"_s, {}};
    case Kind::FileHandles: return {Error::Kind::Io, u"Too many open files."_s, u"simulated disk"_s, {}};
    default: return {Error::Kind::Io, u"Input/output error."_s, u"simulated disk"_s, {}};
    }
}

/// Calls that each of the three made while the story was told.
struct Counts {
    struct Of {
        qint64 calls = 0, files = 0, database = 0;
    };
    std::array<Of, 3> of;

    qint64 steps(Kind kind, int victim) const
    {
        const Of &one = of[std::size_t(victim)];
        switch (kind) {
        case Kind::None: return 1;
        case Kind::Kill:
        case Kind::Power: return one.calls;
        case Kind::FileEio:
        case Kind::FileFull:
        case Kind::FileQuota:
        case Kind::FileDenied:
        case Kind::FileHandles: return one.files;
        case Kind::DbIo:
        case Kind::DbFull: return one.database;
        }
        return 0;
    }
};

class Telling {
public:
    Telling(const Story &story, const Disturbance &disturbance, Trace::Print print, quint64 seed)
        : m_story(story),
          m_disturbance(disturbance),
          m_stage(seed, print, weather(seed, story.with == With::FoldingDisk), 2)
    {
        if (story.with == With::OnlineOnly)
            m_stage.clients[0].beOnlineOnly();
        for (SimClient &client : m_stage.clients)
            m_users.emplace_back(m_stage.world, client, m_stage.history);
    }

    RunReport run()
    {
        return m_stage.run([this] { tell(); });
    }
    const Counts &counts() const { return m_counts; }

private:
    static Weather weather(quint64 seed, bool folds)
    {
        Weather calm;
        calm.foldingClient = folds ? 1 : -1;
        calm.model = seed % 2 == 0 ? CrashModel::Any : CrashModel::Ordered;
        calm.granularityNs = seed % 3 == 0 ? 4'000'000 : 1;
        calm.reusesInodes = seed % 4 < 2;
        return calm;
    }

    void tell()
    {
        act(0, m_story.before);
        for (int i : {0, 1, 0})
            m_stage.clients[std::size_t(i)].sync(true);
        m_stage.world.scheduler.sleepFor(5'000'000'000);
        act(0, m_story.byA);
        act(1, m_story.byB);
        if (m_story.with == With::Starts)
            endAll();
        const Counts before = now();
        arm();
        wish();
        for (int i : {0, 1, 0, 1})
            turn(std::size_t(i));
        const Counts after = now();
        for (std::size_t i = 0; i < 3; ++i)
            m_counts.of[i] = {after.of[i].calls - before.of[i].calls, after.of[i].files - before.of[i].files,
                              after.of[i].database - before.of[i].database};
        disarm();
        m_stage.settleAndJudge();
    }

    void act(std::size_t who, const QByteArray &script)
    {
        for (const QByteArray &line : script.split(';')) {
            if (line.isEmpty())
                continue;
            if (line.startsWith("many ")) {
                const QList<QByteArray> words = line.split(' ');
                for (int i = 0; i < words[2].toInt(); ++i)
                    perform(who, "write " + words[1] + '/' + m_stage.clients[who].name() + QByteArray::number(i) + ' '
                                + QByteArray::number(i * 7919));
                continue;
            }
            perform(who, line);
        }
    }
    void perform(std::size_t who, const QByteArray &line)
    {
        if (!m_users[who].perform(line))
            m_stage.world.scheduler.fail("the story cannot be told: " + line);
    }

    void endAll()
    {
        for (SimClient &client : m_stage.clients)
            client.stop();
        m_stage.server.crash(false);
    }

    void wish()
    {
        SimClient &client = m_stage.clients[0];
        for (const QByteArray &line : QByteArray(m_story.wish).split(';')) {
            if (line.isEmpty() || !isUp(client))
                continue;
            const QList<QByteArray> words = line.split(' ');
            const auto path = *RelativePath::parse(words[1]);
            if (words[0] == "free")
                client.free(path);
            else
                client.pin(path);
            if (client.process()->dead())
                client.bury();
        }
    }

    /// Starts whoever has crashed.
    bool isUp(SimClient &client)
    {
        SimServer &server = m_stage.server;
        if (server.isDown()) {
            server.bury();
            server.start();
        }
        if (client.isUp() || client.boot())
            return true;
        client.bury();
        return false;
    }

    /// One sync.
    void turn(std::size_t who)
    {
        SimClient &client = m_stage.clients[who];
        if (!isUp(client))
            return;
        const auto outcome = client.sync(true);
        if (!outcome)
            return client.bury();
        if (!*outcome && outcome->error().kind == Error::Kind::Corrupt)
            m_stage.world.scheduler.fail("a passing failure is taken for damage: " + toText(outcome->error()).toUtf8());
    }

    SimProcess *process(int who) const
    {
        if (who < 2)
            return m_stage.clients[std::size_t(who)].process();
        const auto run = m_stage.server.running();
        return run ? run->process.get() : nullptr;
    }
    Counts now() const
    {
        Counts counts;
        for (int who = 0; who < 3; ++who)
            if (const SimProcess *one = process(who))
                counts.of[std::size_t(who)]
                    = {one->calls(), one->count(CallKind::File), one->count(CallKind::Database)};
        return counts;
    }
    void arm()
    {
        const int victim = m_disturbance.victim;
        if (m_story.with != With::Starts)
            armNow();
        else if (victim == 2)
            m_stage.server.onStart = [this] { armNow(); };
        else
            m_stage.clients[std::size_t(victim)].onStart = [this] { armNow(); };
    }
    void armNow()
    {
        const auto &[kind, victim, step] = m_disturbance;
        switch (kind) {
        case Kind::None: return;
        case Kind::Kill:
        case Kind::Power:
            if (victim == 2)
                m_stage.server.crashAfter(step, kind == Kind::Power);
            else
                m_stage.clients[std::size_t(victim)].crashAfter(step, kind == Kind::Power);
            return;
        case Kind::FileEio:
        case Kind::FileFull:
        case Kind::FileQuota:
        case Kind::FileDenied:
        case Kind::FileHandles: return process(victim)->failAfter(CallKind::File, step, errorOf(kind));
        case Kind::DbIo:
        case Kind::DbFull: return process(victim)->failAfter(CallKind::Database, step, errorOf(kind));
        }
    }
    void disarm()
    {
        m_stage.server.calmDown();
        m_stage.server.onStart = nullptr;
        for (SimClient &client : m_stage.clients) {
            client.onStart = nullptr;
            client.calmDown();
            if (SimProcess *one = client.process())
                one->cancelFailures();
        }
        if (m_stage.server.isDown()) {
            m_stage.server.bury();
            m_stage.server.start();
        } else if (SimProcess *one = process(2)) {
            one->cancelFailures();
        }
    }

    const Story &m_story;
    Disturbance m_disturbance;
    Stage m_stage;
    std::deque<SimUser> m_users;
    Counts m_counts;
};

}  // namespace

QByteArray Disturbance::name() const
{
    static constexpr std::array<const char *, 3> victims{"A", "B", "server"};
    return kind == Kind::None ? QByteArray("none")
                              : QByteArray(kNames[std::size_t(kind)]) + '-' + victims[std::size_t(victim)];
}

EnumerationReport enumerate(const EnumerationOptions &options)
{
    EnumerationReport report;
    qint64 turn = 0;
    quint64 seed = 0;
    const auto play = [&](const Story &story, const Disturbance &disturbance) {
        Telling telling(story, disturbance, options.print, seed);
        const RunReport run = telling.run();
        ++report.runs;
        ++report.counts[story.name];
        if (!run.failure.isEmpty()) {
            ++report.failed;
            std::printf("\"%s\", %s at step %lld FAILED: %s\n  replay: tideline-sim --enumerate --story \"%s\" --disturb %s"
                        " --step %lld --trace\n",
                        story.name, disturbance.name().constData(), disturbance.step, run.failure.constData(), story.name,
                        disturbance.name().constData(), disturbance.step);
            std::fflush(stdout);
        }
        return telling.counts();
    };
    for (const Story &story : kStories) {
        ++seed;
        if (!options.story.isEmpty() && options.story != story.name)
            continue;
        const Counts counts = play(story, {});
        for (std::size_t kind = 1; kind < kNames.size(); ++kind) {
            for (int victim = 0; victim < 3; ++victim) {
                Disturbance disturbance{Kind(kind), victim, 0};
                if (!options.kind.isEmpty() && options.kind != disturbance.name())
                    continue;
                const qint64 steps = counts.steps(disturbance.kind, victim);
                for (disturbance.step = 1; disturbance.step <= steps; ++disturbance.step) {
                    if (options.step > 0 && disturbance.step != options.step)
                        continue;
                    if (options.step == 0 && (disturbance.step + qint64(seed)) % options.stride != 0)
                        continue;
                    if (turn++ % options.jobs == options.job)
                        play(story, disturbance);
                }
            }
        }
    }
    return report;
}

}  // namespace tideline::sim
