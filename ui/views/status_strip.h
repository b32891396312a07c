// The status bar: the one sentence about everything, and what waits for the user.
#pragma once

#include "ui/service_state.h"

#include <QStatusBar>

class QLabel;
class QToolButton;

namespace tideline::ui {

/// Thread: GUI. Ownership: borrows the ServiceState.
class StatusStrip final : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusStrip(ServiceState &state, QWidget *parent = nullptr);

Q_SIGNALS:
    void conflictsAsked();
    void problemsAsked();
    void signInAsked();

private:
    void showOverall();
    void showCounts();

    ServiceState &m_state;
    QLabel *m_icon, *m_sentence;
    QToolButton *m_conflicts, *m_problems, *m_account;
};

}  // namespace tideline::ui
