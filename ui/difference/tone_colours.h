// The colours of what was added, removed or changed by one of two people.
#pragma once

#include "ui/difference/difference_rows.h"

#include <QColor>

namespace tideline::ui {

/// Of the sign, and of what stands for the tone alone; at least 4.5:1 on QPalette::Base.
QColor toneColour(Tone tone);
/// Behind lines; text on it has at least 4.5:1. Invalid where there is none.
QColor toneBackground(Tone tone);
/// Behind words that differ within such a line.
QColor toneWordBackground(Tone tone);

}  // namespace tideline::ui
