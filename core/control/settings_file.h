// The file in which settings go from one computer to another: what `tide config export` and the window write, and both read.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>

namespace tideline::control {

/// {"format": "tideline settings", "version": 1, "settings": {…}, "window": {…}, "left_out": {…}}
///
/// Invariant: nothing secret and nothing of one computer is in it.
struct SettingsFile {
    QJsonObject settings;  ///< the engine's, by the names of `tide config`: the verbs config_export and config_import
    QJsonObject window;    ///< the window's preferences and shortcuts; empty in what `tide` writes
    QJsonObject leftOut;   ///< what was not written, with the reason; nobody reads it but people
};

QJsonObject toJson(const SettingsFile &file);
/// `where` names the file in errors. Errors: Invalid (no such file, a newer version, something unknown in it).
Result<SettingsFile> parseSettingsFile(const QByteArray &bytes, const QString &where);
/// Errors: NotFound, Denied, and those of parseSettingsFile().
Result<SettingsFile> readSettingsFile(const QString &file);

}  // namespace tideline::control
