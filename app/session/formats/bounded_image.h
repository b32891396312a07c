// Decodes a picture from bytes that nobody vouches for, within bounds.
#pragma once

#include "core/base/result.h"

#include <QImage>

namespace tideline::session {

/// What pictures may have.
struct ImageBudget {
    /// Of all pixels that are decoded, as they are before they are scaled: four bytes each, mostly. What an image takes is taken from
    /// it whether decoding succeeds or not, so that many broken ones cost no more than a whole one.
    qint64 decodedBytes = 96 << 20;
    qint64 shownBytes = 4 << 20;  ///< of the pixels of each that are returned; a larger image is scaled down
};

struct BoundedImage {
    QImage image;       ///< ARGB32_Premultiplied, turned as it says, perhaps scaled down
    QSize size;         ///< of the image itself, turned
    bool whole = true;  ///< false: it broke off, or is damaged, and the rest was filled with grey
};

/// The image in `bytes`, of those that are known by their first bytes (image_kind.h). What the bytes say decides, no name does, and
/// other plugins of Qt's (SVG, PDF) are not asked. Errors: Corrupt (it is none of them, or broken), Refused (over a bound, with its size).
Result<BoundedImage> boundedImage(const QByteArray &bytes, ImageBudget &budget);

}  // namespace tideline::session
