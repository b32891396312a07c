#include "app/server/api/core.h"

#include "app/server/api/accounts.h"
#include "app/server/api/browser_access.h"
#include "app/server/api/call.h"
#include "app/server/api/exchanges.h"
#include "app/server/api/identities.h"
#include "app/server/api/pack_upload.h"
#include "app/server/api/projects.h"
#include "app/server/api/routes.h"
#include "app/server/api/secrets.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/account_repository.h"
#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/collector.h"
#include "app/server/metadata/organization_repository.h"
#include "app/server/metadata/pack_repository.h"
#include "app/server/metadata/purge.h"
#include "app/server/metadata/retention.h"
#include "app/server/metadata/server_migrations.h"
#include "app/server/metadata/usage_repository.h"
#include "core/store/migrator.h"

#include <sodium.h>

namespace tideline::server {

struct Core::State : ServerState {
    using ServerState::ServerState;
};

namespace {

Result<ServerIdentity> readIdentity(ServerState &server)
{
    return server.connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<ServerIdentity> {
            AccountRepository accounts(database);
            const auto known = accounts.server();
            if (!known)
                return known.error();
            if (*known)
                return ServerIdentity{(*known)->id, (*known)->epoch};
            const ServerIdentity made{ServerId::make(server.parts.clock, server.parts.random),
                                      Epoch::make(server.parts.clock, server.parts.random)};
            if (auto saved = accounts.saveServer({made.id, made.epoch}, transaction); !saved)
                return saved.error();
            return made;
        });
}

/// The content coding of the body, in lower case; empty = none.
QByteArray codingOf(const RequestHead &head)
{
    const auto it = head.headers.find("content-encoding");
    const QByteArray coding = it == head.headers.end() ? QByteArray() : it->second.trimmed().toLower();
    return coding == "identity" ? QByteArray() : coding;
}

Response health()
{
    Response response;
    response.headers["Content-Type"] = "text/plain; charset=utf-8";
    response.body = "ok";
    return response;
}

/// The exchange, or the Response that refuses its head.
std::variant<std::unique_ptr<Exchange>, Response> begin(ServerState &server, const RequestHead &head)
{
    if (head.path == "/healthz" && (head.method == "GET" || head.method == "HEAD"))
        return health();
    auto found = findRoute(head);
    if (auto *refusal = std::get_if<Response>(&found))
        return std::move(*refusal);
    auto &[route, parts] = std::get<RouteMatch>(found);
    auto parameters = Parameters::parse(head.query);
    if (!parameters)
        return problem(400, "bad_request", parameters.error().what);
    // A token in an address ends in logs and histories: refused even where it is not needed.
    for (const char *name : {"access_token", "token", "auth", "ticket"}) {
        if (parameters->has(name))
            return problem(400, "token_in_query", u"A token does not belong in an address."_s);
    }
    const bool pack = route->body == Route::Body::Pack;
    const QByteArray coding = codingOf(head);
    // A decoder takes much memory before its first byte is here: nobody takes that who has not said who they are.
    const bool isPlain = pack || !route->signIn;
    if (!coding.isEmpty() && (isPlain || coding != wire::kBodyCoding)) {
        Response refusal = problem(415, "bad_encoding", pack             ? u"A pack is sent as it is, without a content encoding."_s
                                                        : !route->signIn ? u"What needs no sign-in is sent as it is, without a content encoding."_s
                                                                         : u"The body's content encoding is not known here."_s);
        if (!isPlain)
            refusal.headers["Accept-Encoding"] = wire::kBodyCoding;  // RFC 7694
        return refusal;
    }
    const qint64 most = pack ? wire::kMaxPackBytes : route->maxBytes;
    if (head.contentLength > most)
        return problem(413, "too_large", u"The body is larger than allowed."_s, u"At most %1 bytes."_s.arg(most));

    const auto tooMany = [&](const QByteArray &whose) -> std::optional<Response> {
        const int wait = server.requests.take(whose);
        return wait == 0 ? std::nullopt : std::optional(rateLimited(u"Too many requests."_s, wait));
    };
    Call call{server, head, {}, std::move(parts), *std::move(parameters), {}, {}, {}};
    if (!route->signIn) {
        if (auto refusal = tooMany("address " + head.peer))
            return *std::move(refusal);
        return std::make_unique<JsonExchange>(std::move(call), *route);
    }
    auto principal = authenticate(server, bearerOf(head));
    if (!principal) {
        if (auto refusal = tooMany("address " + head.peer))
            return *std::move(refusal);
        return problem(principal.error());
    }
    call.principal = *std::move(principal);
    if (auto refusal = tooMany("user " + call.principal.user.toString().toLatin1()))
        return *std::move(refusal);
    const Scope scope = scopeOf(*route);
    if (!call.principal.may(scope))
        return problem(scopeMissing(scope));
    if (route->permission) {
        const auto id = call.project();
        if (!id)
            return problem(id.error());
        auto project = server.connections.read([&](store::Database &database) {
            return authorize(database, call.principal, *route->permission, *id, route->deleted);
        });
        if (!project)
            return problem(project.error());
        if (pack)
            return std::make_unique<PackUpload>(server, std::move(call.principal), *std::move(project));
    }
    if (route->organization) {
        auto organization = server.connections.read([&](store::Database &database) {
            return authorize(database, call.principal, *route->organization, call.parts.front());
        });
        if (!organization)
            return problem(organization.error());
    }
    return std::make_unique<JsonExchange>(std::move(call), *route);
}

}  // namespace

