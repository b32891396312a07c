// Opens the first run: by itself when a window starts and nobody is signed in, and from the menu.
#pragma once

#include "ui/first_run/first_run_page.h"

#include <QPointer>

namespace tideline::ui {

class FirstRunDialog;
class MainWindow;

/// Thread:    GUI.
/// Ownership: borrows the window and the parts, which outlive it.
class FirstRun final : public QObject {
    Q_OBJECT
public:
    FirstRun(MainWindow &window, const FirstRunParts &parts);
    ~FirstRun() override;  ///< with the dialog, which borrows from it

    /// Opens it once it is known that nobody is signed in and no project is here, or that one was begun and not ended.
    void openWhenNeeded();
    /// The dialog; one at a time.
    FirstRunDialog &open();

private:
    void decide();

    MainWindow &m_window;
    FirstRunParts m_parts;
    QPointer<FirstRunDialog> m_dialog;
    QMetaObject::Connection m_waiting;
};

}  // namespace tideline::ui
