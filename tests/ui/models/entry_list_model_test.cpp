#include "tests/ui/listing_double.h"
#include "ui/models/entry_list_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace tideline;
using namespace tideline::ui;

namespace {
QByteArrayList namesOf(const EntryListModel &model)
{
    QByteArrayList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.entry(row) ? model.entry(row)->name : QByteArray("…"));
    return names;
}

std::vector<ListingRow> rowsNamed(const QByteArrayList &names)
{
    std::vector<ListingRow> rows;
    for (const QByteArray &name : names)
        rows.push_back(ListingDouble::named(name));
    return rows;
}
}  // namespace

class EntryListModelTest final : public QObject {
    Q_OBJECT
    std::shared_ptr<ListingDouble> m_source;
    std::unique_ptr<ListingReader> m_reader;
    std::unique_ptr<EntryListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void make(qint64 generated)
    {
        m_tester.reset();
        m_model.reset();
        m_reader.reset();
        m_source = std::make_shared<ListingDouble>(generated);
        m_reader = std::make_unique<ListingReader>(m_source);
        m_model = std::make_unique<EntryListModel>(*m_reader);
        // The tester looks at every row's data; with 100,000 rows that would load them all.
        if (generated == 0)
            m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                                  QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void open(const QByteArrayList &names)
    {
        make(0);
        m_source->setRows(rowsNamed(names));
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->open(u"p"_s, {});
        QVERIFY(opened.wait());
        QCOMPARE(namesOf(*m_model), names);
    }
    void change(std::vector<ListingRow> rows)
    {
        m_source->setRows(std::move(rows));
        QSignalSpy refreshed(m_model.get(), &EntryListModel::refreshed);
        m_model->refresh();
        QVERIFY(refreshed.wait());
    }

private Q_SLOTS:
    void aHugeFolderShowsItsFirstRowsAndLoadsNoMore()
    {
        make(100'000);
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->open(u"p"_s, {});
        QVERIFY(opened.wait());
        QCOMPARE(m_model->rowCount(), 100'000);
        QCOMPARE(m_source->rowsGiven(), 200);
        QCOMPARE(m_model->index(0, 0).data().toString(), u"file_000000"_s);
    }

    void rowsAreLoadedWhereOneLooks()
    {
        make(100'000);
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->open(u"p"_s, {});
        QVERIFY(opened.wait());
        QCOMPARE(m_model->index(99'999, 0).data().toString(), u"…"_s);
        QTRY_COMPARE(m_model->index(99'999, 0).data().toString(), u"file_099999"_s);
        QVERIFY(m_source->rowsGiven() <= 600);
        QVERIFY(m_model->loadedRows() <= 600);
    }

    void aNewFileComesInAtItsPlaceAndSelectionStays()
    {
        open({"a", "c", "d"});
        const QPersistentModelIndex d(m_model->index(2, 0));
        QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        change(rowsNamed({"a", "b", "c", "d"}));
        QCOMPARE(namesOf(*m_model), (QByteArrayList{"a", "b", "c", "d"}));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(d.row(), 3);
    }

    void whatChangesWhileAFolderIsReadIsReadAgain()
    {
        make(0);
        m_source->setRows(rowsNamed({"a", "b"}));
        m_model->open(u"p"_s, {});
        while (m_source->rowsGiven() == 0)
            QThread::yieldCurrentThread();  // the answer is on its way, and cannot come before this function lets it
        m_source->setRows(rowsNamed({"a", "b", "c"}));
        m_model->refresh();
        QTRY_COMPARE(namesOf(*m_model), (QByteArrayList{"a", "b", "c"}));
    }

    void aFileThatIsGoneLeavesAloneTheOthers()
    {
        open({"a", "b", "c", "d"});
        const QPersistentModelIndex b(m_model->index(1, 0));
        const QPersistentModelIndex d(m_model->index(3, 0));
        change(rowsNamed({"a", "c", "d"}));
        QCOMPARE(namesOf(*m_model), (QByteArrayList{"a", "c", "d"}));
        QVERIFY(!b.isValid());
        QCOMPARE(d.row(), 2);
    }

    void aChangedStatusTouchesItsRowAlone()
    {
        open({"a", "b", "c"});
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        auto rows = rowsNamed({"a", "b", "c"});
        rows[1].state = SyncState::Syncing;
        change(rows);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed.first().first().toModelIndex().row(), 1);
        QCOMPARE(m_model->index(1, EntryListModel::StatusColumn).data().toString(), u"Syncing"_s);
    }

    void whatWaitsShowsHowItsProjectIsDoing()
    {
        open({"a", "b"});
        auto rows = rowsNamed({"a", "b"});
        rows[1].state = SyncState::Waiting;
        change(rows);
        const auto words = [this] {
            return QStringList{m_model->index(0, EntryListModel::StatusColumn).data().toString(),
                               m_model->index(1, EntryListModel::StatusColumn).data().toString()};
        };
        QCOMPARE(words(), (QStringList{u"Synced"_s, u"Waiting"_s}));
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        m_model->setProjectState(SyncState::Syncing);
        QCOMPARE(words(), (QStringList{u"Synced"_s, u"Syncing"_s}));
        QCOMPARE(m_model->index(1, 0).data(EntryListModel::StateRole).toInt(), int(SyncState::Syncing));
        QCOMPARE(changed.size(), 1);
        m_model->setProjectState(SyncState::Paused);
        QCOMPARE(words(), (QStringList{u"Synced"_s, u"Paused"_s}));
        m_model->setProjectState(SyncState::Conflict);
        QCOMPARE(words(), (QStringList{u"Synced"_s, u"Waiting"_s}));
    }

    void aFolderThatIsFilledFromNothingShowsAll()
    {
        open({});
        change(rowsNamed({"a", "b", "c"}));
        QCOMPARE(namesOf(*m_model), (QByteArrayList{"a", "b", "c"}));
        change({});
        QCOMPARE(m_model->rowCount(), 0);
    }

    void anyChangeEndsInTheFoldersRows()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        qInfo("seed %u", seed);
        open({});
        for (int round = 0; round < 60; ++round) {
            QByteArrayList names;
            for (int i = 0; i < 40; ++i) {
                if (random.bounded(2) != 0)
                    names.append(QByteArray::number(100 + i));
            }
            auto rows = rowsNamed(names);
            for (ListingRow &row : rows)
                row.sizeBytes = random.bounded(3);
            change(rows);
            QCOMPARE(namesOf(*m_model), names);
            for (int row = 0; row < m_model->rowCount(); ++row)
                QCOMPARE(m_model->entry(row)->sizeBytes, rows[size_t(row)].sizeBytes);
        }
    }

    void aHugeFolderIsRefreshedWithoutLoadingIt()
    {
        make(100'000);
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->open(u"p"_s, {});
        QVERIFY(opened.wait());
        QSignalSpy refreshed(m_model.get(), &EntryListModel::refreshed);
        m_model->refresh();
        QVERIFY(refreshed.wait());
        QVERIFY(m_source->rowsGiven() <= 1'000);
        QCOMPARE(m_model->rowCount(), 100'000);
    }

    void filterAndHiddenFilesAreAskedOfTheSource()
    {
        open({"alpha", "beta"});
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->setFilter(u"alp"_s);
        QVERIFY(opened.wait());
        QCOMPARE(namesOf(*m_model), QByteArrayList{"alpha"});
        QCOMPARE(m_source->lastQuery().filter, u"alp"_s);
        m_source->setRows(rowsNamed({".alp", "alpha"}));
        m_model->setHidden(true);
        QVERIFY(opened.wait());
        QCOMPARE(namesOf(*m_model), (QByteArrayList{".alp", "alpha"}));
    }

    void sortingIsAskedOfTheSource()
    {
        open({"a", "b"});
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        m_model->sort(EntryListModel::SizeColumn, Qt::DescendingOrder);
        QVERIFY(opened.wait());
        QCOMPARE(m_source->lastQuery().sort, ListingSort::Size);
        QVERIFY(m_source->lastQuery().descending);
    }

    void theOldRowsKeepTheirPathsUntilTheNewFolderIsThere()
    {
        open({"a"});
        m_model->open(u"p"_s, "sub");
        QCOMPARE(m_model->pathOf(0), QByteArray("a"));
        QSignalSpy opened(m_model.get(), &EntryListModel::opened);
        QVERIFY(opened.wait());
        QCOMPARE(m_model->pathOf(0), QByteArray("sub/a"));
    }

    void aFolderThatCannotBeReadSaysWhy()
    {
        make(0);
        m_source->setError({Error::Kind::NotFound, u"There is no such folder."_s, u"x"_s, {}});
        QSignalSpy failed(m_model.get(), &EntryListModel::failed);
        m_model->open(u"p"_s, "x");
        QVERIFY(failed.wait());
        QCOMPARE(m_model->rowCount(), 0);
        QVERIFY(!m_model->isOpen());
    }

    void aFileInHandShowsItsProgress()
    {
        open({"a", "b"});
        m_model->setMoving(u"p"_s, "b", 40);
        QCOMPARE(m_model->index(1, EntryListModel::StatusColumn).data(EntryListModel::PercentRole).toInt(), 40);
        QCOMPARE(m_model->index(0, EntryListModel::StatusColumn).data(EntryListModel::PercentRole).toInt(), -1);
        m_model->setMoving(u"p"_s, "elsewhere/b", 40);
        QCOMPARE(m_model->index(1, EntryListModel::StatusColumn).data(EntryListModel::PercentRole).toInt(), -1);
    }
};

QTEST_MAIN(EntryListModelTest)
#include "entry_list_model_test.moc"
