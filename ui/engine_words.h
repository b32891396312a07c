// The engine's sentences in the window's language. The engine speaks English, so that `tide`, the log and a report say the same words everywhere;
// what the window shows of it is looked up here: a sentence as it stands, or one with blanks that hold names and numbers.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <span>

namespace tideline::ui {

/// A sentence of the engine. Blanks are %1 to %9, each of any text, and %n, a number that the plural goes by.
struct EngineSentence {
    const char *text;           ///< in English; with %n: of several
    const char *one = nullptr;  ///< in English, of one; only with %n
};
/// Those that have translations (context "Engine"). What is not among them is shown in English.
std::span<const EngineSentence> engineSentences();

/// Thread: GUI, all three. Words that are not known come back as they are, and so do those that are in the language already.
QString inLanguage(const QString &english);
/// `what` and `mend`; the place stays.
Error inLanguage(Error error);
/// A reply or an event of the engine: whatever in it is a sentence for people.
QJsonObject inLanguage(const QJsonObject &said);

}  // namespace tideline::ui
