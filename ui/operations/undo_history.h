// What one did in the window, with words, and how to take it back: one history over files, the trash and the engine.
#pragma once

#include "ui/backend.h"
#include "ui/operations/file_work.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace tideline::ui {

/// A verb with its arguments.
struct VerbCall {
    QString verb;
    QJsonObject args;
};

/// One thing that was done.
struct UndoStep {
    QString what;            ///< "move of 3 items": the menu says "Undo move of 3 items"
    FileChanges changes;     ///< in the order in which they were done
    QList<VerbCall> back;    ///< asked of the engine to take it back, in turn
    QList<VerbCall> again;   ///< asked of the engine to do it again
};

/// Thread:    GUI; the disk is touched by the FileWork.
/// Ownership: borrows both.
/// Invariant: taking a step back deletes nothing: what was made goes to the desktop's trash. What could not be taken back is said, and
///            stays in the history; nothing after it is touched. While a step is being taken back or done again, neither can begin.
class UndoHistory final : public QObject {
    Q_OBJECT
public:
    static constexpr int kSteps = 100;

    UndoHistory(Backend &backend, FileWork &work, QObject *parent = nullptr);

    /// Something was done: what was undone before can no longer be done again. A step without changes and verbs is none.
    void add(UndoStep step);
    void undo();
    void redo();
    bool canUndo() const { return !m_busy && !m_done.empty(); }
    bool canRedo() const { return !m_busy && !m_undone.empty(); }
    /// "Undo move of 3 items"; "Undo" when there is nothing.
    QString undoText() const;
    QString redoText() const;

Q_SIGNALS:
    void changed();
    /// "Undone: move of 3 items"
    void said(const QString &what);
    void failed(const Error &error);

private:
    enum class Way { Back, Again };
    void take(Way way);
    void ask(UndoStep step, Way way, qsizetype next);
    void settle(UndoStep step, Way way, const std::optional<Error> &error);

    Backend &m_backend;
    FileWork &m_work;
    std::vector<UndoStep> m_done, m_undone;  ///< the newest last
    bool m_busy = false;
};

}  // namespace tideline::ui
