// The rows of a table that may have billions: a window on them for a view, and blocks of them kept for a while.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <list>
#include <unordered_map>

namespace tideline::ui {

/// A view's header keeps some bytes for each row, so the model shows at most kWindow rows at a time, from `first()` on;
/// moveWindow() shows others. A row that is not held shows "…" and asks for its block.
///
/// Thread:    GUI; questions go through the worker.
/// Ownership: borrows the worker, which outlives it and has this table open.
/// Invariant: blocks held cost at most kMostBytes, but for the one that was asked for last; total() >= 0, and rowCount() is
///            what of [first(), first() + kWindow) it has.
class TableModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    static constexpr int kBlock = 256;
    static constexpr int kWindow = 100'000;
    static constexpr qint64 kMostBytes = 24 << 20;
    static constexpr int kMostAsked = 6;  ///< blocks asked for at a time; the oldest is given up

    enum Role { LoadedRole = Qt::UserRole + 1 };

    TableModel(const preview::TableDocument &table, PreviewWorker &worker, QObject *parent = nullptr);

    const std::vector<preview::Column> &columns() const { return m_columns; }
    qint64 total() const { return m_total; }
    bool isExact() const { return m_exact; }
    qint64 first() const { return m_first; }
    /// Shows the rows from `first` on (brought into range).
    void moveWindow(qint64 first);
    /// The table has another number of rows than was said.
    void setTotal(qint64 total, bool exact);

    /// A cell as it is in the file, or nullptr while its row (of the table, not of the window) is not held.
    const QString *cell(qint64 row, int column) const;
    qint64 bytesHeld() const { return m_bytes; }
    int blocksHeld() const { return int(m_blocks.size()); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void totalChanged();
    /// Rows could not be read; said once.
    void failed(const tideline::Error &error);

private:
    struct Block {
        std::vector<QStringList> rows;  ///< from the block's first row on; fewer than kBlock while the rest is to come
        qint64 bytes = 0;
        bool ended = false;  ///< asked beyond the end: no more rows
        std::list<qint64>::iterator used;
    };
    void want(qint64 row) const;
    void askWanted();
    void ask(qint64 block);
    void take(qint64 block, qint64 from, const Result<preview::Rows> &rows);
    void keep(qint64 block, qint64 from, std::vector<QStringList> rows);
    void evict(qint64 but);
    static QString keyOf(qint64 block) { return u"rows %1"_s.arg(block); }

    PreviewWorker &m_worker;
    std::vector<preview::Column> m_columns;
    qint64 m_total;
    bool m_exact;
    qint64 m_first = 0;
    mutable std::unordered_map<qint64, Block> m_blocks;
    mutable std::list<qint64> m_used;  ///< blocks, the one looked at last in front
    qint64 m_bytes = 0;
    mutable std::vector<qint64> m_wanted;  ///< since the last turn, the newest last
    std::vector<qint64> m_asked;           ///< the newest last
    mutable QTimer m_soon;
    bool m_failed = false;
};

}  // namespace tideline::ui
