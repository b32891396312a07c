#include "app/server/api/identities.h"

#include "app/server/api/accounts.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/identity_repository.h"

namespace tideline::server {

namespace {

/// No Argon2id hash begins so: no password fits it.
constexpr char kNoPassword[] = "!";
constexpr int kMostNumbered = 1000;
constexpr qsizetype kMaxName = 56;  ///< leaves room for a number

/// The name, or with a number behind it. Errors: those of the store; Conflict when too many have it.
Result<QString> freeName(store::Database &database, const QString &wanted)
{
    for (int i = 1; i <= kMostNumbered; ++i) {
        const QString name = i == 1 ? wanted : u"%1-%2"_s.arg(wanted).arg(i);
        const auto free = isNameFree(database, name);
        if (free)
            return name;
        if (free.error().kind != Error::Kind::Conflict)
            return free.error();
    }
    return Error{Error::Kind::Conflict, u"Too many users have this name."_s, wanted, u"Ask who runs this server to make a user for you."_s};
}

}  // namespace

Error unknownUser(ServerState &server)
{
    return {Error::Kind::Denied, u"You are signed in to %1, but are no user of this server."_s.arg(server.provider->settings().name), {},
            u"Ask who runs this server to let you in."_s};
}

QString userNameFrom(const QString &suggested)
{
    QString name;
    for (const QChar c : suggested.section(u'@', 0, 0).normalized(QString::NormalizationForm_KD).toLower()) {
        const bool isGood = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'_' || c == u'-';
        if (isGood ? c.isLetterOrNumber() || !name.isEmpty() : c.isSpace() && !name.isEmpty())
            name += isGood ? c : u'-';
    }
    name.truncate(kMaxName);
    if (name.startsWith(QLatin1StringView(UserTag::prefix)) || name.startsWith(QLatin1StringView(OrganizationTag::prefix)))  // looks like an id
        name.prepend(u"u-"_s).truncate(kMaxName);
    return name.isEmpty() ? u"user"_s : name;
}

Result<std::optional<UserInfo>> userOf(ServerState &server, const ProviderIdentity &identity)
{
    return server.connections.read(
        [&](store::Database &database) { return IdentityRepository(database).findUser(server.provider->settings().issuer, identity.subject); });
}

Result<UserInfo> userOrNew(ServerState &server, const ProviderIdentity &identity)
{
    const ProviderSettings &provider = server.provider->settings();
    const qint64 now = server.parts.clock.nowMs();
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<UserInfo> {
            IdentityRepository identities(database);
            AccountRepository accounts(database);
            const auto known = identities.findUser(provider.issuer, identity.subject);
            if (!known)
                return known.error();
            if (*known)
                return **known;
            if (!provider.newUsers)
                return unknownUser(server);
            const auto name = freeName(database, userNameFrom(identity.suggestedName));
            if (!name)
                return name.error();
            const UserInfo user{UserId::make(server.parts.clock, server.parts.random), *name, now};
            if (auto added = accounts.addUser(user, kNoPassword, transaction); !added)
                return added.error();
            if (auto added = identities.add(provider.issuer, identity.subject, user.id, now, transaction); !added)
                return added.error();
            return user;
        });
}

Result<void> linkUser(ServerState &server, const QString &user, const QByteArray &issuer, const QString &subject)
{
    if (issuer.isEmpty() || subject.isEmpty() || subject.size() > 255)
        return Error{Error::Kind::Invalid, u"A link has an issuer, and a subject of 1 to 255 characters."_s, {}, {}};
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            const auto found = AccountRepository(database).findUser(user);
            if (!found)
                return found.error();
            if (!*found)
                return Error{Error::Kind::NotFound, u"There is no user of this name."_s, user, u"See: tideline-server user list"_s};
            IdentityRepository identities(database);
            const auto taken = identities.findUser(issuer, subject);
            if (!taken)
                return taken.error();
            if (*taken)
                return Error{Error::Kind::Conflict, u"The provider's subject is a user's already."_s, (*taken)->name, {}};
            return identities.add(issuer, subject, (*found)->id, server.parts.clock.nowMs(), transaction);
        });
}

}  // namespace tideline::server
