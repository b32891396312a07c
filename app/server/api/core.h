// The server without its sockets: every endpoint as plain code over a database, a disk, a clock and chance.
#pragma once

#include "app/server/api/message.h"
#include "app/server/api/presence.h"
#include "app/server/api/principal.h"
#include "app/server/blobs/pack_key.h"
#include "app/server/metadata/pack_check.h"
#include "app/server/metadata/retention_policy.h"
#include "app/server/push/event_bus.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/files/file_system.h"
#include "core/store/database.h"

#include <QList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tideline::server {

class WebClient;

/// How much work a password's hash takes. Weak is for tests and the simulation alone.
enum class PasswordCost { Interactive, Weak };

/// A page of a list. `next` is opaque and goes back as the cursor; empty = that was the last page.
template <typename T>
struct Page {
    std::vector<T> items;
    QString next;
};

/// Where clients reach the server, for the links that it gives.
struct PublicAddress {
    QByteArray url = {};    ///< "https://tide.example.org"; empty = as each request did
    bool isHttps = false;   ///< where `url` is empty: a proxy in front speaks HTTPS
    QList<QByteArray> allowedOrigins = {};  ///< pages that may call besides its own: "https://app.example.org"
};

/// The OpenID Connect provider that people may sign in with beside their passwords.
struct ProviderSettings {
    QByteArray issuer;        ///< as it writes itself in its tokens
    QByteArray clientId;
    QByteArray clientSecret;  ///< empty = none was given
    QString name;             ///< on the button: "Sign in with …"
    QList<QByteArray> hosts = {};  ///< where its endpoints may be besides the issuer's host
    bool newUsers = false;    ///< who comes for the first time becomes a user; else only whom an administrator linked
};

/// What owners may hold and what is kept of new projects' histories, unless they say otherwise.
struct UsageDefaults {
    std::optional<qint64> defaultQuota = {};          ///< bytes for each owner, user or organisation; nullopt = no limit
    std::optional<RetentionPolicy> retention = {};    ///< of projects made from now on; nullopt = everything is kept
};

/// What its operator decides, with the defaults of the embedded server.
struct Policy {
    PublicAddress address = {};
    std::optional<ProviderSettings> provider = {};
    int requestsPerSecond = 0;  ///< of one user, or of one address without one; 0 = no limit
    UsageDefaults usage = {};
    bool invitationsMakeUsers = false;  ///< whoever was sent a code may make themselves a user with it
    std::optional<int> purgeDeletedAfterDays = 30;  ///< until then a deleted project can be restored; nullopt = for ever
};

struct ServerIdentity {
    ServerId id;  ///< this installation
    Epoch epoch;  ///< changes when a backup is restored
};

/// All endpoints below /api/v1, and what the push sessions and the administration commands need of them.
///
/// Thread:    any; calls run side by side. One mutex guards the writing connection; no call holds it while it hashes,
///            compresses or writes to a pack. In the simulation no part may switch fibers inside a call.
/// Ownership: borrows the parts, which outlive it.
/// Invariant: nothing is acknowledged before the packs it needs are fsynced and SQLite has committed with FULL sync.
class Core final : public Handler {
public:
    struct Parts {
        store::Database &database;  ///< the writing connection; used under Core's mutex alone
        /// Opens a further, read-only connection, so that reads do not wait for writes. Empty: `database` serves all.
        std::function<Result<std::unique_ptr<store::Database>>()> openReader;
        files::FileSystem &disk;  ///< rooted at the data folder; packs live in its folder "packs"
        Clock &clock;
        Random &random;
        EventBus &events;
        PasswordCost passwordCost = PasswordCost::Interactive;
        Policy policy = {};
        WebClient *web = nullptr;  ///< how the provider is asked; needed with one
        std::optional<PackKey> packKey = {};  ///< seals the packs
        std::function<void()> beforeUpkeepStep = {};  ///< called before each transaction of upkeep(), for the tests that do something there
    };
    /// Brings the schema up to date and readies the pack store; what a crash left beyond the index is ignored.
    /// Errors: Refused (the database is of a newer version), Corrupt, Io, DiskFull.
    static Result<std::unique_ptr<Core>> open(Parts parts);
    ~Core() override;

