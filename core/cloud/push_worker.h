// The half of PushSession that lives on its thread: a socket and two timers.
#pragma once

#include "core/cloud/backoff.h"
#include "core/cloud/push_session.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QWebSocket>

namespace tideline::cloud {

/// Thread: the session's. A state machine: Waiting → Connecting → Greeting → Live, back to Waiting on any loss, and to
/// Refused for good.
class PushWorker final : public QObject {
    Q_OBJECT
public:
    PushWorker(PushSession::Options options, PushSession::Callbacks callbacks);
    ~PushWorker() override;

    void open();
    void reconnectNow();

private:
    enum class State { Waiting, Connecting, Greeting, Live, Refused };
    void greet();
    void takeMessage(const QString &text);
    void takeWelcome(const QJsonObject &message);
    void takeHint(const QJsonObject &message);
    void pullProjects();
    void askForPage(const QJsonValue &cursor);
    void takeProjects(const QJsonObject &message);
    void beat();
    /// The link is gone, for whatever reason: tells it once and waits for the next try.
    void lose(const QString &why);
    void refuse(const Error &error);
    void dropSocket();
    /// The token to connect with; false: there is none now, and what follows is done.
    bool takeToken();
    void tellRenewed();
    /// The server does not accept the token: true when another is tried.
    bool tryAnother();
    void send(const QJsonObject &message);
    void takeClose();

    PushSession::Options m_options;
    PushSession::Callbacks m_callbacks;
    State m_state = State::Waiting;
    Backoff m_backoff;
    QTimer m_retry;      // Waiting: when to try again
    QTimer m_heartbeat;  // else: the deadline of a greeting, then the pings
    QElapsedTimer m_heard;
    QByteArray m_token;  // of this connection
    QByteArray m_refusedToken;  // that the server did not accept: another is to be asked for
    bool m_hasTriedAnother = false;  // since the last welcome
    bool m_told = false;  // `connected` was called for this socket
    std::unique_ptr<QWebSocket> m_socket;
    int m_pullId = 0;         // of the pull_projects that is under way; 0 = none
    int m_lastPullId = 0;
    bool m_pullAgain = false; // the list changed while it was being read
    std::vector<CloudProject> m_pulled;
    qint64 m_serverDelayMs = -1;  // a "bye" said when to come back
};

}  // namespace tideline::cloud
