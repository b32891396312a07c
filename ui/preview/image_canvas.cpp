#include "ui/preview/image_canvas.h"

#include "ui/preview/picture.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
constexpr double kLargest = 32;  ///< of a pixel's side on the screen
}

ImageCanvas::ImageCanvas(QSize size, QWidget *parent) : QWidget(parent), m_size(size.expandedTo({1, 1}))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::OpenHandCursor);
}

QRectF ImageCanvas::target() const
{
    return {m_at, QSizeF(m_size) * m_scale};
}

double ImageCanvas::fitScale() const
{
    const double wide = (width() - 16.0) / m_size.width(), high = (height() - 16.0) / m_size.height();
    return std::clamp(std::min(wide, high), 1e-6, 1.0);
}

QRectF ImageCanvas::seen() const
{
    const QRectF whole = target();
    const QRectF part = whole & QRectF(rect());
    return {(part.left() - whole.left()) / whole.width(), (part.top() - whole.top()) / whole.height(), part.width() / whole.width(),
            part.height() / whole.height()};
}

void ImageCanvas::setScale(double scale, const QPointF &around)
{
    scale = std::clamp(scale, std::min(fitScale(), 0.02), kLargest);
    m_at = around - (around - m_at) * (scale / m_scale);
    m_scale = scale;
    keepInside();
    update();
    Q_EMIT moved();
}

void ImageCanvas::zoom(double factor, const QPointF &around)
{
    m_fitted = false;
    setScale(m_scale * factor, around);
}

void ImageCanvas::fit()
{
    m_fitted = true;
    setScale(fitScale(), QRectF(rect()).center());
}

void ImageCanvas::showFull()
{
    m_fitted = false;
    setScale(1 / devicePixelRatioF(), QRectF(rect()).center());
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
    const QSizeF size = QSizeF(m_size) * m_scale;
    const auto keep = [](double at, double length, double room) {
        return length <= room ? (room - length) / 2 : std::clamp(at, room - length, 0.0);
    };
    m_at = {keep(m_at.x(), size.width(), width()), keep(m_at.y(), size.height(), height())};
}

void ImageCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::AlternateBase));
    const QRectF whole = target();
    painter.setBrushOrigin(whole.topLeft());
    painter.fillRect(whole & QRectF(rect()), checkerboard());
    m_picture.paint(painter, whole);
    if (hasFocus()) {
        painter.setPen(Theme::colours().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ImageCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_fitted)
        fit();
    else
        pan({});
}

void ImageCanvas::wheelEvent(QWheelEvent *event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0)
        zoom(std::pow(1.2, steps), event->position());
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
    m_fitted = false;
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
    if (!m_fitted) {
        fit();
        return;
    }
    m_fitted = false;
    setScale(std::max(1 / devicePixelRatioF(), m_scale * 2), event->position());
}

void ImageCanvas::keyPressEvent(QKeyEvent *event)
{
    const double step = std::max(24, width() / 10);
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(1.25);
        break;
    case Qt::Key_Minus:
        zoom(1 / 1.25);
        break;
    case Qt::Key_0:
        fit();
        break;
    case Qt::Key_1:
        showFull();
        break;
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
