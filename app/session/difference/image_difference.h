// Images pixel by pixel.
#pragma once

#include "core/base/result.h"
#include "core/preview/difference.h"

#include <QImage>

namespace tideline::session {

/// The image in a file's bytes, if it is of pixels and has at most `pixels` of them.
/// Errors: Corrupt, Refused.
Result<QImage> comparedImage(const QByteArray &bytes, qint64 pixels);

/// Two images that were read so, all three pictures together in about `maxBytes`, none wider or higher than `edge`.
preview::ImageDifference imageDifference(const QImage &older, const QImage &newer, qint64 maxBytes, int edge);

std::vector<preview::Fact> factsOf(const preview::ImageDifference &difference);

}  // namespace tideline::session
