// The tray icon: the state at a glance, and the way to the menu.
#pragma once

#include "ui/tray/tray_menu.h"
#include "ui/tray/tray_state.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QDBusServiceWatcher;
class QSystemTrayIcon;

namespace tideline::ui {

/// Waits for a tray to come, then lives in it.
///
/// Qt looks for a D-Bus tray once per process, when the first QSystemTrayIcon is made, and an icon without a tray still
/// calls itself visible: so the icon is made only when a StatusNotifierWatcher owns its name or after a time-out, and
/// isLive() asks the tray, not the icon.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: everything the icon can do is in its menu, since a click may open that alone.
class Tray final : public QObject {
    Q_OBJECT
public:
    explicit Tray(ServiceState &state, QObject *parent = nullptr);
    ~Tray() override;

    void start();
    /// Whether someone shows the icon: only then may a window hide behind it.
    bool isLive() const;
    TrayState shown() const { return m_shown; }
    TrayMenu &menu() { return m_menu; }

Q_SIGNALS:
    void liveChanged(bool live);
    /// A click on the icon, where that does not open the menu.
    void openAsked();

private:
    void make();
    void checkLive();
    void showState();

    ServiceState &m_state;
    TrayMenu m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QDBusServiceWatcher *m_watcher = nullptr;
    QTimer m_patience, m_look;
    bool m_watcherOwned = false;  ///< a StatusNotifierWatcher is on the bus
    bool m_overBus = false;       ///< … and was when the icon was made
    bool m_live = false;
    TrayState m_shown = TrayState::Idle;
};

}  // namespace tideline::ui
