#include "ui/first_run/first_run.h"

#include "ui/first_run/first_run_dialog.h"
#include "ui/main_window.h"

#include <algorithm>

namespace tideline::ui {

FirstRun::FirstRun(MainWindow &window, const FirstRunParts &parts) : m_window(window), m_parts(parts)
{
    connect(window.actions().setUp, &QAction::triggered, this, [this] { open(); });
}

FirstRun::~FirstRun()
{
    delete m_dialog.data();
}

void FirstRun::openWhenNeeded()
{
    // Told whenever the rows have come, be they the same ones or none.
    m_waiting = connect(&m_parts.state, &ServiceState::conflictsChanged, this, &FirstRun::decide);
    decide();
}

/// `status` and the rows that come with it tell both: who is signed in, and what is here.
void FirstRun::decide()
{
    const Overall &overall = m_parts.state.overall();
    if (!overall.known)
        return;
    disconnect(m_waiting);
    const bool isEmpty = !overall.signedIn && std::ranges::none_of(m_parts.state.projects(), &ProjectRow::isHere);
    const bool isBegun = !m_parts.preferences.firstRun().isEmpty();
    if (isEmpty || isBegun)
        open();
}

FirstRunDialog &FirstRun::open()
{
    if (!m_dialog) {
        m_dialog = new FirstRunDialog(m_parts, &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &QDialog::accepted, &m_parts.state, &ServiceState::refresh);
    }
    m_dialog->open();
    m_dialog->raise();
    m_dialog->activateWindow();
    return *m_dialog;
}

}  // namespace tideline::ui
