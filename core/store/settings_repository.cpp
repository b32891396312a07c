#include "core/store/settings_repository.h"

#include <algorithm>

namespace tideline::store {

const std::vector<SettingDescription> &settingDescriptions()
{
    static const std::vector<SettingDescription> all{
        {u"settle_ms"_s, u"50"_s, u"quiet time after the last change of a folder before it is looked at, milliseconds"_s},
        {u"upload_limit_bytes_s"_s, u"0"_s, u"cap on uploads, bytes a second; 0 = none"_s},
        {u"download_limit_bytes_s"_s, u"0"_s, u"cap on downloads, bytes a second; 0 = none"_s},
        {u"trash_days"_s, u"30"_s, u"how long .tideline/trash keeps what a sync removed, days"_s},
        {u"guard_files"_s, u"100"_s, u"a plan that deletes more files than this (and guard_percent) waits for a yes"_s},
        {u"guard_percent"_s, u"25"_s, u"share of all files, percent; see guard_files"_s},
        {u"paused"_s, u"0"_s, u"1 = all projects are paused"_s},
        {u"theme"_s, u"system"_s, u"system, light or dark"_s},
    };
    return all;
}

namespace {

Result<const SettingDescription *> describe(const QString &name)
{
    const auto found = std::ranges::find(settingDescriptions(), name, &SettingDescription::name);
    if (found == settingDescriptions().end())
        return Error{Error::Kind::Invalid, u"There is no such setting."_s, name, u"List them with: tide config"_s};
    return &*found;
}

}  // namespace

Result<QString> SettingsRepository::value(const QString &name) const
{
    auto known = describe(name);
    if (!known)
        return known.error();
    auto statement = m_database.prepare("SELECT value FROM setting WHERE name = ?");
    if (!statement)
        return statement.error();
    auto row = statement->bind(1, name).step();
    if (!row)
        return row.error();
    return *row ? statement->text(0) : (*known)->defaultValue;
}

qint64 SettingsRepository::integer(const QString &name, qint64 otherwise) const
{
    const auto text = value(name);
    bool ok = false;
    const qint64 number = text ? text->toLongLong(&ok) : 0;
    return ok ? number : otherwise;
}

Result<void> SettingsRepository::set(const QString &name, const QString &value, const Transaction &)
{
    auto known = describe(name);
    if (!known)
        return known.error();
    bool wantsNumber = false;
    bool isNumber = false;
    (*known)->defaultValue.toLongLong(&wantsNumber);
    const qint64 number = value.toLongLong(&isNumber);
    if (wantsNumber && (!isNumber || number < 0))
        return Error{Error::Kind::Invalid, u"This setting takes a whole number from 0 on."_s, name + u" = "_s + value,
                     (*known)->meaning};
    auto statement = m_database.prepare("INSERT INTO setting (name, value) VALUES (?1, ?2) "
                                        "ON CONFLICT (name) DO UPDATE SET value = ?2");
    if (!statement)
        return statement.error();
    return statement->bind(1, name).bind(2, value).run();
}

}  // namespace tideline::store
