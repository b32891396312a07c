#include "app/server/api/grants.h"

#include "app/server/api/secrets.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/grant_repository.h"

#include <QCryptographicHash>
#include <QLoggingCategory>

#include <algorithm>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcGrants, "tideline.server.grants")

constexpr QByteArrayView kUserCodeLetters("BCDFGHJKLMNPQRSTVWXZ");  // RFC 8628 §6.1: no vowels, so no words
constexpr int kUserCodeLength = 8;
constexpr qint64 kMaxDeviceCodes = 10'000;
constexpr qint64 kSlowerSeconds = 5;
constexpr qint64 kSlowestSeconds = 60;  ///< who polls faster all the same is answered, and not written down
constexpr qsizetype kMaxDeviceName = 255;
constexpr std::size_t kCodeBytes = 32;

OAuthRefusal invalidGrant(const QString &what)
{
    return {"invalid_grant", what};
}

OAuthRefusal slowDown(qint64 intervalS)
{
    return {"slow_down", u"Ask %1 s apart."_s.arg(intervalS)};
}

bool isAskedTooSoon(const StoredDeviceCode &code, qint64 nowMs)
{
    return code.askedAtMs != 0 && nowMs - code.askedAtMs < code.intervalS * 1000;
}

QByteArray makeUserCode(Random &random)
{
    QByteArray code;
    for (int i = 0; i < kUserCodeLength; ++i)
        code += kUserCodeLetters[qsizetype(random.below(quint64(kUserCodeLetters.size())))];
    return code;
}

/// As people type it: in small letters, with or without the dash.
QByteArray userCodeFrom(const QString &typed)
{
    QByteArray code;
    for (const char c : typed.toUpper().toLatin1()) {
        if (kUserCodeLetters.contains(c))
            code += c;
    }
    return code.size() == kUserCodeLength ? code : QByteArray();
}

/// Both tokens, for a device that is in the store.
Result<Grant> giveTokens(ServerState &server, store::Database &database, const store::Transaction &transaction, const StoredDevice &device,
                         quint8 scopes, QByteArray *refreshId = nullptr)
{
    const qint64 now = server.parts.clock.nowMs();
    const Secret access = makeSecret(server.parts.random);
    const Secret refresh = makeSecret(server.parts.random);
    const TokenInfo info{access.id, device.info.name, now, 0, scopes, now + kAccessSeconds * 1000};
    if (auto added = AccountRepository(database).addToken(info, device.user.id, access.hash(), device.info.id, transaction); !added)
        return added.error();
    const StoredRefresh stored{refresh.id, device.info.id, refresh.hash(), now + kRefreshSeconds * 1000, access.id, {}};
    if (auto added = GrantRepository(database).addRefresh(stored, transaction); !added)
        return added.error();
    if (refreshId)
        *refreshId = refresh.id;
    return Grant{device.info, device.user, access.text(kAccessPrefix), refresh.text(kRefreshPrefix), scopes};
}

/// A new device, and its first tokens.
Result<Grant> signIn(ServerState &server, store::Database &database, const store::Transaction &transaction, const UserInfo &user,
                     const QString &deviceName, quint8 scopes)
{
    const qint64 now = server.parts.clock.nowMs();
    const StoredDevice device{{DeviceId::make(server.parts.clock, server.parts.random), deviceName, scopes, now, now}, user};
    if (auto added = GrantRepository(database).addDevice(device.info, user.id, transaction); !added)
        return added.error();
    return giveTokens(server, database, transaction, device, scopes);
}

Result<UserInfo> userOf(store::Database &database, const UserId &id)
{
    const auto user = AccountRepository(database).findUser(id);
    if (!user)
        return user.error();
    if (!*user)
        return Error{Error::Kind::NotFound, u"There is no such user."_s, {}, {}};
    return **user;
}

