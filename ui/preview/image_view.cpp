#include "ui/preview/image_view.h"

#include "ui/preview/image_canvas.h"
#include "ui/preview/picture.h"
#include "ui/preview/zoom_bar.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

ImageView::ImageView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent)
    : ShapeView(std::move(shown), worker, parent), m_image(std::get<preview::ImageDocument>(document().shape))
{
    m_canvas = new ImageCanvas({m_image.width, m_image.height}, this);
    m_canvas->setObjectName(u"previewImage"_s);
    m_canvas->setAccessibleName(tr("Image, %L1 × %L2 pixels").arg(m_image.width).arg(m_image.height));
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
    connect(&m_soon, &QTimer::timeout, this, [this] {
        askPart();
        Q_EMIT decided();
    });
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
    Q_EMIT summaryChanged(tr("%L1 × %L2").arg(QLocale().toString(m_image.width), QLocale().toString(m_image.height)));
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
