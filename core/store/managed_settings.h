// Settings that this computer's administrator gives: they win over what a profile has.
#pragma once

#include "core/base/result.h"

#include <QHash>

#include <optional>

namespace tideline::store {

struct ManagedSettings {
    QString file;                    ///< which gives them; empty = there is none
    QHash<QString, QString> values;  ///< by the names of settingDescriptions(), each one that its setting takes
};

/// From now on, for all profiles of this process. Thread: any.
void setManagedSettings(ManagedSettings settings);
/// The administrator's value for a setting; nullopt = it is the user's. Thread: any.
std::optional<QString> managedValue(const QString &name);
/// What a person is told who wants to set such a setting: Denied.
Error managedError(const QString &name);

}  // namespace tideline::store
