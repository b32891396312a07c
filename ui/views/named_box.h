// Boxes to choose from without a label beside them.
#pragma once

#include <QComboBox>

namespace tideline::ui {

/// Says what is chosen there. On Linux a screen reader gets the choice as the box's name, and what it is for from a label alone; without one
/// it is told as the description.
inline void nameBox(QComboBox &box, const QString &name)
{
    box.setAccessibleName(name);
    box.setAccessibleDescription(name);
}

}  // namespace tideline::ui
