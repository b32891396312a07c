// The report that `tide doctor --bundle` writes, for someone else to read.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// "tide 0.1.0, Qt 6.4.2, Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64"
QString versionsText();

/// Takes what identifies a person, a machine or a project out of texts.
///
/// Invariant: what add() was told never shows in apply()'s answer, in any spelling of its case.
class Redactor {
public:
    /// `what` becomes `<word>`; texts under 3 characters are left, or every text would be full of holes.
    void add(const QString &what, const QString &word);
    QString apply(QString text) const;
    QJsonValue apply(const QJsonValue &value) const;

private:
    QList<std::pair<QString, QString>> m_words;  // longest first
};

/// Writes the report into a new file, mode 0600: the doctor's rows, the projects' figures without names or paths, the
/// settings. What the engine cannot answer is left out. Errors: Conflict (the file is there), Denied, DiskFull, Io.
Result<void> writeBundle(Context &context, const QJsonArray &rows, const QString &file);

}  // namespace tideline::cli