    /// Never null. The exchange may outlive neither this object nor the parts.
    std::unique_ptr<Exchange> open(const RequestHead &head) override;

    ServerIdentity identity() const;
    /// Errors: Refused (the packs are sealed, and no key was given): users can be seen to, contents cannot.
    Result<void> isUnlocked() const;

    // For the push sessions.
    /// `token`: "tdl_pat_…", without "Bearer ". Errors: SignIn.
    Result<Principal> authenticate(QByteArrayView token);
    /// The token for which a ticket was made, once. Errors: SignIn.
    Result<QByteArray> redeemTicket(QByteArrayView ticket);
    /// Counts a request that is no exchange among those of "user <id>" or "address <peer>". 0: go on; else the seconds to wait.
    int countRequest(const QByteArray &whose);
    /// The projects that `principal` may find, by id. `cursor`: empty = from the start. 1 ≤ limit ≤ 200.
    /// Errors: Invalid (the cursor is not ours).
    Result<Page<CloudProject>> listProjects(const Principal &principal, const QString &cursor, int limit);
    /// Role::None for strangers, and for projects that are deleted or never were.
    Result<Role> roleOf(const Principal &principal, const ProjectId &project);
    /// The same without what everybody may do in a public project; of a deleted project, what it was until then.
    Result<Role> memberRoleOf(const Principal &principal, const ProjectId &project);
    /// Its members, those by organisations, too; empty when it never was. Of a deleted project, those that it had until then.
    Result<std::vector<UserId>> membersOf(const ProjectId &project);

    /// Purges projects that were deleted long ago (metadata/purge.h). Once a day each: lets go what the projects' retention
    /// does not keep, and uploads that no commit took; gives back the disk what no project holds any more (metadata/collector.h). Nothing is done where it runs already. Takes its time;
    /// stopUpkeep() ends it early, in good order.
    Result<void> upkeep();
    void stopUpkeep();

    // Who is there: kept while a push session lives.
    void enter(const QString &session, const Principal &who, const QString &client, const QString &device);
    /// The projects that the session does not want to hear of: it does not have them open.
    void mute(const QString &session, const QSet<ProjectId> &projects);
    void leave(const QString &session);

    /// Reads all packs: metadata/pack_check.h.
    Result<PackCheck> checkPacks();

    // For `tideline-server user|token …`. They need no sign-in: whoever can write the data folder is the administrator.
    /// Errors: Conflict (the name is taken), Invalid (name: 1–64 characters of [a-z0-9._-]; password: 1–1024 bytes).
    Result<UserInfo> addUser(const QString &name, const QString &password);
    Result<std::vector<UserInfo>> listUsers();
    /// nullopt: the server's default; -1: no limit. What they hold now. `owner`: the name of a user or of an
    /// organisation. Errors: NotFound.
    Result<qint64> setQuota(const QString &owner, std::optional<qint64> bytes);
    /// `label`: for people, e.g. the device's name. Errors: NotFound (no such user), Invalid (an end that is past).
    Result<NewToken> createToken(const QString &user, const QString &label, const TokenTerms &terms = {});
    Result<std::vector<TokenInfo>> listTokens(const QString &user);
    /// That user signs in through the provider, too. Errors: NotFound (no such user), Conflict (the subject is somebody's), Invalid.
    Result<void> linkUser(const QString &user, const QByteArray &issuer, const QString &subject);
    /// `token`: the public id, or the whole token. Errors: NotFound.
    Result<void> revokeToken(const QString &token);
    /// To be called after a backup was put back: cursors of before are then answered with cursor_reset.
    Result<void> beginEpoch();

private:
    struct State;
    explicit Core(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace tideline::server
