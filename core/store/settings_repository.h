// The table `setting`: this profile's settings, with their names and defaults.
#pragma once

#include "core/store/database.h"

#include <vector>

namespace tideline::store {

struct SettingDescription {
    QString name;
    QString defaultValue;
    QString meaning;  ///< one line, with the unit
};
/// All settings there are, in the order in which `tide config` lists them.
const std::vector<SettingDescription> &settingDescriptions();

/// Thread: where its Database was opened. Ownership: borrows the Database.
/// Invariant: a name that is not in settingDescriptions() is never stored.
class SettingsRepository {
public:
    explicit SettingsRepository(Database &database) : m_database(database) {}

    /// The stored value, else the default. Errors: Invalid (unknown name).
    Result<QString> value(const QString &name) const;
    /// The value as a whole number; `otherwise` when it is unknown, not a number, or cannot be read.
    qint64 integer(const QString &name, qint64 otherwise) const;
    /// Errors: Invalid (unknown name, or not a number where the default is one).
    Result<void> set(const QString &name, const QString &value, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
