#include "app/session/formats/bounded_image.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/image_decoder.h"

#include <algorithm>
#include <cmath>

namespace tideline::session {

namespace {

constexpr int kByMagic = 100;  ///< KnownImage::sure

/// The size that has at most `pixels`, of the same shape.
QSize fitted(QSize size, qint64 pixels)
{
    const double all = double(size.width()) * size.height();
    if (all <= double(pixels))
        return size;
    const double scale = std::sqrt(double(pixels) / all);
    return {std::clamp(int(size.width() * scale), 1, size.width()), std::clamp(int(size.height() * scale), 1, size.height())};
}

}  // namespace

Result<BoundedImage> boundedImage(const QByteArray &bytes, ImageBudget &budget)
{
    const KnownImage known = knownImage({}, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096)));
    if (known.kind == nullptr || known.sure < kByMagic)
        return Error{Error::Kind::Corrupt, u"The picture is none of a known kind."_s, {}, {}};
    HeldSource source(bytes);
    SourceDevice device(source);
    const Limits limits{.memoryBytes = budget.decodedBytes, .pixels = budget.decodedBytes / 4};
    ImageDecoder decoder(device, *known.kind, limits);
    const Result<ImageHeader> header = decoder.header();
    if (!header)
        return header.error();
    if (decoder.frameBytes() > budget.decodedBytes)
        return Error{Error::Kind::Refused, u"The picture of %1 × %2 pixels is too large to be shown here."_s.arg(header->shown().width()).arg(
                                               header->shown().height()), {}, {}};
    budget.decodedBytes -= decoder.frameBytes();
    const QSize wanted = fitted(header->stored, budget.shownBytes / 4);
    const preview::Cancelled never = false;
    Result<DecodedImage> decoded = decoder.decode(0, {}, header->scales ? wanted : QSize(), never);
    if (!decoded)
        return decoded.error();
    QImage image = std::move(decoded->image);
    if (image.width() > wanted.width() || image.height() > wanted.height())
        image = image.scaled(wanted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    image = turned(std::move(image), header->orientation).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return BoundedImage{std::move(image), header->shown(), decoded->whole && !header->cut};
}

}  // namespace tideline::session
