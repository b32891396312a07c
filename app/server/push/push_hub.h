// All push sessions: takes upgrades in, and tells every session what changed.
#pragma once

#include "app/server/http/upgrade.h"
#include "app/server/push/push_session.h"
#include "core/base/mutex.h"

#include <atomic>
#include <map>
#include <memory>
#include <set>

namespace tideline::server {

/// `GET /api/v1/events` with `Upgrade: websocket`.
///
/// Thread:    any; sessions live on the thread that adopts their socket, which must have an event loop.
/// Ownership: borrows the pool and the clock; sessions end with their sockets or their thread. The hub outlives them all.
/// Invariant: no handshake before the token is known to be good; no token is taken from a URL; a cookie is looked at only where a page
///            that may connect sent it. Of one user at most `maxSessionsOfUser` sessions live.
class PushHub final : public UpgradeHandler, public EventBus {
public:
    struct Options {
        PushSettings settings;
        PublicAddress address;  ///< whose pages may connect, and those that it allows; a request without Origin is no page
    };
    PushHub(QThreadPool &pool, Clock &clock, Options options);
    ~PushHub() override;

    /// Until then every upgrade is answered 503, and events reach nobody. Once, before the listener starts.
    void setSource(PushSource &source) { m_source = &source; }

    bool wants(const RequestHead &head) const override;
    Admission admit(const RequestHead &head) override;
    void adopt(std::unique_ptr<QTcpSocket> socket, std::unique_ptr<Ticket> ticket) override;

    void publish(const ChangeEvent &event) override;

    /// Says bye to all and refuses new ones.
    void stop();
    int sessionCount() const;
    qint64 eventsTotal() const { return m_events; }

private:
    void add(PushSession *session);
    void remove(PushSession *session);
    /// A place among the user's sessions, theirs until it goes; null when they have too many.
    std::shared_ptr<void> takePlace(const UserId &user) TIDELINE_EXCLUDES(m_mutex);

    QThreadPool &m_pool;
    Clock &m_clock;
    const Options m_options;
    std::atomic<PushSource *> m_source{nullptr};
    std::atomic<bool> m_stopping{false};
    std::atomic<qint64> m_events{0};
    mutable Mutex m_mutex;
    /// A session leaves it on its own thread before it dies.
    std::set<PushSession *> m_sessions TIDELINE_GUARDED_BY(m_mutex);
    std::map<UserId, int> m_placesOf TIDELINE_GUARDED_BY(m_mutex);  ///< of sessions, and of upgrades that become one
};

}  // namespace tideline::server
