// What makes a window follow its preferences, and opens its settings.
#pragma once

#include "ui/settings/settings_dialog.h"

#include <QPointer>

namespace tideline::ui {

class MainWindow;

/// Thread:    GUI.
/// Ownership: owns the window's Shortcuts; borrows the rest, which outlives it.
class WindowSettings final : public QObject {
    Q_OBJECT
public:
    /// What the dialog is made over, but for what is made here.
    struct Given {
        Preferences &preferences;
        std::shared_ptr<const Autostart> autostart;
        QString profile, logFile;
        std::function<void(const QString &name)> openProfile;
    };
    WindowSettings(MainWindow &window, ServiceState &state, Given given);
    ~WindowSettings() override;  ///< with the dialog, which borrows from it

    void open(SettingsDialog::Page page = SettingsDialog::General);

private:
    MainWindow &m_window;
    ServiceState &m_state;
    Given m_given;
    Shortcuts m_shortcuts;
    QPointer<SettingsDialog> m_dialog;
};

}  // namespace tideline::ui
