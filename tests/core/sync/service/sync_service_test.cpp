#include "core/store/project_store.h"
#include "tests/core/sync/service/service_world.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QMutex>
#include <QTest>

#include <thread>


using namespace tideline;
using tideline::sync::OwnerMode;
using tideline::test::column;
using tideline::test::Device;
using tideline::test::firstRow;
using tideline::test::preparedWorld;
using tideline::test::ServiceWorld;

class SyncServiceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_world = preparedWorld(); }
    void cleanup() { m_world.reset(); }

    void wrongInputIsRefusedInWords_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QJsonObject>("args");
        QTest::addColumn<QString>("kind");
        using O = QJsonObject;
        // clang-format off
        QTest::newRow("no such verb")          << u"fly"_s    << O{}                                                      << u"invalid"_s;
        QTest::newRow("no such argument")      << u"sync"_s   << O{{u"speed"_s, 9}}                                       << u"invalid"_s;
        QTest::newRow("a wrong type")          << u"sync"_s   << O{{u"dry_run"_s, u"yes"_s}}                              << u"invalid"_s;
        QTest::newRow("a missing argument")    << u"clone"_s  << O{{u"project"_s, u"p"_s}}                                << u"invalid"_s;
        QTest::newRow("a relative path")       << u"link"_s   << O{{u"dir"_s, u"x"_s}, {u"project"_s, u"p"_s}}            << u"invalid"_s;
        QTest::newRow("an unknown project")    << u"clone"_s  << O{{u"project"_s, u"nope"_s}, {u"dir"_s, u"%/n"_s}}       << u"not_found"_s;
        QTest::newRow("a missing folder")      << u"link"_s   << O{{u"dir"_s, u"%/nope"_s}, {u"project"_s, u"q"_s}}       << u"not_found"_s;
        QTest::newRow("a file for a folder")   << u"link"_s   << O{{u"dir"_s, u"%/a/one.txt"_s}, {u"project"_s, u"q"_s}}  << u"invalid"_s;
        QTest::newRow("a linked folder")       << u"link"_s   << O{{u"dir"_s, u"%/a"_s}, {u"project"_s, u"q"_s}}          << u"conflict"_s;
        QTest::newRow("inside a project")      << u"link"_s   << O{{u"dir"_s, u"%/a/sub"_s}, {u"project"_s, u"q"_s}}      << u"conflict"_s;
        QTest::newRow("around the profile")    << u"link"_s   << O{{u"dir"_s, u"%"_s}, {u"project"_s, u"q"_s}}            << u"invalid"_s;
        QTest::newRow("around a project")      << u"link"_s   << O{{u"dir"_s, u"%/deep"_s}, {u"project"_s, u"q"_s}}       << u"conflict"_s;
        QTest::newRow("a clone that is here")  << u"clone"_s  << O{{u"project"_s, u"p"_s}, {u"dir"_s, u"%/c"_s}}          << u"conflict"_s;
        QTest::newRow("a full folder")         << u"clone"_s  << O{{u"project"_s, u"q"_s}, {u"dir"_s, u"%/full"_s}}       << u"refused"_s;
        QTest::newRow("a taken name")          << u"create"_s << O{{u"name"_s, QString(300, u'x')}}                       << u"invalid"_s;
        QTest::newRow("a name of one's own")   << u"create"_s << O{{u"name"_s, u"p"_s}}                                   << u"conflict"_s;
        QTest::newRow("a file's place")        << u"clone"_s  << O{{u"project"_s, u"q"_s}, {u"dir"_s, u"%/a/one.txt"_s}}  << u"invalid"_s;
        QTest::newRow("a project for a file")  << u"cat"_s    << O{{u"project"_s, u"p"_s}}                                << u"invalid"_s;
        QTest::newRow("a path out of it")      << u"cat"_s    << O{{u"project"_s, u"p"_s}, {u"path"_s, u"../x"_s}}        << u"invalid"_s;
        QTest::newRow("no such file")          << u"cat"_s    << O{{u"project"_s, u"p"_s}, {u"path"_s, u"nope"_s}}        << u"not_found"_s;
        QTest::newRow("no such folder")        << u"ls"_s     << O{{u"project"_s, u"p"_s}, {u"path"_s, u"nope"_s}}        << u"not_found"_s;
        QTest::newRow("a path in no project")  << u"status"_s << O{{u"path"_s, u"/etc/hosts"_s}}                          << u"not_found"_s;
        QTest::newRow("an unknown setting")    << u"config_set"_s << O{{u"name"_s, u"x"_s}, {u"value"_s, u"1"_s}}         << u"invalid"_s;
        QTest::newRow("no such trash")         << u"trash_restore"_s << O{{u"id"_s, 77}}                                  << u"not_found"_s;
        QTest::newRow("no such conflict")      << u"resolve"_s << O{{u"path"_s, u"p/one.txt"_s}, {u"keep"_s, u"mine"_s}}  << u"not_found"_s;
        QTest::newRow("a part of a project")   << u"unlink"_s << O{{u"dir"_s, u"%/a/sub"_s}}                              << u"invalid"_s;
        QTest::newRow("no window")             << u"show"_s   << O{}                                                      << u"not_found"_s;
        QTest::newRow("an owner that ends")    << u"watch_start"_s << O{}                                                 << u"refused"_s;
        // clang-format on
    }
    void wrongInputIsRefusedInWords()
    {
        QFETCH(QString, verb);
        QFETCH(QJsonObject, args);
        QFETCH(QString, kind);
        Device &a = *m_world->a;
        const QString folder = m_world->folder.path();
        QVERIFY(a.ask(u"create"_s, {{u"name"_s, u"q"_s}}));
        QVERIFY(QDir().mkpath(folder + u"/deep/er"_s) && QDir().mkpath(folder + u"/full/x"_s));
        QVERIFY(a.ask(u"create"_s, {{u"name"_s, u"r"_s}, {u"from"_s, folder + u"/deep/er"_s}}));
        for (auto it = args.begin(); it != args.end(); ++it) {
            if (it->isString())
                *it = it->toString().replace(u"%"_s, folder);
        }
        const QStringList before = a.files();
        const auto reply = a.ask(verb, args);
        QVERIFY(!reply);
        QCOMPARE(toString(reply.error().kind), kind);
        QVERIFY(!reply.error().what.isEmpty());
        QCOMPARE(a.files(), before);
        QVERIFY(!QFile::exists(folder + u"/c"_s) && !QFile::exists(folder + u"/n"_s));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
    }

    void aSecondSyncFindsNothingToDo()
    {
        const QJsonObject row = m_world->b->sync();
        QVERIFY(row.value(u"equal"_s).toBool());
        for (const QString &key : {u"uploaded"_s, u"downloaded"_s, u"bytes_up"_s, u"bytes_down"_s, u"errors"_s})
            QCOMPARE(row.value(key).toInt(), 0);
        QCOMPARE(row.value(u"state"_s).toString(), u"synced"_s);
    }

    void listingsShowBothSides()
    {
        Device &a = *m_world->a;
        QCOMPARE(column(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}}), u"name"_s), (QStringList{u"sub"_s, u"one.txt"_s}));
        QCOMPARE(column(a.ask(u"ls"_s, {{u"path"_s, a.path(u"sub"_s)}}), u"name"_s), QStringList{u"two.txt"_s});
        QCOMPARE(column(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}}), u"state"_s), (QStringList{u"synced"_s, u"synced"_s}));
        // Page by page, and as it is in the cloud.
        const auto first = a.ask(u"ls"_s, {{u"project"_s, u"p"_s}, {u"limit"_s, 1}});
        QVERIFY(first);
        QCOMPARE(column(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}, {u"limit"_s, 1}, {u"after"_s, first->value(u"after"_s)}}), u"name"_s),
                 QStringList{u"one.txt"_s});
        QCOMPARE(column(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}, {u"revision"_s, 1}}), u"name"_s).size(), 2);
    }

    void aProjectInTheCloudAloneIsListedAndRead()
    {
        QVERIFY(m_world->b->ask(u"unlink"_s, {{u"dir"_s, m_world->b->root()}}));
        QCOMPARE(firstRow(m_world->b->ask(u"projects"_s)).value(u"where"_s).toString(), u"cloud"_s);
        QCOMPARE(column(m_world->b->ask(u"ls"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"sub"_s}}), u"state"_s), QStringList{u"online_only"_s});
        const QString copy = m_world->folder.filePath(u"copy"_s);
        QVERIFY(m_world->b->ask(u"cat"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"sub/two.txt"_s}, {u"to"_s, copy}}));
        QFile file(copy);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("two"));
        QCOMPARE(m_world->b->kindOf(u"cat"_s, {{u"project"_s, u"p"_s}, {u"path"_s, u"sub/two.txt"_s}, {u"to"_s, copy}}), u"conflict"_s);
    }

    void bytesComeInPieces()
    {
        const QByteArray big(1'000'000, 'x');
        QVERIFY(m_world->a->write(u"big"_s, big));
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        for (const QJsonObject &args : {QJsonObject{{u"path"_s, u"p/big"_s}}, QJsonObject{{u"path"_s, u"p/big"_s}, {u"revision"_s, 2}}}) {
            QByteArray got;
            const auto reply = m_world->a->ask(u"cat"_s, args, [&got](const QJsonObject &piece) {
                if (piece.value(u"offset"_s).toInteger() == got.size())
                    got += QByteArray::fromBase64(piece.value(u"data"_s).toString().toLatin1());
            });
            QVERIFY2(reply, qPrintable(reply ? QString() : toText(reply.error())));
            QVERIFY(got == big);
            QCOMPARE(reply->value(u"size"_s).toInteger(), 1'000'000);
        }
    }

    void theHistoryIsKept()
    {
        Device &a = *m_world->a;
        QVERIFY(a.write(u"one.txt"_s, "one more"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        const auto log = a.ask(u"log"_s, {{u"project"_s, u"p"_s}});
        QCOMPARE(column(log, u"revision"_s), (QStringList{u"2"_s, u"1"_s}));
        QVERIFY(firstRow(log).value(u"at_ms"_s).toInteger() > 1'600'000'000'000);
        QCOMPARE(column(a.ask(u"log"_s, {{u"path"_s, a.path(u"one.txt"_s)}}), u"revision"_s), (QStringList{u"2"_s, u"1"_s}));
        QByteArray old;
        QVERIFY(a.ask(u"cat"_s, {{u"path"_s, u"p/one.txt"_s}, {u"revision"_s, 1}}, [&old](const QJsonObject &piece) {
            old += QByteArray::fromBase64(piece.value(u"data"_s).toString().toLatin1());
        }));
        QCOMPARE(old, QByteArray("one"));
    }

    void sizesAndNumbersFollowTheSyncs()
    {
        Device &a = *m_world->a;
        const auto files = [&a] { return firstRow(a.ask(u"projects"_s, {{u"refresh"_s, false}})).value(u"file_count"_s).toInt(); };
        QCOMPARE(files(), 2);
        QVERIFY(a.write(u"three.txt"_s, "three"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(files(), 3);
        // Who watches asks when there is nothing else to do.
        QVERIFY(a.reach(OwnerMode::Watch) && a.ask(u"watch_start"_s));
        QVERIFY(a.write(u"four.txt"_s, "four"));
        QVERIFY(QTest::qWaitFor([&] { return files() == 4; }, 20'000));
    }

    void aDryRunChangesNothing()
    {
        QVERIFY(m_world->a->write(u"new"_s, "n"));
        const QJsonObject row = m_world->a->sync({{u"dry_run"_s, true}});
        QCOMPARE(row.value(u"plan"_s).toArray().size(), 1);
        QCOMPARE(row.value(u"plan"_s).toArray().first().toObject().value(u"action"_s).toString(), u"upload"_s);
        QCOMPARE(column(m_world->a->ask(u"status"_s, {{u"project"_s, u"p"_s}}), u"path"_s), QStringList{u"new"_s});
        QCOMPARE(m_world->b->sync().value(u"downloaded"_s).toInt(), 0);
    }

    void whatWaitsForAYesSaysSoUntilItIsGiven()
    {
        Device &a = *m_world->a;
        for (int i = 0; i < 150; ++i)
            QVERIFY(a.write(u"many/%1"_s.arg(i), QByteArray::number(i)));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QVERIFY(!firstRow(a.ask(u"projects"_s)).contains(u"guard_reason"_s));
        QVERIFY(QDir(a.path(u"many"_s)).removeRecursively());
        const QString reason = a.sync().value(u"guard_reason"_s).toString();
        QCOMPARE(reason, u"150 files vanished here and would be deleted in the cloud."_s);
        QCOMPARE(firstRow(a.ask(u"projects"_s)).value(u"guard_reason"_s).toString(), reason);
        a.leave();
        QVERIFY(a.reach());
        const QJsonObject row = a.ask(u"status"_s)->value(u"projects"_s).toArray().first().toObject();
        QCOMPARE(row.value(u"state"_s).toString(), u"waiting"_s);
        QCOMPARE(row.value(u"guard_reason"_s).toString(), reason);
        const QJsonObject list = a.sync({{u"dry_run"_s, true}});
        QVERIFY(list.value(u"guard_holds"_s).toBool());
        QVERIFY(list.value(u"plan"_s).toArray().size() >= 150);
        QCOMPARE(firstRow(a.ask(u"projects"_s)).value(u"guard_reason"_s).toString(), reason);
        QVERIFY(a.sync({{u"yes"_s, true}}).value(u"equal"_s).toBool());
        QVERIFY(!firstRow(a.ask(u"projects"_s)).contains(u"guard_reason"_s));
    }

    void aServerThatIsDownCostsNoEdit()
    {
        Device &a = *m_world->a;
        m_world->server->stop();
        QVERIFY(a.write(u"offline.txt"_s, "kept"));
        const QJsonObject row = a.sync();
        QCOMPARE(row.value(u"error"_s).toObject().value(u"kind"_s).toString(), u"offline"_s);
        QCOMPARE(row.value(u"state"_s).toString(), u"offline"_s);
        const auto status = a.ask(u"status"_s);
        QCOMPARE(status->value(u"state"_s).toString(), u"offline"_s);
        QVERIFY(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}}));
        const auto known = a.ask(u"projects"_s);
        QVERIFY(known && !known->value(u"online"_s).toBool());
        QVERIFY(m_world->server->start());
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QVERIFY(m_world->b->sync().value(u"equal"_s).toBool());
        QCOMPARE(m_world->b->read(u"offline.txt"_s), QByteArray("kept"));
    }

    void aConflictIsResolved_data()
    {
        QTest::addColumn<QString>("keep");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("files");
        QTest::newRow("mine") << u"mine"_s << QByteArray("of b") << 2;
        QTest::newRow("theirs") << u"theirs"_s << QByteArray("of a") << 2;
        QTest::newRow("both") << u"both"_s << QByteArray("of a") << 3;
    }
    void aConflictIsResolved()
    {
        QFETCH(QString, keep);
        QFETCH(QByteArray, content);
        QFETCH(int, files);
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.write(u"one.txt"_s, "of a") && b.write(u"one.txt"_s, "of b"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        const QJsonObject row = b.sync();
        QCOMPARE(row.value(u"conflicts"_s).toInt(), 1);
        QCOMPARE(row.value(u"state"_s).toString(), u"conflict"_s);
        const auto conflicts = b.ask(u"conflicts"_s);
        QCOMPARE(column(conflicts, u"path"_s), QStringList{u"one.txt"_s});
        QVERIFY(!firstRow(conflicts).value(u"copy"_s).toString().isEmpty());
        const auto resolved = b.ask(u"resolve"_s, {{u"path"_s, b.path(u"one.txt"_s)}, {u"keep"_s, keep}});
        QVERIFY2(resolved, qPrintable(resolved ? QString() : toText(resolved.error())));
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(b.read(u"one.txt"_s), content);
        QCOMPARE(a.read(u"one.txt"_s), content);
        QCOMPARE(int(a.files().size()), files);
        QVERIFY(column(b.ask(u"conflicts"_s), u"path"_s).isEmpty());
        if (keep != u"both"_s)
            QCOMPARE(b.ask(u"trash_list"_s)->value(u"rows"_s).toArray().size(), 1);
    }

    void aConflictGoesWithItsFolder_data()
    {
        QTest::addColumn<bool>("here");
        QTest::newRow("renamed here") << true;
        QTest::newRow("renamed there") << false;
    }
    void aConflictGoesWithItsFolder()
    {
        QFETCH(bool, here);
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.write(u"s/one.txt"_s, "first") && a.sync().value(u"equal"_s).toBool() && b.sync().value(u"equal"_s).toBool());
        QVERIFY(a.write(u"s/one.txt"_s, "of a") && b.write(u"s/one.txt"_s, "of b"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(b.sync().value(u"conflicts"_s).toInt(), 1);
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        Device &mover = here ? b : a;
        QVERIFY(QFile::rename(mover.path(u"s"_s), mover.path(u"t"_s)));
        QVERIFY(mover.sync().value(u"equal"_s).toBool());
        const QJsonObject row = b.sync();
        QCOMPARE(row.value(u"state"_s).toString(), u"conflict"_s);
        QCOMPARE(column(b.ask(u"conflicts"_s), u"path"_s), QStringList{u"t/one.txt"_s});
        QVERIFY(b.ask(u"resolve"_s, {{u"path"_s, b.path(u"t/one.txt"_s)}, {u"keep"_s, u"mine"_s}}));
        QCOMPARE(b.read(u"t/one.txt"_s), QByteArray("of b"));
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QVERIFY(column(b.ask(u"conflicts"_s), u"path"_s).isEmpty());
    }

    /// Both versions are in the trash, and theirs in the history, whatever the merge says.
    void aMergeThatAPersonMadeTakesTheFilesPlaceAndBothVersionsStay()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.write(u"one.txt"_s, "of a") && b.write(u"one.txt"_s, "of b"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(b.sync().value(u"conflicts"_s).toInt(), 1);
        const QString merged = m_world->folder.path() + u"/merged"_s;
        const auto resolve = [&](const QString &keep, const QString &from) {
            return b.ask(u"resolve"_s, {{u"path"_s, b.path(u"one.txt"_s)}, {u"keep"_s, keep}, {u"from"_s, from}});
        };
        const auto missing = resolve(u"merged"_s, merged);
        QVERIFY(!missing && missing.error().kind == Error::Kind::NotFound);
        QFile file(merged);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of both") == 7);
        file.close();
        for (const auto &wrong : {resolve(u"mine"_s, merged), resolve(u"merged"_s, u"merged"_s)})
            QVERIFY(!wrong && wrong.error().kind == Error::Kind::Invalid);
        QCOMPARE(b.read(u"one.txt"_s), QByteArray("of a"));
        QVERIFY(b.ask(u"trash_list"_s)->value(u"rows"_s).toArray().isEmpty());

        const auto resolved = resolve(u"merged"_s, merged);
        QVERIFY2(resolved, qPrintable(resolved ? QString() : toText(resolved.error())));
        QCOMPARE(b.read(u"one.txt"_s), QByteArray("of both"));
        QVERIFY(column(b.ask(u"conflicts"_s), u"path"_s).isEmpty());
        QStringList kept;
        const QJsonArray trash = b.ask(u"trash_list"_s)->value(u"rows"_s).toArray();
        QCOMPARE(trash.size(), 2);
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(a.read(u"one.txt"_s), QByteArray("of both"));
        QCOMPARE(int(a.files().size()), 2);
        for (const QJsonValue &row : trash) {
            const auto back = b.ask(u"trash_restore"_s, {{u"id"_s, row[u"id"]}});
            QVERIFY2(back, qPrintable(back ? QString() : toText(back.error())));
            kept.append(QString::fromUtf8(b.read(back->value(u"path"_s).toString())));
        }
        kept.sort();
        QCOMPARE(kept, (QStringList{u"of a"_s, u"of b"_s}));
    }

    void whatASyncRemovedCanBeRestored()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(QFile::remove(a.path(u"one.txt"_s)));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QVERIFY(!b.exists(u"one.txt"_s));
        const auto trash = b.ask(u"trash_list"_s);
        QCOMPARE(column(trash, u"path"_s), QStringList{u"one.txt"_s});
        QVERIFY(b.write(u"one.txt"_s, "another"));
        const auto restored = b.ask(u"trash_restore"_s, {{u"id"_s, firstRow(trash).value(u"id"_s)}});
        QVERIFY2(restored, qPrintable(restored ? QString() : toText(restored.error())));
        QCOMPARE(b.read(restored->value(u"path"_s).toString()), QByteArray("one"));
        QCOMPARE(b.read(u"one.txt"_s), QByteArray("another"));
        QVERIFY(column(b.ask(u"trash_list"_s), u"path"_s).isEmpty());
    }

    void anEmptiedTrashIsEmpty()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(QFile::remove(a.path(u"sub/two.txt"_s)));
        QVERIFY(a.sync().value(u"equal"_s).toBool() && b.sync().value(u"equal"_s).toBool());
        QCOMPARE(b.ask(u"trash_empty"_s, {{u"older_than_days"_s, 3}})->value(u"removed"_s).toInt(), 0);
        QCOMPARE(b.ask(u"trash_empty"_s)->value(u"removed"_s).toInt(), 1);
        QVERIFY(QDir(b.path(u".tideline/trash"_s)).isEmpty());
    }

    void aSyncDropsWhatIsInTheTrashForTooLong()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(QFile::remove(a.path(u"one.txt"_s)) && QFile::remove(a.path(u"sub/two.txt"_s)));
        QVERIFY(a.sync().value(u"equal"_s).toBool() && b.sync().value(u"equal"_s).toBool());
        QCOMPARE(QDir(b.path(u".tideline/trash"_s)).entryList(QDir::Files).size(), 2);
        b.leave();
        {
            auto database = store::openProjectStore(b.location(), systemClock());
            QVERIFY(database);
            QVERIFY((*database)->execute("UPDATE trash SET removed_at_ms = removed_at_ms - 31 * 86400000 WHERE path = CAST('one.txt' AS BLOB)"));
        }
        for (const QFileInfo &file : QDir(b.path(u".tideline/trash"_s)).entryInfoList(QDir::Files)) {
            QFile aged(file.filePath());
            QVERIFY(aged.open(QIODevice::ReadWrite));
            QVERIFY(aged.setFileTime(QDateTime::currentDateTimeUtc().addDays(-60), QFileDevice::FileModificationTime));
        }
        QVERIFY(b.reach());
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QCOMPARE(column(b.ask(u"trash_list"_s), u"path"_s), QStringList{u"sub/two.txt"_s});
        QCOMPARE(QDir(b.path(u".tideline/trash"_s)).entryList(QDir::Files).size(), 1);
    }

    void verifyBelievesOnlyBytes()
    {
        Device &a = *m_world->a;
        const auto good = a.ask(u"verify"_s, {{u"dir"_s, a.root()}});
        QVERIFY2(good, qPrintable(good ? QString() : toText(good.error())));
        QVERIFY2(good->value(u"equal"_s).toBool(), control::toLine(*good));
        QCOMPARE(good->value(u"files"_s).toInt(), 2);
        QVERIFY(a.write(u"one.txt"_s, "eno"));
        QVERIFY(QFile::remove(a.path(u"sub/two.txt"_s)));
        const auto bad = a.ask(u"verify"_s, {{u"dir"_s, a.root()}});
        QVERIFY(bad && !bad->value(u"equal"_s).toBool());
        QCOMPARE(column(bad, u"path"_s), (QStringList{u"one.txt"_s, u"sub/two.txt"_s}));
    }

    void verifySeesWhatIsGoneOnBothSides()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(QFile::remove(a.path(u"sub/two.txt"_s)) && a.sync().value(u"equal"_s).toBool());
        QVERIFY(QFile::remove(b.path(u"sub/two.txt"_s)));
        const auto bad = b.ask(u"verify"_s, {{u"dir"_s, b.root()}});
        QVERIFY(bad && !bad->value(u"equal"_s).toBool());
        QCOMPARE(column(bad, u"path"_s), QStringList{u"sub/two.txt"_s});
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        const auto good = b.ask(u"verify"_s, {{u"dir"_s, b.root()}});
        QVERIFY(good && good->value(u"equal"_s).toBool());
    }

    void whyGivesTheReason()
    {
        Device &a = *m_world->a;
        QCOMPARE(a.ask(u"why"_s, {{u"path"_s, u"p/one.txt"_s}})->value(u"state"_s).toString(), u"synced"_s);
        QVERIFY(a.write(u".tidelineignore"_s, "*.tmp\n") && a.write(u"x.tmp"_s, "x"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        const auto reply = a.ask(u"why"_s, {{u"path"_s, a.path(u"x.tmp"_s)}});
        QVERIFY(reply);
        QCOMPARE(reply->value(u"rule"_s).toString(), u".tidelineignore:1: *.tmp"_s);
    }

    void ignoreRulesAreShownAddedAndTested()
    {
        Device &a = *m_world->a;
        const auto added = a.ask(u"ignore_add"_s, {{u"path"_s, a.path(u"sub"_s)}, {u"rules"_s, QJsonArray{u"*.txt"_s, u"!venv/"_s}}});
        QVERIFY(added);
        QCOMPARE(added->value(u"path"_s).toString(), u"sub/.tidelineignore"_s);
        QCOMPARE(added->value(u"added"_s).toInt(), 2);
        QCOMPARE(a.ask(u"ignore_add"_s, {{u"path"_s, a.path(u"sub"_s)}, {u"rules"_s, QJsonArray{u"*.txt"_s}}})->value(u"added"_s).toInt(), 0);
        QCOMPARE(a.kindOf(u"ignore_add"_s, {{u"path"_s, a.path(u"one.txt"_s)}, {u"rules"_s, QJsonArray{u"x"_s}}}), u"not_found"_s);
        QCOMPARE(a.kindOf(u"ignore_add"_s, {{u"path"_s, a.root()}}), u"invalid"_s);

        const auto list = a.ask(u"ignore_list"_s, {{u"path"_s, a.path(u"sub"_s)}});
        QVERIFY(list);
        QCOMPARE(column(list, u"rule"_s).first(2), (QStringList{u"!venv/"_s, u"*.txt"_s}));
        QVERIFY(column(list, u"source"_s).contains(u"defaults"_s));

        const auto test = [&](const QString &path) { return *a.ask(u"ignore_test"_s, {{u"path"_s, a.path(path)}}); };
        QCOMPARE(test(u"sub/new.txt"_s).value(u"ignored"_s).toBool(), true);
        QCOMPARE(test(u"sub/new.txt"_s).value(u"source"_s).toString(), u"sub/.tidelineignore"_s);
        QCOMPARE(test(u"sub/new.txt"_s).value(u"line"_s).toInt(), 1);
        QCOMPARE(test(u"sub/two.txt"_s).value(u"tracked"_s).toBool(), true);
        QCOMPARE(test(u"one.txt"_s).value(u"rule"_s).toString(), QString());
        const auto folder = a.ask(u"ignore_test"_s, {{u"path"_s, a.path(u"venv"_s)}, {u"folder"_s, true}});
        QCOMPARE(folder->value(u"source"_s).toString(), u"defaults"_s);
        QCOMPARE(test(u"venv"_s).value(u"ignored"_s).toBool(), false);

        // A rule can be tried before it is written.
        const auto tried = a.ask(u"ignore_test"_s, {{u"path"_s, a.path(u"new/run.log"_s)}, {u"rules"_s, QJsonArray{u"/new/*.log"_s}}});
        QCOMPARE(tried->value(u"ignored"_s).toBool(), true);
        QCOMPARE(tried->value(u"rule"_s).toString(), u"/new/*.log"_s);
        QCOMPARE(test(u"new/run.log"_s).value(u"ignored"_s).toBool(), false);

        // A rule added later removes nothing on either side.
        QVERIFY(a.write(u"sub/new.txt"_s, "x"));
        QVERIFY(a.sync().value(u"equal"_s).toBool() && m_world->b->sync().value(u"equal"_s).toBool());
        QVERIFY(a.exists(u"sub/two.txt"_s) && m_world->b->exists(u"sub/two.txt"_s));
        QVERIFY(!m_world->b->exists(u"sub/new.txt"_s) && m_world->b->exists(u"sub/.tidelineignore"_s));
    }

    void aMissingFolderDeletesNothing()
    {
        Device &b = *m_world->b;
        QVERIFY(QDir().rename(b.root(), b.root() + u"-away"_s));
        QCOMPARE(b.sync().value(u"error"_s).toObject().value(u"kind"_s).toString(), u"not_found"_s);
        QVERIFY(QDir().mkpath(b.root()));  // an empty mount point
        QVERIFY(!b.sync().value(u"equal"_s).toBool());
        QVERIFY(QDir().rmdir(b.root()) && QDir().rename(b.root() + u"-away"_s, b.root()));
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QVERIFY(m_world->a->sync().value(u"equal"_s).toBool());
        QCOMPARE(m_world->a->files().size(), 2);
    }

    void commandsThatMeetShareOneEngine()
    {
        Device &a = *m_world->a;
        a.leave();
        std::atomic<int> failed = 0;
        std::vector<std::thread> commands;
        for (int i = 0; i < 6; ++i) {
            commands.emplace_back([&, i] {
                auto handler = sync::reachService({a.location(), OwnerMode::Once});
                if (!handler) {
                    ++failed;
                    return;
                }
                const auto reply = (*handler)->handle(i % 2 ? u"sync"_s : u"status"_s, {});
                if (!reply && reply.error().kind != Error::Kind::Io)  // the owner just ended: try again
                    ++failed;
            });
        }
        for (std::thread &command : commands)
            command.join();
        QCOMPARE(failed.load(), 0);
    }

    void aSavedFileArrivesWhileBothWatch()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.reach(OwnerMode::Watch) && b.reach(OwnerMode::Watch));
        QVERIFY(a.ask(u"watch_start"_s) && b.ask(u"watch_start"_s));
        QTRY_COMPARE(a.ask(u"status"_s)->value(u"watching"_s).toBool(), true);
        std::vector<qint64> times;
        for (int i = 0; i < 12; ++i) {
            QElapsedTimer since;
            since.start();
            const QByteArray content = "save " + QByteArray::number(i);
            QVERIFY((i % 2 ? a : b).write(u"note.txt"_s, content));
            const Device &other = i % 2 ? b : a;
            while (other.read(u"note.txt"_s) != content && since.elapsed() < 10'000)
                QTest::qWait(2);
            QVERIFY2(other.read(u"note.txt"_s) == content, qPrintable(QString::number(i)));
            times.push_back(since.elapsed());
        }
        std::sort(times.begin() + 2, times.end());
        qInfo("median %lld ms, least %lld ms, longest %lld ms", times[2 + (times.size() - 2) / 2], times[2], times.back());
        QCOMPARE(a.files(), QStringList({u"note.txt"_s, u"one.txt"_s, u"sub/two.txt"_s}));  // no conflict copy
        QCOMPARE(b.files(), a.files());
    }

    void nothingIsCalledSyncedWhileFilesComeDown()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(b.reach(OwnerMode::Watch));
        QVERIFY(b.ask(u"watch_start"_s));
        QVERIFY2(comesTo(b, u"synced synced"_s), qPrintable(stateOf(b)));
        constexpr int kFiles = 600;
        QMutex mutex;
        int filesAtFirstWord = -1;
        QStringList said;  // as the state was told, beside what `status` said at that moment
        const auto subscription = b.handler().listen([&](const QJsonObject &event) {
            if (event.value(u"event"_s).toString() != u"project_state"_s)
                return;
            const QString state = event.value(u"project"_s).toObject().value(u"state"_s).toString();
            const int files = int(QDir(b.path(u"new"_s)).entryList(QDir::Files).size());
            const QMutexLocker lock(&mutex);
            if (state == u"syncing"_s && filesAtFirstWord < 0)
                filesAtFirstWord = files;
            if (state == u"synced"_s && files > 0 && files < kFiles)
                said.append(u"synced with %1 files"_s.arg(files));
            if (state == u"syncing"_s && stateOf(b) != u"syncing syncing"_s)
                said.append(stateOf(b));
        });
        QVERIFY(subscription);
        for (int i = 0; i < kFiles; ++i)
            QVERIFY(a.write(u"new/%1.txt"_s.arg(i), QByteArray::number(i)));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QTRY_COMPARE_WITH_TIMEOUT(int(b.files().size()), kFiles + 2, 60'000);
        QVERIFY2(comesTo(b, u"synced synced"_s), qPrintable(stateOf(b)));
        const QMutexLocker lock(&mutex);
        QCOMPARE(filesAtFirstWord, 0);
        QCOMPARE(said, QStringList());
    }

    void nothingIsCalledSyncedBeforeTheCloudHasIt()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.reach(OwnerMode::Watch));
        QVERIFY(a.ask(u"watch_start"_s));
        QVERIFY2(comesTo(a, u"synced synced"_s), qPrintable(stateOf(a)));
        const auto head = [&] { return firstRow(b.ask(u"projects"_s)).value(u"head_revision"_s).toInt(); };
        QMutex mutex;
        QList<int> heads;  // of the cloud, when a said that it syncs
        const auto subscription = a.handler().listen([&](const QJsonObject &event) {
            if (event.value(u"event"_s).toString() != u"project_state"_s
                || event.value(u"project"_s).toObject().value(u"state"_s).toString() != u"syncing"_s)
                return;
            const QMutexLocker lock(&mutex);
            heads.append(head());
        });
        QVERIFY(subscription);
        QVERIFY(a.write(u"big"_s, QByteArray(8'000'000, 'x')));
        QTRY_COMPARE_WITH_TIMEOUT(head(), 2, 60'000);
        QVERIFY2(comesTo(a, u"synced synced"_s), qPrintable(stateOf(a)));
        const QMutexLocker lock(&mutex);
        QVERIFY(!heads.isEmpty());
        QCOMPARE(heads.first(), 1);
    }

    void whatACommandByItselfTellsWasLookedAt()
    {
        Device &a = *m_world->a;
        QVERIFY(a.write(u"folder/kept.txt"_s, "one"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        const auto stateOfAll = [&] { return a.ask(u"status"_s)->value(u"state"_s).toString(); };
        QCOMPARE(stateOfAll(), u"synced"_s);
        QVERIFY(a.write(u"folder/kept.txt"_s, "one, and more"));
        QCOMPARE(stateOfAll(), u"waiting"_s);
        QVERIFY(a.write(u"folder/kept.txt"_s, "one, and still more"));
        const auto row = firstRow(a.ask(u"ls"_s, {{u"path"_s, a.path(u"folder"_s)}}));
        QCOMPARE(row.value(u"state"_s).toString(), u"waiting"_s);
        QCOMPARE(row.value(u"size"_s).toInt(), 19);
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        QCOMPARE(stateOfAll(), u"synced"_s);
    }

    void aSyncThatWasCutShortIsNotSynced()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.write(u"new.txt"_s, "new"));
        QVERIFY(a.sync().value(u"equal"_s).toBool());
        // A dry run reads the cloud's changes and applies none: what a kill in the middle leaves, too.
        QVERIFY(b.sync({{u"dry_run"_s, true}}).value(u"plan"_s).toArray().size() == 1);
        QCOMPARE(stateOf(b), u"waiting waiting"_s);
        b.leave();
        QVERIFY(b.reach());
        QCOMPARE(stateOf(b), u"waiting waiting"_s);
        QVERIFY(b.sync().value(u"equal"_s).toBool());
        QCOMPARE(stateOf(b), u"synced synced"_s);
    }

    void aWatchOutlivesTheServer()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        QVERIFY(a.reach(OwnerMode::Watch) && b.reach(OwnerMode::Watch));
        QVERIFY(a.ask(u"watch_start"_s) && b.ask(u"watch_start"_s));
        QVERIFY(a.write(u"before"_s, "x"));
        QTRY_COMPARE_WITH_TIMEOUT(b.read(u"before"_s), QByteArray("x"), 20'000);
        m_world->server->stop();
        QTRY_COMPARE_WITH_TIMEOUT(a.ask(u"status"_s)->value(u"online"_s).toBool(), false, 20'000);
        QVERIFY(a.write(u"meanwhile"_s, "y"));
        QVERIFY2(comesTo(a, u"offline offline"_s), qPrintable(stateOf(a)));
        QVERIFY(m_world->server->start());
        QTRY_COMPARE_WITH_TIMEOUT(b.read(u"meanwhile"_s), QByteArray("y"), 60'000);
        QVERIFY2(comesTo(a, u"synced synced"_s), qPrintable(stateOf(a)));
    }

    void whatIsSavedWhileNothingMayBeSyncedIsListed_data()
    {
        QTest::addColumn<QString>("why");
        for (const char *why : {"offline", "paused", "all paused", "signed out"})
            QTest::newRow(why) << QString::fromLatin1(why);
    }
    void whatIsSavedWhileNothingMayBeSyncedIsListed()
    {
        QFETCH(QString, why);
        Device &a = *m_world->a;
        QVERIFY(a.reach(OwnerMode::Watch));
        QVERIFY(a.ask(u"watch_start"_s));
        QVERIFY2(comesTo(a, u"synced synced"_s), qPrintable(stateOf(a)));
        if (why == u"offline")
            m_world->server->stop();
        else if (why == u"signed out")
            QVERIFY(a.ask(u"logout"_s));
        else
            QVERIFY(a.ask(u"pause"_s, why == u"paused" ? QJsonObject{{u"project"_s, u"p"_s}} : QJsonObject()));
        const auto listed = [&](const QString &name) { return column(a.ask(u"ls"_s, {{u"project"_s, u"p"_s}}), u"name"_s).contains(name); };
        // More than one: while the cloud is away it is tried less and less often.
        for (int i = 0; i < 8; ++i) {
            const QString name = u"saved %1.txt"_s.arg(i);
            QVERIFY(a.write(name, "kept"));
            QTRY_VERIFY2_WITH_TIMEOUT(listed(name), qPrintable(name), 2'000);
        }
        QVERIFY(QFile::remove(a.path(u"saved 0.txt"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(!listed(u"saved 0.txt"_s), 2'000);
    }

    void aYesThatASyncOfItsOwnWaitsForIsTold()
    {
        Device &a = *m_world->a, &b = *m_world->b;
        for (int i = 0; i < 150; ++i)
            QVERIFY(a.write(u"many/%1"_s.arg(i), QByteArray::number(i)));
        QVERIFY(a.sync().value(u"equal"_s).toBool() && b.sync().value(u"equal"_s).toBool());
        QVERIFY(b.reach(OwnerMode::Watch));
        QVERIFY(b.ask(u"watch_start"_s));
        QVERIFY2(comesTo(b, u"synced synced"_s), qPrintable(stateOf(b)));
        QMutex mutex;
        QJsonObject told;
        const auto subscription = b.handler().listen([&](const QJsonObject &event) {
            const QMutexLocker lock(&mutex);
            if (event.value(u"event"_s).toString() == u"project_state"_s)
                told = event.value(u"project"_s).toObject();
        });
        QVERIFY(subscription);
        const auto toldIs = [&](const QString &state, const QString &reason) {
            const QMutexLocker lock(&mutex);
            return told.value(u"state"_s).toString() == state && told.value(u"guard_reason"_s).toString() == reason;
        };
        QVERIFY(QDir(a.path(u"many"_s)).removeRecursively());
        QVERIFY(a.sync({{u"yes"_s, true}}).value(u"equal"_s).toBool());
        for (int i = 0; i < 20; ++i) {  // edits at any moment of the sync that meets the guard, and of the next ones
            QVERIFY(b.write(u"note.txt"_s, QByteArray::number(i)));
            QTest::qWait(20);
        }
        QTRY_VERIFY_WITH_TIMEOUT(toldIs(u"waiting"_s, u"The cloud asks to delete 150 files here."_s), 20'000);
        QVERIFY(b.exists(u"many/0"_s));
        QVERIFY(b.ask(u"sync"_s, {{u"yes"_s, true}}));
        QTRY_VERIFY_WITH_TIMEOUT(toldIs(u"synced"_s, {}), 20'000);
        QVERIFY(!b.exists(u"many/0"_s));
    }

    void listenersHearWhatHappens()
    {
        Device &a = *m_world->a;
        QVERIFY(a.reach(OwnerMode::Watch));
        auto remote = sync::reachService({a.location(), OwnerMode::Once});  // another process would come this way, too
        QVERIFY(remote);
        QMutex mutex;
        QStringList events;
        const auto subscription = (*remote)->listen([&](const QJsonObject &event) {
            const QMutexLocker lock(&mutex);
            events.append(event.value(u"event"_s).toString() + (event.value(u"all"_s).toBool() ? u" all"_s : QString()));
        });
        QVERIFY(subscription);
        const auto heard = [&](const QString &name) {
            const QMutexLocker lock(&mutex);
            return events.contains(name);
        };
        QVERIFY((*remote)->handle(u"watch_start"_s, {}));
        QVERIFY(a.write(u"heard"_s, "x"));
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"entries_changed"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"activity"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"state"_s), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"entries_changed all"_s), 20'000);
        QVERIFY((*remote)->handle(u"sync"_s, {}));
        {
            const QMutexLocker lock(&mutex);
            events.clear();
        }
        // As it was: nothing is up to be told, but who looked meanwhile saw it waiting.
        QVERIFY(a.write(u"heard"_s, "x"));
        QTRY_VERIFY_WITH_TIMEOUT(heard(u"entries_changed all"_s), 20'000);
        QVERIFY(!heard(u"activity"_s));
        QCOMPARE((*remote)->handle(u"owner"_s, {})->value(u"mode"_s).toString(), u"watch"_s);
    }

private:
    /// Of everything, and of the first project.
    static QString stateOf(Device &device)
    {
        const auto status = device.ask(u"status"_s);
        return status->value(u"state"_s).toString() + u' '
               + status->value(u"projects"_s).toArray().first().toObject().value(u"state"_s).toString();
    }
    /// Whether it was in this state once within 20 s. QTRY_COMPARE looks again and again after that, and a look at what a sync
    /// itself wrote may be under way by then.
    static bool comesTo(Device &device, const QString &state)
    {
        return QTest::qWaitFor([&] { return stateOf(device) == state; }, 20'000);
    }
    std::unique_ptr<ServiceWorld> m_world;
};

QTEST_GUILESS_MAIN(SyncServiceTest)
#include "sync_service_test.moc"
