// The WebSocket on which the server says that something changed. Only hints: the cursor is the truth.
#pragma once

#include "core/base/clock.h"
#include "core/base/ids.h"
#include "core/base/random.h"
#include "core/cloud/network_settings.h"
#include "core/cloud/server_address.h"
#include "core/cloud/token_source.h"
#include "core/schema/cloud_project.h"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

class QThread;

namespace tideline::cloud {

/// "Something of this project is newer than `revision - 1`." May come late, twice or never.
struct PushHint {
    ProjectId project;
    QString kind;           ///< content, meta, members, deleted; others are new words: look at everything
    Revision revision = 0;  ///< the head when the hint was made; 0 = not said
};

class PushWorker;

/// Keeps one WebSocket open for ever, on a thread of its own, until it is destroyed or the server refuses us.
///
/// Thread:    any; the callbacks come on the session's thread, one at a time, and never after the destructor.
/// Ownership: its thread and socket.
/// Invariant: a dead link is noticed within 30 s (a ping every 10 s, two missed is dead); after a loss the first try
///            comes within 500 ms, later ones with full jitter up to 5 min.
class PushSession {
public:
    struct Options {
        ServerAddress server;
        QByteArray token;
        QString device;
        std::chrono::milliseconds heartbeat{10'000};   ///< the server's welcome may shorten it
        std::chrono::milliseconds connectTimeout{10'000};
        Random *random = &systemRandom();
        std::shared_ptr<TokenSource> tokens = {};  ///< instead of `token`: asked at each connection, and a renewed one is told
        NetworkSettings network = {};
    };
    struct Callbacks {
        /// Welcomed, under this name of the session (for CurlChannel::withSession()); `projects` follows.
        std::function<void(const QByteArray &session)> connected;
        std::function<void(const Error &)> disconnected;  ///< it tries again by itself
        std::function<void(const PushHint &)> changed;
        /// All projects of the account with their heads (`pull_projects`): after each welcome, since hints may have been
        /// missed until then, and whenever a hint tells of more than a content.
        std::function<void(std::vector<CloudProject>)> projects;
        /// It stopped: SignIn (4001, or the upgrade was refused), Denied (4003), Invalid (4004: another protocol version).
        std::function<void(const Error &)> refused;
    };
    PushSession(Options options, Callbacks callbacks);
    ~PushSession();
    PushSession(const PushSession &) = delete;
    PushSession &operator=(const PushSession &) = delete;

    /// Tries at once if it is waiting (the network is back). Does nothing when connected or refused.
    void reconnectNow();

private:
    std::unique_ptr<QThread> m_thread;
    PushWorker *m_worker;  // lives on m_thread, deleted there
};

}  // namespace tideline::cloud
