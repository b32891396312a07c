// How pictures are cut and sized, for all that is drawn: images, SVG, pages.
#pragma once

#include "app/session/format.h"

#include <QImage>
#include <QRect>

namespace tideline::session {

/// `part` with numbers that can be reckoned with: inside 0 … 1, not empty, `pixels` from 1 on.
preview::Part bounded(const preview::Part &part);

/// How many pixels `part` of something of this size is drawn with: as wide as was asked for, in its proportions, no side longer than
/// `limits.pictureEdge`, and all of it within `limits.replyBytes`. `part` is bounded. At least 1 × 1.
QSize drawnSize(const preview::Part &part, QSizeF whole, const Limits &limits);

/// The pixels of an image of this size that `part` (bounded) touches. Never empty, never outside.
QRect coveredPixels(const preview::Part &part, QSize whole);

/// The image's pixels in sRGB, as a preview carries them.
preview::Picture toPicture(QImage image);
/// The other way round, for what a Picture is to be written as. Null for one whose numbers do not fit together.
QImage toImage(const preview::Picture &picture);

}  // namespace tideline::session
