#include "app/server/api/accounts.h"

#include "app/server/api/secrets.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/organization_repository.h"

#include <QLoggingCategory>
#include <QRegularExpression>

#include <sodium.h>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcAccounts, "tideline.server.accounts")

constexpr qint64 kHourMs = 3600 * 1000;
constexpr qsizetype kMaxPasswordBytes = 1024;
constexpr int kMaxPasswordsInWork = 3;
constexpr qint64 kMaxTokens = 1000;

constexpr std::pair<Scope, const char *> kScopeWords[] = {
    {ScopeRead, "projects:read"}, {ScopeWrite, "projects:write"}, {ScopeAdmin, "admin"}};

struct Cost {
    unsigned long long operations;
    std::size_t memory;
};

Cost costOf(PasswordCost cost)
{
    return cost == PasswordCost::Weak ? Cost{crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN}
                                      : Cost{crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

/// While it lives, a thread may wait for the one password that is looked at; beyond a few, others are sent away.
class PasswordTurn {
public:
    explicit PasswordTurn(ServerState &server) : m_count(server.passwordsInWork), m_isOurs(++m_count <= kMaxPasswordsInWork) {}
    ~PasswordTurn() { --m_count; }
    PasswordTurn(const PasswordTurn &) = delete;
    PasswordTurn &operator=(const PasswordTurn &) = delete;
    bool isOurs() const { return m_isOurs; }
    Error refusal() const { return {Error::Kind::Timeout, u"Too many passwords are looked at already."_s, {}, u"Try again in a few seconds."_s}; }

private:
    std::atomic<int> &m_count;
    const bool m_isOurs;
};

Result<QByteArray> hashPassword(const QByteArray &password, PasswordCost passwordCost)
{
    if (sodium_init() < 0)
        return Error{Error::Kind::Io, u"The cryptographic library does not start."_s, {}, {}};
    const Cost cost = costOf(passwordCost);
    char hash[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(hash, password.data(), std::size_t(password.size()), cost.operations, cost.memory,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return Error{Error::Kind::Io, u"There is not enough memory to hash a password."_s, {}, {}};
    return QByteArray(hash);
}

Error expired()
{
    return {Error::Kind::SignIn, u"This token has expired."_s, {}, u"Sign in again."_s};
}

/// For one more token. Those that have ended make it. Errors: Conflict.
Result<void> hasRoom(AccountRepository &accounts, const UserId &user, qint64 nowMs, const store::Transaction &transaction)
{
    auto count = accounts.tokenCount(user);
    if (count && *count >= kMaxTokens) {
        if (auto dropped = accounts.dropExpiredTokens(user, nowMs, transaction); !dropped)
            return dropped;
        count = accounts.tokenCount(user);
    }
    if (!count)
        return count.error();
    if (*count < kMaxTokens)
        return {};
    return Error{Error::Kind::Conflict, u"A user has at most 1,000 tokens."_s, {}, u"Revoke those that are not needed: GET and DELETE /me/tokens."_s};
}

Error badToken()
{
    return {Error::Kind::SignIn, u"This token is not valid."_s, {}, u"Sign in again."_s};
}

bool hasPassword(const StoredAccount &account)
{
    return account.passwordHash.startsWith('$');
}

/// Who has this name. Where nobody has, somebody else is read, so that it takes equally long: one is found and one is not, always.
Result<std::optional<StoredAccount>> accountFor(store::Database &database, const QString &name)
{
    const AccountRepository accounts(database);
    const auto other = accounts.anyName();
    if (!other)
        return other.error();
    auto found = accounts.findAccount(name);
    const auto standIn = found && *found ? accounts.findAccount(u"!"_s) : accounts.findAccount(*other);
    if (found && !standIn)
        return standIn.error();
    return found;
}

}  // namespace

Result<void> checkAccountName(const QString &name)
{
    static const QRegularExpression good(QRegularExpression::anchoredPattern(u"[a-z0-9][a-z0-9._-]{0,63}"_s));
    const bool looksLikeId = name.startsWith(QLatin1StringView(UserTag::prefix)) || name.startsWith(QLatin1StringView(OrganizationTag::prefix));
    if (good.match(name).hasMatch() && !looksLikeId)
        return {};
    return Error{Error::Kind::Invalid, u"A name has 1 to 64 of a-z, 0-9, '.', '_' and '-', and does not look like an id."_s, name.left(80), {}};
}

Result<void> isNameFree(store::Database &database, const QString &name)
{
    const auto user = AccountRepository(database).findUser(name);
    const auto organization = OrganizationRepository(database).find(name, {});
    if (!user || !organization)
        return !user ? user.error() : organization.error();
    if (!*user && !*organization)
        return {};
    return Error{Error::Kind::Conflict, *user ? u"There is a user of this name."_s : u"There is an organisation of this name."_s, name,
                 u"Take another name."_s};
}

Result<NewUser> newUser(ServerState &server, const QString &name, const QString &password)
{
    if (auto good = checkAccountName(name); !good)
        return good.error();
    auto hash = passwordHashOf(server, password);
    if (!hash)
        return hash.error();
    return NewUser{{UserId::make(server.parts.clock, server.parts.random), name, server.parts.clock.nowMs()}, *std::move(hash)};
}

Result<void> storeUser(store::Database &database, const NewUser &user, const store::Transaction &transaction)
{
    if (auto free = isNameFree(database, user.info.name); !free)
        return free;
    return AccountRepository(database).addUser(user.info, user.passwordHash, transaction);
}

Result<UserInfo> addUser(ServerState &server, const QString &name, const QString &password)
{
    const auto user = newUser(server, name, password);
    if (!user)
        return user.error();
    auto stored = server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) { return storeUser(database, *user, transaction); });
    return stored ? Result<UserInfo>(user->info) : stored.error();
}

std::optional<Scope> scopeFromText(const QString &word)
{
    for (const auto &[scope, text] : kScopeWords) {
        if (word == QLatin1StringView(text))
            return scope;
    }
    return {};
}

QStringList scopeTexts(quint8 scopes)
{
    QStringList texts;
    for (const auto &[scope, text] : kScopeWords) {
        if (scopes & scope)
            texts << QString::fromLatin1(text);
    }
    return texts;
}

Result<NewToken> makeToken(ServerState &server, const UserId &user, const QString &label, const TokenTerms &terms, const Principal *by)
{
    const qint64 now = server.parts.clock.nowMs();
    if (terms.expiresAtMs != 0 && terms.expiresAtMs <= now)
        return Error{Error::Kind::Invalid, u"The token's end is past."_s, u"expires_at"_s, {}};
    const Secret secret = makeSecret(server.parts.random);
    const NewToken token{{secret.id, label.left(255), now, 0, withImplied(terms.scopes), terms.expiresAtMs},
                         QString::fromLatin1(secret.text(kPersonalPrefix))};
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<NewToken> {
            AccountRepository accounts(database);
            if (by) {
                if (auto good = stillGood(database, *by, now); !good)
                    return good.error();
            }
            if (auto room = hasRoom(accounts, user, now, transaction); !room)
                return room.error();
            if (auto done = accounts.addToken(token.info, user, secret.hash(), {}, transaction); !done)
                return done.error();
            return token;
        });
}

