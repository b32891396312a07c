#include "app/desktop/beside_window.h"

#include <QMenu>
#include <QSettings>

#include <utility>

namespace tideline::desktop {

using ui::MainWindow;
using ui::Notifier;
using ui::Place;
using ui::TrayMenu;

BesideWindow::BesideWindow(ui::ServiceState &state, MainWindow &window)
    : m_state(state), m_window(window), m_tray(state), m_notifier(state, m_notifications), m_quitting(new ui::QuitQuestion(state, window))
{
    joinTray();
    joinNotifier();
    connect(&window, &MainWindow::quitAsked, this, &BesideWindow::askQuit);
    connect(&window, &MainWindow::closed, this, &BesideWindow::askQuit);
    connect(m_quitting, &ui::QuitQuestion::quit, this, &BesideWindow::quit);
    connect(&window, &MainWindow::projectMenuMade, this, [this](QMenu *menu, const QString &key) { addToMenu(*menu, key); });
    connect(&window, &MainWindow::wentToTray, this, &BesideWindow::explainClosing);
}

void BesideWindow::joinTray()
{
    TrayMenu &menu = m_tray.menu();
    menu.setSettings(m_window.actions().settings);
    connect(&m_tray, &ui::Tray::openAsked, &m_window, &MainWindow::raiseWindow);
    connect(&m_tray, &ui::Tray::liveChanged, this, &BesideWindow::setTrayLive);
    connect(&menu, &TrayMenu::quitAsked, this, &BesideWindow::askQuit);
    connect(&menu, &TrayMenu::pauseAsked, &m_window, [this](qint64 untilMs) { m_window.setPaused(true, untilMs); });
    connect(&menu, &TrayMenu::resumeAsked, &m_window, [this] { m_window.setPaused(false); });
    connect(&menu, &TrayMenu::projectAsked, this, &BesideWindow::goTo);
    connect(&menu, &TrayMenu::conflictsAsked, this, [this] {
        m_window.navigator().go({Place::Kind::Conflicts, {}, {}});
        m_window.raiseWindow();
    });
}

void BesideWindow::joinNotifier()
{
    m_notifier.setLooking([this] { return !m_notifies || (m_window.isVisible() && m_window.isActiveWindow()); });
    connect(&m_notifier, &Notifier::openAsked, &m_window, &MainWindow::raiseWindow);
    connect(&m_notifier, &Notifier::projectAsked, this, &BesideWindow::goTo);
    connect(&m_notifier, &Notifier::syncAsked, &m_window, [this](const QString &argument) { m_window.syncNow(false, argument); });
    connect(&m_notifier, &Notifier::conflictsAsked, &m_tray.menu(), &TrayMenu::conflictsAsked);
    connect(&m_notifier, &Notifier::cloneAsked, &m_window, [this](const QString &key) {
        m_window.raiseWindow();
        m_window.askAddProject(key);
    });
}

void BesideWindow::start()
{
    m_tray.start();
}

void BesideWindow::setTrayLive(bool live)
{
    m_window.setCloseHides(live && m_closeToTray);
    if (!live && !m_window.isVisible())
        m_window.show();
}

void BesideWindow::setCloseToTray(bool wanted)
{
    m_closeToTray = wanted;
    m_window.setCloseHides(m_tray.isLive() && wanted);
}

void BesideWindow::explainClosing()
{
    if (!m_tray.isLive()) {  // it went, and said nothing yet
        setTrayLive(false);
        askQuit();
    } else if (!std::exchange(m_explained, true)) {
        m_notifier.tellHidden();
    }
}

void BesideWindow::goTo(const QString &project)
{
    m_window.navigator().go(Place::folderOf(project));
    m_window.raiseWindow();
}

void BesideWindow::addToMenu(QMenu &menu, const QString &project)
{
    QAction *told = menu.addAction(tr("Notifications"));
    told->setObjectName(u"notifyProject"_s);
    told->setCheckable(true);
    told->setChecked(!m_notifier.isSilenced(project));
    connect(told, &QAction::toggled, this, [this, project](bool on) { m_notifier.setSilenced(project, !on); });
}

void BesideWindow::save(QSettings &settings) const
{
    settings.setValue(u"silenced"_s, m_notifier.silenced());
    settings.setValue(u"told_invitations"_s, m_notifier.toldInvitations());
    settings.setValue(u"closing_explained"_s, m_explained);
}

void BesideWindow::restore(QSettings &settings)
{
    m_notifier.setSilenced(settings.value(u"silenced"_s).toStringList());
    m_notifier.setToldInvitations(settings.value(u"told_invitations"_s).toStringList());
    m_explained = settings.value(u"closing_explained"_s, false).toBool();
}

}  // namespace tideline::desktop
