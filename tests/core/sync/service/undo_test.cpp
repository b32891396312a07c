// Going back, through the verbs: against a real server process and real profiles.
#include "tests/core/sync/service/service_world.h"

#include <QTest>

#include <algorithm>

using namespace tideline;
using tideline::test::Device;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

namespace {

QJsonArray rowsOf(const Result<QJsonObject> &reply)
{
    if (!reply)
        qWarning("%s", qPrintable(toText(reply.error())));
    return reply ? reply->value(u"rows"_s).toArray() : QJsonArray();
}

/// "what path", sorted.
QStringList told(const Result<QJsonObject> &reply)
{
    QStringList lines;
    for (const QJsonValue &row : rowsOf(reply))
        lines.append(row[u"what"_s].toString() + u' ' + row[u"path"_s].toString());
    lines.sort();
    return lines;
}

}  // namespace

class UndoTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void anOlderVersionComesBackAsAnEdit()
    {
        QVERIFY(a().write(u"one.txt"_s, "two") && synced(a()));
        QVERIFY(a().write(u"one.txt"_s, "not synced yet"));
        const auto restored = a().ask(u"restore"_s, {{u"path"_s, a().path(u"one.txt"_s)}, {u"revision"_s, 1}});
        QCOMPARE(told(restored), QStringList{u"replaced one.txt"_s});
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("one"));
        QCOMPARE(inTrash(a()), QByteArrayList{"not synced yet"});
        QVERIFY(synced(a()) && synced(b()));
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
        QCOMPARE(told(a().ask(u"restore"_s, {{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}})), QStringList{u"same one.txt"_s});
    }

    void aFileThatIsGoneComesBackAtItsPlace()
    {
        QVERIFY(QFile::remove(a().path(u"sub/two.txt"_s)) && QDir().rmdir(a().path(u"sub"_s)) && synced(a()));
        QCOMPARE(told(a().ask(u"restore"_s, {{u"path"_s, u"p/sub/two.txt"_s}, {u"revision"_s, 1}})), QStringList{u"created sub/two.txt"_s});
        QVERIFY(synced(a()) && synced(b()));
        QCOMPARE(b().read(u"sub/two.txt"_s), QByteArray("two"));
    }

    void aPlaceThatIsTakenIsLeftToItsHolder()
    {
        QVERIFY(QFile::remove(a().path(u"one.txt"_s)) && synced(a()));
        QVERIFY(a().write(u"one.txt"_s, "another") && synced(a()));
        QCOMPARE(told(a().ask(u"restore"_s, {{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}})), QStringList{u"beside one (restored).txt"_s});
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("another"));
        QCOMPARE(a().read(u"one (restored).txt"_s), QByteArray("one"));
        QVERIFY(inTrash(a()).isEmpty());
    }

    void aFileIsFoundUnderTheNameItHadThen()
    {
        QVERIFY(QFile::rename(a().path(u"one.txt"_s), a().path(u"renamed.txt"_s)) && synced(a()));
        QVERIFY(a().write(u"renamed.txt"_s, "later") && synced(a()));
        QCOMPARE(told(a().ask(u"restore"_s, {{u"path"_s, u"p/renamed.txt"_s}, {u"revision"_s, 1}})), QStringList{u"replaced renamed.txt"_s});
        QCOMPARE(a().read(u"renamed.txt"_s), QByteArray("one"));
    }

    void aVersionMayComeBackUnderAnotherName()
    {
        QVERIFY(a().write(u"one.txt"_s, "two") && synced(a()));
        const QJsonObject args{{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}, {u"as"_s, u"old.txt"_s}};
        QCOMPARE(told(a().ask(u"restore"_s, args)), QStringList{u"created old.txt"_s});
        QCOMPARE(a().read(u"old.txt"_s) + a().read(u"one.txt"_s), QByteArray("onetwo"));
        QCOMPARE(a().kindOf(u"restore"_s, args), u"conflict"_s);
    }

    void aFolderComesBackAndKeepsWhatWasMadeSince()
    {
        for (int i = 0; i < 30; ++i)
            QVERIFY(a().write(u"data/%1.csv"_s.arg(i), QByteArray(100'000, char('a' + i % 20))));
        QVERIFY(synced(a()));
        const int then = a().sync().value(u"revision"_s).toInt();
        QVERIFY(a().write(u"data/1.csv"_s, "changed") && QFile::remove(a().path(u"data/2.csv"_s)) && a().write(u"data/new.csv"_s, "new"));
        QVERIFY(synced(a()));
        const QStringList lines = told(a().ask(u"restore"_s, {{u"path"_s, u"p/data"_s}, {u"revision"_s, then}}));
        QCOMPARE(lines.filter(u"replaced"_s), QStringList{u"replaced data/1.csv"_s});
        QCOMPARE(lines.filter(u"created"_s), QStringList{u"created data/2.csv"_s});
        QCOMPARE(lines.filter(u"same"_s).size(), 29);
        QCOMPARE(a().read(u"data/1.csv"_s), QByteArray(100'000, 'b'));
        QCOMPARE(a().read(u"data/2.csv"_s), QByteArray(100'000, 'c'));
        QCOMPARE(a().read(u"data/new.csv"_s), QByteArray("new"));
    }

    void whatNeverWasIsSaidSo_data()
    {
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("kind");
        using O = QJsonObject;
        // clang-format off
        QTest::newRow("no such file")     << O{{u"path"_s, u"p/nope"_s}, {u"revision"_s, 1}}                              << u"not_found"_s;
        QTest::newRow("no such revision") << O{{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 99}}                          << u"not_found"_s;
        QTest::newRow("no revision")      << O{{u"path"_s, u"p/one.txt"_s}}                                               << u"invalid"_s;
        QTest::newRow("a whole project")  << O{{u"path"_s, u"p"_s}, {u"revision"_s, 1}}                                   << u"invalid"_s;
        QTest::newRow("a path as a name") << O{{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}, {u"as"_s, u"../x"_s}}     << u"invalid"_s;
        QTest::newRow("our own name")     << O{{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}, {u"as"_s, u".tideline"_s}} << u"invalid"_s;
        // clang-format on
    }
    void whatNeverWasIsSaidSo()
    {
        QFETCH(QJsonObject, args);
        QFETCH(QString, kind);
        const QStringList before = a().files();
        QCOMPARE(a().kindOf(u"restore"_s, args), kind);
        QCOMPARE(a().files().join(u" | "_s), before.join(u" | "_s));
    }

    void theLastSyncIsUndoneAsOneAction()
    {
        // What b gets: an edit, a deletion, a move of a folder, a new file in a new folder, two names swapped.
        QVERIFY(a().write(u"left"_s, "left") && a().write(u"right"_s, "right") && a().write(u"gone.txt"_s, "gone"));
        QVERIFY(a().write(u"f1/x"_s, "x") && a().write(u"f2/y"_s, "y"));
        QVERIFY(synced(a()) && synced(b()));
        const QStringList before = b().files();
        QVERIFY(a().write(u"one.txt"_s, "edited") && QFile::remove(a().path(u"gone.txt"_s)));
        QVERIFY(QDir().rename(a().path(u"sub"_s), a().path(u"moved"_s)) && a().write(u"new/file"_s, "new"));
        QVERIFY(QFile::rename(a().path(u"left"_s), a().path(u"x"_s)) && QFile::rename(a().path(u"right"_s), a().path(u"left"_s))
                && QFile::rename(a().path(u"x"_s), a().path(u"right"_s)));
        QVERIFY(QDir().rename(a().path(u"f1"_s), a().path(u"x"_s)) && QDir().rename(a().path(u"f2"_s), a().path(u"f1"_s))
                && QDir().rename(a().path(u"x"_s), a().path(u"f2"_s)));
        QVERIFY(synced(a()) && synced(b()));
        QCOMPARE(b().read(u"left"_s) + b().read(u"f2/x"_s), QByteArray("rightx"));
        const QStringList after = b().files();

        const auto wouldBe = b().ask(u"undo"_s, {{u"dry_run"_s, true}});
        QCOMPARE(b().files(), after);
        const auto undone = b().ask(u"undo"_s);
        QCOMPARE(told(undone), told(wouldBe));
        QCOMPARE((*undone)[u"left"_s].toInt(), 0);
        QCOMPARE(b().files(), before);
        QCOMPARE(b().read(u"one.txt"_s) + b().read(u"gone.txt"_s) + b().read(u"left"_s) + b().read(u"right"_s), QByteArray("onegoneleftright"));
        QVERIFY(!b().exists(u"new"_s) && !b().exists(u"moved"_s));
        QCOMPARE(inTrash(b()), (QByteArrayList{"edited", "left", "new", "right"}));
        QCOMPARE(b().ask(u"trash_list"_s)->value(u"rows"_s).toArray().size(), 4);
        // Ordinary edits: they reach the other side.
        QVERIFY(synced(b()) && synced(a()));
        QCOMPARE(a().files().join(u" | "_s), before.join(u" | "_s));
        QCOMPARE(a().read(u"left"_s), QByteArray("left"));
        QVERIFY(QDir(b().path(u".tideline/tmp"_s)).isEmpty());
    }

    void whatWasEditedSinceIsLeftAloneAndNamed()
    {
        QVERIFY(a().write(u"one.txt"_s, "edited") && a().write(u"new/file"_s, "new") && a().write(u"more"_s, "more"));
        QVERIFY(QFile::rename(a().path(u"sub/two.txt"_s), a().path(u"sub/moved.txt"_s)) && synced(a()) && synced(b()));
        QVERIFY(b().write(u"one.txt"_s, "mine") && b().write(u"new/mine"_s, "mine") && b().write(u"sub/moved.txt"_s, "mine"));
        const auto undone = b().ask(u"undo"_s);
        QCOMPARE(told(undone), (QStringList{u"left new"_s, u"left one.txt"_s, u"left sub/moved.txt"_s, u"undone more"_s, u"undone new/file"_s}));
        QCOMPARE(b().files(), (QStringList{u"new/mine"_s, u"one.txt"_s, u"sub/moved.txt"_s}));
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("mine"));
    }

    void aPlaceTakenSinceIsNotOverwritten()
    {
        QVERIFY(QFile::remove(a().path(u"one.txt"_s)) && synced(a()) && synced(b()));
        QVERIFY(b().write(u"one.txt"_s, "mine"));
        QCOMPARE(told(b().ask(u"undo"_s)), QStringList{u"left one.txt"_s});
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("mine"));
        QVERIFY(QFile::remove(b().path(u"one.txt"_s)));
        QCOMPARE(told(b().ask(u"undo"_s)), QStringList{u"undone one.txt"_s});  // nothing was undone before: it may be asked again
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
    }

    void oneSyncAfterTheOtherIsUndone()
    {
        QVERIFY(a().write(u"one.txt"_s, "two") && synced(a()) && synced(b()));
        QVERIFY(a().write(u"one.txt"_s, "three") && synced(a()) && synced(b()) && synced(b()));
        QCOMPARE(told(b().ask(u"undo"_s)), QStringList{u"undone one.txt"_s});
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("two"));
        QCOMPARE(told(b().ask(u"undo"_s)), QStringList{u"undone one.txt"_s});
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("one"));
        QCOMPARE(b().kindOf(u"undo"_s), u"not_found"_s);
        QCOMPARE(a().kindOf(u"undo"_s), u"not_found"_s);  // a first sync and uploads changed nothing there
    }

    void anUndoneConflictIsNone()
    {
        QVERIFY(a().write(u"one.txt"_s, "theirs") && synced(a()));
        QVERIFY(b().write(u"one.txt"_s, "mine"));
        (void)b().sync();
        QCOMPARE(b().ask(u"conflicts"_s)->value(u"rows"_s).toArray().size(), 1);
        const auto undone = b().ask(u"undo"_s);
        QCOMPARE(undone->value(u"left"_s).toInt(), 0);
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("mine"));
        QCOMPARE(b().files(), (QStringList{u"one.txt"_s, u"sub/two.txt"_s}));
        QVERIFY(b().ask(u"conflicts"_s)->value(u"rows"_s).toArray().isEmpty());
        QVERIFY(synced(b()) && synced(a()));
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("mine"));
    }

    void whatHasLeftTheTrashIsNamed()
    {
        QVERIFY(a().write(u"one.txt"_s, "two") && synced(a()) && synced(b()));
        QVERIFY(b().ask(u"trash_empty"_s));
        QCOMPARE(told(b().ask(u"undo"_s)), QStringList{u"left one.txt"_s});
        QCOMPARE(b().read(u"one.txt"_s), QByteArray("two"));
    }

    void withoutTheServerNothingIsTouched()
    {
        QVERIFY(a().write(u"one.txt"_s, "two") && synced(a()));
        m_world->server->stop();
        QCOMPARE(a().kindOf(u"restore"_s, {{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}}), u"offline"_s);
        QCOMPARE(a().read(u"one.txt"_s), QByteArray("two"));
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
    /// The bytes of all that lies in the local trash.
    static QByteArrayList inTrash(const Device &device)
    {
        QByteArrayList contents;
        for (const QString &name : QDir(device.path(u".tideline/trash"_s)).entryList(QDir::Files))
            contents.append(device.read(u".tideline/trash/"_s + name));
        std::ranges::sort(contents);
        return contents;
    }
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(UndoTest)
#include "undo_test.moc"
