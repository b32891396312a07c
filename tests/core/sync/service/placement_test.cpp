// Bytes here or in the cloud alone, through the verbs: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

using namespace tideline;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

class PlacementTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void aFreedFileIsInTheCloudAndComesBack()
    {
        const auto freed = b().ask(u"free"_s, {{u"path"_s, b().path(u"one.txt"_s)}});
        QVERIFY2(freed, qPrintable(freed ? QString() : toText(freed.error())));
        QCOMPARE(freed->value(u"files"_s).toInt(), 1);
        QCOMPARE(b().files(), QStringList{u"sub/two.txt"_s});
        QVERIFY(b().ask(u"trash_list"_s)->value(u"rows"_s).toArray().isEmpty());
        QVERIFY(QDir(b().path(u".tideline/trash"_s)).isEmpty());
        QVERIFY(synced(b()) && synced(a()) && synced(b()));
        QCOMPARE(stateOf(u"one.txt"_s), u"online_only"_s);
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("one"));  // its absence was no deletion
        QVERIFY((*b().ask(u"verify"_s, {{u"dir"_s, b().root()}}))[u"equal"_s].toBool());
        const auto pinned = b().ask(u"pin"_s, {{u"path"_s, u"p/one.txt"_s}});
        QCOMPARE(pinned->value(u"files"_s).toInt(), 1);
        QVERIFY(!b().exists(u"one.txt"_s));
        QVERIFY(synced(b()));
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
        QCOMPARE(stateOf(u"one.txt"_s), u"synced"_s);
        QCOMPARE(b().sync().value(u"downloaded"_s).toInt(), 0);
        QCOMPARE(b().kindOf(u"undo"_s), u"not_found"_s);  // a fetch is no change that could be undone
    }

    void whatTheCloudMayNotHaveStays()
    {
        QVERIFY(b().write(u"one.txt"_s, "edited") && b().write(u"new.txt"_s, "new"));
        const auto freed = b().ask(u"free"_s, {{u"path"_s, u"p"_s}});
        QCOMPARE(freed->value(u"files"_s).toInt(), 1);
        QCOMPARE(freed->value(u"left"_s).toInt(), 1);
        QCOMPARE(b().files(), (QStringList{u"new.txt"_s, u"one.txt"_s}));
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("edited"));
        QVERIFY(synced(b()) && synced(a()));
        QCOMPARE(a().read(u"one.txt"_s) + a().read(u"new.txt"_s) + a().read(u"sub/two.txt"_s), QByteArray("editednewtwo"));
    }

    void whatAProgramHasOpenForWritingStays()
    {
        QFile editor(b().path(u"one.txt"_s));
        QVERIFY(editor.open(QIODevice::ReadWrite));
        const auto freed = b().ask(u"free"_s, {{u"path"_s, u"p/one.txt"_s}});
        QCOMPARE(freed->value(u"left"_s).toInt(), 1);
        QVERIFY(editor.seek(3) && editor.write(" more") == 5);
        editor.close();
        QVERIFY(synced(b()) && synced(a()));
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one more"));
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("one more"));
    }

    void withoutTheServerNothingIsFreed()
    {
        m_world->server->stop();
        QCOMPARE(b().kindOf(u"free"_s, {{u"path"_s, u"p/one.txt"_s}}), u"offline"_s);
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
    }

    void aFolderStaysInTheCloudWithWhatComesNew()
    {
        QCOMPARE(b().ask(u"free"_s, {{u"path"_s, u"p/sub"_s}})->value(u"files"_s).toInt(), 1);
        QVERIFY(a().write(u"sub/three.txt"_s, "three") && a().write(u"four.txt"_s, "four") && a().write(u"sub/two.txt"_s, "two, edited"));
        QVERIFY(synced(a()) && synced(b()));
        QCOMPARE(b().files(), (QStringList{u"four.txt"_s, u"one.txt"_s}));
        QCOMPARE(stateOf(u"sub/three.txt"_s), u"online_only"_s);
        QVERIFY(b().ask(u"pin"_s, {{u"path"_s, u"p/sub"_s}}) && synced(b()));
        QCOMPARE(b().read(u"sub/two.txt"_s) + b().read(u"sub/three.txt"_s), QByteArray("two, editedthree"));
        QVERIFY(a().write(u"sub/five.txt"_s, "five") && synced(a()) && synced(b()));
        QCOMPARE(b().read(u"sub/five.txt"_s), QByteArray("five"));
    }

    void aFileMadeAtAFreedPlaceIsAnEdit()
    {
        QVERIFY(b().ask(u"free"_s, {{u"path"_s, u"p"_s}}));
        QVERIFY(b().write(u"one.txt"_s, "one") && b().write(u"sub/two.txt"_s, "mine"));
        QVERIFY(synced(b()));
        QCOMPARE(stateOf(u"one.txt"_s), u"synced"_s);  // the same bytes: nothing to send
        QVERIFY(synced(a()));
        QCOMPARE(a().read(u"one.txt"_s) + a().read(u"sub/two.txt"_s), QByteArray("onemine"));
    }

    void aFileMadeWhileTheOtherSideEditsIsAConflict()
    {
        QVERIFY(b().ask(u"free"_s, {{u"path"_s, u"p/one.txt"_s}}));
        QVERIFY(a().write(u"one.txt"_s, "theirs") && synced(a()));
        QVERIFY(b().write(u"one.txt"_s, "mine"));
        (void)b().sync();
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("theirs"));
        QCOMPARE(b().ask(u"conflicts"_s)->value(u"rows"_s).toArray().size(), 1);
    }

    void aDeletedFolderTakesNothingFromTheCloudThatWasThereAlone()
    {
        QVERIFY(a().write(u"sub/deep/here.txt"_s, "here") && synced(a()) && synced(b()));
        QVERIFY(b().ask(u"free"_s, {{u"path"_s, u"p/sub/two.txt"_s}}));
        QVERIFY(QDir(b().path(u"sub"_s)).removeRecursively());
        QVERIFY(synced(b()) && synced(a()));
        QCOMPARE(a().read(u"sub/two.txt"_s), QByteArray("two"));
        QVERIFY(!a().exists(u"sub/deep/here.txt"_s));  // that one was here, and was deleted
        QCOMPARE(a().files(), (QStringList{u"one.txt"_s, u"sub/two.txt"_s}));
    }

    void whatIsDeletedAndMovedElsewhereFollows()
    {
        QVERIFY(b().ask(u"free"_s, {{u"path"_s, u"p"_s}}));
        QVERIFY(QFile::remove(a().path(u"one.txt"_s)) && QFile::rename(a().path(u"sub/two.txt"_s), a().path(u"sub/moved.txt"_s)));
        QVERIFY(synced(a()) && synced(b()) && synced(a()));
        QCOMPARE(a().files(), QStringList{u"sub/moved.txt"_s});
        QVERIFY(b().files().isEmpty());
        QVERIFY(b().ask(u"pin"_s, {{u"path"_s, u"p"_s}}) && synced(b()));
        QCOMPARE(b().read(u"sub/moved.txt"_s), QByteArray("two"));
    }

private:
    Device &a() { return *m_world->a; }
    Device &b() { return *m_world->b; }
    bool synced(Device &device)
    {
        const QJsonObject row = device.sync();
        if (!row.value(u"equal"_s).toBool())
            qWarning("%s", control::toLine(row).constData());
        return row.value(u"equal"_s).toBool();
    }
    QString stateOf(const QString &path) { return b().ask(u"why"_s, {{u"path"_s, u"p/"_s + path}})->value(u"state"_s).toString(); }
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(PlacementTest)
#include "placement_test.moc"
