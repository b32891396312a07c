// What the window shows of the sync, and what one can do about it: pauses, the queue, the activity.
#include "ui/folder_actions.h"
#include "ui/main_window.h"
#include "ui/tray/pause_menu.h"
#include "ui/views/activity_page.h"
#include "ui/views/file_view.h"
#include "ui/views/status_strip.h"
#include "ui/views/transfer_panel.h"

namespace tideline::ui {

void MainWindow::connectSeeing()
{
    m_pauseMenu = new PauseMenu(this);
    connect(m_pauseMenu, &PauseMenu::pauseAsked, this, [this](qint64 untilMs) { setPaused(true, untilMs); });
    connect(m_activity, &ActivityPage::entryAsked, this, [this](const QString &key, const QByteArray &folder, const QByteArray &entry) {
        m_navigator.go(Place::folderOf(key, folder));
        m_files->selectLater({entry});
    });
    connect(m_activity, &ActivityPage::undone, this, [this](const QString &what) { m_status->showMessage(what, 8000); });
    connect(m_transfers, &TransferPanel::pauseAsked, this, [this](const QString &project) { togglePause(project, true); });
    connect(m_transfers, &TransferPanel::cancelAsked, m_folderActions, &FolderActions::cancelTransfer);
    connect(m_transfers, &TransferPanel::syncAsked, this, [this](const QString &project) { syncNow(false, project); });
    connect(m_transfers, &TransferPanel::activityAsked, this, [this] { m_navigator.go({Place::Kind::Activity, {}, {}}); });
}

}  // namespace tideline::ui
