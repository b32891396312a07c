// The file view's icons: pictures of files where there are any.
#pragma once

#include "ui/models/thumbnails.h"
#include "ui/views/entry_drag.h"

#include <QAccessible>
#include <QListView>
#include <QTimer>

namespace tideline::ui {

/// What a row's picture is; nullopt: it has none.
using ThumbnailMaker = std::function<std::optional<WantedThumbnail>(int row)>;

/// Thread:    GUI.
/// Ownership: borrows the thumbnails, which outlive it.
/// Invariant: pictures are asked for of what is in sight alone; a paint takes those that are held, and waits for none.
class EntryGrid final : public QListView {
    Q_OBJECT
public:
    static constexpr int kEdge = 104;  ///< of a picture, logical pixels

    explicit EntryGrid(QWidget *parent = nullptr);

    EntryDrag &drag() { return *m_drag; }
    void setThumbnails(Thumbnails &thumbnails, ThumbnailMaker maker);
    /// The picture of a row that is held; null: none.
    QPixmap pictureOf(int row) const;
    /// Rows that are in sight, the first and the last; -1: none.
    std::pair<int, int> seen() const;

    void keyboardSearch(const QString &search) override;
    void setModel(QAbstractItemModel *model) override;

Q_SIGNALS:
    void typed(const QString &text);

protected:
    void startDrag(Qt::DropActions) override { m_drag->start(); }
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    void askSeen();
    void tell(const QModelIndex &index, QAccessible::Event what);

    EntryDrag *m_drag;
    Thumbnails *m_thumbnails = nullptr;
    ThumbnailMaker m_maker;
    QTimer m_soon;
};

}  // namespace tideline::ui
