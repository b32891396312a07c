// What screen readers are told of areas that scroll.
#pragma once

namespace tideline::ui {

/// From here on a screen reader may ask an area that scrolls for a child that went a moment ago: a scroll bar, say. Qt's own answer (6.4)
/// reads beyond the list of the children then, and ends the program. To be called once, after the application is made.
void installAccessibleAreas();

}  // namespace tideline::ui
