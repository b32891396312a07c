// New, rename, copy, move, duplicate, trash, clipboard and drops, each with its undo.
#pragma once

#include "ui/operations/file_clipboard.h"
#include "ui/operations/file_templates.h"
#include "ui/operations/shown_folder.h"
#include "ui/operations/undo_history.h"
#include "ui/window_actions.h"

namespace tideline::ui {

/// Joins the window's actions that change files to the shown folder.
///
/// Thread:    GUI; the disk is touched by the FileWork alone.
/// Ownership: borrows folder, actions, work and history.
class FileActions final : public QObject {
    Q_OBJECT
public:
    FileActions(ShownFolder &folder, WindowActions &actions, FileWork &work, UndoHistory &history);

    void updateAllowed();

private:
    void connectActions();
    void connectHistory();
    void updateHistory();
    void renameTo(const FileView::Entry &entry, const QString &name);
    void makeFolder();
    void makeFile(NewFile kind);
    using ForOne = Result<FileChanges> (*)(const QString &file, WorkControl &);
    /// The same with each that is selected; `said` and `what` have a blank for what they are.
    void onEach(ForOne operation, const QString &said, const QString &what, bool select);
    void each(ForOne operation, const QStringList &files, const QString &said, const QString &what, bool select);
    void trash();
    void duplicate();
    void pack();
    void packFiles(const QStringList &files);
    void unpack();
    void toClipboard(CopyOrMove verb);
    void paste();
    void put(const QStringList &sources, const QString &into, CopyOrMove verb, bool select);
    bool canPaste();
    QString askName(const QString &title, const QString &name);
    void run(QList<FileWork::Operation> operations, const QString &said, const QString &what, bool select);

    ShownFolder &m_folder;
    WindowActions &m_actions;
    FileWork &m_work;
    UndoHistory &m_history;
    std::optional<bool> m_canPaste;  ///< empty: the clipboard was not looked at since it changed
};

}  // namespace tideline::ui
