#include "core/store/undo_repository.h"

#include "core/store/node_columns.h"

#include <algorithm>
#include <array>

namespace tideline::store {

namespace {

constexpr qint64 kRunsKept = 10;

using Action = UndoStep::Action;
constexpr std::array<std::pair<Action, const char *>, 5> kActions{{{Action::Create, "create"},
                                                                  {Action::Replace, "replace"},
                                                                  {Action::Remove, "remove"},
                                                                  {Action::Move, "move"},
                                                                  {Action::Switch, "switch"}}};

}  // namespace

Result<qint64> UndoRepository::beginRun(qint64 project, const Transaction &)
{
    auto newest = m_database.prepare("SELECT coalesce(max(run), 0) + 1 FROM undo_step WHERE project = ?");
    if (!newest)
        return newest.error();
    newest->bind(1, project);
    if (auto row = newest->step(); !row)
        return row.error();
    const qint64 run = newest->integer(0);
    auto old = m_database.prepare("DELETE FROM undo_step WHERE project = ? AND run <= ?");
    if (!old)
        return old.error();
    auto removed = old->bind(1, project).bind(2, run - kRunsKept).run();
    return removed ? Result<qint64>(run) : removed.error();
}

Result<void> UndoRepository::add(qint64 project, const UndoStep &step, const Transaction &)
{
    auto statement = m_database.prepare("INSERT INTO undo_step (project, run, action, node, path, from_path, parked, kind, executable, "
                                        "hash, target, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!statement)
        return statement.error();
    Statement &s = *statement;
    const auto action = std::ranges::find(kActions, step.action, &std::pair<Action, const char *>::first);
    s.bind(1, project).bind(2, step.run).bindText(3, action->second).bindBlob(4, idView(step.node)).bindBlob(5, step.path);
    s.bindBlob(6, step.fromPath).bind(7, step.parked).bind(8, qint64(step.content.kind)).bind(9, step.content.executable);
    if (step.content.hash.isNull())
        s.bindNull(10);
    else
        s.bindBlob(10, step.content.hash.view());
    s.bindBlob(11, step.content.target).bind(12, step.atMs);
    return s.run();
}

Result<std::vector<UndoStep>> UndoRepository::lastRun(qint64 project) const
{
    auto statement = m_database.prepare("SELECT run, action, node, path, from_path, parked, kind, executable, hash, target, at_ms "
                                        "FROM undo_step WHERE project = ?1 AND run = (SELECT max(run) FROM undo_step WHERE "
                                        "project = ?1) ORDER BY id");
    if (!statement)
        return statement.error();
    statement->bind(1, project);
    std::vector<UndoStep> steps;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return steps;
        UndoStep step;
        step.run = statement->integer(0);
        const QByteArray name = statement->blob(1);
        const auto action = std::ranges::find_if(kActions, [&](const auto &one) { return name == one.second; });
        if (action == kActions.end())
            return Error{Error::Kind::Corrupt, u"The store holds a step that is not known."_s, QString::fromUtf8(name), {}};
        step.action = action->first;
        step.node = idAt(*statement, 2);
        step.path = statement->blob(3);
        step.fromPath = statement->blob(4);
        step.parked = statement->text(5);
        step.content.kind = NodeKind(statement->integer(6));
        step.content.executable = statement->integer(7) != 0;
        if (const auto hash = ContentHash::fromBytes(statement->blob(8)))
            step.content.hash = *hash;
        step.content.target = statement->blob(9);
        step.atMs = statement->integer(10);
        steps.push_back(std::move(step));
    }
}

Result<void> UndoRepository::removeRun(qint64 project, qint64 run, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM undo_step WHERE project = ? AND run = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, project).bind(2, run).run();
}

}  // namespace tideline::store
