#include "app/session/formats/bounded_image.h"

#include <QBuffer>
#include <QImageReader>

#include <algorithm>
#include <cmath>

namespace tideline::session {

namespace {

/// The size that has at most `pixels`, of the same shape.
QSize fitted(QSize size, qint64 pixels)
{
    const double all = double(size.width()) * size.height();
    if (all <= double(pixels))
        return size;
    const double scale = std::sqrt(double(pixels) / all);
    return {std::clamp(int(size.width() * scale), 1, size.width()), std::clamp(int(size.height() * scale), 1, size.height())};
}

/// Of an image in memory; four at least, since it becomes such a one.
int bytesPerPixel(QImage::Format format)
{
    return format == QImage::Format_Invalid ? 8 : std::max(4, int(QImage::toPixelFormat(format).bitsPerPixel()) / 8);
}

Error corrupt(const QString &what)
{
    return {Error::Kind::Corrupt, what, {}, {}};
}

}  // namespace

Result<DecodedImage> decodedImage(const QByteArray &bytes, const QByteArrayList &formats, const ImageBounds &bounds)
{
    QBuffer buffer;
    buffer.setData(bytes);
    if (!buffer.open(QIODevice::ReadOnly))
        return corrupt(u"The picture cannot be read."_s);
    for (const QByteArray &format : formats) {
        buffer.seek(0);
        QImageReader reader(&buffer, format);
        reader.setAutoDetectImageFormat(false);
        reader.setAutoTransform(true);
        if (!reader.canRead())
            continue;
        const QSize size = reader.size();
        if (size.isEmpty())
            return corrupt(u"The picture does not say how large it is."_s);
        const qint64 decodedBytes = qint64(size.width()) * size.height() * bytesPerPixel(reader.imageFormat());
        if (decodedBytes > bounds.decodedBytes)
            return Error{Error::Kind::Refused,
                         u"The picture of %1 × %2 pixels is too large to be shown here."_s.arg(size.width()).arg(size.height()), {}, {}};
        reader.setScaledSize(fitted(size, bounds.shownBytes / 4));
        QImage image = reader.read();
        if (image.isNull())
            return corrupt(u"The picture is broken: %1."_s.arg(reader.errorString()));
        return DecodedImage{std::move(image).convertToFormat(QImage::Format_ARGB32_Premultiplied), size, decodedBytes};
    }
    return corrupt(u"The picture is none of a known kind."_s);
}

preview::Picture pictureOf(const QImage &image)
{
    const QImage argb = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    preview::Picture picture{argb.width(), argb.height(), {}};
    picture.argb32.reserve(qsizetype(argb.width()) * argb.height() * 4);
    for (int y = 0; y < argb.height(); ++y)
        picture.argb32.append(reinterpret_cast<const char *>(argb.constScanLine(y)), qsizetype(argb.width()) * 4);
    return picture;
}

}  // namespace tideline::session
