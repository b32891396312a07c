#include "core/base/random.h"
#include "core/store/account_repository.h"
#include "core/store/mark_repository.h"
#include "core/store/problem_repository.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/settings_repository.h"
#include "core/store/trash_repository.h"
#include "core/store/tree_store.h"
#include "core/store/undo_repository.h"

#include <QTest>

using namespace tideline;
using namespace tideline::store;

namespace {

LocalProject aProject(const QString &name, const QString &root)
{
    LocalProject project;
    project.id = ProjectId::make(systemClock(), systemRandom());
    project.name = name;
    project.ownerId.value = u"usr_1"_s;
    project.rootPath = root;
    return project;
}

}  // namespace

class RepositoriesTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<Database> m_store;

    /// Runs `work` in a transaction that commits, and gives what it gave.
    template <typename Work>
    auto write(Work work)
    {
        auto transaction = Transaction::begin(*m_store);
        auto result = work(*transaction);
        if (result) {
            const auto committed = transaction->commit();
            Q_ASSERT(committed);
        }
        return result;
    }
    LocalProject saved(const LocalProject &project)
    {
        return *write([&](const Transaction &t) { return ProjectRepository(*m_store).save(project, t); });
    }

private Q_SLOTS:
    void init() { m_store = *openProjectStore(testLocation()); }

    void aProjectComesBackAsItWasSaved()
    {
        ProjectRepository projects(*m_store);
        LocalProject bare = aProject(u"bare"_s, {});
        bare = saved(bare);
        LocalProject full = aProject(u"Größe 世界"_s, u"/data/full"_s);
        full.cloudId = ProjectId::make(systemClock(), systemRandom());
        full.epoch = Epoch::make(systemClock(), systemRandom());
        full.revision = 42;
        full.commitHash = sha256("x");
        full.state = SyncState::OnlineOnly;
        full.paused = full.onlineOnly = true;
        full.lastSyncedAtMs = 1'763'700'000'000;
        full.turns = 17;
        full = saved(full);
        QVERIFY(bare.number > 0 && full.number > 0 && bare.number != full.number);
        QVERIFY(**projects.find(bare.id) == bare);
        QVERIFY(**projects.find(full.id) == full);
        QVERIFY(**projects.findByNumber(full.number) == full);
        QVERIFY(**projects.findByCloudId(*full.cloudId) == full);
        QVERIFY(!*projects.find(ProjectId::make(systemClock(), systemRandom())));
        QCOMPARE(projects.list()->size(), std::size_t(2));
        // Again, and again with a change: the number stays.
        QVERIFY(saved(full) == full);
        full.name = u"renamed"_s;
        QVERIFY(saved(full) == full);
        QCOMPARE(projects.list()->size(), std::size_t(2));
    }

    void aPathBelongsToTheInnermostProject()
    {
        ProjectRepository projects(*m_store);
        const LocalProject outer = saved(aProject(u"outer"_s, u"/data/a"_s));
        const LocalProject inner = saved(aProject(u"inner"_s, u"/data/a/b"_s));
        (void)saved(aProject(u"not here"_s, {}));
        QVERIFY(**projects.findByPath(u"/data/a"_s) == outer);
        QVERIFY(**projects.findByPath(u"/data/a/"_s) == outer);
        QVERIFY(**projects.findByPath(u"/data/a/c/d.txt"_s) == outer);
        QVERIFY(**projects.findByPath(u"/data/a/b"_s) == inner);
        QVERIFY(**projects.findByPath(u"/data/a/b/c"_s) == inner);
        QVERIFY(**projects.findByPath(u"/data/a/x/../b/c"_s) == inner);
        QVERIFY(**projects.findByPath(u"/data/a/bc"_s) == outer);
        QVERIFY(!*projects.findByPath(u"/data/ab"_s));
        QVERIFY(!*projects.findByPath(u"/data"_s));
        QVERIFY(!*projects.findByPath(u"/"_s));
    }

    void twoProjectsHaveNoFolderInCommon()
    {
        (void)saved(aProject(u"one"_s, u"/data/a"_s));
        const auto second = write(
            [&](const Transaction &t) { return ProjectRepository(*m_store).save(aProject(u"two"_s, u"/data/a"_s), t); });
        QVERIFY(!second);
        QCOMPARE(toString(second.error().kind), toString(Error::Kind::Conflict));
    }

    void aColumnIsWrittenByItself()
    {
        ProjectRepository projects(*m_store);
        LocalProject project = saved(aProject(u"a"_s, u"/a"_s));
        project.epoch = Epoch::make(systemClock(), systemRandom());
        project.revision = 3;
        project.commitHash = sha256("c");
        project.state = SyncState::Synced;
        project.lastSyncedAtMs = 5;
        project.paused = true;
        project.name = u"b"_s;
        project.ownerId.value = u"usr_2"_s;
        QVERIFY(write([&](const Transaction &t) -> Result<void> {
            const bool done = projects.saveCursor(project.number, project.epoch, 3, project.commitHash, t)
                              && projects.saveState(project.number, SyncState::Synced, 5, t)
                              && projects.savePaused(project.number, true, t)
                              && projects.saveDescription(project.number, u"b"_s, project.ownerId, t);
            return done ? Result<void>() : Error{};
        }));
        QVERIFY(**projects.find(project.id) == project);
        QVERIFY(write([&](const Transaction &t) { return projects.saveState(project.number, SyncState::Syncing, 0, t); }));
        QCOMPARE((*projects.find(project.id))->lastSyncedAtMs, 5);
        const auto gone = write([&](const Transaction &t) { return projects.savePaused(99, true, t); });
        QVERIFY(!gone);
        QCOMPARE(toString(gone.error().kind), toString(Error::Kind::NotFound));
    }

    void aForgottenProjectTakesItsRowsAlong()
    {
        const LocalProject project = saved(aProject(u"a"_s, u"/a"_s));
        QVERIFY(write([&](const Transaction &t) -> Result<void> {
            Node node;
            node.id = NodeId::make(systemClock(), systemRandom());
            node.place.name = "a.txt";
            TreeStore trees(*m_store, project.number);
            TrashEntry trash;
            trash.project = project.number;
            trash.path = "a";
            trash.parked = u"1"_s;
            JournalEntry intent;
            intent.action = "replace";
            intent.path = "a";
            intent.parked = u"1"_s;
            const bool done = trees.putRemote(node, 1, t) && trees.putLocal({node, {}}, t)
                              && ProblemRepository(*m_store).add({project.number, "a", u"error"_s, u"w"_s, {}, 1}, t)
                              && TrashRepository(*m_store).add(trash, t)
                              && trees.journalAdd(intent, t);
            return done ? Result<void>() : Error{};
        }));
        QVERIFY(write([&](const Transaction &t) { return ProjectRepository(*m_store).remove(project.number, t); }));
        for (const char *table : {"remote_node", "local_node", "unsettled", "problem", "trash", "journal", "project"})
            QCOMPARE(**m_store->integer(QByteArray("SELECT count(*) FROM ").append(table).constData()), 0);
    }

    void anAccountComesBack()
    {
        AccountRepository accounts(*m_store);
        QVERIFY(!*accounts.current());
        Account account{0, u"http://127.0.0.1:8080"_s, ServerId::make(systemClock(), systemRandom()), u"usr_1"_s, u"ada"_s};
        account.id = *write([&](const Transaction &t) { return accounts.save(account, t); });
        QVERIFY(**accounts.current() == account);
        account.serverId.reset();
        account.userName = u"Ada L."_s;
        QCOMPARE(*write([&](const Transaction &t) { return accounts.save(account, t); }), account.id);
        QCOMPARE(accounts.list()->size(), std::size_t(1));
        QVERIFY(**accounts.current() == account);
        QVERIFY(write([&](const Transaction &t) { return accounts.remove(account.id, t); }));
        QVERIFY(!*accounts.current());
    }

    void everySettingHasADefaultThatIsAValueOfIt()
    {
        SettingsRepository settings(*m_store);
        QStringList names;
        for (const SettingDescription &setting : settingDescriptions()) {
            names += setting.name;
            QCOMPARE(*settings.value(setting.name), setting.defaultValue);
            QVERIFY(!setting.meaning.isEmpty());
            // The default is a value like any other: it can be said, and leaves no row.
            QVERIFY(write([&](const Transaction &t) { return settings.set(setting.name, setting.defaultValue, t); }));
            if (setting.type == SettingDescription::Type::Choice)
                QVERIFY(setting.choices.contains(setting.defaultValue));
        }
        QCOMPARE(names.removeDuplicates(), 0);
        QCOMPARE(**m_store->integer("SELECT count(*) FROM setting"), 0);
        QCOMPARE(settings.integer(u"settle_ms"_s, 1), 30);
        QCOMPARE(settings.integer(u"trash_days"_s, 1), 30);
        QCOMPARE(settings.integer(u"guard_files"_s, 1), 100);
        QCOMPARE(settings.integer(u"guard_percent"_s, 1), 25);
    }

    void aSettingTakesOnlyItsValues_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("a number") << u"trash_days"_s << u"7"_s << true;
        QTest::newRow("no number") << u"trash_days"_s << u"week"_s << false;
        QTest::newRow("a number and more") << u"trash_days"_s << u"7 days"_s << false;
        QTest::newRow("too small") << u"trash_days"_s << u"0"_s << false;
        QTest::newRow("too large") << u"guard_percent"_s << u"101"_s << false;
        QTest::newRow("below nothing") << u"upload_limit_bytes_s"_s << u"-1"_s << false;
        QTest::newRow("beyond all numbers") << u"upload_limit_bytes_s"_s << u"99999999999999999999"_s << false;
        QTest::newRow("a switch") << u"paused"_s << u"1"_s << true;
        QTest::newRow("a switch with three ways") << u"paused"_s << u"2"_s << false;
        QTest::newRow("a choice") << u"proxy"_s << u"manual"_s << true;
        QTest::newRow("a secret") << u"proxy_password"_s << u"hunter2"_s << false;
        QTest::newRow("no such choice") << u"proxy"_s << u"pink"_s << false;
        QTest::newRow("text") << u"device_name"_s << u"Adas Läppi"_s << true;
        QTest::newRow("text of two lines") << u"device_name"_s << u"a\nb"_s << false;
        QTest::newRow("an unknown name") << u"colour"_s << u"blue"_s << false;
    }

    void aSettingTakesOnlyItsValues()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(bool, good);
        SettingsRepository settings(*m_store);
        const auto done = write([&](const Transaction &t) { return settings.set(name, value, t); });
        QCOMPARE(bool(done), good);
        if (!good) {
            QCOMPARE(toString(done.error().kind), toString(Error::Kind::Invalid));
            QVERIFY(!done.error().mend.isEmpty());
            return;
        }
        QCOMPARE(*settings.value(name), value);
        QVERIFY(write([&](const Transaction &t) { return settings.set(name, {}, t); }));
        QVERIFY(*settings.value(name) != value);
    }

    void aStoredValueOfAnotherVersionGivesWayToTheDefault()
    {
        QVERIFY(m_store->execute("INSERT INTO setting VALUES ('proxy', 'solarized'), ('settle_ms', 'soon')"));
        SettingsRepository settings(*m_store);
        QCOMPARE(*settings.value(u"proxy"_s), u"system"_s);
        QCOMPARE(settings.integer(u"settle_ms"_s, 1), 30);
        QCOMPARE(settings.integer(u"colour"_s, 9), 9);
    }

    void aProblemIsOneRowPerPathAndKind()
    {
        const qint64 project = saved(aProject(u"a"_s, u"/a"_s)).number;
        ProblemRepository problems(*m_store);
        const QByteArray raw("bad \xff name");
        QVERIFY(write([&](const Transaction &t) -> Result<void> {
            const bool done = problems.add({project, raw, u"skipped"_s, u"first"_s, {}, 1}, t)
                              && problems.add({project, raw, u"skipped"_s, u"second"_s, u"mend"_s, 2}, t)
                              && problems.add({project, "b", u"error"_s, u"x"_s, {}, 3}, t)
                              && problems.add({project, "b", u"conflict"_s, u"y"_s, {}, 4}, t);
            return done ? Result<void>() : Error{};
        }));
        const auto all = problems.list(project);
        QCOMPARE(all->size(), std::size_t(3));
        QCOMPARE(*problems.count(project, u"skipped"_s), 1);
        const auto skipped = problems.list(0, u"skipped"_s);
        QCOMPARE(skipped->front().path, raw);
        QCOMPARE(skipped->front().what, u"second"_s);
        QVERIFY(write([&](const Transaction &t) { return problems.clearScanned(project, t); }));
        QCOMPARE(problems.list(project)->size(), std::size_t(1));
        QCOMPARE(*problems.count(project, u"conflict"_s), 1);
        QVERIFY(write([&](const Transaction &t) { return problems.removePath(project, "b", t); }));
        QVERIFY(problems.list(project)->empty());
        QVERIFY(!write([&](const Transaction &t) { return problems.add({999, "a", u"error"_s, u"x"_s, {}, 1}, t); }));
    }

    void onlyVerifiedTrashIsEverDropped()
    {
        const qint64 project = saved(aProject(u"a"_s, u"/a"_s)).number;
        TrashRepository trash(*m_store);
        TrashEntry old{.project = project, .path = "old \xff", .parked = u"1-old"_s, .kind = NodeKind::Folder, .sizeBytes = 5,
                       .hash = sha256("o"), .verified = false, .removedAtMs = 100};
        TrashEntry fresh = old;
        fresh.path = "new";
        fresh.parked = u"2-new"_s;
        fresh.verified = true;
        fresh.removedAtMs = 200;
        QVERIFY(write([&](const Transaction &t) -> Result<void> {
            return trash.add(old, t) && trash.add(fresh, t) ? Result<void>() : Error{};
        }));
        auto all = trash.list(project);
        QCOMPARE(all->size(), std::size_t(2));
        QCOMPARE(all->front().path, QByteArray("new"));  // newest first
        old.id = all->back().id;
        QVERIFY(all->back() == old);
        QCOMPARE(trash.list(0)->size(), std::size_t(2));
        QVERIFY(trash.droppable(project, 150)->empty());  // the only old one is not verified
        QVERIFY(write([&](const Transaction &t) { return trash.markVerified(old.id, t); }));
        QCOMPARE(trash.droppable(project, 150)->size(), std::size_t(1));
        QCOMPARE(trash.droppable(project, 1000)->size(), std::size_t(2));
        QVERIFY((*trash.find(old.id))->verified);
        QVERIFY(write([&](const Transaction &t) { return trash.remove(old.id, t); }));
        QVERIFY(!*trash.find(old.id));
    }

    void theLastTenSyncsCanBeUndoneNewestFirst()
    {
        const LocalProject project = saved(aProject(u"p"_s, u"/p"_s));
        UndoRepository undo(*m_store);
        for (int sync = 1; sync <= 15; ++sync) {
            const auto run = write([&](const Transaction &t) { return undo.beginRun(project.number, t); });
            QCOMPARE(*run, sync);
            for (const char *path : {"a", "b"}) {
                UndoStep step{.run = *run, .action = UndoStep::Action::Replace, .node = NodeId::make(systemClock(), systemRandom()), .path = path,
                              .parked = u"x"_s, .content = {.kind = NodeKind::File, .executable = true, .hash = sha256("a"), .target = {}}, .atMs = sync};
                QVERIFY(write([&](const Transaction &t) { return undo.add(project.number, step, t); }));
            }
        }
        for (int sync = 15; sync > 5; --sync) {
            const auto steps = undo.lastRun(project.number);
            QCOMPARE(steps->size(), std::size_t(2));
            QCOMPARE(steps->front().run, sync);
            QCOMPARE(steps->front().path + steps->back().path, QByteArray("ab"));
            QVERIFY(steps->front().action == UndoStep::Action::Replace && steps->front().content.executable);
            QVERIFY(steps->front().content.hash == sha256("a") && steps->front().parked == u"x"_s);
            QVERIFY(write([&](const Transaction &t) { return undo.removeRun(project.number, sync, t); }));
        }
        QVERIFY(undo.lastRun(project.number)->empty());
    }

    void aMarkIsOnePerEntryAndTheNewestComesFirst()
    {
        const MarkRepository marks(*m_store);
        const ProjectId project = ProjectId::make(systemClock(), systemRandom());
        const NodeId node = NodeId::make(systemClock(), systemRandom());
        const auto put = [&](Mark::Kind kind, const NodeId &marked, qint64 atMs) {
            return bool(write([&](const Transaction &t) { return MarkRepository(*m_store).put({kind, project, marked, atMs}, t); }));
        };
        QVERIFY(put(Mark::Kind::Star, node, 1) && put(Mark::Kind::Star, {}, 2) && put(Mark::Kind::Star, node, 3) && put(Mark::Kind::Opened, node, 4));
        QVERIFY(*marks.list(Mark::Kind::Star) == (std::vector<Mark>{{Mark::Kind::Star, project, node, 3}, {Mark::Kind::Star, project, {}, 2}}));
        QVERIFY(write([&](const Transaction &t) { return MarkRepository(*m_store).remove(Mark::Kind::Star, project, node, t); }));
        QCOMPARE(marks.list(Mark::Kind::Star)->size(), std::size_t(1));
        QCOMPARE(marks.list(Mark::Kind::Opened)->size(), std::size_t(1));
    }

    void ofWhatWasOpenedTheNewestStay()
    {
        const ProjectId project = ProjectId::make(systemClock(), systemRandom());
        for (qint64 i = 1; i <= MarkRepository::kMostOpened + 5; ++i)
            QVERIFY(write([&](const Transaction &t) {
                return MarkRepository(*m_store).put({Mark::Kind::Opened, project, NodeId::make(systemClock(), systemRandom()), i}, t);
            }));
        const auto marks = MarkRepository(*m_store).list(Mark::Kind::Opened);
        QCOMPARE(qint64(marks->size()), MarkRepository::kMostOpened);
        QCOMPARE(marks->back().atMs, 6);
    }

    void aRowThatBreaksTheSchemaIsCorrupt()
    {
        const LocalProject project = saved(aProject(u"a"_s, u"/a"_s));
        QVERIFY(m_store->execute("UPDATE project SET state = 'dancing'"));
        QCOMPARE(toString(ProjectRepository(*m_store).find(project.id).error().kind), toString(Error::Kind::Corrupt));
        QCOMPARE(toString(m_store->execute("UPDATE project SET epoch = x'00'").error().kind), toString(Error::Kind::Conflict));
    }
};

QTEST_GUILESS_MAIN(RepositoriesTest)
#include "repositories_test.moc"
