#include "ui/tray/pause_menu.h"

#include "ui/theme/icons.h"

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 kHourMs = 3'600'000;
const QTime kMorning(8, 0);
}  // namespace

qint64 tomorrowMorningMs(const QDateTime &now)
{
    return QDateTime(now.date().addDays(1), kMorning).toMSecsSinceEpoch();
}

PauseMenu::PauseMenu(QWidget *parent) : QMenu(parent)
{
    setObjectName(u"pauseMenu"_s);
    setTitle(tr("Pause syncing"));
    setIcon(actionIcon(u"pause"_s));
    const auto add = [this](const QString &name, const QString &text, qint64 (*until)(const QDateTime &)) {
        QAction *action = addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, until] { Q_EMIT pauseAsked(until(QDateTime::currentDateTime())); });
    };
    add(u"pauseHour"_s, tr("For 1 hour"), [](const QDateTime &now) { return now.toMSecsSinceEpoch() + kHourMs; });
    add(u"pauseTomorrow"_s, tr("Until tomorrow morning"), tomorrowMorningMs);
    add(u"pauseForever"_s, tr("Until I resume"), [](const QDateTime &) { return qint64(0); });
}

}  // namespace tideline::ui