Core::Core(std::unique_ptr<State> state) : m_state(std::move(state)) {}

Core::~Core() = default;

Result<std::unique_ptr<Core>> Core::open(Parts parts)
{
    if (sodium_init() < 0)
        return Error{Error::Kind::Io, u"The cryptographic library does not start."_s, {}, {}};
    const store::Migrator migrator(serverMigrations(), store::kServerApplicationId);
    if (auto done = migrator.upgrade(parts.database, parts.clock); !done)
        return done.error();
    const auto lastPack = ChunkRepository::lastPack(parts.database);
    if (!lastPack)
        return lastPack.error();
    auto packs = PackStore::open(parts.disk, *lastPack, parts.packKey);
    if (!packs)
        return packs.error();
    auto state = std::make_unique<State>(std::move(parts));
    state->packs = *std::move(packs);
    auto identity = readIdentity(*state);
    if (!identity)
        return identity.error();
    state->setIdentity(*identity);
    return std::unique_ptr<Core>(new Core(std::move(state)));
}

std::unique_ptr<Exchange> Core::open(const RequestHead &head)
{
    const PublicAddress &address = m_state->parts.policy.address;
    if (auto asked = preflight(address, head))
        return std::make_unique<RefusedExchange>(decorated(*m_state, std::move(*asked)));
    auto begun = begin(*m_state, head);
    if (auto *refusal = std::get_if<Response>(&begun))
        begun = std::make_unique<RefusedExchange>(decorated(*m_state, std::move(*refusal)));
    return openToPages(address, head, std::move(std::get<std::unique_ptr<Exchange>>(begun)));
}

ServerIdentity Core::identity() const
{
    return m_state->identity();
}

Result<void> Core::isUnlocked() const
{
    return m_state->packs->isUnlocked();
}

Result<Principal> Core::authenticate(QByteArrayView token)
{
    return server::authenticate(*m_state, token);
}

Result<QByteArray> Core::redeemTicket(QByteArrayView ticket)
{
    auto token = m_state->tickets.take(ticket);
    if (!token)
        return Error{Error::Kind::SignIn, u"This ticket is past, or was used."_s, {}, u"Ask for another one."_s};
    return *std::move(token);
}

int Core::countRequest(const QByteArray &whose)
{
    return m_state->requests.take(whose);
}

Result<Page<CloudProject>> Core::listProjects(const Principal &principal, const QString &cursor, int limit)
{
    return server::listProjects(*m_state, principal, cursor, limit);
}

