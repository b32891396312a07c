// Pixels from another process as an image, with their sizes checked.
#pragma once

#include "core/preview/document.h"

#include <QImage>

namespace tideline::ui {

/// Null where width × height × 4 is not what the bytes are. The image shares the bytes.
QImage imageOf(const preview::Picture &picture);

/// Light and dark squares, as painters show what is transparent.
QBrush checkerboard();

}  // namespace tideline::ui
