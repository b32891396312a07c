// What lives beside the window: the tray's icon, notifications, and the question before the program ends.
#pragma once

#include "ui/dialogs/quit_question.h"
#include "ui/main_window.h"
#include "ui/notify/notifier.h"
#include "ui/service_state.h"
#include "ui/tray/tray.h"

class QSettings;

namespace tideline::desktop {

/// Thread:    GUI.
/// Ownership: borrows the state and the window, which outlive it.
/// Invariant: closing hides the window only while a tray shows the icon, and it comes back when that tray goes.
class BesideWindow final : public QObject {
    Q_OBJECT
public:
    BesideWindow(ui::ServiceState &state, ui::MainWindow &window);

    /// Looks for a tray. What is told by notifications begins with it, too.
    void start();
    bool isTrayLive() const { return m_tray.isLive(); }
    /// Whether closing the window hides it while there is a tray; else it asks to quit.
    void setCloseToTray(bool wanted);
    /// Whether anything is told by notifications.
    void setNotifies(bool wanted) { m_notifies = wanted; }
    /// Whether the engine ends with this process: then quitting may cut an upload.
    void setOwnsEngine(bool owns) { m_quitting->setOwnsEngine(owns); }
    void askQuit() { m_quitting->ask(); }

    /// Which projects are silent, which invitations were told of, and that closing was explained.
    void save(QSettings &settings) const;
    void restore(QSettings &settings);

Q_SIGNALS:
    void quit();

private:
    void joinTray();
    void joinNotifier();
    void setTrayLive(bool live);
    void explainClosing();
    void goTo(const QString &project);
    void addToMenu(QMenu &menu, const QString &project);

    ui::ServiceState &m_state;
    ui::MainWindow &m_window;
    ui::Tray m_tray;
    ui::DesktopNotifications m_notifications;
    ui::Notifier m_notifier;
    ui::QuitQuestion *m_quitting;  ///< the window's child
    bool m_closeToTray = true, m_notifies = true;
    bool m_explained = false;      ///< what closing the window does
};

}  // namespace tideline::desktop
