// The tray's menu: how everything is, what is moved, what needs the user, the last changes, and what one can do.
#pragma once

#include "ui/service_state.h"

#include <QMenu>

namespace tideline::ui {

class PauseMenu;

/// Thread:    GUI.
/// Ownership: borrows the state, which outlives it.
/// Invariant: the first line is the sentence of the status bar; entries are made once and change in place, since a panel shows a copy
///            that a rebuilt menu would close.
class TrayMenu final : public QMenu {
    Q_OBJECT
public:
    explicit TrayMenu(ServiceState &state, QWidget *parent = nullptr);

    /// "Settings…", where the program has some. Borrowed.
    void setSettings(QAction *settings);

Q_SIGNALS:
    void openAsked();
    void conflictsAsked();
    /// Leads to the project that waits for a yes or has an error; as ProjectRow::key().
    void projectAsked(const QString &key);
    /// `untilMs`: Unix epoch, UTC; 0 = until somebody resumes.
    void pauseAsked(qint64 untilMs);
    void resumeAsked();
    void quitAsked();

private:
    QAction *add(const QString &name, const QString &text, const QString &icon);
    QList<QAction *> addLines(const QString &name, int count);
    void showState();
    void showTransfers();
    void showNeeds();
    void showActivity();

    ServiceState &m_state;
    QAction *m_sentence, *m_settingsPlace;
    QAction *m_transfersEnd, *m_needsEnd, *m_recentEnd;
    QList<QAction *> m_transfers, m_needs, m_recent;
    PauseMenu *m_pause;
    QAction *m_resume;
};

}  // namespace tideline::ui
