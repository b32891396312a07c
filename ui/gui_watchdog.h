// Tells of every event that kept the GUI thread busy for longer than a frame.
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace tideline::ui {

/// "MouseButtonPress to tideline::ui::FileView(fileView)"
struct SlowEvent {
    QString event, receiver;
    std::chrono::milliseconds busy{0};
};

/// A QApplication that measures each event it delivers, when it is told to.
///
/// Thread:    GUI; other threads' events are not measured.
/// Invariant: an event's time is its own: what events delivered inside it took, and waiting in a loop of its own (a menu, a dialog), do
///            not count.
class WatchedApplication final : public QApplication {
    Q_OBJECT
public:
    WatchedApplication(int &argc, char **argv);

    /// What TIDELINE_WATCHDOG_MS says; 16 without it in a build without NDEBUG, else nullopt: nothing is measured.
    static std::optional<std::chrono::milliseconds> limitFromEnvironment();
    /// `report` is called after each event that took longer than `limit`; without it a warning is written.
    void watch(std::chrono::milliseconds limit, std::function<void(const SlowEvent &)> report = {});
    bool notify(QObject *receiver, QEvent *event) override;

private:
    void tell(QEvent::Type type, const QString &receiver, qint64 busyNs);
    std::optional<std::chrono::milliseconds> m_limit;
    std::function<void(const SlowEvent &)> m_report;
    QElapsedTimer m_clock;
    qint64 m_blockedSinceNs = -1;
    std::vector<qint64> m_notOwnNs;  ///< of each event that is being delivered, the outermost first
};

}  // namespace tideline::ui
