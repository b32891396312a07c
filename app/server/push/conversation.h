// The push protocol `tideline.v1` as plain code: messages and events in, messages out. No socket, no timer.
#pragma once

#include "app/server/push/push_source.h"

#include <QJsonObject>
#include <QSet>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tideline::server {

/// Close codes of the protocol; 4001, 4003 and 4004 tell the client not to come back as it is.
enum class CloseCode {
    Unsupported = 1003,
    Restart = 1012,
    Token = 4001,
    NoHello = 4008,
    SlowConsumer = 4009,
    TooManyMessages = 4029,
    Silent = 4010,
};

struct PushSettings {
    std::chrono::milliseconds helloTimeout{5'000};
    std::chrono::milliseconds heartbeat{10'000};    ///< two of our pings unanswered is dead
    std::chrono::milliseconds mergeWindow{200};     ///< hints of a project within it are merged
    std::chrono::milliseconds tokenCheck{4'000};    ///< how often the token is looked at again
    int messagesPerSecond = 50;                     ///< of the client's, with a burst of twice as many
    qint64 maxMessageBytes = 64 << 10;
    qint64 maxQueuedBytes = 256 << 10;              ///< to a client that does not read
    int maxSubscriptions = 1000;
    int maxSessionsOfUser = 256;                    ///< each asks the database at every change of anybody's
};

/// One client's side of the protocol. All projects that it may find are subscribed from the start; `unsubscribe` mutes
/// some, `subscribe` takes that back.
///
/// Thread:    one call at a time, on any thread; calls ask the PushSource and so may block.
/// Ownership: borrows the source, which outlives it.
/// Invariant: a hint leaves only for a project that the user may find at that moment, and never to the session that made the
///            change; a hint that names no project only to the users that it is about; after a Close nothing leaves.
class Conversation {
public:
    using Time = std::chrono::nanoseconds;  ///< monotonic
    struct Outgoing {
        QByteArray text;                 ///< a message, or empty
        std::optional<CloseCode> close;  ///< the last thing that is sent
        QString reason;
    };
    using Out = std::vector<Outgoing>;

    Conversation(PushSource &source, Principal who, QByteArray token, const PushSettings &settings, Time now);

    Out onMessage(QByteArrayView text, Time now);
    Out onBinary();
    Out onEvent(const ChangeEvent &event, Time now);
    /// To be called when nextTick() has come; earlier does no harm.
    Out onTick(Time now);
    /// The server stops; the client may come back after a random wait in this range.
    Out bye(std::chrono::milliseconds least, std::chrono::milliseconds most);
    Time nextTick() const;
    bool ended() const { return m_ended; }

private:
    struct Lane {  ///< hints of one kind on one project
        Time sent{};
        std::optional<ChangeEvent> waiting;
    };
    using LaneKey = std::pair<ProjectId, QByteArray>;

    void handle(const QJsonObject &message, Time now, Out &out);
    void pullProjects(const QJsonObject &message, Out &out);
    void subscribe(const QJsonObject &message, bool on, Out &out);
    void reauthenticate(const QJsonObject &message, Out &out);
    void checkToken(Time now, Out &out);
    void beat(Time now, Out &out);
    void hint(const ChangeEvent &event, Lane &lane, Time now, Out &out);
    bool withinRate(Time now);
    void send(Out &out, const QJsonObject &message) const;
    void sendError(Out &out, const QJsonValue &id, const Response &problem) const;
    void close(Out &out, CloseCode code, const QString &reason);

    PushSource &m_source;
    const Principal m_who;
    QByteArray m_token;
    const PushSettings m_settings;
    const QString m_session;  ///< what the welcome says
    const Time m_helloUntil;
    Time m_nextTokenCheck;
    Time m_nextBeat;
    Time m_rateAt;
    double m_rateLeft;
    std::map<LaneKey, Lane> m_lanes;
    QSet<ProjectId> m_muted;
    int m_pings = 0;      ///< sent since the client was heard last
    int m_pingNumber = 0;
    std::shared_ptr<void> m_presence;  ///< from the hello on; when it goes the source is told
    bool m_greeted = false;
    bool m_ended = false;
};

}  // namespace tideline::server
