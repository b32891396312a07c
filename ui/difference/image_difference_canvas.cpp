#include "ui/difference/image_difference_canvas.h"

#include "ui/difference/tone_colours.h"
#include "ui/preview/picture.h"
#include "ui/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
constexpr double kNearLine = 6;  ///< pixels within which the line is taken hold of
constexpr double kPale = 0.35;

/// Sizes come from another process: those that are none are small.
QSize sane(int width, int height)
{
    constexpr int kMost = 1'000'000;
    return {std::clamp(width, 1, kMost), std::clamp(height, 1, kMost)};
}

/// The mask in a colour that is seen on any picture.
QImage tinted(QImage mask)
{
    if (mask.isNull())
        return mask;
    QPainter painter(&mask);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(mask.rect(), QColor(0xe0, 0x10, 0x60));
    return mask;
}
}  // namespace

ImageDifferenceCanvas::ImageDifferenceCanvas(const preview::ImageDifference &difference, QWidget *parent)
    : ImageCanvas(sane(std::max(difference.olderWidth, difference.newerWidth), std::max(difference.olderHeight, difference.newerHeight)), parent)
    , m_older(imageOf(difference.older))
    , m_newer(imageOf(difference.newer))
    , m_mask(tinted(imageOf(difference.mask).copy()))
    , m_olderSize(sane(difference.olderWidth, difference.olderHeight))
    , m_newerSize(sane(difference.newerWidth, difference.newerHeight))
    , m_all(m_olderSize.expandedTo(m_newerSize))
{
    setObjectName(u"imageDifference"_s);
    setAccessibleName(tr("Two images"));
    setMouseTracking(true);
}

void ImageDifferenceCanvas::setMode(Mode mode)
{
    m_mode = mode;
    if (isFitted())
        fit();
    else
        zoom(1);
}

void ImageDifferenceCanvas::setShare(double share)
{
    m_share = std::clamp(share, 0.0, 1.0);
    update();
}

QRect ImageDifferenceCanvas::room() const
{
    return m_mode == Mode::SideBySide ? QRect(0, 0, width() / 2, height()) : rect();
}

QPointF ImageDifferenceCanvas::inRoom(const QPointF &at) const
{
    const double half = width() / 2;
    return m_mode == Mode::SideBySide && at.x() >= half ? at - QPointF(half, 0) : at;
}

void ImageDifferenceCanvas::drawImage(QPainter &painter, const QImage &image, QSize size, const QRectF &whole) const
{
    const QRectF area(whole.topLeft(), QSizeF(whole.width() * size.width() / m_all.width(), whole.height() * size.height() / m_all.height()));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, area.width() < 6.0 * image.width());
    painter.drawImage(area, image);
}

void ImageDifferenceCanvas::drawLabel(QPainter &painter, const QString &words, int left, int right, Qt::Alignment side) const
{
    const QSize size(fontMetrics().horizontalAdvance(words) + 14, fontMetrics().height() + 6);
    if (right - left < size.width() + 12)
        return;
    const QRect box(QPoint(side & Qt::AlignRight ? right - size.width() - 6 : left + 6, 6), size);
    painter.fillRect(box, palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(box, Qt::AlignCenter, words);
}

void ImageDifferenceCanvas::drawContent(QPainter &painter, const QRectF &whole)
{
    const int half = width() / 2;
    switch (m_mode) {
    case Mode::SideBySide:
        painter.save();
        painter.setClipRect(QRect(0, 0, half, height()));
        paintBackground(painter, whole);
        drawImage(painter, m_older, m_olderSize, whole);
        painter.setClipRect(QRect(half, 0, width() - half, height()));
        painter.translate(half, 0);
        paintBackground(painter, whole);
        drawImage(painter, m_newer, m_newerSize, whole);
        painter.restore();
        painter.fillRect(half, 0, 1, height(), Theme::colours().line);
        drawLabel(painter, tr("Before"), 0, half, Qt::AlignLeft);
        drawLabel(painter, tr("After"), half, width(), Qt::AlignLeft);
        break;
    case Mode::Swipe: {
        const int line = int(lineAt());
        painter.save();
        painter.setClipRect(QRect(0, 0, line, height()));
        paintBackground(painter, whole);
        drawImage(painter, m_older, m_olderSize, whole);
        painter.setClipRect(QRect(line, 0, width() - line, height()));
        paintBackground(painter, whole);
        drawImage(painter, m_newer, m_newerSize, whole);
        painter.restore();
        painter.fillRect(line - 1, 0, 2, height(), Theme::colours().accent);
        drawLabel(painter, tr("Before"), 0, line, Qt::AlignLeft);
        drawLabel(painter, tr("After"), line, width(), Qt::AlignRight);
        break;
    }
    case Mode::Onion: {
        // Both shares are added up first: what is opaque in both stays so.
        QImage both(size() * devicePixelRatioF(), QImage::Format_ARGB32_Premultiplied);
        both.setDevicePixelRatio(devicePixelRatioF());
        both.fill(Qt::transparent);
        QPainter mixing(&both);
        mixing.setOpacity(1 - m_share);
        drawImage(mixing, m_older, m_olderSize, whole);
        mixing.setCompositionMode(QPainter::CompositionMode_Plus);
        mixing.setOpacity(m_share);
        drawImage(mixing, m_newer, m_newerSize, whole);
        mixing.end();
        paintBackground(painter, whole);
        painter.drawImage(0, 0, both);
        break;
    }
    case Mode::Differences:
        painter.fillRect(whole & QRectF(rect()), palette().color(QPalette::Base));
        painter.setOpacity(kPale);
        drawImage(painter, m_newer, m_newerSize, whole);
        painter.setOpacity(1);
        if (!m_mask.isNull())
            drawImage(painter, m_mask, m_all, whole);
        break;
    }
}

void ImageDifferenceCanvas::mousePressEvent(QMouseEvent *event)
{
    m_draggingLine = m_mode == Mode::Swipe && event->button() == Qt::LeftButton && std::abs(event->position().x() - lineAt()) <= kNearLine;
    if (!m_draggingLine)
        ImageCanvas::mousePressEvent(event);
}

void ImageDifferenceCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_draggingLine) {
        setShare(event->position().x() / std::max(1, width()));
        Q_EMIT shareChanged(m_share);
        return;
    }
    if (event->buttons() == Qt::NoButton)
        setCursor(m_mode == Mode::Swipe && std::abs(event->position().x() - lineAt()) <= kNearLine ? Qt::SplitHCursor : Qt::OpenHandCursor);
    ImageCanvas::mouseMoveEvent(event);
}

void ImageDifferenceCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    m_draggingLine = false;
    ImageCanvas::mouseReleaseEvent(event);
}

}  // namespace tideline::ui
