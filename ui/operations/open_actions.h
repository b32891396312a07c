// Opening entries: in the desktop's program, in another one, in a terminal, in JupyterLab, in a file manager; from the cloud if need be.
#pragma once

#include "ui/operations/applications.h"
#include "ui/operations/shown_folder.h"
#include "ui/operations/worker.h"
#include "ui/window_actions.h"

class QMenu;

namespace tideline::ui {

/// Thread:    GUI; programs are looked for and started on a worker.
/// Ownership: borrows folder and actions.
class OpenActions final : public QObject {
    Q_OBJECT
public:
    OpenActions(ShownFolder &folder, WindowActions &actions);

    void updateAllowed();
    /// Of this process at first; tests give others.
    void setPlaces(const ApplicationPlaces &places);
    void openEntry(const FileView::Entry &entry);
    /// Opens a file of this disk with the desktop's program.
    void openFile(const QString &file);
    /// The programs that open what is selected, filled in when they are known.
    QMenu *makeOpenWithMenu(QWidget *parent);

Q_SIGNALS:
    void folderAsked(const QByteArray &folder);

private:
    void fetchAndOpen(const FileView::Entry &entry);
    void openCopy(const FileView::Entry &entry);
    void chooseProgram();
    void start(const DesktopEntry &entry, const QStringList &files);
    void run(std::function<Result<void>()> work);
    void openTerminal();
    void openJupyter();
    void reveal();
    /// The one folder that is selected, else the shown one.
    QString oneFolder() const;

    ShownFolder &m_folder;
    WindowActions &m_actions;
    ApplicationPlaces m_places;
    Worker m_worker;
    bool m_hasJupyter = false;
};

}  // namespace tideline::ui
