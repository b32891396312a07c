// Which previews stay when there are too many.
#include "app/session/peer.h"
#include "app/session/preview_table.h"

#include <QTest>

using namespace tideline;
using namespace tideline::session;
using std::chrono::seconds;

namespace {

const Format kKind{"csv", nullptr, nullptr};

class PreviewTableTest : public QObject {
    Q_OBJECT

private:
    const PreviewTable::Time m_start;
    const std::shared_ptr<Peer> m_peer = std::make_shared<Peer>(control::Socket());

    std::shared_ptr<OpenedPreview> preview(const QString &name, std::shared_ptr<Peer> peer = {}) const
    {
        auto opened = std::make_shared<OpenedPreview>();
        opened->facts.name = name;
        opened->format = &kKind;
        opened->peer = peer ? std::move(peer) : m_peer;
        return opened;
    }
    static QString names(const PreviewTable &table)
    {
        QStringList names;
        for (const PreviewTable::Row &row : table.rows())
            names << row.name;
        return names.join(u' ');
    }

private Q_SLOTS:
    void theLongestUnusedGoesFirst()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 10});
        const qint64 a = table.add(preview(u"a"_s), 40, m_start + seconds(1));
        table.add(preview(u"b"_s), 40, m_start + seconds(2));
        table.touch(a, 40, m_start + seconds(3));
        table.add(preview(u"c"_s), 40, m_start + seconds(4));
        QCOMPARE(names(table), u"a c"_s);
    }
    void asManyGoAsMakeRoom()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 10});
        for (int i = 0; i < 5; ++i)
            table.add(preview(QString::number(i)), 20, m_start + seconds(i));
        QCOMPARE(names(table), u"0 1 2 3 4"_s);
        table.add(preview(u"5"_s), 50, m_start + seconds(5));
        QCOMPARE(names(table), u"3 4 5"_s);
    }
    void oneThatGrowsPushesOthersOutAndNotItself()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 10});
        const qint64 a = table.add(preview(u"a"_s), 10, m_start + seconds(1));
        table.add(preview(u"b"_s), 10, m_start + seconds(2));
        table.touch(a, 95, m_start + seconds(3));
        QCOMPARE(names(table), u"a"_s);
    }
    void oneThatIsTooLargeAloneStays()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 10});
        table.add(preview(u"a"_s), 10, m_start + seconds(1));
        table.add(preview(u"b"_s), 1000, m_start + seconds(2));
        QCOMPARE(names(table), u"b"_s);
        table.add(preview(u"c"_s), 10, m_start + seconds(3));
        QCOMPARE(names(table), u"c"_s);
    }
    void thereAreNeverMoreThanTheirDescriptorsAllow()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 3});
        for (int i = 0; i < 50; ++i)
            table.add(preview(QString::number(i)), 0, m_start + seconds(i));
        QCOMPARE(names(table), u"47 48 49"_s);
    }
    void whatIsRemovedTakesNoRoom()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 10});
        const qint64 a = table.add(preview(u"a"_s), 60, m_start + seconds(1));
        table.add(preview(u"b"_s), 40, m_start + seconds(2));
        QVERIFY(table.remove(a, m_peer.get()));
        QVERIFY(!table.remove(a, m_peer.get()));
        table.add(preview(u"c"_s), 60, m_start + seconds(3));
        QCOMPARE(names(table), u"b c"_s);
    }
    void oneThatGoesWhileItIsUsedLivesUntilThen()
    {
        PreviewTable table({.maxBytes = 100, .maxCount = 1});
        const qint64 a = table.add(preview(u"a"_s), 60, m_start + seconds(1));
        const auto inUse = table.find(a, m_peer.get());
        table.add(preview(u"b"_s), 60, m_start + seconds(2));
        QCOMPARE(table.find(a, m_peer.get()), nullptr);
        QCOMPARE(inUse->facts.name, u"a"_s);
        table.touch(a, 1000, m_start + seconds(3));
        QCOMPARE(names(table), u"b"_s);
    }
    void eachPeerReachesItsOwnAlone()
    {
        PreviewTable table({});
        const auto other = std::make_shared<Peer>(control::Socket());
        const qint64 a = table.add(preview(u"a"_s), 1, m_start);
        table.add(preview(u"b"_s, other), 1, m_start);
        QVERIFY(table.find(a, m_peer.get()));
        QCOMPARE(table.find(a, other.get()), nullptr);
        QVERIFY(!table.remove(a, other.get()));
        table.removeAllOf(m_peer.get());
        QCOMPARE(names(table), u"b"_s);
    }
};

}  // namespace

QTEST_GUILESS_MAIN(PreviewTableTest)
#include "preview_table_test.moc"
