// Takes back what the last sync did on this disk, as ordinary local edits.
#pragma once

#include "core/store/undo_repository.h"
#include "core/sync/service/trash_keeper.h"

#include <QHash>
#include <QSet>

#include <unordered_map>

namespace tideline::sync {

/// One step to take back, or left alone for a reason.
struct UndoRow {
    QString action;    ///< bring_back, put_back, remove, move_back, switch_back
    QByteArray path;   ///< where it is now, or comes back to
    QByteArray to{};   ///< move_back: where it goes
    QString left{};    ///< why it is left alone; empty = undone, or can be
};

/// Thread:    its caller's, which holds the project.
/// Ownership: borrows the core and the call.
/// Invariant: a file that is not what the sync left there stays as it is and is named. What is taken away is in the trash
///            before the row says so; nothing is overwritten.
class SyncUndo {
public:
    /// Errors: NotFound (the folder is away, or no sync is noted), the store's.
    static Result<SyncUndo> open(ServiceCore &core, const VerbCall &call, const LocalProject &project);

    qint64 atMs() const { return m_steps.back().atMs; }
    /// What would be done, without doing it. Errors: Cancelled.
    Result<std::vector<UndoRow>> survey();
    /// Takes back what survey() found to be as it was left. Errors: the store's, Cancelled.
    Result<std::vector<UndoRow>> run();
    /// Paths that moved back: problems noted of them are over.
    const std::vector<QByteArray> &movedBack() const { return m_movedBack; }

private:
    using Action = store::UndoStep::Action;
    SyncUndo(ServiceCore &core, const VerbCall &call, LocalProject project, TrashKeeper trash, std::vector<store::UndoStep> steps) :
        m_core(core), m_call(call), m_project(std::move(project)), m_trash(std::move(trash)), m_steps(std::move(steps))
    {
        followMoves();
    }
    void followMoves();
    bool isAsSurveyed(const store::UndoStep &step);
    QString reasonToLeave(const store::UndoStep &step, const RelativePath &now);
    QString reasonAt(const RelativePath &now, const store::UndoStep &newest);
    bool isTakenSince(const RelativePath &path);
    Result<void> takeBack(const store::UndoStep &step);
    Result<void> putBack(const store::UndoStep &step, const RelativePath &path);
    Result<void> moveBack(const RelativePath &from, const RelativePath &to);

    ServiceCore &m_core;
    const VerbCall &m_call;
    LocalProject m_project;
    TrashKeeper m_trash;
    std::vector<store::UndoStep> m_steps;  // in the sync's order
    std::vector<QByteArray> m_now;               // of each step: where that is now, as far as this sync moved it on
    QSet<QByteArray> m_ours;                     // of these, the places that the sync filled
    std::unordered_map<NodeId, files::FileStat> m_seen;
    QHash<QString, store::TrashEntry> m_parked;  // by its name in the trash
    std::unordered_map<NodeId, QString> m_left;  // by node: why it is left alone; empty = it is as the sync left it
    std::vector<QByteArray> m_movedBack;
};

}  // namespace tideline::sync
