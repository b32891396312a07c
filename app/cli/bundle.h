// The report that `tide doctor --bundle` writes, for someone else to read.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// "tide 0.1.0, Qt 6.4.2, Debian GNU/Linux 12 (bookworm), Linux 6.1.0 x86_64"
QString versionsText();

/// Writes control::diagnosticReport() into a new file, mode 0600. What the engine cannot answer is left out.
/// Errors: Conflict (the file is there), Denied, DiskFull, Io.
Result<void> writeBundle(Context &context, const QJsonArray &rows, const QString &file);

}  // namespace tideline::cli
