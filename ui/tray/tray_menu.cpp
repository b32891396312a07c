#include "ui/tray/tray_menu.h"

#include "ui/theme/icons.h"
#include "ui/tray/pause_menu.h"
#include "ui/views/transfer_panel.h"
#include "ui/words.h"

namespace tideline::ui {

namespace {
constexpr int kTransfers = 3, kNeeds = 3, kRecent = 3;

/// As it is, with no letter of it taken for a key.
QString menuText(QString text)
{
    return text.replace(u'&', u"&&"_s).replace(u'\n', u' ');
}

void put(QAction *action, const QString &text, const QIcon &icon = {})
{
    action->setText(menuText(text));
    action->setIcon(icon);
    action->setVisible(!text.isEmpty());
}

/// A project that waits for the user: the guard's question, or what its error says.
QString needOf(const ProjectRow &row)
{
    if (!row.guardReason.isEmpty())
        return TrayMenu::tr("%1 waits for your yes").arg(row.name);
    return row.state == SyncState::Error ? u"%1: %2"_s.arg(row.name, row.text) : QString();
}
}  // namespace

TrayMenu::TrayMenu(ServiceState &state, QWidget *parent) : QMenu(parent), m_state(state)
{
    setObjectName(u"trayMenu"_s);
    m_sentence = add(u"traySentence"_s, {}, {});
    addSeparator();
    m_transfers = addLines(u"trayTransfer"_s, kTransfers);
    m_transfersEnd = addSeparator();
    m_needs = addLines(u"trayNeed"_s, kNeeds + 1);
    m_needsEnd = addSeparator();
    m_recent = addLines(u"trayRecent"_s, kRecent);
    m_recentEnd = addSeparator();
    QAction *open = add(u"trayOpen"_s, tr("Open Tideline"), u"open"_s);
    setDefaultAction(open);
    m_pause = new PauseMenu(this);
    addMenu(m_pause);
    m_resume = add(u"trayResume"_s, tr("Resume syncing"), u"resume"_s);
    m_settingsPlace = addSeparator();
    QAction *quit = add(u"trayQuit"_s, tr("Quit"), u"quit"_s);
    connect(open, &QAction::triggered, this, &TrayMenu::openAsked);
    connect(m_pause, &PauseMenu::pauseAsked, this, &TrayMenu::pauseAsked);
    connect(m_resume, &QAction::triggered, this, &TrayMenu::resumeAsked);
    connect(quit, &QAction::triggered, this, &TrayMenu::quitAsked);
    for (QAction *action : m_transfers + m_recent + QList{m_sentence})
        connect(action, &QAction::triggered, this, &TrayMenu::openAsked);
    connect(m_needs.first(), &QAction::triggered, this, &TrayMenu::conflictsAsked);
    for (QAction *action : m_needs.mid(1))
        connect(action, &QAction::triggered, this, [this, action] { Q_EMIT projectAsked(action->data().toString()); });
    connect(&state, &ServiceState::overallChanged, this, &TrayMenu::showState);
    connect(&state, &ServiceState::transfersChanged, this, &TrayMenu::showTransfers);
    connect(&state, &ServiceState::activityChanged, this, &TrayMenu::showActivity);
    for (const auto signal : {&ServiceState::conflictsChanged, &ServiceState::projectsReset})
        connect(&state, signal, this, &TrayMenu::showNeeds);
    connect(&state, &ServiceState::projectChanged, this, &TrayMenu::showNeeds);
    // "5 min ago" grows old.
    connect(this, &QMenu::aboutToShow, this, &TrayMenu::showActivity);
    showState();
    showTransfers();
    showNeeds();
    showActivity();
}

QAction *TrayMenu::add(const QString &name, const QString &text, const QString &icon)
{
    QAction *action = addAction(icon.isEmpty() ? QIcon() : actionIcon(icon), text);
    action->setObjectName(name);
    return action;
}

QList<QAction *> TrayMenu::addLines(const QString &name, int count)
{
    QList<QAction *> lines;
    for (int i = 0; i < count; ++i)
        lines.append(add(name, {}, {}));
    return lines;
}

void TrayMenu::setSettings(QAction *settings)
{
    insertAction(m_settingsPlace, settings);
}

void TrayMenu::showState()
{
    const Overall &overall = m_state.overall();
    put(m_sentence, overall.text, stateIcon(overall.state));
    m_pause->menuAction()->setVisible(!overall.paused);
    m_resume->setVisible(overall.isHeld());
    m_resume->setText(overall.paused ? tr("Resume syncing") : tr("Sync anyway"));
}

void TrayMenu::showTransfers()
{
    const QList<Transfer> &transfers = m_state.transfers();
    for (int i = 0; i < kTransfers; ++i)
        i < transfers.size() ? put(m_transfers[i], transferText(transfers[i]), actionIcon(transfers[i].up ? u"upload"_s : u"download"_s))
                             : put(m_transfers[i], {});
    if (transfers.size() > kTransfers)
        put(m_transfers.last(), tr("%Ln more transfers", nullptr, int(transfers.size() - kTransfers + 1)));
    m_transfersEnd->setVisible(!transfers.isEmpty());
}

void TrayMenu::showNeeds()
{
    const int conflicts = m_state.conflicts();
    put(m_needs.first(), conflicts == 0 ? QString() : tr("%Ln conflicts: resolve…", nullptr, conflicts),
         stateIcon(SyncState::Conflict));
    int used = 0;
    for (const ProjectRow &row : m_state.projects()) {
        const QString need = row.isHere() ? needOf(row) : QString();
        if (need.isEmpty() || used == kNeeds)
            continue;
        QAction *line = m_needs[++used];
        put(line, need, stateIcon(row.guardReason.isEmpty() ? SyncState::Error : SyncState::Waiting));
        line->setData(row.key());
    }
    for (int i = used + 1; i < m_needs.size(); ++i)
        put(m_needs[i], {});
    m_needsEnd->setVisible(conflicts > 0 || used > 0);
}

void TrayMenu::showActivity()
{
    const QList<QJsonObject> rows = m_state.activity().mid(0, kRecent);
    for (int i = 0; i < kRecent; ++i)
        put(m_recent[i], i < rows.size() ? u"%1  (%2)"_s.arg(activityText(rows[i]), timeText(rows[i].value(u"at_ms").toInteger())) : QString());
    m_recentEnd->setVisible(!rows.isEmpty());
}

}  // namespace tideline::ui