Result<Role> Core::roleOf(const Principal &principal, const ProjectId &project)
{
    return m_state->connections.read([&](store::Database &database) -> Result<Role> {
        const auto row = ProjectRepository(database).find(project, principal.user);
        if (!row)
            return row.error();
        return *row && !(*row)->deleted ? (*row)->role : Role::None;
    });
}

Result<Role> Core::memberRoleOf(const Principal &principal, const ProjectId &project)
{
    return m_state->connections.read([&](store::Database &database) -> Result<Role> {
        const auto row = ProjectRepository(database).find(project, principal.user);
        if (!row)
            return row.error();
        return *row ? (*row)->memberRole : Role::None;
    });
}

Result<std::vector<UserId>> Core::membersOf(const ProjectId &project)
{
    return m_state->connections.read([&](store::Database &database) -> Result<std::vector<UserId>> {
        ProjectRepository projects(database);
        std::vector<UserId> users;
        const auto row = projects.find(project, {});
        if (!row)
            return row.error();
        if (!*row)
            return users;
        const auto members = projects.everyMember((*row)->number);
        if (!members)
            return members.error();
        for (const MemberRow &member : *members)
            users.push_back(member.user);
        return users;
    });
}

Result<UserInfo> Core::addUser(const QString &name, const QString &password)
{
    return server::addUser(*m_state, name, password);
}

Result<std::vector<UserInfo>> Core::listUsers()
{
    return m_state->connections.read([](store::Database &database) { return AccountRepository(database).listUsers(); });
}

namespace {

Result<UserInfo> userNamed(ServerState &server, const QString &name)
{
    auto user = server.connections.read([&](store::Database &database) { return AccountRepository(database).findUser(name); });
    if (!user)
        return user.error();
    if (!*user)
        return Error{Error::Kind::NotFound, u"There is no user of this name."_s, name, u"See: tideline-server user list"_s};
    return **std::move(user);
}

}  // namespace

Result<NewToken> Core::createToken(const QString &user, const QString &label, const TokenTerms &terms)
{
    const auto found = userNamed(*m_state, user);
    if (!found)
        return found.error();
    return makeToken(*m_state, found->id, label, terms);
}

Result<std::vector<TokenInfo>> Core::listTokens(const QString &user)
{
    const auto found = userNamed(*m_state, user);
    if (!found)
        return found.error();
    return m_state->connections.read(
        [&](store::Database &database) { return AccountRepository(database).listTokens(found->id); });
}

Result<void> Core::revokeToken(const QString &token)
{
    const QByteArray id = tokenIdOf(token.toLatin1());
    return m_state->connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
            const auto removed = AccountRepository(database).removeToken(id, transaction);
            if (!removed)
                return removed.error();
            if (!*removed)
                return Error{Error::Kind::NotFound, u"There is no such token."_s, {}, {}};
            return {};
        });
}

Result<void> Core::linkUser(const QString &user, const QByteArray &issuer, const QString &subject)
{
    return server::linkUser(*m_state, user, issuer, subject);
}

Result<qint64> Core::setQuota(const QString &owner, std::optional<qint64> bytes)
{
    return m_state->connections.write(
        [&](store::Database &database, const store::Transaction &transaction) -> Result<qint64> {
            const auto user = AccountRepository(database).findUser(owner);
            const auto organization = OrganizationRepository(database).find(owner, {});
            if (!user || !organization)
                return !user ? user.error() : organization.error();
            if (!*user && !*organization)
                return Error{Error::Kind::NotFound, u"There is no user or organisation of this name."_s, owner, u"See: tideline-server user list"_s};
            const Owner id = *user ? Owner((*user)->id) : Owner((*organization)->id);
            UsageRepository usage(database);
            if (auto set = usage.setQuota(id, bytes, transaction); !set)
                return set.error();
            const auto allowance = usage.allowance(id, {}, UsageRepository::Used::Always);
            return allowance ? Result<qint64>(allowance->usedBytes) : allowance.error();
        });
}

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000;

