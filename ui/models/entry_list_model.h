// The entries of one folder for the file view: as many rows as the folder has, loaded where one looks.
#pragma once

#include "ui/models/listing_reader.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace tideline::ui {

/// Shows one folder of a ListingSource. A row that is not loaded yet shows "…" and asks for its page of 200.
///
/// Thread:    GUI; questions go through the ListingReader.
/// Ownership: borrows the reader, which outlives it.
/// Invariant: the rows are those of one query (`shown()`); another one replaces them only when its first page is there,
///            so that a path built from a row is right at any moment. A refresh changes rows in place.
class EntryListModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, StatusColumn, SizeColumn, ModifiedColumn, TypeColumn, RevisionColumn, ColumnCount };
    enum Role {
        LoadedRole = Qt::UserRole + 1,
        NameRole,     ///< QString
        KindRole,     ///< "dir", "file", "symlink"
        StateRole,    ///< int(SyncState)
        PercentRole,  ///< of the file being moved; -1 = none
    };

    explicit EntryListModel(ListingReader &reader, QObject *parent = nullptr);
    ~EntryListModel() override;

    /// Begins to show a folder; `opened` or `failed` follows. The rows around `select` are loaded first.
    void open(const QString &project, const QByteArray &folder, const QByteArray &select = {});
    /// Shows nothing.
    void close();
    /// How the next folder is sorted; the one that is shown stays as it is. `column`: as for sort().
    void setSort(int column, Qt::SortOrder order);
    void setFilter(const QString &filter);
    void setHidden(bool shown);
    /// Looks again and changes what differs in place.
    void refresh();
    /// The file in hand of a transfer; percent -1 ends it. `path` is inside the shown project.
    void setMoving(const QString &project, const QByteArray &path, int percent);
    /// How the shown project is doing: what entries show that wait (stateOfUnsettled()). The rows come from the store, which
    /// does not know whether a sync is at work.
    void setProjectState(SyncState state);

    const ListingQuery &shown() const { return m_shown; }
    /// What was asked for last, and may not be there yet.
    const ListingQuery &asked() const { return m_query; }
    bool isOpen() const { return m_isOpen; }
    /// nullptr when not loaded. Its state is the store's; see stateOf().
    const ListingRow *entry(int row) const;
    /// The state that people see.
    SyncState stateOf(const ListingRow &row) const;
    /// Path of a loaded row inside the project; empty when not loaded.
    QByteArray pathOf(int row) const;
    /// Row of a loaded entry; -1 = none.
    int find(const QByteArray &name) const;
    int loadedRows() const { return m_loaded; }
    /// Every row there is, in this order, without loading them here. Error Conflict: the rows changed meanwhile.
    void readAll(std::function<void(const Result<ListingPage> &)> onPage);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// A name (EditRole) is a wish: nameEdited() tells it, the row changes when the disk has.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    void sort(int column, Qt::SortOrder order) override;

Q_SIGNALS:
    /// Another folder's rows are there (`sameFolder`: the same one, sorted or filtered anew).
    void opened(bool sameFolder);
    void failed(const Error &error);
    void nameEdited(int row, const QString &name);
    /// Rows changed in place; `structure`: rows came, went or moved.
    void refreshed(bool structure);

private:
    friend class EntryMerge;
    void load(const QByteArray &around = {});
    void loaded(const ListingQuery &query, const Result<ListingPage> &page);
    void want(int row) const;
    void askWanted();
    void fill(qint64 offset, std::vector<ListingRow> rows);
    void drop(int from, int to);
    void replaceAll(const ListingQuery &query, ListingPage page);
    void merge(qint64 offset, ListingPage page);
    bool matches(const ListingPage &whole) const;
    QVariant text(const ListingRow &row, int column) const;
    QString typeOf(const ListingRow &row) const;
    QString description(const ListingRow &row) const;
    QVariant toolTip(const ListingRow &row, int column) const;

    ListingReader &m_reader;
    ListingQuery m_query;  ///< what is wanted
    ListingQuery m_shown;  ///< what the rows are
    bool m_isOpen = false;
    std::vector<std::unique_ptr<ListingRow>> m_rows;  ///< null = not loaded
    int m_loaded = 0;
    quint64 m_generation = 0;                               ///< of m_rows' query; answers to an older one are dropped
    std::shared_ptr<std::atomic<quint64>> m_ticket = std::make_shared<std::atomic<quint64>>(0);
    mutable QSet<int> m_wantedPages;
    mutable int m_lastPage = 0;
    QHash<int, quint64> m_asked;  ///< page → ticket
    mutable QTimer m_soon;
    QTimer m_refreshSoon;
    bool m_isLoading = false;  ///< what is asked for is not shown yet
    bool m_refreshing = false, m_refreshAgain = false;
    QByteArray m_movingName;
    int m_movingPercent = -1;
    SyncState m_projectState = SyncState::Waiting;
};

}  // namespace tideline::ui
