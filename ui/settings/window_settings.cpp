#include "ui/settings/window_settings.h"

#include "ui/main_window.h"

namespace tideline::ui {

WindowSettings::WindowSettings(MainWindow &window, ServiceState &state, Given given)
    : m_window(window), m_state(state), m_given(std::move(given)), m_shortcuts(window.actions().all(), m_given.preferences)
{
    m_window.setNewProjectDefaults([this] { return m_given.preferences.newProjectDefaults(); });
    connect(window.actions().settings, &QAction::triggered, this, [this] { open(); });
    connect(window.actions().about, &QAction::triggered, this, [this] { open(SettingsDialog::About); });
}

WindowSettings::~WindowSettings()
{
    delete m_dialog.data();
    m_window.setNewProjectDefaults({});
}

void WindowSettings::open(SettingsDialog::Page page)
{
    if (!m_dialog) {
        m_dialog = new SettingsDialog({m_state, m_given.preferences, m_shortcuts, m_given.autostart, m_given.profile, m_given.logFile, m_given.openProfile}, &m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &SettingsDialog::signInAsked, &m_window, &MainWindow::askSignIn);
    }
    m_dialog->showPage(page);
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

}  // namespace tideline::ui
