// The table `undo_step`: what the last syncs did on this disk, so that it can be taken back.
#pragma once

#include "core/schema/node.h"
#include "core/store/database.h"

#include <vector>

namespace tideline::store {

/// One visible change of the disk by a sync.
struct UndoStep {
    enum class Action { Create, Replace, Remove, Move, Switch };  ///< Switch: of the executable bit
    qint64 run = 0;       ///< which sync: a higher number is a later one
    Action action = Action::Create;
    NodeId node;
    QByteArray path;      ///< where it was at that moment (Tideline's own folder is possible); of a Move: after it
    QByteArray fromPath{};///< Move: before it
    QString parked{};     ///< Replace, Remove of a file: its name under .tideline/trash
    NodeContent content;  ///< after the step (size and time are not kept)
    qint64 atMs = 0;      ///< Unix epoch, UTC
};

/// Thread: where its Database was opened. Ownership: borrows the Database.
class UndoRepository {
public:
    explicit UndoRepository(Database &database) : m_database(database) {}

    /// A number for a sync that begins to change the disk; of those before it the last few are kept.
    Result<qint64> beginRun(qint64 project, const Transaction &);
    Result<void> add(qint64 project, const UndoStep &step, const Transaction &);
    /// The steps of the last sync that is not undone, in their order; empty: there is none.
    Result<std::vector<UndoStep>> lastRun(qint64 project) const;
    Result<void> removeRun(qint64 project, qint64 run, const Transaction &);

private:
    Database &m_database;
};

}  // namespace tideline::store
