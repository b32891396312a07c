// The table `setting`: this profile's settings, with their names and defaults.
#pragma once

#include "core/store/database.h"

#include <QStringList>

#include <vector>

namespace tideline::store {

/// A setting there is. `tide config` and the window's settings page show these.
struct SettingDescription {
    enum class Type { Integer, Choice, Text, Secret };  ///< Secret: kept with the profile's secrets, never in the table
    QString name;          ///< snake_case, with its unit
    QString defaultValue;
    QString meaning;       ///< one line, with the unit
    Type type = Type::Integer;
    qint64 least = 0;      ///< Integer; 0 and 1 = a switch
    qint64 most = 1;
    QStringList choices{}; ///< Choice
    QString stays{};       ///< why no file of settings carries it: "a secret", "a path of this computer"; empty = it may travel
};
/// All settings there are, in the order in which `tide config` lists them.
const std::vector<SettingDescription> &settingDescriptions();
/// The setting of this name. Errors: Invalid (there is none).
Result<const SettingDescription *> describeSetting(const QString &name);
/// Whether the table takes this value; "" is always taken, as the default. Errors: Invalid (not of its type or range; `mend` says which are).
Result<void> checkSettingValue(const SettingDescription &setting, const QString &value);

/// Reads and writes the `setting` table, and is the only code that knows its columns. A row is there only for a value that
/// differs from its default.
///
/// Thread:    where its Database was opened.
/// Ownership: borrows the Database, which outlives it.
/// Invariant: a name that is not in settingDescriptions(), or a value not of its type, is never stored; should one be
///            found (another version, a hand), the default holds. An administrator's value (managed_settings.h) wins, and is not stored.
class SettingsRepository {
public:
    explicit SettingsRepository(Database &database) : m_database(database) {}

    /// The administrator's value, else the stored one, else the default. Errors: Invalid (unknown name), Timeout, Corrupt.
    Result<QString> value(const QString &name) const;
    /// The value as a whole number; `otherwise` when the name is unknown, not a number's, or cannot be read.
    qint64 integer(const QString &name, qint64 otherwise) const;
    /// "" = back to the default. Errors: Invalid (unknown name, a value not of its type or range; `mend` says which are), Denied (it is the
    /// administrator's).
    Result<void> set(const QString &name, const QString &value, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
