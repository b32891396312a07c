#include "core/sync/service/setting_values.h"

#include "core/cloud/network_settings.h"
#include "core/sync/service/bandwidth_settings.h"

#include <limits>

namespace tideline::sync {

Result<void> checkSetting(const store::SettingDescription &setting, const QString &value)
{
    if (value.isEmpty() || setting.type == store::SettingDescription::Type::Secret)
        return {};
    const QString &name = setting.name;
    if (auto good = store::checkSettingValue(setting, value); !good)
        return good;
    if (name == u"proxy_url"_s) {
        const auto proxy = cloud::parseProxy(value);
        if (!proxy)
            return proxy.error();
        if (!proxy->user.isEmpty() || !proxy->password.isEmpty())
            return Error{Error::Kind::Invalid, u"A proxy's address has no user and no password in it."_s, name, u"They are proxy_user and proxy_password."_s};
    }
    if (name == u"limit_hours"_s) {
        const auto hours = parseLimitHours(value);
        return hours ? Result<void>() : hours.error();
    }
    if (name == u"client_cert"_s)
        return cloud::checkClientFile(value);
    return name == u"ca_file"_s ? cloud::checkCaFile(value) : Result<void>();
}

QJsonValue fileValue(const store::SettingDescription &setting, const QString &value)
{
    return setting.type == store::SettingDescription::Type::Integer ? QJsonValue(value.toLongLong()) : QJsonValue(value);
}

Result<QString> textOf(const store::SettingDescription &setting, const QJsonValue &value)
{
    constexpr qint64 kNone = std::numeric_limits<qint64>::min();
    const qint64 number = value.toInteger(kNone);
    if (value.isString() || number != kNone) {
        const QString text = value.isString() ? value.toString() : QString::number(number);
        const auto good = checkSetting(setting, text);
        return good ? Result<QString>(text) : good.error();
    }
    return Error{Error::Kind::Invalid, u"This setting does not take this value."_s, setting.name,
                 setting.type == store::SettingDescription::Type::Integer ? u"Give a whole number."_s : u"Give a text, between quotation marks."_s};
}

}  // namespace tideline::sync
