// What one does with entries: the actions of ui/operations joined to the window, the context menu, and the words about what was done.
#pragma once

#include "ui/operations/file_work.h"
#include "ui/operations/shown_folder.h"
#include "ui/operations/undo_history.h"
#include "ui/window_actions.h"

class QMenu;

namespace tideline::ui {

class FileActions;
class InfoActions;
class OpenActions;
class SyncActions;
class Toast;

/// Joins the window's actions to the file view's selection.
///
/// Thread:    GUI; the disk is touched by workers.
/// Ownership: borrows state, view and actions; owns what does the work.
/// Invariant: the menus have at most twelve entries, in one order, whatever is selected.
class FolderActions final : public QObject {
    Q_OBJECT
public:
    FolderActions(ServiceState &state, FileView &view, WindowActions &actions, QWidget *window);
    ~FolderActions() override;

    /// The project whose folder is shown; empty = none (all actions off).
    void setProject(const QString &key);
    void updateAllowed();
    void showMenu(const QPoint &global);
    /// Of what is selected, or of the folder. The caller owns it.
    QMenu *makeMenu();
    /// "New": a folder, or a file that begins with something.
    QMenu *makeNewMenu(QWidget *parent);
    /// The engine put an entry back into a project: it can be taken away again.
    void noteRestored(const QString &localId, const QString &path);
    /// Gives a file the content that it had in `revision`. `held`: the revision that it has now, to which one can go back; 0 = none.
    void bringBack(const QString &projectKey, const QByteArray &path, qint64 revision, qint64 held);
    /// Copies a link to a file as it was in `revision`.
    void copyVersionLink(const QString &projectKey, const QByteArray &path, qint64 revision);
    /// Leaves one file out of the sync that runs. `project`: as ProjectRow::argument(); `path` inside it.
    void cancelTransfer(const QString &project, const QString &path);
    /// Opens a file of this disk with the desktop's program.
    void openFile(const QString &file);
    UndoHistory &history() { return m_history; }
    OpenActions &opening() { return *m_opening; }

Q_SIGNALS:
    void folderAsked(const QByteArray &folder);
    void failed(const Error &error);
    /// Something was done: what was said of an error before is old.
    void done(const QString &what);
    void whyAsked();

private:
    void bindKeys(QWidget *window);
    void connectWords();
    void fillEntryMenu(QMenu *menu);
    void fillFolderMenu(QMenu *menu);
    QMenu *addMenu(QMenu *menu, const QString &title, const QString &icon, const QList<QAction *> &actions);

    WindowActions &m_actions;
    ShownFolder m_folder;
    FileWork m_work;
    UndoHistory m_history;
    Toast *m_toast;
    FileActions *m_files;
    OpenActions *m_opening;
    SyncActions *m_syncing;
    InfoActions *m_info;
};

}  // namespace tideline::ui
