// The tray icon and its menu: the state at a glance, the last changes, pause, open, quit.
#pragma once

#include "ui/tray/tray_state.h"

#include <QMenu>
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
    const QMenu &menu() const { return m_menu; }

Q_SIGNALS:
    void liveChanged(bool live);
    void openAsked();
    void pauseAsked(bool pause);
    void quitAsked();

private:
    void make();
    void checkLive();
    void showState();
    void showActivity();

    ServiceState &m_state;
    QMenu m_menu;
    QAction *m_sentence, *m_recentEnd, *m_pause;
    QList<QAction *> m_recent;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QDBusServiceWatcher *m_watcher = nullptr;
    QTimer m_patience, m_look;
    bool m_watcherOwned = false;  ///< a StatusNotifierWatcher is on the bus
    bool m_overBus = false;       ///< … and was when the icon was made
    bool m_live = false;
    TrayState m_shown = TrayState::Idle;
};

}  // namespace tideline::ui
