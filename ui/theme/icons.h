// Our own icons, tinted for the scheme in use and drawn from SVG at any size; file types come from the icon theme.
#pragma once

#include "core/schema/local_project.h"

#include <QIcon>
#include <QString>

namespace tideline::ui {

/// Resource ":/icons/action/NAME.svg" in the text colour (muted when disabled).
QIcon actionIcon(const QString &name);
/// The same in a colour of its own.
QIcon tintedIcon(const QString &path, const QColor &colour);
/// The state's glyph in its colour. Glyphs differ in shape too: never colour alone.
QIcon stateIcon(SyncState state);
QColor stateColour(SyncState state);
/// Of a file, folder or link by its name: the icon theme's, else our own. Cached by suffix; never looks at the disk.
QIcon entryIcon(const QString &name, const QString &kind);
/// The application's icon.
QIcon appIcon();

}  // namespace tideline::ui
