#include "core/cloud/token_file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::cloud {

Result<std::optional<Secret>> readSecret(SecretStore &store)
{
    const auto bytes = store.read(kTokenSecret);
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return std::optional<Secret>();
    const QJsonObject object = QJsonDocument::fromJson(**bytes).object();
    Secret secret{object.value(u"origin"_s).toString().toLatin1(), object.value(u"token"_s).toString().toLatin1(),
                  object.value(u"device"_s).toString(), object.value(u"refresh"_s).toString().toLatin1(),
                  object.value(u"expires_at_ms"_s).toInteger()};
    if (secret.origin.isEmpty() || secret.token.isEmpty())
        return Error{Error::Kind::Corrupt, u"The stored sign-in is damaged."_s, kTokenSecret, u"Sign in again: tide login URL"_s};
    return std::optional(std::move(secret));
}

Result<void> writeSecret(SecretStore &store, const Secret &secret)
{
    QJsonObject object{{u"origin"_s, QString::fromLatin1(secret.origin)},
                       {u"token"_s, QString::fromLatin1(secret.token)},
                       {u"device"_s, secret.device}};
    if (!secret.refresh.isEmpty()) {
        object[u"refresh"_s] = QString::fromLatin1(secret.refresh);
        object[u"expires_at_ms"_s] = secret.expiresAtMs;
    }
    return store.write(kTokenSecret, QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

}  // namespace tideline::cloud