/// Whether nobody has used what was given out in the place of `refresh`.
Result<bool> isUnused(store::Database &database, const QByteArray &refresh)
{
    const auto successor = GrantRepository(database).findRefresh(refresh);
    if (!successor)
        return successor.error();
    if (!*successor || !(*successor)->successor.isEmpty())
        return false;
    const auto access = AccountRepository(database).findToken((*successor)->access);
    if (!access)
        return access.error();
    return !*access || (*access)->info.lastUsedAtMs == 0;
}

/// Its access token ends, and it counts as used: should it come all the same, two have it.
Result<void> dropUnused(store::Database &database, const store::Transaction &transaction, const QByteArray &refresh, const QByteArray &successor)
{
    GrantRepository grants(database);
    const auto stored = grants.findRefresh(refresh);
    if (!stored)
        return stored.error();
    if (!*stored)
        return {};
    const auto removed = AccountRepository(database).removeToken((*stored)->access, transaction);
    if (!removed)
        return removed.error();
    return grants.setSuccessor(refresh, successor, transaction);
}

}  // namespace

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isVerifier(const QByteArray &text)
{
    return text.size() >= 43 && text.size() <= 128 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~';
    });
}

Result<QByteArray> makeCode(ServerState &server, const UserId &user, const CodeRequest &request)
{
    const QByteArray code = randomHex(server.parts.random, kCodeBytes);
    const qint64 now = server.parts.clock.nowMs();
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<QByteArray> {
            GrantRepository grants(database);
            if (auto dropped = grants.dropExpiredCodes(now, transaction); !dropped)
                return dropped.error();
            const StoredCode stored{user, request.redirectUri, request.challenge, request.deviceName.left(kMaxDeviceName),
                                    withImplied(request.scopes), now + kCodeSeconds * 1000, {}};
            if (auto added = grants.addCode(sha256(code), stored, transaction); !added)
                return added.error();
            return code;
        });
}

Result<Granted> redeemCode(ServerState &server, const QByteArray &code, const QByteArray &verifier, const QByteArray &redirectUri)
{
    const qint64 now = server.parts.clock.nowMs();
    const ContentHash hash = sha256(code);
    // What was never given out keeps nobody from writing; the same of refresh tokens below.
    const auto seen = server.connections.read([&](store::Database &database) { return GrantRepository(database).findCode(hash); });
    if (!seen)
        return seen.error();
    if (!*seen)
        return Granted(invalidGrant(u"The code is not valid, or no longer."_s));
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<Granted> {
            GrantRepository grants(database);
            const auto stored = grants.findCode(hash);
            if (!stored)
                return stored.error();
            if (!*stored || (*stored)->expiresAtMs <= now)
                return Granted(invalidGrant(u"The code is not valid, or no longer."_s));
            if ((*stored)->device) {
                if (auto ended = grants.removeDevice(*(*stored)->device, transaction); !ended)
                    return ended.error();
                qCWarning(lcGrants) << "an authorization code came twice: what was given out for it is revoked";
                return Granted(invalidGrant(u"The code was used already; the sign-in is ended."_s));
            }
            if (redirectUri != (*stored)->redirectUri || !isVerifier(verifier) || challengeOf(verifier) != (*stored)->challenge)
                return Granted(invalidGrant(u"The code was not made for this request."_s));
            const auto user = userOf(database, (*stored)->user);
            if (!user)
                return user.error();
            auto grant = signIn(server, database, transaction, *user, (*stored)->deviceName, (*stored)->scopes);
            if (!grant)
                return grant.error();
            if (auto marked = grants.redeemed(hash, grant->device.id, transaction); !marked)
                return marked.error();
            return Granted(*std::move(grant));
        });
}

