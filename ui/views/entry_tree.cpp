#include "ui/views/entry_tree.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QMimeData>

namespace tideline::ui {

EntryTree::EntryTree(QWidget *parent) : QTreeView(parent)
{
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemsExpandable(false);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setDragDropMode(QAbstractItemView::DragDrop);
    setDefaultDropAction(Qt::CopyAction);
    setDropIndicatorShown(false);
    header()->setSortIndicatorShown(true);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setMinimumSectionSize(70);
}

void EntryTree::keyboardSearch(const QString &search)
{
    if (!search.trimmed().isEmpty())
        Q_EMIT typed(search);
}

void EntryTree::startDrag(Qt::DropActions)
{
    const QList<QUrl> files = m_dragSource ? m_dragSource() : QList<QUrl>();
    if (files.isEmpty())
        return;
    auto *urls = new QMimeData;
    urls->setUrls(files);
    auto *drag = new QDrag(this);
    drag->setMimeData(urls);
    drag->exec(Qt::CopyAction);
}

void EntryTree::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->source() != this && event->mimeData()->hasUrls() && m_dropWanted && m_dropWanted())
        event->acceptProposedAction();
}

void EntryTree::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->source() != this && event->mimeData()->hasUrls() && m_dropWanted && m_dropWanted()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    } else {
        event->ignore();
    }
}

void EntryTree::dropEvent(QDropEvent *event)
{
    QList<QUrl> files;
    const QList<QUrl> urls = event->mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url);
    }
    if (files.isEmpty())
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    Q_EMIT filesDropped(files, indexAt(event->position().toPoint()).row());
}

}  // namespace tideline::ui
