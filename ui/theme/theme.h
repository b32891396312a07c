// The look: Fusion with our own palette, light and dark, and the few colours that widgets and delegates share.
#pragma once

#include <QColor>
#include <QPalette>
#include <QString>

class QApplication;

namespace tideline::ui {

enum class Scheme { Light, Dark };

/// The colours that a QPalette has no role for.
struct Colours {
    QColor sidebar, line, muted, accent, hover, selection, banner, folder;
    QColor good, busy, warning, bad, quiet;  ///< of states: synced, syncing, conflict, error, all others
};

/// The application's colours and how the system's wish (light or dark) reaches them.
///
/// Thread:    GUI.
/// Invariant: text on any of its backgrounds has a contrast of at least 4.5:1 (theme_test).
class Theme {
public:
    /// Sets style, palette, style sheet and icon theme of the application. May be called again to switch.
    static void apply(QApplication &application, Scheme scheme);
    /// What the desktop asks for: the portal's or TIDELINE_SCHEME ("light", "dark"), else by the system palette.
    static Scheme wanted();
    static Scheme current();
    static const Colours &colours();
    static Colours coloursOf(Scheme scheme);
    static QPalette paletteOf(Scheme scheme);
    static QString styleSheetOf(Scheme scheme);
};

/// (lighter + 0.05) / (darker + 0.05) of the relative luminances, as WCAG defines it.
double contrast(const QColor &first, const QColor &second);

}  // namespace tideline::ui
