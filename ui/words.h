// The words of the window: states, sizes, times and errors as people read them. One place, so that they agree everywhere.
#pragma once

#include "core/base/result.h"
#include "core/schema/local_project.h"

#include <QCollator>
#include <QDateTime>
#include <QString>
#include <QStringList>

namespace tideline::ui {

/// "Synced", "Waiting", …: beside the glyph, never instead of it.
QString stateWord(SyncState state);
/// Unknown words are Waiting: a newer engine may say more than this window knows.
SyncState stateFrom(const QString &word);
/// "84 kB", "1.2 GB": SI, at most one decimal; "" below 0.
QString sizeText(qint64 bytes);
/// "4.1 MB/s"; "" when 0 or less.
QString speedText(qint64 bytesPerSecond);
/// "< 1 min left", "2 min left", "1 h 20 min left"; "" below 0.
QString leftText(qint64 seconds);
/// "just now", "5 min ago", "Yesterday 14:02", "Mon 09:30", "12 Mar", "12 Mar 2024"; "" for 0.
QString timeText(qint64 ms, const QDateTime &now = QDateTime::currentDateTime());
/// A day, also one to come, in the user's locale: "8 Dec 2026"; "" for 0.
QString dayText(qint64 ms);
/// Date and time in full, in the user's locale; "" for 0.
QString fullTimeText(qint64 ms);
/// A tool tip that shows `text` as it is: Qt would take what looks like markup, and a name is anybody's, for markup.
QString tipText(const QString &text);
/// Long names without spaces would make a panel wide: they may break anywhere.
QString breakable(const QString &text);
/// "1,204 files", "1 file"
QString filesText(qint64 files);
/// "1,204 bytes", "1 byte": of any size
QString bytesText(qint64 bytes);
/// "Ana, Bo, Cyd": the parts of a list, as the language separates them.
QString listText(const QStringList &parts);
/// How many of something there are, for the plural of a sentence: tr("%Ln files", nullptr, countOf(files)).
int countOf(qint64 count);
/// Of Progress::Phase's words: "Uploading", "Looking for changes", …
QString phaseText(const QString &phase);
/// Of a project's roles: "Owner", "Editor", …; a word that is not known as it is.
QString roleWord(const QString &role);
/// What one of that role may do: a sentence.
QString roleHelp(const QString &role);
/// Orders names as people do: numbers by value, upper and lower case alike. In the C locale, too.
QCollator nameCollator();
/// A translated headline for an error's kind; the error's own text goes beneath.
QString errorHeadline(Error::Kind kind);

}  // namespace tideline::ui
