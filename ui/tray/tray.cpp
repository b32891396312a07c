#include "ui/tray/tray.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusServiceWatcher>
#include <QSystemTrayIcon>

#include <utility>

namespace tideline::ui {

namespace {
constexpr int kPatienceMs = 3'000;
constexpr int kLookMs = 10'000;  ///< an XEmbed tray that goes says nothing
const QString kWatcher = u"org.kde.StatusNotifierWatcher"_s;
}  // namespace

Tray::Tray(ServiceState &state, QObject *parent) : QObject(parent), m_state(state), m_menu(state)
{
    connect(&m_menu, &TrayMenu::openAsked, this, &Tray::openAsked);
    connect(&state, &ServiceState::overallChanged, this, &Tray::showState);
    connect(&state, &ServiceState::conflictsChanged, this, &Tray::showState);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Tray::make);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &Tray::checkLive);
    showState();
}

Tray::~Tray() = default;

void Tray::start()
{
    auto bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        m_patience.start();
        return;
    }
    m_watcher = new QDBusServiceWatcher(kWatcher, bus, QDBusServiceWatcher::WatchForOwnerChange, this);
    connect(m_watcher, &QDBusServiceWatcher::serviceOwnerChanged, this,
            [this](const QString &, const QString &, const QString &owner) {
                m_watcherOwned = !owner.isEmpty();
                if (m_watcherOwned)
                    make();
                checkLive();
            });
    auto *asked = new QDBusPendingCallWatcher(bus.interface()->asyncCall(u"NameHasOwner"_s, kWatcher), this);
    connect(asked, &QDBusPendingCallWatcher::finished, this, [this, asked] {
        asked->deleteLater();
        const QDBusPendingReply<bool> reply = *asked;
        m_watcherOwned = m_watcherOwned || (reply.isValid() && reply.value());
        if (m_watcherOwned)
            make();
        else
            m_patience.start();
    });
}

void Tray::make()
{
    if (m_icon)
        return;
    m_patience.stop();
    m_overBus = m_watcherOwned;
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setContextMenu(&m_menu);
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT openAsked();
    });
    m_icon->setIcon(trayIcon(m_shown));
    showState();
    m_icon->show();
    checkLive();
    if (!m_overBus)
        m_look.start();
}

bool Tray::isLive() const
{
    return m_icon && (m_overBus ? m_watcherOwned : QSystemTrayIcon::isSystemTrayAvailable());
}

void Tray::checkLive()
{
    const bool live = isLive();
    if (std::exchange(m_live, live) != live)
        Q_EMIT liveChanged(live);
}

void Tray::showState()
{
    const Overall &overall = m_state.overall();
    const TrayState state = trayStateOf(overall, m_state.conflicts());
    if (std::exchange(m_shown, state) != state && m_icon)
        m_icon->setIcon(trayIcon(state));
    if (m_icon)
        m_icon->setToolTip(tr("Tideline: %1").arg(overall.text));
}

}  // namespace tideline::ui
