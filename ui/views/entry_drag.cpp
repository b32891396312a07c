#include "ui/views/entry_drag.h"

#include "ui/theme/theme.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QPainter>

#include <utility>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
/// The name, or how many: what the pointer carries.
QPixmap dragPicture(const QList<QUrl> &files, const QWidget &view)
{
    const QString text = files.size() == 1 ? files.first().fileName() : EntryDrag::tr("%Ln items", nullptr, int(files.size()));
    const QFontMetrics metrics(view.font());
    const QString shown = metrics.elidedText(text, Qt::ElideMiddle, 260);
    const QSize size(metrics.horizontalAdvance(shown) + 24, metrics.height() + 12);
    QPixmap picture(size * view.devicePixelRatioF());
    picture.setDevicePixelRatio(view.devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Theme::colours().accent);
    painter.setBrush(view.palette().color(QPalette::Highlight));
    painter.drawRoundedRect(QRectF(QPointF(), QSizeF(size)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setFont(view.font());
    painter.setPen(view.palette().color(QPalette::Text));
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, shown);
    return picture;
}
}  // namespace

EntryDrag::EntryDrag(QAbstractItemView &view) : QObject(&view), m_view(view)
{
    view.setDragDropMode(QAbstractItemView::DragDrop);
    view.setDefaultDropAction(Qt::CopyAction);
    view.setDropIndicatorShown(false);
    view.viewport()->installEventFilter(this);
    m_spring.setSingleShot(true);
    m_spring.setInterval(kSpringMs);
    connect(&m_spring, &QTimer::timeout, this, [this] {
        if (const int row = std::exchange(m_hovered, -1); row >= 0) {
            m_dragged.clear();  // rows of another folder are shown now
            Q_EMIT sprung(row);
        }
    });
}

void EntryDrag::start()
{
    const QList<QUrl> files = m_source ? m_source() : QList<QUrl>();
    if (files.isEmpty())
        return;
    m_dragged.clear();
    const QModelIndexList rows = m_view.selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        m_dragged.append(index.row());
    auto *urls = new QMimeData;
    urls->setUrls(files);
    auto *drag = new QDrag(&m_view);
    drag->setMimeData(urls);
    const QPixmap picture = dragPicture(files, m_view);
    drag->setPixmap(picture);
    drag->setHotSpot(QPoint(-12, -8));
    drag->exec(Qt::CopyAction | Qt::MoveAction | Qt::LinkAction, Qt::CopyAction);
    m_dragged.clear();
    hover(-1);
}

bool EntryDrag::isOwn(const QDropEvent &event) const
{
    return event.source() == &m_view;
}

int EntryDrag::folderAt(const QPoint &position) const
{
    const int row = m_view.indexAt(position).row();
    return row >= 0 && m_isFolder && m_isFolder(row) ? row : -1;
}

Qt::DropAction EntryDrag::actionOf(const QDropEvent &event) const
{
    if (!event.mimeData()->hasUrls() || !m_dropWanted || !m_dropWanted())
        return Qt::IgnoreAction;
    const int folder = folderAt(event.position().toPoint());
    if (m_dragged.contains(folder))
        return Qt::IgnoreAction;  // into itself
    // What is dragged and dropped beside the folders of its own folder stays where it is.
    const bool stays = isOwn(event) && !m_dragged.isEmpty() && folder < 0;
    if (event.modifiers() & Qt::ControlModifier)
        return Qt::CopyAction;
    if (stays)
        return Qt::IgnoreAction;
    const Qt::DropAction action = (event.modifiers() & Qt::ShiftModifier) || isOwn(event) ? Qt::MoveAction : Qt::CopyAction;
    return event.possibleActions() & action ? action : Qt::CopyAction;
}

void EntryDrag::hover(int row)
{
    if (std::exchange(m_hovered, row) == row)
        return;
    row >= 0 ? m_spring.start() : m_spring.stop();
}

void EntryDrag::drop(QDropEvent &event)
{
    hover(-1);
    const Qt::DropAction action = actionOf(event);
    QList<QUrl> files;
    const QList<QUrl> urls = event.mimeData()->urls();
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            files.append(url);
    }
    if (files.isEmpty() || action == Qt::IgnoreAction) {
        event.ignore();
        return;
    }
    // The files are moved here, so the one who gave them is told of a copy: it must not remove them, too.
    event.setDropAction(Qt::CopyAction);
    event.accept();
    Q_EMIT filesDropped(files, folderAt(event.position().toPoint()), action);
}

bool EntryDrag::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view.viewport())
        return false;
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove: {
        auto &drag = static_cast<QDropEvent &>(*event);
        const Qt::DropAction action = actionOf(drag);
        const int folder = folderAt(drag.position().toPoint());
        hover(drag.mimeData()->hasUrls() && !m_dragged.contains(folder) ? folder : -1);
        drag.setDropAction(action);
        // A drag that may not end here may go on into a folder that opens.
        if (action != Qt::IgnoreAction || event->type() == QEvent::DragEnter)
            drag.accept();
        else
            drag.ignore();
        return true;
    }
    case QEvent::DragLeave:
        hover(-1);
        return true;
    case QEvent::Drop:
        drop(static_cast<QDropEvent &>(*event));
        return true;
    default:
        return false;
    }
}

}  // namespace tideline::ui
