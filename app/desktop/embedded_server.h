// The server of this profile: a process of tideline-server on loopback, which lives as long as the window's program.
#pragma once

#include "ui/first_run/local_server.h"

#include <QPointer>
#include <QProcess>
#include <QTimer>

namespace tideline::desktop {

/// PROFILE/server is its data folder, PROFILE/server.address what it answers at: that is there from its first good start on.
///
/// Thread:    GUI.
/// Ownership: its process, which ends with this object, and with the program however that ends.
/// Invariant: it listens on loopback alone, from one start to the next on the same port.
class EmbeddedServer final : public ui::LocalServer {
    Q_OBJECT
public:
    explicit EmbeddedServer(const QString &profile, QObject *parent = nullptr);
    ~EmbeddedServer() override;

    bool isInstalled() const override;
    bool isSetUp() const override;
    void start(QObject *context, OnAccess onAccess) override;
    bool isEmpty() const override;
    void discard() override;

private:
    void run();
    void hear();
    void takeEnd();
    void finish(const Result<Access> &outcome);
    Result<Access> access() const;
    void stop();
    void removeAll();

    QString m_data, m_addressFile;
    QProcess m_process;
    QTimer m_again;
    int m_tries = 0;        ///< of this start
    QString m_url;          ///< where it listens; empty = not yet, or no more
    QByteArray m_complaint; ///< the last of what it said on its standard error
    bool m_made = false;    ///< there was none before this program's start of it
    bool m_isWanted = false;
    bool m_isDiscarded = false;  ///< what it holds goes once it has ended
    QList<std::pair<QPointer<QObject>, OnAccess>> m_waiting;
};

}  // namespace tideline::desktop
