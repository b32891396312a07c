// One .desktop file: a program that can be started (Desktop Entry Specification 1.5).
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>

namespace tideline::ui {

/// What is needed to offer and start a program.
struct DesktopEntry {
    QString id;          ///< "org.kde.kate.desktop"
    QString file;        ///< absolute, for %k
    QString name;        ///< in the user's language
    QString icon;        ///< a theme's name, or a path; may be empty
    QString exec;        ///< as it stands in the file, string escapes taken out
    QString tryExec;     ///< must be there for the entry to count; empty = none
    QString path;        ///< to start it in; empty = anywhere
    QStringList mimeTypes;
    bool terminal = false;
    bool noDisplay = false;
    bool hidden = false;  ///< deleted by the user: as if it were not there
};

/// nullopt: no [Desktop Entry] of Type=Application with Name and Exec.
std::optional<DesktopEntry> parseDesktopEntry(const QByteArray &content, const QString &id, const QString &file, const QString &locale);

/// The commands that open `files` (absolute paths): one for all with %F or %U, else one for each; each is a program and its arguments.
/// Empty: Exec is malformed.
QList<QStringList> commandsOf(const DesktopEntry &entry, const QStringList &files);

}  // namespace tideline::ui
