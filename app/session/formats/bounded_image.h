// Decodes a picture from bytes that nobody vouches for, within bounds.
#pragma once

#include "core/base/result.h"
#include "core/preview/document.h"

#include <QByteArrayList>
#include <QImage>
#include <QSize>

namespace tideline::session {

struct DecodedImage {
    QImage image;  ///< ARGB32_Premultiplied, perhaps scaled down
    QSize size;    ///< of the image itself
    qint64 decodedBytes = 0;
};

/// What a picture may have.
struct ImageBounds {
    qint64 decodedBytes = 96 << 20;  ///< of all its pixels, as they are before it is scaled: four bytes each, mostly
    qint64 shownBytes = 4 << 20;     ///< of the pixels that are returned; a larger image is scaled down
};

/// The image in `bytes`, in the orientation that it asks for. `formats`: Qt's names of those that it may be ("png"); what the
/// bytes say decides, no name does, and other plugins (SVG, PDF) are not asked.
/// Errors: Corrupt (it is none of them, or broken), Refused (over a bound, with its size).
Result<DecodedImage> decodedImage(const QByteArray &bytes, const QByteArrayList &formats, const ImageBounds &bounds);

/// The same, as a preview has it.
preview::Picture pictureOf(const QImage &image);

}  // namespace tideline::session
