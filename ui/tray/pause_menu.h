// For how long everything is to be paused: the ways that the tray and the window offer.
#pragma once

#include <QDateTime>
#include <QMenu>

namespace tideline::ui {

/// 8 in the morning of the day after `now`. Unix epoch, UTC, milliseconds.
qint64 tomorrowMorningMs(const QDateTime &now);

/// "1 hour", "Until tomorrow", "Until I resume". Thread: GUI.
class PauseMenu final : public QMenu {
    Q_OBJECT
public:
    explicit PauseMenu(QWidget *parent = nullptr);

Q_SIGNALS:
    /// `untilMs`: Unix epoch, UTC; 0 = until somebody resumes.
    void pauseAsked(qint64 untilMs);
};

}  // namespace tideline::ui
