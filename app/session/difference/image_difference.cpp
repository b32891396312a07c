#include "app/session/difference/image_difference.h"

#include "app/session/formats/bounded_image.h"
#include "app/session/formats/drawing.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tideline::session {

namespace {

using preview::Fact;
using preview::ImageDifference;

constexpr QRgb kMask = qRgba(255, 0, 255, 255);

/// Of how many pixels one is shown, along a side.
double scaleFor(QSize all, qint64 maxBytes, int edge)
{
    const double pixels = double(maxBytes) / (3 * 4);
    const double byArea = std::sqrt(pixels / (double(all.width()) * all.height()));
    const double byEdge = double(edge) / std::max(all.width(), all.height());
    return std::min({1.0, byArea, byEdge});
}

int scaled(int length, double scale)
{
    return std::max(1, int(length * scale));
}

QImage shown(const QImage &image, double scale)
{
    return scale >= 1 ? image
                      : image.scaled(scaled(image.width(), scale), scaled(image.height(), scale), Qt::IgnoreAspectRatio,
                                     Qt::SmoothTransformation);
}

/// The row of an image's pixels; nullptr below it.
const QRgb *rowOf(const QImage &image, int y)
{
    return y < image.height() ? reinterpret_cast<const QRgb *>(image.constScanLine(y)) : nullptr;
}

QString sizeOf(int width, int height)
{
    return u"%1 × %2"_s.arg(width).arg(height);
}

}  // namespace

Result<QImage> comparedImage(const QByteArray &bytes, qint64 pixels)
{
    ImageBudget budget{.decodedBytes = 4 * pixels, .shownBytes = 4 * pixels};
    Result<BoundedImage> read = boundedImage(bytes, budget);
    if (!read)
        return read.error();
    if (!read->whole)
        return Error{Error::Kind::Corrupt, u"One of the images is cut off or damaged."_s, {}, {}};
    return std::move(read->image);
}

ImageDifference imageDifference(const QImage &older, const QImage &newer, qint64 maxBytes, int edge)
{
    const QSize all = older.size().expandedTo(newer.size());
    const QSize common = older.size().boundedTo(newer.size());
    ImageDifference difference;
    difference.scale = scaleFor(all, maxBytes, edge);
    difference.olderWidth = older.width();
    difference.olderHeight = older.height();
    difference.newerWidth = newer.width();
    difference.newerHeight = newer.height();
    difference.pixels = qint64(older.width()) * older.height() + qint64(newer.width()) * newer.height()
                        - qint64(common.width()) * common.height();
    QImage mask(scaled(all.width(), difference.scale), scaled(all.height(), difference.scale), QImage::Format_ARGB32_Premultiplied);
    mask.fill(Qt::transparent);
    for (int y = 0; y < all.height(); ++y) {
        const QRgb *a = rowOf(older, y);
        const QRgb *b = rowOf(newer, y);
        if (a != nullptr && b != nullptr && older.width() == newer.width()
            && std::memcmp(a, b, std::size_t(older.width()) * sizeof(QRgb)) == 0)
            continue;
        // One pixel that differs is seen at any scale: the shown one that it is part of is set.
        auto *row = reinterpret_cast<QRgb *>(mask.scanLine(std::min(int(y * difference.scale), mask.height() - 1)));
        for (int x = 0; x < all.width(); ++x) {
            const bool inOlder = a != nullptr && x < older.width();
            const bool inNewer = b != nullptr && x < newer.width();
            if ((!inOlder && !inNewer) || (inOlder && inNewer && a[x] == b[x]))
                continue;
            ++difference.differing;
            row[std::min(int(x * difference.scale), mask.width() - 1)] = kMask;
        }
    }
    difference.older = toPicture(shown(older, difference.scale));
    difference.newer = toPicture(shown(newer, difference.scale));
    difference.mask = toPicture(mask);
    return difference;
}

std::vector<Fact> factsOf(const ImageDifference &difference)
{
    const double share = difference.pixels == 0 ? 0 : 100.0 * double(difference.differing) / double(difference.pixels);
    return {{u"Pixels that differ"_s, u"%1 of %2 (%3 %)"_s.arg(QLocale(QLocale::English).toString(difference.differing),
                                                              QLocale(QLocale::English).toString(difference.pixels),
                                                              QLocale(QLocale::English).toString(share, 'f', 2))},
            {u"Size before"_s, sizeOf(difference.olderWidth, difference.olderHeight)},
            {u"Size after"_s, sizeOf(difference.newerWidth, difference.newerHeight)}};
}

}  // namespace tideline::session
