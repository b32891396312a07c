// Files on the clipboard, as other file managers write and read them.
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <memory>

class QMimeData;

namespace tideline::ui {

enum class CopyOrMove { Copy, Move };

/// Files that wait to be pasted.
struct ClipboardFiles {
    QList<QUrl> files;  ///< of this disk; empty = there are none
    CopyOrMove verb = CopyOrMove::Copy;
};

/// As `text/uri-list`, `x-special/gnome-copied-files` (GNOME, Xfce, …), `application/x-kde-cutselection` (KDE) and plain paths.
std::unique_ptr<QMimeData> toClipboard(const QList<QUrl> &files, CopyOrMove verb);
/// What any of the three says; files elsewhere than on this disk are left out. nullptr: none.
ClipboardFiles fromClipboard(const QMimeData *data);

}  // namespace tideline::ui
