#include "ui/preview/image_canvas.h"

#include "ui/preview/picture.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QWheelEvent>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr double kLeast = 0.02, kMost = 32;  ///< of a pixel's side on the screen; smaller where it would not fit else
}

ImageCanvas::ImageCanvas(QSize size, QWidget *parent)
    : QWidget(parent), m_size(size.expandedTo({1, 1})), m_zoom(kLeast, kMost)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::OpenHandCursor);
}

QRectF ImageCanvas::target() const
{
    return {m_at, QSizeF(m_size) * scale()};
}

double ImageCanvas::fitScale() const
{
    const double wide = (room().width() - 16.0) / m_size.width(), high = (room().height() - 16.0) / m_size.height();
    return std::clamp(std::min(wide, high), 1e-6, 1.0);
}

QRectF ImageCanvas::seen() const
{
    const QRectF whole = target();
    const QRectF part = whole & QRectF(room());
    return {(part.left() - whole.left()) / whole.width(), (part.top() - whole.top()) / whole.height(), part.width() / whole.width(),
            part.height() / whole.height()};
}

void ImageCanvas::setScale(double scale, const QPointF &around, Zoom::By by)
{
    m_zoom.setLeast(std::min(fitScale(), kLeast));
    const double grown = m_zoom.set(scale, by);
    m_at = around - (around - m_at) * grown;
    keepInside();
    update();
    Q_EMIT moved();
}

void ImageCanvas::zoom(double factor, const QPointF &around)
{
    setScale(scale() * factor, around);
}

void ImageCanvas::fit()
{
    setScale(fitScale(), QRectF(room()).center(), Zoom::By::Fit);
}

void ImageCanvas::showFull()
{
    setScale(1 / devicePixelRatioF(), QRectF(room()).center());
}

void ImageCanvas::pan(const QPointF &by)
{
    m_at += by;
    keepInside();
    update();
    Q_EMIT moved();
}

/// In the middle where there is room, else to the edges at most.
void ImageCanvas::keepInside()
{
    const QSizeF size = QSizeF(m_size) * scale();
    const auto keep = [](double at, double length, double room) {
        return length <= room ? (room - length) / 2 : std::clamp(at, room - length, 0.0);
    };
    m_at = {keep(m_at.x(), size.width(), room().width()), keep(m_at.y(), size.height(), room().height())};
}

void ImageCanvas::paintBackground(QPainter &painter, const QRectF &whole) const
{
    painter.setBrushOrigin(whole.topLeft());
    painter.fillRect(whole & QRectF(rect()), checkerboard());
}

void ImageCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    drawContent(painter, target());
    if (hasFocus()) {
        painter.setPen(Theme::colours().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ImageCanvas::drawContent(QPainter &painter, const QRectF &whole)
{
    paintBackground(painter, whole);
    m_picture.paint(painter, whole);
}

void ImageCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (isFitted())
        fit();
    else
        pan({});
}

void ImageCanvas::wheelEvent(QWheelEvent *event)
{
    if (const double factor = Zoom::wheelFactor(*event); factor != 1)
        zoom(factor, inRoom(event->position()));
    event->accept();
}

void ImageCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragged = event->position();
    setCursor(Qt::ClosedHandCursor);
}

void ImageCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged)
        return;
    m_zoom.set(scale(), Zoom::By::Person);
    pan(event->position() - *m_dragged);
    m_dragged = event->position();
}

void ImageCanvas::mouseReleaseEvent(QMouseEvent *)
{
    m_dragged.reset();
    setCursor(Qt::OpenHandCursor);
}

void ImageCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!isFitted()) {
        fit();
        return;
    }
    setScale(std::max(1 / devicePixelRatioF(), scale() * 2), inRoom(event->position()));
}

void ImageCanvas::keyPressEvent(QKeyEvent *event)
{
    if (const auto asked = Zoom::askedBy(*event)) {
        switch (*asked) {
        case Zoom::Asked::Closer:
            return zoom(Zoom::kStep);
        case Zoom::Asked::Farther:
            return zoom(1 / Zoom::kStep);
        case Zoom::Asked::Fit:
            return fit();
        case Zoom::Asked::Full:
            return showFull();
        }
    }
    const double step = std::max(24, width() / 10);
    switch (event->key()) {
    case Qt::Key_Left:
        pan({step, 0});
        break;
    case Qt::Key_Right:
        pan({-step, 0});
        break;
    case Qt::Key_Up:
        pan({0, step});
        break;
    case Qt::Key_Down:
        pan({0, -step});
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

}  // namespace tideline::ui
