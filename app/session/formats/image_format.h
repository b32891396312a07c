// Images of pixels: PNG, JPEG and what else Qt of Debian 12 reads (image_kind.h lists them).
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Shown turned as its EXIF says, in sRGB. A large JPEG or PNG is decoded at the scale it is shown at; its parts, on zooming in, one by
/// one (JPEG) or from the largest image that memory allows. A file that breaks off is shown as far as it goes, with a notice.
extern const Format kImageFormat;

}  // namespace tideline::session
