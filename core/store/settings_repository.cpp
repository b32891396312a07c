#include "core/store/settings_repository.h"

#include "core/store/managed_settings.h"

#include <algorithm>

namespace tideline::store {

using Type = SettingDescription::Type;

const std::vector<SettingDescription> &settingDescriptions()
{
    // clang-format off
    static const std::vector<SettingDescription> all{
        {u"settle_ms"_s,              u"30"_s,      u"quiet time after the last change of a folder before it is looked at, milliseconds"_s,  Type::Integer, 0, 60'000},
        {u"upload_limit_bytes_s"_s,   u"0"_s,       u"cap on uploads, bytes a second; 0 = none"_s,                                           Type::Integer, 0, 1'000'000'000'000},
        {u"download_limit_bytes_s"_s, u"0"_s,       u"cap on downloads, bytes a second; 0 = none"_s,                                         Type::Integer, 0, 1'000'000'000'000},
        {u"limit_hours"_s,            u""_s,        u"the hours of each day in which the caps hold, by this computer's clock, like 08:00-18:00; empty = always"_s,  Type::Text},
        {u"metered_network"_s,        u"wait"_s,    u"on a metered network, as this computer's network service says: wait (until another one, or tide resume) or sync (as usual)"_s, Type::Choice, 0, 0, {u"wait"_s, u"sync"_s}},
        {u"trash_days"_s,             u"30"_s,      u"how long .tideline/trash keeps what a sync removed, days"_s,                           Type::Integer, 1, 3650},
        {u"guard_files"_s,            u"100"_s,     u"a plan that deletes more files than this (and guard_percent) waits for a yes"_s,       Type::Integer, 1, 1'000'000'000},
        {u"guard_percent"_s,          u"25"_s,      u"share of all files, percent; see guard_files"_s,                                       Type::Integer, 1, 100},
        {u"paused"_s,                 u"0"_s,       u"1 = all projects are paused"_s,                                                        Type::Integer, 0, 1, {}, u"what this computer does now"_s},
        {u"paused_until_ms"_s,        u"0"_s,       u"when the pause of all projects ends by itself, Unix time in milliseconds; 0 = it does not"_s,  Type::Integer, 0, 9'000'000'000'000'000, {}, u"what this computer does now"_s},
        {u"device_name"_s,            u""_s,        u"this computer's name in conflict copies and in the history; empty = its host name"_s,  Type::Text, 0, 0, {}, u"the name of this computer"_s},
        {u"proxy"_s,                  u"system"_s,  u"how the cloud is reached: system (what the environment says), none, or manual (proxy_url)"_s, Type::Choice, 0, 0, {u"system"_s, u"none"_s, u"manual"_s}},
        {u"proxy_url"_s,              u""_s,        u"the proxy, when proxy is manual: http://HOST:PORT or socks5://HOST:PORT"_s,            Type::Text},
        {u"proxy_user"_s,             u""_s,        u"the user's name that the proxy asks for; empty = it asks for none"_s,                  Type::Text, 0, 0, {}, u"a sign-in"_s},
        {u"proxy_password"_s,         u""_s,        u"the password that the proxy asks for; kept with the sign-in, and never shown"_s,       Type::Secret, 0, 0, {}, u"a secret"_s},
        {u"secret_store"_s,           u"auto"_s,    u"where the sign-in is kept: auto (the desktop's key ring, else a file) or file (0600, in the profile)"_s, Type::Choice, 0, 0, {u"auto"_s, u"file"_s}, u"where this computer keeps the sign-in"_s},
        {u"ca_file"_s,                u""_s,        u"a file of certificates (PEM) that are trusted beside the system's; empty = none"_s,    Type::Text, 0, 0, {}, u"a path of this computer"_s},
        {u"client_cert"_s,            u""_s,        u"a file (PEM) of this computer's certificate and its key, for a cloud that asks for one; empty = none"_s, Type::Text, 0, 0, {}, u"a path of this computer"_s},
    };
    // clang-format on
    return all;
}

Result<const SettingDescription *> describeSetting(const QString &name)
{
    const auto found = std::ranges::find(settingDescriptions(), name, &SettingDescription::name);
    if (found == settingDescriptions().end())
        return Error{Error::Kind::Invalid, u"There is no such setting."_s, name.left(80), u"List them with: tide config"_s};
    return &*found;
}

namespace {

bool fits(const SettingDescription &setting, const QString &value)
{
    switch (setting.type) {
    case Type::Integer: {
        bool ok = false;
        const qint64 number = value.toLongLong(&ok);
        return ok && number >= setting.least && number <= setting.most;
    }
    case Type::Choice: return setting.choices.contains(value);
    case Type::Secret: return false;  // never stored here
    case Type::Text:
        return value.size() <= 255 && std::ranges::none_of(value, [](QChar c) { return c.unicode() < 0x20; });
    }
    return false;
}

Error badValue(const SettingDescription &setting, const QString &value)
{
    QString mend = u"Give at most 255 characters on one line."_s;
    if (setting.type == Type::Integer)
        mend = u"Give a whole number from %1 to %2: %3"_s.arg(setting.least).arg(setting.most).arg(setting.meaning);
    if (setting.type == Type::Choice)
        mend = u"Give one of: "_s + setting.choices.join(u", "_s);
    return {Error::Kind::Invalid, u"This setting does not take this value."_s,
            setting.name + u" = "_s + value.left(80), mend};
}

}  // namespace

Result<void> checkSettingValue(const SettingDescription &setting, const QString &value)
{
    if (value.isEmpty() || value == setting.defaultValue || fits(setting, value))
        return {};
    return badValue(setting, value);
}

Result<QString> SettingsRepository::value(const QString &name) const
{
    auto known = describeSetting(name);
    if (!known)
        return known.error();
    if (auto managed = managedValue(name))
        return *managed;
    auto statement = m_database.prepare("SELECT value FROM setting WHERE name = ?");
    if (!statement)
        return statement.error();
    auto row = statement->bind(1, name).step();
    if (!row)
        return row.error();
    if (*row && fits(**known, statement->text(0)))
        return statement->text(0);
    return (*known)->defaultValue;
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
    auto known = describeSetting(name);
    if (!known)
        return known.error();
    if (managedValue(name))
        return managedError(name);
    if (auto good = checkSettingValue(**known, value); !good)
        return good;
    const bool reset = value.isEmpty() || value == (*known)->defaultValue;
    auto statement = m_database.prepare(reset ? "DELETE FROM setting WHERE name = ?1"
                                              : "INSERT INTO setting (name, value) VALUES (?1, ?2) "
                                                "ON CONFLICT (name) DO UPDATE SET value = ?2");
    if (!statement)
        return statement.error();
    statement->bind(1, name);
    if (!reset)
        statement->bind(2, value);
    return statement->run();
}

}  // namespace tideline::store
