// Values of settings, as commands and files give them.
#pragma once

#include "core/store/settings_repository.h"

#include <QJsonValue>

namespace tideline::sync {

/// Whether a setting takes this value: also what the table cannot know, such as whether a file of certificates holds one. "" is the default.
/// Errors: Invalid, NotFound, Denied.
Result<void> checkSetting(const store::SettingDescription &setting, const QString &value);

/// As a file has it: a number where the setting is one.
QJsonValue fileValue(const store::SettingDescription &setting, const QString &value);
/// The text of what a file has for a setting, checked. Errors: as checkSetting(); Invalid (neither a text nor a whole number).
Result<QString> textOf(const store::SettingDescription &setting, const QJsonValue &value);

}  // namespace tideline::sync
