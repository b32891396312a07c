#include "ui/preview/image_view.h"

#include "ui/preview/picture.h"
#include "ui/preview/zoom_bar.h"
#include "ui/theme/theme.h"

#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>
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

ImageView::ImageView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent)
    : ShapeView(std::move(shown), worker, parent), m_image(std::get<preview::ImageDocument>(document().shape))
{
    m_canvas = new ImageCanvas({m_image.width, m_image.height}, this);
    m_canvas->setObjectName(u"previewImage"_s);
    m_canvas->setAccessibleName(tr("Image, %1 × %2 pixels").arg(m_image.width).arg(m_image.height));
    m_canvas->picture().setWhole(imageOf(m_image.picture));
    setFocusProxy(m_canvas);
    m_bar = new ZoomBar(ZoomBar::Fit::Whole, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_bar);
    m_soon.setSingleShot(true);
    m_soon.setInterval(120);
    connect(&m_soon, &QTimer::timeout, this, &ImageView::askPart);
    connect(m_canvas, &ImageCanvas::moved, this, [this] {
        m_bar->setPercent(m_canvas->scale() * m_canvas->devicePixelRatioF() * 100);
        m_soon.start();
    });
    connect(m_bar, &ZoomBar::zoomAsked, m_canvas, [this](double factor) { m_canvas->zoom(factor); });
    connect(m_bar, &ZoomBar::fitAsked, m_canvas, &ImageCanvas::fit);
    connect(m_bar, &ZoomBar::fullAsked, m_canvas, &ImageCanvas::showFull);
    connect(m_bar, &ZoomBar::stepAsked, this, &ImageView::goToFrame);
    goToFrame(0);
}

void ImageView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    Q_EMIT summaryChanged(tr("%1 × %2").arg(QLocale().toString(m_image.width), QLocale().toString(m_image.height)));
}

void ImageView::goToFrame(int delta)
{
    m_frame = std::clamp(m_frame + delta, 0, std::max(0, m_image.frames - 1));
    if (m_image.frames > 1)
        m_bar->setSteps(tr("%1 of %2").arg(m_frame + 1).arg(m_image.frames), tr("Frame before"), tr("Next frame"));
    if (delta == 0)
        return;
    worker().drop(this, u"part"_s);
    worker().ask(
        this, u"frame"_s,
        [frame = m_frame, pixels = std::max(1, m_image.picture.width)](preview::Preview &open, const preview::Cancelled &cancelled) {
            return open.picture(frame, {0, 0, 1, 1, pixels}, cancelled);
        },
        [this](const Result<preview::Picture> &picture) {
            if (!picture) {
                Q_EMIT noticed(tr("This frame cannot be shown. %1").arg(picture.error().what));
                return;
            }
            m_canvas->picture() = SharpPicture();
            m_canvas->picture().setWhole(imageOf(*picture));
            m_canvas->update();
            m_soon.start();
        });
}

void ImageView::askPart()
{
    const QRectF seen = m_canvas->seen();
    const double drawn = m_image.width * m_canvas->scale() * m_canvas->devicePixelRatioF();
    const int full = m_image.format == u"SVG" ? 0 : m_image.width;  // a drawing has as many pixels as one wants
    const auto wanted = m_canvas->picture().wanted(seen, drawn, full);
    if (!wanted || m_canvas->picture().isNull())
        return;
    worker().ask(
        this, u"part"_s,
        [frame = m_frame, part = *wanted](preview::Preview &open, const preview::Cancelled &cancelled) {
            return open.picture(frame, part, cancelled);
        },
        [this, part = *wanted](const Result<preview::Picture> &picture) {
            const QImage image = picture ? imageOf(*picture) : QImage();
            if (image.isNull())
                return;  // the blurred one stays
            m_canvas->picture().setPart(part, image);
            m_canvas->update();
        });
}

}  // namespace tideline::ui
