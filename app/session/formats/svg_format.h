// SVG drawings, plain (.svg) and compressed (.svgz).
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// Drawn anew for each part that is looked at, so that it is sharp at any scale. What it names outside itself is not loaded, and
/// animations stand still (svg_check.h says what else is left out or refused).
extern const Format kSvgFormat;

}  // namespace tideline::session
