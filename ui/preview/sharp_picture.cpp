#include "ui/preview/sharp_picture.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

void SharpPicture::setPart(const preview::Part &part, const QImage &image)
{
    m_answered = part;
    if (part.width >= 1 && part.height >= 1) {
        m_whole = image;
        m_part = QImage();
        return;
    }
    m_partArea = QRectF(part.x, part.y, part.width, part.height);
    m_part = image;
}

void SharpPicture::paint(QPainter &painter, const QRectF &target) const
{
    // Single pixels show as squares when one looks that close.
    const bool smooth = m_whole.width() <= 0 || target.width() < 6.0 * m_whole.width();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    painter.drawImage(target, m_whole);
    if (m_part.isNull())
        return;
    const QRectF area(target.left() + m_partArea.left() * target.width(), target.top() + m_partArea.top() * target.height(),
                      m_partArea.width() * target.width(), m_partArea.height() * target.height());
    painter.setRenderHint(QPainter::SmoothPixmapTransform, area.width() < 6.0 * m_part.width());
    painter.drawImage(area, m_part);
}

std::optional<preview::Part> SharpPicture::wanted(const QRectF &seen, double drawn, int full) const
{
    const double reachable = full > 0 ? std::min(drawn, double(full)) : drawn;
    if (seen.isEmpty() || m_whole.width() >= reachable * 0.98)
        return std::nullopt;
    const double held = m_part.isNull() || m_partArea.width() <= 0 ? 0 : m_part.width() / m_partArea.width();
    if (m_partArea.contains(seen) && held >= reachable * 0.98)
        return std::nullopt;
    // Somewhat more than is seen, so that small steps need no new part; the part's pixels are bounded.
    const QRectF room = seen.adjusted(-seen.width() / 8, -seen.height() / 8, seen.width() / 8, seen.height() / 8) & QRectF(0, 0, 1, 1);
    const int pixels = std::clamp(int(std::ceil(room.width() * reachable)), 1, kMostPixels);
    const preview::Part part{room.x(), room.y(), room.width(), room.height(), pixels};
    const bool same = m_answered && m_answered->x == part.x && m_answered->y == part.y && m_answered->width == part.width
        && m_answered->height == part.height && m_answered->pixels == part.pixels;
    return same ? std::nullopt : std::optional(part);
}

}  // namespace tideline::ui
