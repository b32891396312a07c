// A project that is synced here no more keeps its files, and Tideline deletes nothing of anybody else.
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/store/tree_store.h"
#include "tests/core/sync/service/service_world.h"

#include <QTest>

using namespace tideline;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

class UnlinkTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void unlinkingLeavesTheFilesAndTheCloud()
    {
        Device &b = *m_world->b;
        QVERIFY(b.ask(u"unlink"_s, {{u"project"_s, u"p"_s}}));
        QCOMPARE(b.files(), m_world->a->files());
        QVERIFY(!b.exists(u".tideline"_s));
        QVERIFY(b.ask(u"status"_s)->value(u"projects"_s).toArray().isEmpty());
        QVERIFY(b.ask(u"link"_s, {{u"dir"_s, b.root()}, {u"project"_s, u"p"_s}}));
        const QJsonObject row = b.sync();
        QVERIFY(row.value(u"equal"_s).toBool());
        QCOMPARE(row.value(u"uploaded"_s).toInt() + row.value(u"downloaded"_s).toInt() + row.value(u"conflicts"_s).toInt(), 0);
    }

    void unlinkingKeepsWhatIsInTheTrash()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(QFile::remove(a.path(u"one.txt"_s)));
        QVERIFY(a.sync().value(u"equal"_s).toBool() && b.sync().value(u"equal"_s).toBool());
        const auto gone = b.ask(u"unlink"_s, {{u"project"_s, u"p"_s}});
        QVERIFY(gone);
        const QDir kept(gone->value(u"kept_trash"_s).toString());
        QCOMPARE(kept.entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void unlinkingDeletesNothingThatACrashLeft_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("said");
        QTest::newRow("taken out of its place") << u".tideline/tmp/parked-%1"_s << u"one.txt"_s << false;
        QTest::newRow("by the journal a user's") << u".tideline/tmp/1f"_s << u"one.txt"_s << false;
        QTest::newRow("nobody knows whose") << u".tideline/tmp/folder/deep.txt"_s << u"recovered folder/deep.txt"_s << true;
    }
    void unlinkingDeletesNothingThatACrashLeft()
    {
        QFETCH(QString, left);
        QFETCH(QString, path);
        QFETCH(bool, said);
        Device &b = *m_world->b;
        b.leave();
        {
            auto database = store::openProjectStore(b.location(), systemClock());
            QVERIFY(database);
            const auto project = store::ProjectRepository(**database).list();
            QVERIFY(project && project->size() == 1);
            store::TreeStore trees(**database, project->front().number);
            const auto id = trees.find(store::Tree::Synced, *RelativePath::parse(QByteArray("one.txt")));
            QVERIFY(id && *id);
            auto transaction = store::Transaction::begin(**database);
            QVERIFY(transaction);
            store::JournalEntry entry;
            entry.action = "replace";
            entry.node = **id;
            entry.path = "one.txt";
            entry.parked = u"1f"_s;
            QVERIFY(trees.journalAdd(entry, *transaction));
            QVERIFY(transaction->commit());
            left.replace(u"%1"_s, QString::fromLatin1((*id)->toBytes().toHex()));
        }
        QVERIFY(QDir(b.root()).mkpath(QFileInfo(left).path()));
        QVERIFY(QFile::rename(b.path(u"one.txt"_s), b.path(left)));
        QVERIFY(b.write(left, "an edit that was not sent"));
        QVERIFY(b.write(u".tideline/tmp/2e"_s, "a part of a download"));
        QVERIFY(b.reach());
        QVERIFY(b.ask(u"logout"_s));
        const auto gone = b.ask(u"unlink"_s, {{u"project"_s, u"p"_s}});
        QVERIFY2(gone, gone ? "" : qPrintable(toText(gone.error())));
        QCOMPARE(b.read(path), QByteArray("an edit that was not sent"));
        QCOMPARE(b.files(), (QStringList{path, u"sub/two.txt"_s}));
        QCOMPARE(gone->value(u"recovered"_s).toArray(), said ? QJsonArray{u"recovered folder"_s} : QJsonArray{});
        QVERIFY(!b.exists(u".tideline"_s));
    }

    void unlinkingAFolderWhoseMarkerIsDamagedKeepsAllOfIt()
    {
        Device &b = *m_world->b;
        QVERIFY(b.write(u".tideline/marker.json"_s, "?") && b.write(u".tideline/tmp/1f"_s, "whose?") && b.write(u"recovered 1f"_s, "mine"));
        const auto gone = b.ask(u"unlink"_s, {{u"project"_s, u"p"_s}});
        QVERIFY(gone);
        QCOMPARE(b.read(u"recovered 1f (recovered)"_s), QByteArray("whose?"));
        QCOMPARE(b.read(u"recovered 1f"_s), QByteArray("mine"));
        QVERIFY(!b.exists(u".tideline"_s));
    }

    void unlinkingLeavesAnotherClientsFolderAlone()
    {
        Device &b = *m_world->b;
        QVERIFY(QFile::copy(m_world->a->path(u".tideline/marker.json"_s), b.path(u"other.json"_s)));
        QVERIFY(QFile::remove(b.path(u".tideline/marker.json"_s)));
        QVERIFY(QFile::rename(b.path(u"other.json"_s), b.path(u".tideline/marker.json"_s)));
        QVERIFY(b.write(u".tideline/tmp/1f"_s, "its download"));
        const auto gone = b.ask(u"unlink"_s, {{u"project"_s, u"p"_s}});
        QVERIFY(gone && gone->value(u"others"_s).toBool());
        QVERIFY(b.exists(u".tideline/tmp/1f"_s) && b.exists(u".tideline/marker.json"_s));
    }

private:
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(UnlinkTest)
#include "unlink_test.moc"
