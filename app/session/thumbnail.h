// A small picture of what a preview shows.
#pragma once

#include "core/preview/preview.h"

namespace tideline::session {

/// A PNG of at most `edge` × `edge` pixels (128, 256, 512 or 1024 by the freedesktop specification) of the image, the drawing or the
/// document's first page. Never larger than the image itself. Who keeps it adds whose it is (preview::ThumbnailStore).
/// Errors: Invalid (a preview of nothing that is seen), those of picture().
Result<QByteArray> makeThumbnail(preview::Preview &preview, int edge, const preview::Cancelled &cancelled);

}  // namespace tideline::session
