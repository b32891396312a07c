#include "core/sync/service/host_policy.h"

#include "core/sync/service/setting_values.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cerrno>
#include <sys/stat.h>

namespace tideline::sync {

namespace {
const QString kFile = u"/etc/tideline/policy.json"_s;
constexpr qint64 kMostBytes = 1 << 20;
constexpr int kVersion = 1;

/// The value that an administrator gives for a setting. Errors: Invalid, and those of checkSetting().
Result<QString> givenValue(const QString &name, const QJsonValue &given)
{
    const auto setting = store::describeSetting(name);
    if (!setting)
        return setting.error();
    if ((*setting)->type == store::SettingDescription::Type::Secret || name.startsWith("paused"_L1))
        return Error{Error::Kind::Invalid, u"A policy cannot give this setting."_s, name, {}};
    const auto value = textOf(**setting, given);
    return value && value->isEmpty() ? Result<QString>((*setting)->defaultValue) : value;
}

void takeSettings(HostPolicy &policy, const QJsonValue &part)
{
    if (!part.isObject() && !part.isUndefined())
        policy.mistakes.append(u"“settings” is no object."_s);
    const QJsonObject settings = part.toObject();
    for (auto it = settings.begin(); it != settings.end(); ++it) {
        if (const auto value = givenValue(it.key(), it.value()))
            policy.settings.values.insert(it.key(), *value);
        else
            policy.mistakes.append(u"%1: %2"_s.arg(it.key().left(80), value.error().what));
    }
}

void takeServers(HostPolicy &policy, const QJsonValue &part)
{
    if (!part.isArray() && !part.isUndefined())
        policy.mistakes.append(u"“servers” is no list."_s);
    const QJsonArray servers = part.toArray();
    for (const QJsonValue &one : servers) {
        if (const auto server = cloud::ServerAddress::parse(one.toString()))
            policy.origins.append(server->origin());
        else
            policy.mistakes.append(u"%1: %2"_s.arg(one.toString().left(80), server.error().what));
    }
    if (policy.origins.size() < servers.size())
        policy.origins.clear();  // the one that cannot be read may be the one in use
}

/// Also where it cannot be looked at: what is kept from us is no reason to do as we like.
bool mayBeThere(const QString &file)
{
    struct stat ignored {};
    return ::lstat(QFile::encodeName(file).constData(), &ignored) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/// What is not read as a policy at all. Errors: Denied, Invalid.
Result<QJsonObject> objectIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::Denied, u"It cannot be read."_s, path, {}};
    QJsonParseError trouble;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(kMostBytes), &trouble);
    if (trouble.error != QJsonParseError::NoError)
        return Error{Error::Kind::Invalid, u"It is not JSON: %1, byte %2."_s.arg(trouble.errorString()).arg(trouble.offset), path, {}};
    if (document.object()[u"version"].toInt() != kVersion)
        return Error{Error::Kind::Invalid, u"It has no “version”: %1, which is all that this Tideline knows."_s.arg(kVersion), path, {}};
    return document.object();
}
}  // namespace

QString hostPolicyFile()
{
    const QString other = qEnvironmentVariable("TIDELINE_POLICY");
    return other.isEmpty() || mayBeThere(kFile) ? kFile : other;
}

HostPolicy HostPolicy::read(const QString &file)
{
    HostPolicy policy;
    if (!mayBeThere(file))
        return policy;
    policy.settings.file = file;
    const auto object = objectIn(file);
    if (!object) {
        policy.mistakes.append(object.error().what);
        return policy;
    }
    takeSettings(policy, object->value(u"settings"));
    takeServers(policy, object->value(u"servers"));
    for (auto it = object->begin(); it != object->end(); ++it) {
        if (it.key() != u"version" && it.key() != u"settings" && it.key() != u"servers")
            policy.mistakes.append(u"%1 is not known."_s.arg(it.key().left(80)));
    }
    return policy;
}

QString HostPolicy::trouble() const
{
    return mistakes.isEmpty() ? QString() : u"The administrator's file %1 has mistakes: %2"_s.arg(settings.file, mistakes.join(u' '));
}

Result<void> HostPolicy::checkServer(const QByteArray &origin) const
{
    if (origins.isEmpty() || origins.contains(origin))
        return {};
    QStringList names;
    for (const QByteArray &one : origins)
        names.append(QString::fromLatin1(one));
    return Error{Error::Kind::Denied, u"Your administrator (%1) allows other servers only: %2"_s.arg(settings.file, names.join(u", "_s)),
                 QString::fromLatin1(origin), u"Sign in to one of them."_s};
}

}  // namespace tideline::sync
