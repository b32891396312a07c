// SIGTERM and SIGINT as a Qt signal.
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace tideline::server {

/// One at a time in a process. Thread: the one that made it, with an event loop.
class StopSignals final : public QObject {
    Q_OBJECT
public:
    StopSignals();
    ~StopSignals() override;

Q_SIGNALS:
    /// Once for each signal that arrives.
    void stopRequested();

private:
    QSocketNotifier m_notifier;
};

}  // namespace tideline::server
