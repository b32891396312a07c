// The programs of this computer that open files, a terminal and JupyterLab: freedesktop's MIME Applications 1.0.1.
#pragma once

#include "core/base/result.h"
#include "ui/operations/desktop_entry.h"

namespace tideline::ui {

/// Where to look. Relative folders are ignored, as the XDG base directories say.
struct ApplicationPlaces {
    QStringList configFolders;  ///< the user's first
    QStringList dataFolders;    ///< the user's first
    QStringList programFolders; ///< PATH
    QStringList desktops;       ///< XDG_CURRENT_DESKTOP, in small letters: "gnome"
    QString locale;             ///< "de_DE"
    QString terminal;           ///< TERMINAL; may be empty

    static ApplicationPlaces ofThisProcess();
};

// Any thread, blocking: reads some hundred small files.

/// The programs that open all of `files`, the user's default first, then by name. Empty: none is known.
QList<DesktopEntry> applicationsFor(const QStringList &files, const ApplicationPlaces &places);
/// Every program that takes files, by name.
QList<DesktopEntry> allApplications(const ApplicationPlaces &places);
/// Absolute path of a program in PATH; empty = none.
QString findProgram(const QString &name, const ApplicationPlaces &places);

/// Starts it with the files. Errors: NotFound (no such program), Invalid (its .desktop file), Io.
Result<void> startApplication(const DesktopEntry &entry, const QStringList &files, const ApplicationPlaces &places);
/// A terminal in a folder. Errors: NotFound (none is installed), Io.
Result<void> startTerminal(const QString &folder, const ApplicationPlaces &places);
/// JupyterLab on a notebook or a folder. Errors: NotFound, Io.
Result<void> startJupyterLab(const QString &path, const ApplicationPlaces &places);

}  // namespace tideline::ui
