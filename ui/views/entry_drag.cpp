#include "ui/views/entry_drag.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>

namespace tideline::ui {

EntryDrag::EntryDrag(QAbstractItemView &view) : QObject(&view), m_view(view)
{
    view.setDragDropMode(QAbstractItemView::DragDrop);
    view.setDefaultDropAction(Qt::CopyAction);
    view.setDropIndicatorShown(false);
    view.viewport()->installEventFilter(this);
}

void EntryDrag::start()
{
    const QList<QUrl> files = m_source ? m_source() : QList<QUrl>();
    if (files.isEmpty())
        return;
    auto *urls = new QMimeData;
    urls->setUrls(files);
    auto *drag = new QDrag(&m_view);
    drag->setMimeData(urls);
    drag->exec(Qt::CopyAction);
}

bool EntryDrag::isWanted(const QDropEvent &event) const
{
    return event.source() != &m_view && event.mimeData()->hasUrls() && m_dropWanted && m_dropWanted();
}

void EntryDrag::drop(QDropEvent &event)
{
    QList<QUrl> files;
    const QList<QUrl> urls = event.mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url);
    }
    if (files.isEmpty())
        return;
    event.setDropAction(Qt::CopyAction);
    event.accept();
    Q_EMIT filesDropped(files, m_view.indexAt(event.position().toPoint()).row());
}

bool EntryDrag::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view.viewport())
        return false;
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto &drag = static_cast<QDropEvent &>(*event);
        if (isWanted(drag)) {
            drag.setDropAction(Qt::CopyAction);
            drag.accept();
        } else {
            drag.ignore();
        }
        return true;
    }
    case QEvent::Drop:
        drop(static_cast<QDropEvent &>(*event));
        return true;
    default:
        return false;
    }
}

}  // namespace tideline::ui
