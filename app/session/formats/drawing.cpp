#include "app/session/formats/drawing.h"

#include <QColorSpace>

#include <algorithm>
#include <cmath>

namespace tideline::session {

namespace {
constexpr double kSmallestPart = 1.0 / (1 << 16);
constexpr double kMostPixels = 1 << 16;

/// `value` within bounds; what is no number is the first of them.
double within(double least, double value, double most)
{
    return value >= least ? std::min(value, most) : least;
}
}  // namespace

preview::Part bounded(const preview::Part &part)
{
    preview::Part inside;
    inside.x = within(0, part.x, 1 - kSmallestPart);
    inside.y = within(0, part.y, 1 - kSmallestPart);
    inside.width = within(kSmallestPart, part.width, 1 - inside.x);
    inside.height = within(kSmallestPart, part.height, 1 - inside.y);
    inside.pixels = std::max(1, part.pixels);
    return inside;
}

QSize drawnSize(const preview::Part &part, QSizeF whole, const Limits &limits)
{
    const double ratio = within(1 / kMostPixels, part.height * whole.height() / (part.width * whole.width()), kMostPixels);
    double width = std::min(part.pixels, limits.pictureEdge);
    width = std::min(width, limits.pictureEdge / ratio);
    width = std::min(width, std::sqrt(double(limits.replyBytes) / 4 / ratio));
    return QSize(int(width), int(width * ratio)).expandedTo({1, 1});
}

QRect coveredPixels(const preview::Part &part, QSize whole)
{
    const int left = std::min(int(part.x * whole.width()), whole.width() - 1);
    const int top = std::min(int(part.y * whole.height()), whole.height() - 1);
    const int right = std::clamp(int(std::ceil((part.x + part.width) * whole.width())), left + 1, whole.width());
    const int bottom = std::clamp(int(std::ceil((part.y + part.height) * whole.height())), top + 1, whole.height());
    return {left, top, right - left, bottom - top};
}

preview::Picture toPicture(QImage image)
{
    const QColorSpace space = image.colorSpace();
    if (space.isValid() && space != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace::SRgb);
    image.convertTo(QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return {};
    return {image.width(), image.height(), QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes())};
}

QImage toImage(const preview::Picture &picture)
{
    if (picture.width <= 0 || picture.height <= 0 || picture.argb32.size() != qint64(picture.width) * picture.height * 4)
        return {};
    const QImage view(reinterpret_cast<const uchar *>(picture.argb32.constData()), picture.width, picture.height,
                      QImage::Format_ARGB32_Premultiplied);
    return view.copy();
}

}  // namespace tideline::session