Result<Principal> authenticate(ServerState &server, QByteArrayView token)
{
    auto given = secretFrom(token, kPersonalPrefix);
    const bool isPersonal = given.has_value();
    if (!given)
        given = secretFrom(token, kAccessPrefix);
    if (!given)
        return badToken();
    const QByteArray &id = given->id;
    const auto stored = server.connections.read(
        [&](store::Database &database) { return AccountRepository(database).findToken(id); });
    if (!stored)
        return stored.error();
    if (!*stored || !isSecretOf(*given, (*stored)->secretHash) || isPersonal != !(*stored)->device)
        return badToken();
    const qint64 now = server.parts.clock.nowMs();
    const qint64 end = (*stored)->info.expiresAtMs;
    if (end != 0 && now >= end)
        return expired();
    if (now - (*stored)->info.lastUsedAtMs >= kHourMs) {
        // To the hour only, so that a read does not become a write.
        auto touched = server.connections.write(
            [&](store::Database &database, const store::Transaction &transaction) {
                return AccountRepository(database).touchToken(id, now, transaction);
            });
        if (!touched)  // a full disk must not lock everybody out
            qCWarning(lcAccounts).noquote() << "the use of a token is not recorded:" << toText(touched.error());
    }
    return Principal{(*stored)->user.id, (*stored)->user.name, id, withImplied((*stored)->info.scopes), end, (*stored)->device};
}

Result<void> stillGood(store::Database &database, const Principal &principal, qint64 nowMs)
{
    if (principal.expiresAtMs != 0 && nowMs >= principal.expiresAtMs)
        return expired();
    const auto token = AccountRepository(database).findToken(principal.tokenId);
    if (!token)
        return token.error();
    if (!*token || (*token)->user.id != principal.user)
        return badToken();
    return {};
}

Result<QByteArray> passwordHashOf(ServerState &server, const QString &password)
{
    const QByteArray secret = password.toUtf8();
    if (secret.isEmpty() || secret.size() > kMaxPasswordBytes)
        return Error{Error::Kind::Invalid, u"A password has 1 to 1,024 bytes."_s, u"password"_s, {}};
    const PasswordTurn turn(server);
    if (!turn.isOurs())
        return turn.refusal();
    MutexLock lock(server.passwordMutex);
    return hashPassword(secret, server.parts.passwordCost);
}

Result<bool> isPasswordOf(ServerState &server, const QString &password, const QByteArray &hash)
{
    const QByteArray secret = password.toUtf8();
    if (secret.size() > kMaxPasswordBytes)
        return false;
    const PasswordTurn turn(server);
    if (!turn.isOurs())
        return turn.refusal();
    MutexLock lock(server.passwordMutex);
    return crypto_pwhash_str_verify(hash.constData(), secret.data(), std::size_t(secret.size())) == 0;
}

Result<UserInfo> checkPassword(ServerState &server, const QString &name, const QString &password)
{
    const auto account = server.connections.read([&](store::Database &database) { return accountFor(database, name); });
    if (!account)
        return account.error();
    const QByteArray secret = password.toUtf8();
    bool right = false;
    {
        const PasswordTurn turn(server);
        if (!turn.isOurs())
            return turn.refusal();
        MutexLock lock(server.passwordMutex);
        if (server.dummyHash.isEmpty()) {
            auto dummy = hashPassword("nobody's", server.parts.passwordCost);
            if (!dummy)
                return dummy.error();
            server.dummyHash = *dummy;
        }
        // Who has no password (a user of the sign-in provider) takes as long as who does not exist.
        const QByteArray hash = *account && hasPassword(**account) ? (*account)->passwordHash : server.dummyHash;
        right = crypto_pwhash_str_verify(hash.constData(), secret.data(), std::size_t(secret.size())) == 0;
    }
    if (!right || !*account || !hasPassword(**account) || secret.size() > kMaxPasswordBytes)
        return Error{Error::Kind::SignIn, u"The user name or the password is wrong."_s, {}, u"Try again."_s};
    return (*account)->user;
}

}  // namespace tideline::server