Result<DeviceCode> makeDeviceCode(ServerState &server, const QString &deviceName, quint8 scopes)
{
    const qint64 now = server.parts.clock.nowMs();
    const QByteArray code = randomHex(server.parts.random, kCodeBytes);
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<DeviceCode> {
            GrantRepository grants(database);
            if (auto dropped = grants.dropExpiredCodes(now, transaction); !dropped)
                return dropped.error();
            const auto waiting = grants.deviceCodeCount();
            if (!waiting)
                return waiting.error();
            if (*waiting >= kMaxDeviceCodes)
                return Error{Error::Kind::Timeout, u"Too many sign-ins wait for a person."_s, {}, u"Try again in a while."_s};
            QByteArray userCode;
            do {
                userCode = makeUserCode(server.parts.random);
                const auto taken = grants.findUserCode(userCode);
                if (!taken)
                    return taken.error();
                if (*taken)
                    userCode.clear();
            } while (userCode.isEmpty());
            const StoredDeviceCode stored{sha256(code), userCode, deviceName.left(kMaxDeviceName), withImplied(scopes),
                                          now + kDeviceCodeSeconds * 1000, kPollSeconds, 0, {}, false};
            if (auto added = grants.addDeviceCode(stored, transaction); !added)
                return added.error();
            return DeviceCode{code, userCode.first(4) + '-' + userCode.sliced(4)};
        });
}

Result<Granted> redeemDeviceCode(ServerState &server, const QByteArray &deviceCode)
{
    const qint64 now = server.parts.clock.nowMs();
    const ContentHash hash = sha256(deviceCode);
    const auto seen = server.connections.read([&](store::Database &database) { return GrantRepository(database).findDeviceCode(hash); });
    if (!seen)
        return seen.error();
    if (!*seen)
        return Granted(invalidGrant(u"The device code is not valid."_s));
    if (const StoredDeviceCode &code = **seen; !code.user && !code.denied && code.expiresAtMs > now && code.intervalS >= kSlowestSeconds && isAskedTooSoon(code, now))
        return Granted(slowDown(code.intervalS));
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<Granted> {
            GrantRepository grants(database);
            const auto stored = grants.findDeviceCode(hash);
            if (!stored)
                return stored.error();
            if (!*stored)
                return Granted(invalidGrant(u"The device code is not valid."_s));
            if ((*stored)->expiresAtMs <= now)
                return Granted(OAuthRefusal{"expired_token", u"Nobody answered in time; begin anew."_s});
            if ((*stored)->denied) {
                if (auto removed = grants.removeDeviceCode(hash, transaction); !removed)
                    return removed.error();
                return Granted(OAuthRefusal{"access_denied", u"The sign-in was refused."_s});
            }
            if (!(*stored)->user) {
                const bool isTooSoon = isAskedTooSoon(**stored, now);
                const qint64 interval = std::min((*stored)->intervalS + (isTooSoon ? kSlowerSeconds : 0), kSlowestSeconds);
                if (auto noted = grants.asked(hash, now, interval, transaction); !noted)
                    return noted.error();
                return Granted(isTooSoon ? slowDown(interval)
                                         : OAuthRefusal{"authorization_pending", u"Nobody has answered yet."_s});
            }
            const auto user = userOf(database, *(*stored)->user);
            if (!user)
                return user.error();
            auto grant = signIn(server, database, transaction, *user, (*stored)->deviceName, (*stored)->scopes);
            if (!grant)
                return grant.error();
            if (auto removed = grants.removeDeviceCode(hash, transaction); !removed)
                return removed.error();
            return Granted(*std::move(grant));
        });
}

Result<std::optional<Waiting>> waitingUnder(ServerState &server, const QString &userCode)
{
    const QByteArray code = userCodeFrom(userCode);
    const auto stored = server.connections.read([&](store::Database &database) { return GrantRepository(database).findUserCode(code); });
    if (!stored)
        return stored.error();
    if (!*stored || (*stored)->user || (*stored)->denied || (*stored)->expiresAtMs <= server.parts.clock.nowMs())
        return std::optional<Waiting>();
    return std::optional(Waiting{(*stored)->deviceName, (*stored)->scopes});
}

Result<bool> decideDevice(ServerState &server, const QString &userCode, const std::optional<UserId> &allowedBy)
{
    const QByteArray code = userCodeFrom(userCode);
    return server.connections.write([&](store::Database &database, const store::Transaction &transaction) -> Result<bool> {
        GrantRepository grants(database);
        const auto stored = grants.findUserCode(code);
        if (!stored)
            return stored.error();
        if (!*stored || (*stored)->user || (*stored)->denied || (*stored)->expiresAtMs <= server.parts.clock.nowMs())
            return false;
        if (auto decided = grants.decide((*stored)->hash, allowedBy, transaction); !decided)
            return decided.error();
        return true;
    });
}