/// Thins the projects where that was not done for a day.
Result<void> thinProjects(ServerState &server)
{
    constexpr int kAtOnce = 100;
    const qint64 now = server.parts.clock.nowMs();
    const bool isLimited = server.parts.policy.usage.defaultQuota.has_value();
    while (true) {
        const auto due = server.connections.read([&](store::Database &database) {
            return RetentionRepository::due(database, now - kDayMs, isLimited, kAtOnce);
        });
        if (!due)
            return due.error();
        if (due->empty())
            return {};
        for (const auto &[project, hasPolicy] : *due) {
            if (server.isStopping)
                return {};
            std::optional<RetentionPolicy> policy;
            if (hasPolicy) {
                auto held = server.connections.read([&](store::Database &database) { return RetentionRepository(database, project).policy(); });
                if (!held)
                    return held.error();
                policy = *held;
            }
            if (auto went = thin(server.connections, project, policy, now, server.isStopping, server.parts.beforeUpkeepStep); !went)
                return went.error();
            if (server.isStopping)
                return {};
            auto noted = server.connections.write([&](store::Database &database, const store::Transaction &transaction) {
                return RetentionRepository(database, project).setUpkept(now, transaction);
            });
            if (!noted)
                return noted;
        }
    }
}

/// Gives back the disk, where that was not done for a day.
Result<void> collectPacks(ServerState &server)
{
    const qint64 now = server.parts.clock.nowMs();
    const auto last = server.connections.read([](store::Database &database) { return PackRepository(database).collectedAtMs(); });
    if (!last)
        return last.error();
    if (server.isStopping || *last > now - kDayMs)
        return {};
    const auto went = collect({server.connections, *server.packs, server.parts.clock, server.isStopping, server.parts.beforeUpkeepStep});
    if (!went)
        return went.error();
    if (went->removedCount > 0)
        qInfo().noquote() << u"%1 packs with %2 bytes that no project needed went off the disk"_s.arg(went->removedCount).arg(went->freedBytes);
    if (server.isStopping)
        return {};
    return server.connections.write([&](store::Database &database, const store::Transaction &transaction) {
        return PackRepository(database).setCollected(now, transaction);
    });
}

}  // namespace

Result<void> Core::upkeep()
{
    const UpkeepTurn turn(*m_state);
    if (!turn.isOurs())
        return {};
    std::optional<qint64> deletedBeforeMs;
    if (const auto days = m_state->parts.policy.purgeDeletedAfterDays)
        deletedBeforeMs = m_state->parts.clock.nowMs() - *days * kDayMs;
    const auto purged = purgeDeleted(m_state->connections, deletedBeforeMs, m_state->isStopping, m_state->parts.beforeUpkeepStep);
    if (!purged)
        return purged.error();
    if (*purged > 0)
        qInfo().noquote() << u"%1 projects that were deleted long ago are gone for good"_s.arg(*purged);
    if (auto done = thinProjects(*m_state); !done)
        return done;
    return collectPacks(*m_state);
}

Result<PackCheck> Core::checkPacks()
{
    if (auto unlocked = isUnlocked(); !unlocked)
        return unlocked.error();
    return server::checkPacks(m_state->connections, *m_state->packs, m_state->parts.clock);
}

void Core::stopUpkeep()
{
    m_state->isStopping = true;
}

void Core::enter(const QString &session, const Principal &who, const QString &client, const QString &device)
{
    constexpr int kMost = 100;
    m_state->presence.enter(session, {who.user, who.name, client.left(kMost), device.left(kMost), m_state->parts.clock.nowMs()});
}

void Core::mute(const QString &session, const QSet<ProjectId> &projects)
{
    m_state->presence.mute(session, projects);
}

void Core::leave(const QString &session)
{
    m_state->presence.leave(session);
}

Result<void> Core::beginEpoch()
{
    const ServerIdentity next{m_state->identity().id, Epoch::make(m_state->parts.clock, m_state->parts.random)};
    auto saved = m_state->connections.write(
        [&](store::Database &database, const store::Transaction &transaction) {
            return AccountRepository(database).saveServer({next.id, next.epoch}, transaction);
        });
    if (saved)
        m_state->setIdentity(next);
    return saved;
}

}  // namespace tideline::server
