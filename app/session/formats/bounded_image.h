// Decodes a picture from bytes that nobody vouches for, within bounds.
#pragma once

#include "core/base/result.h"
#include "core/preview/document.h"

#include <QByteArrayList>
#include <QImage>

namespace tideline::session {

/// What a picture may have.
struct ImageBounds {
    qint64 pixels = 12'000'000;   ///< of the image itself: four bytes each while it is decoded, eight with 16 bits a colour
    qint64 shownBytes = 4 << 20;  ///< of the pixels that are returned; larger ones are scaled down
};

/// The image in `bytes`, in the orientation that it asks for. `formats`: Qt's names of those that it may be ("png"); what the
/// bytes say decides, no name does, and other plugins (SVG, PDF) are not asked.
/// Errors: Corrupt (it is none of them, or broken), Refused (over a bound, with its size).
Result<QImage> decodedImage(const QByteArray &bytes, const QByteArrayList &formats, const ImageBounds &bounds);

/// The same, as a preview has it.
preview::Picture pictureOf(const QImage &image);

}  // namespace tideline::session
