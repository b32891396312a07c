// The colours of code, differences and terminals: readable on the scheme's background.
#pragma once

#include "core/preview/document.h"
#include "ui/theme/theme.h"

#include <QTextCharFormat>

namespace tideline::ui {

/// Text colour of a style; at least 4.5:1 on QPalette::Base and QPalette::AlternateBase of the scheme.
QColor styleColour(preview::Style style, Scheme scheme);
/// Colour and weight in the scheme in use. Added and Removed are underlined and struck out too: never colour alone.
QTextCharFormat styleFormat(preview::Style style);

/// The fixed-pitch font that code, bytes and tracebacks are shown in.
QFont codeFont();

}  // namespace tideline::ui
