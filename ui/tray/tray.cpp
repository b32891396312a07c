#include "ui/tray/tray.h"

#include "ui/theme/icons.h"
#include "ui/views/transfer_panel.h"
#include "ui/words.h"

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
constexpr int kLookMs = 30'000;  ///< an XEmbed tray that goes says nothing
constexpr int kRecent = 3;
const QString kWatcher = u"org.kde.StatusNotifierWatcher"_s;
}  // namespace

Tray::Tray(ServiceState &state, QObject *parent) : QObject(parent), m_state(state)
{
    m_menu.setObjectName(u"trayMenu"_s);
    const auto add = [this](const char *name, const QString &text, const QString &icon) {
        QAction *action = m_menu.addAction(icon.isEmpty() ? QIcon() : actionIcon(icon), text);
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    m_sentence = add("traySentence", {}, {});
    m_sentence->setEnabled(false);
    m_menu.addSeparator();
    m_recentEnd = m_menu.addSeparator();
    QAction *open = add("trayOpen", tr("Open Tideline"), u"open"_s);
    m_pause = add("trayPause", {}, {});
    m_menu.addSeparator();
    QAction *quit = add("trayQuit", tr("Quit"), u"quit"_s);
    connect(m_sentence, &QAction::triggered, this, &Tray::openAsked);
    connect(open, &QAction::triggered, this, &Tray::openAsked);
    connect(m_pause, &QAction::triggered, this, [this] { Q_EMIT pauseAsked(!m_state.overall().paused); });
    connect(quit, &QAction::triggered, this, &Tray::quitAsked);
    connect(&state, &ServiceState::overallChanged, this, &Tray::showState);
    connect(&state, &ServiceState::conflictsChanged, this, &Tray::showState);
    connect(&state, &ServiceState::activityChanged, this, &Tray::showActivity);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, &Tray::make);
    m_look.setInterval(kLookMs);
    connect(&m_look, &QTimer::timeout, this, &Tray::checkLive);
    showState();
    showActivity();
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
    m_sentence->setText(QString(overall.text).replace(u'&', u"&&"_s));
    m_sentence->setIcon(stateIcon(overall.state));
    m_pause->setText(overall.paused ? tr("Resume syncing") : tr("Pause syncing"));
    m_pause->setIcon(actionIcon(overall.paused ? u"resume"_s : u"pause"_s));
    if (std::exchange(m_shown, state) != state && m_icon)
        m_icon->setIcon(trayIcon(state));
    if (m_icon)
        m_icon->setToolTip(tr("Tideline: %1").arg(overall.text));
}

void Tray::showActivity()
{
    for (QAction *action : std::exchange(m_recent, {})) {
        m_menu.removeAction(action);
        action->deleteLater();
    }
    for (const QJsonObject &row : m_state.activity().mid(0, kRecent)) {
        auto *action = new QAction(u"%1  (%2)"_s.arg(activityText(row), timeText(row.value(u"at_ms").toInteger())), this);
        action->setObjectName(u"trayRecent"_s);
        connect(action, &QAction::triggered, this, &Tray::openAsked);
        m_menu.insertAction(m_recentEnd, action);
        m_recent.append(action);
    }
    m_recentEnd->setVisible(!m_recent.isEmpty());
}

}  // namespace tideline::ui
