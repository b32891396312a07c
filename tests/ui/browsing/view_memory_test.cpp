#include "ui/browsing/view_memory.h"

#include "core/base/result.h"
#include "tests/support/suite.h"

#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class ViewMemoryTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aFolderHasItsOwnLookOrTheOneForAll()
    {
        ViewMemory memory;
        const FolderLook bySize{2, Qt::DescendingOrder, false};
        memory.setLook(u"p"_s, "data", bySize);
        QVERIFY(memory.look(u"p"_s, "data") == bySize);
        QVERIFY(memory.look(u"p"_s, "other") == FolderLook{});
        QVERIFY(memory.look(u"q"_s, "data") == FolderLook{});
    }

    void aLookForAllTakesTheOthersAway()
    {
        ViewMemory memory;
        memory.setLook(u"p"_s, "data", {2, Qt::DescendingOrder, false});
        const FolderLook icons{0, Qt::AscendingOrder, true};
        memory.setForAll(icons);
        QVERIFY(memory.look(u"p"_s, "data") == icons);
        QCOMPARE(memory.ownLooks(), 0);
        memory.setLook(u"p"_s, "data", icons);
        QCOMPARE(memory.ownLooks(), 0);  // like all: there is nothing to keep
    }

    void theOldestIsForgottenWhenThereAreTooMany()
    {
        ViewMemory memory;
        const FolderLook look{1, Qt::AscendingOrder, false};
        for (int i = 0; i < ViewMemory::kMost; ++i)
            memory.setLook(u"p"_s, QByteArray::number(i), look);
        memory.setLook(u"p"_s, "0", look);  // used again
        memory.setLook(u"p"_s, "one more", look);
        QCOMPARE(memory.ownLooks(), ViewMemory::kMost);
        QVERIFY(memory.look(u"p"_s, "0") == look);
        QVERIFY(memory.look(u"p"_s, "1") == FolderLook{});
        QVERIFY(memory.look(u"p"_s, "one more") == look);
    }

    void itComesBackFromItsBytes()
    {
        ViewMemory memory;
        memory.setForAll({3, Qt::DescendingOrder, true});
        memory.setLook(u"prj_1"_s, "a/ü\n\"x", {2, Qt::AscendingOrder, false});
        const ViewMemory again = ViewMemory::fromBytes(memory.toBytes());
        QVERIFY(again.forAll() == memory.forAll());
        QVERIFY(again.look(u"prj_1"_s, "a/ü\n\"x") == memory.look(u"prj_1"_s, "a/ü\n\"x"));
    }

    void whatIsDamagedIsLeftOut_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("\x01garbage");
        QTest::newRow("a column that there is not") << QByteArray(R"({"all":[17,0,false],"folders":[["p/a",[-1,0,true]],["",[1,0,true]],7]})");
    }
    void whatIsDamagedIsLeftOut()
    {
        QFETCH(QByteArray, bytes);
        const ViewMemory memory = ViewMemory::fromBytes(bytes);
        QVERIFY(memory.forAll() == FolderLook{});
        QCOMPARE(memory.ownLooks(), 0);
    }
};

TIDELINE_SUITE(ViewMemoryTest)
#include "view_memory_test.moc"
