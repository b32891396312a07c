// The tree view of one folder's entries: typing filters, files are dragged out and dropped in.
#pragma once

#include <QTreeView>
#include <QUrl>

#include <functional>

namespace tideline::ui {

/// Thread: GUI.
class EntryTree final : public QTreeView {
    Q_OBJECT
public:
    explicit EntryTree(QWidget *parent = nullptr);

    /// Gives the files of a row's drag; empty = nothing to drag.
    void setDragSource(std::function<QList<QUrl>()> source) { m_dragSource = std::move(source); }
    /// Whether files may be dropped here now.
    void setDropWanted(std::function<bool()> wanted) { m_dropWanted = std::move(wanted); }
    /// Printable keys go to the filter, not to a search over rows that are not loaded.
    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void typed(const QString &text);
    /// Local files were dropped on `row` (-1 = beside the rows).
    void filesDropped(const QList<QUrl> &files, int row);

protected:
    void startDrag(Qt::DropActions actions) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    std::function<QList<QUrl>()> m_dragSource;
    std::function<bool()> m_dropWanted;
};

}  // namespace tideline::ui
