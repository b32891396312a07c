#include "ui/operations/undo_history.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace tideline::ui {

UndoHistory::UndoHistory(Backend &backend, FileWork &work, QObject *parent) : QObject(parent), m_backend(backend), m_work(work) {}

void UndoHistory::add(UndoStep step)
{
    if (step.changes.isEmpty() && step.back.isEmpty())
        return;
    m_undone.clear();
    m_done.push_back(std::move(step));
    if (m_done.size() > kSteps)
        m_done.erase(m_done.begin());
    Q_EMIT changed();
}

void UndoHistory::undo()
{
    if (canUndo())
        take(Way::Back);
}

void UndoHistory::redo()
{
    if (canRedo())
        take(Way::Again);
}

QString UndoHistory::undoText() const
{
    return m_done.empty() ? tr("Undo") : tr("Undo %1").arg(m_done.back().what);
}

QString UndoHistory::redoText() const
{
    return m_undone.empty() ? tr("Redo") : tr("Redo %1").arg(m_undone.back().what);
}

void UndoHistory::take(Way way)
{
    auto &from = way == Way::Back ? m_done : m_undone;
    UndoStep step = std::move(from.back());
    from.pop_back();
    m_busy = true;
    Q_EMIT changed();
    if (step.changes.isEmpty()) {
        ask(std::move(step), way, 0);
        return;
    }
    // In turn, and no further than the first that fails: it may be the original of what comes next.
    struct Taken {
        FileChanges changes, left;
    };
    const auto taken = std::make_shared<Taken>();
    taken->left = {step.changes.rbegin(), step.changes.rend()};
    const auto all = [taken](WorkControl &) -> Result<FileChanges> {
        while (!taken->left.isEmpty()) {
            auto done = takeBack(taken->left.first());
            if (!done)
                return done.error();
            taken->changes.append(*done);
            taken->left.removeFirst();
        }
        return FileChanges();
    };
    m_work.run({all}, [this, way, step, taken](const FileChanges &, const QList<Error> &errors) mutable {
        if (!taken->left.isEmpty()) {  // it can be tried again
            UndoStep rest = step;
            rest.changes = {taken->left.rbegin(), taken->left.rend()};
            (way == Way::Back ? m_done : m_undone).push_back(std::move(rest));
        }
        step.changes = taken->changes;
        settle(std::move(step), way, errors.isEmpty() ? std::nullopt : std::optional(errors.first()));
    });
}

void UndoHistory::ask(UndoStep step, Way way, qsizetype next)
{
    const QList<VerbCall> &calls = way == Way::Back ? step.back : step.again;
    if (next == calls.size()) {
        settle(std::move(step), way, std::nullopt);
        return;
    }
    const VerbCall call = calls[next];
    m_backend.call(call.verb, call.args, this, [this, step = std::move(step), way, next](const Result<QJsonObject> &reply) {
        if (reply)
            ask(step, way, next + 1);
        else
            settle({}, way, reply.error());  // a verb can be asked for again by hand
    });
}

void UndoHistory::settle(UndoStep step, Way way, const std::optional<Error> &error)
{
    m_busy = false;
    const QString what = step.what;
    const bool ofEngine = !step.back.isEmpty();
    if (!step.changes.isEmpty() || (ofEngine && !step.again.isEmpty()))
        (way == Way::Back ? m_undone : m_done).push_back(std::move(step));
    Q_EMIT changed();
    if (error)
        Q_EMIT failed(*error);
    else
        Q_EMIT said(way == Way::Back ? tr("Undone: %1").arg(what) : tr("Done again: %1").arg(what));
}

}  // namespace tideline::ui