Result<Granted> refresh(ServerState &server, const QByteArray &token, std::optional<quint8> scopes)
{
    const auto given = secretFrom(token, kRefreshPrefix);
    if (!given)
        return Granted(invalidGrant(u"The refresh token is not valid."_s));
    const qint64 now = server.parts.clock.nowMs();
    const auto seen = server.connections.read([&](store::Database &database) { return GrantRepository(database).findRefresh(given->id); });
    if (!seen)
        return seen.error();
    if (!*seen || !isSecretOf(*given, (*seen)->secretHash))
        return Granted(invalidGrant(u"The refresh token is not valid, or no longer."_s));
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<Granted> {
            GrantRepository grants(database);
            const auto stored = grants.findRefresh(given->id);
            if (!stored)
                return stored.error();
            if (!*stored || !isSecretOf(*given, (*stored)->secretHash) || (*stored)->expiresAtMs <= now)
                return Granted(invalidGrant(u"The refresh token is not valid, or no longer."_s));
            const auto device = grants.findDevice((*stored)->device);
            if (!device)
                return device.error();
            if (!*device)
                return Granted(invalidGrant(u"The device was signed out."_s));
            if (!(*stored)->successor.isEmpty()) {
                const auto unused = isUnused(database, (*stored)->successor);
                if (!unused)
                    return unused.error();
                if (!*unused) {
                    if (auto ended = grants.removeDevice((*stored)->device, transaction); !ended)
                        return ended.error();
                    qCWarning(lcGrants).noquote() << "a refresh token came twice: the device is signed out:" << (*device)->info.id.toString();
                    return Granted(invalidGrant(u"The refresh token was used already; the device is signed out."_s));
                }
            }
            const quint8 wanted = withImplied(scopes.value_or((*device)->info.scopes));
            if ((wanted & (*device)->info.scopes) != wanted)
                return Granted(OAuthRefusal{"invalid_scope", u"The device has not all of these scopes."_s});
            if (auto dropped = grants.dropExpired((*stored)->device, now, transaction); !dropped)
                return dropped.error();
            QByteArray successor;
            auto grant = giveTokens(server, database, transaction, **device, wanted, &successor);
            if (!grant)
                return grant.error();
            if (!(*stored)->successor.isEmpty()) {  // what nobody has used is used up by this
                if (auto dropped = dropUnused(database, transaction, (*stored)->successor, successor); !dropped)
                    return dropped.error();
            }
            if (auto marked = grants.setSuccessor((*stored)->id, successor, transaction); !marked)
                return marked.error();
            if (auto touched = grants.touchDevice((*stored)->device, now, transaction); !touched)
                return touched.error();
            return Granted(*std::move(grant));
        });
}

Result<void> revokeGrant(ServerState &server, const QByteArray &token)
{
    const auto access = secretFrom(token, kAccessPrefix);
    const auto refresh = secretFrom(token, kRefreshPrefix);
    if (!access && !refresh)
        return {};
    return server.connections.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        std::optional<DeviceId> device;
        if (access) {
            const auto stored = AccountRepository(database).findToken(access->id);
            if (!stored)
                return stored.error();
            if (*stored && isSecretOf(*access, (*stored)->secretHash))
                device = (*stored)->device;
        } else {
            const auto stored = GrantRepository(database).findRefresh(refresh->id);
            if (!stored)
                return stored.error();
            if (*stored && isSecretOf(*refresh, (*stored)->secretHash))
                device = (*stored)->device;
        }
        if (!device)
            return {};
        const auto removed = GrantRepository(database).removeDevice(*device, transaction);
        return removed ? Result<void>() : removed.error();
    });
}

}  // namespace tideline::server
