// Small files of JSON that people save and send: reports, settings.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tideline::control {

/// Writes it into a new file, mode 0600. Errors: Conflict (the file is there), Denied, DiskFull, Io.
Result<void> writeNewJson(const QString &file, const QJsonObject &object);

}  // namespace tideline::control
