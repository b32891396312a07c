#include "core/store/managed_settings.h"
#include "core/sync/service/bandwidth_settings.h"
#include "core/sync/service/setting_values.h"
#include "core/sync/service/verbs/verbs.h"

#include <algorithm>
#include <map>

namespace tideline::sync {

using store::SettingDescription;
using store::SettingsRepository;
using Type = SettingDescription::Type;

namespace {

Result<QString> settingValue(ServiceCore &core, const QString &name)
{
    return core.store->read([&](store::Database &database) { return SettingsRepository(database).value(name); });
}

Result<QJsonObject> settingRow(ServiceCore &core, const SettingDescription &setting)
{
    const bool isSecret = setting.type == Type::Secret;
    const bool isGiven = isSecret && core.account.secrets().homeOf(cloud::kProxyPasswordSecret).has_value();
    const auto value = isSecret ? Result<QString>(isGiven ? u"(set)"_s : QString()) : settingValue(core, setting.name);
    if (!value)
        return value.error();
    const bool isManaged = store::managedValue(setting.name).has_value();
    QJsonObject row{{u"name"_s, setting.name}, {u"value"_s, *value}, {u"default"_s, setting.defaultValue}, {u"help"_s, setting.meaning},
                    {u"source"_s, isManaged ? u"policy"_s : *value == setting.defaultValue ? u"default"_s : u"user"_s}};
    if (isManaged)
        row[u"policy"_s] = core.policy.settings.file;
    return row;
}

Result<void> setSecret(ServiceCore &core, const QString &value)
{
    return value.isEmpty() ? core.account.secrets().remove(cloud::kProxyPasswordSecret)
                           : core.account.secrets().write(cloud::kProxyPasswordSecret, value.toUtf8());
}

/// Puts settings to work that have just been stored.
Result<void> applySettings(ServiceCore &core, const QStringList &names, const VerbCall &call)
{
    const bool isSecretStore = names.contains(u"secret_store"_s);
    const auto moved = isSecretStore ? core.account.moveSecrets() : Result<void>();
    const auto isOfTheNetwork = [](const QString &name) { return name.startsWith("proxy"_L1) || name == "ca_file"_L1 || name == "client_cert"_L1; };
    if (isSecretStore || std::ranges::any_of(names, isOfTheNetwork)) {
        if (auto taken = core.takeNetwork(); !taken)
            return taken.error();
    }
    if (!moved)
        return moved.error();
    if (names.contains(u"paused"_s) || names.contains(u"paused_until_ms"_s)) {
        const bool paused = core.setting(u"paused"_s, 0) != 0;
        const qint64 untilMs = names.contains(u"paused"_s) ? 0 : core.setting(u"paused_until_ms"_s, 0);
        if (auto kept = core.setAllPaused(paused, untilMs, call.cancelled); !kept)
            return kept.error();
    }
    if (names.contains(u"metered_network"_s))
        core.metered->look();
    if (std::ranges::any_of(names, isBandwidthSetting)) {
        (void)applyBandwidth(core, core.clock.monotonic());
        core.engine->tell([](Scheduler &, Moment) {});  // hours begin and end by its clock
    }
    return {};
}

/// What this setting of a file shall be, checked. Errors: Invalid (unknown, a bad value, not for a file), Denied (the administrator gives another).
Result<QString> wantedValue(const QString &name, const QJsonValue &given)
{
    const auto setting = store::describeSetting(name);
    if (!setting)
        return setting.error();
    if (!(*setting)->stays.isEmpty())
        return Error{Error::Kind::Invalid, u"No file of settings carries this one: it is %1."_s.arg((*setting)->stays), name,
                     u"Take it out of the file, and set it by: tide config set"_s};
    auto value = textOf(**setting, given);
    if (!value)
        return value;
    const QString wanted = value->isEmpty() ? (*setting)->defaultValue : *value;
    if (const auto managed = store::managedValue(name); managed && *managed != wanted)
        return store::managedError(name);
    return wanted;
}

}  // namespace

Result<QJsonObject> configGet(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"name"_s, {});
    if (!name)
        return name.error();
    QJsonArray rows;
    for (const SettingDescription &setting : store::settingDescriptions()) {
        if (!name->isEmpty() && setting.name != *name)
            continue;
        auto row = settingRow(core, setting);
        if (!row)
            return row.error();
        rows.append(*row);
    }
    if (rows.isEmpty())
        return store::describeSetting(*name).error();
    return QJsonObject{{u"rows"_s, rows}};
}

Result<QJsonObject> configSet(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"name"_s);
    auto value = call.args.text(u"value"_s, {});
    if (!name || !value)
        return !name ? name.error() : value.error();
    const auto setting = store::describeSetting(*name);
    if (!setting)
        return setting.error();
    if (store::managedValue(*name))
        return store::managedError(*name);
    if (auto good = checkSetting(**setting, *value); !good)
        return good.error();
    auto set = (*setting)->type == Type::Secret
        ? setSecret(core, *value)
        : core.store->write([&](store::Database &database, const store::Transaction &transaction) {
              return SettingsRepository(database).set(*name, *value, transaction);
          }, call.cancelled);
    if (!set)
        return set.error();
    if (auto applied = applySettings(core, {*name}, call); !applied)
        return applied.error();
    return settingRow(core, **setting);
}

Result<QJsonObject> configExport(ServiceCore &core, const VerbCall &)
{
    QJsonObject settings, leftOut;
    for (const SettingDescription &setting : store::settingDescriptions()) {
        const bool isManaged = store::managedValue(setting.name).has_value();
        if (isManaged || !setting.stays.isEmpty()) {
            leftOut[setting.name] = isManaged ? u"set by the administrator of this computer"_s : setting.stays;
            continue;
        }
        const auto value = settingValue(core, setting.name);
        if (!value)
            return value.error();
        settings[setting.name] = fileValue(setting, *value);
    }
    return QJsonObject{{u"settings"_s, settings}, {u"left_out"_s, leftOut}};
}

Result<QJsonObject> configImport(ServiceCore &core, const VerbCall &call)
{
    const auto settings = call.args.object(u"settings"_s);
    const auto isDry = call.args.flag(u"dry_run"_s);
    if (!settings || !isDry)
        return !settings ? settings.error() : isDry.error();
    QJsonArray wrong;
    std::map<QString, QString> wanted;  // those that are not so already
    for (auto it = settings->begin(); it != settings->end(); ++it) {
        const auto value = wantedValue(it.key(), it.value());
        if (!value) {
            wrong.append(QJsonObject{{u"name"_s, it.key().left(80)}, {u"what"_s, value.error().what}, {u"mend"_s, value.error().mend}});
            continue;
        }
        const auto held = settingValue(core, it.key());
        if (!held)
            return held.error();
        if (*held != *value)
            wanted[it.key()] = *value;
    }
    QStringList changed;
    for (const auto &[name, value] : wanted)
        changed.append(name);
    if (wrong.isEmpty() && !*isDry && !wanted.empty()) {
        auto set = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            for (const auto &[name, value] : wanted) {
                if (auto one = SettingsRepository(database).set(name, value, transaction); !one)
                    return one;
            }
            return {};
        }, call.cancelled);
        if (!set)
            return set.error();
        if (auto applied = applySettings(core, changed, call); !applied)
            return applied.error();
    }
    return QJsonObject{{u"changed"_s, wrong.isEmpty() ? QJsonArray::fromStringList(changed) : QJsonArray()}, {u"wrong"_s, wrong}};
}

}  // namespace tideline::sync
