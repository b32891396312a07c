// What one does with entries: open, reveal, rename, new folder, trash, copy the path, drop files in.
#pragma once

#include "ui/file_work.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"
#include "ui/window_actions.h"

#include <QPointer>

namespace tideline::ui {

/// Joins the window's actions to the file view's selection.
///
/// Thread:    GUI; the work on files is done by FileWork.
/// Ownership: borrows state, view and actions; owns the FileWork.
/// Invariant: an action works on what was selected when it was asked for, also when the rows change meanwhile.
class FolderActions final : public QObject {
    Q_OBJECT
public:
    FolderActions(ServiceState &state, FileView &view, WindowActions &actions, QWidget *window);

    /// The project whose folder is shown; empty = none (all actions off).
    void setProject(const QString &key);
    void updateAllowed();
    void showMenu(const QPoint &global);
    void openEntry(const FileView::Entry &entry);
    /// Opens a file of this disk with the desktop's program.
    void openFile(const QString &file);

Q_SIGNALS:
    void folderAsked(const QByteArray &folder);
    void failed(const Error &error);
    /// "3 items moved to the trash"
    void done(const QString &what);
    void whyAsked();

private:
    const ProjectRow *project() const { return m_state.project(m_project); }
    QString absolute(const QByteArray &path) const;
    QStringList selectedFiles() const;
    void rename();
    void newFolder();
    void trash();
    void reveal();
    void copyPath();
    void drop(const QList<QUrl> &files, const QByteArray &folder);
    void openFromCloud(const FileView::Entry &entry);
    void run(QList<FileWork::Operation> operations, const QString &done, bool selectMade);
    QString askName(const QString &title, const QString &label, const QString &name, int selected);

    ServiceState &m_state;
    FileView &m_view;
    WindowActions &m_actions;
    QPointer<QWidget> m_window;
    FileWork m_work;
    QString m_project;
};

}  // namespace tideline::ui
