// The window's language: those that are installed, and the one that is in use.
#pragma once

#include <QString>
#include <QStringList>

class QGuiApplication;

namespace tideline::ui {

/// Codes such as "de", of the files tideline_CODE.qm among the resources (":/translations") and beside the program
/// (share/tideline/translations). English is in the program, and always among them.
QStringList installedLanguages();
/// The language's own name for itself: "Deutsch".
QString languageName(const QString &code);
/// Loads the translation of this language, or of the system's where it is empty; Qt's own words, the direction of writing, and how dates and
/// numbers are written, too. Before the first window is made. Returns the code in use; "en" where nothing fits.
QString useLanguage(QGuiApplication &application, const QString &code);

}  // namespace tideline::ui
