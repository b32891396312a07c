#include "core/sync/left_out.h"

#include "core/store/problem_repository.h"

namespace tideline::sync {

using store::Transaction;
using store::Tree;

namespace {
const QString kKind = u"stopped"_s;
}

Result<void> LeftOut::forgetReleased()
{
    if (m_options.dryRun || m_options.lookOnly)
        return {};
    store::ProblemRepository problems(m_trees.database());
    auto told = problems.list(m_trees.project(), kKind);
    if (!told)
        return told.error();
    for (auto problem = told->begin(); problem != told->end();) {
        const auto path = RelativePath::parse(problem->path);
        auto stays = path ? isStoppedAt(*path) : Result<bool>(false);
        if (!stays)
            return stays.error();
        problem = *stays ? told->erase(problem) : problem + 1;
    }
    if (told->empty())
        return {};
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    for (const store::Problem &problem : *told) {
        if (auto removed = problems.remove(m_trees.project(), problem.path, kKind, *transaction); !removed)
            return removed;
    }
    return transaction->commit();
}

Result<bool> LeftOut::isStoppedAt(const RelativePath &path) const
{
    for (const Tree tree : {Tree::Local, Tree::Remote}) {
        const auto id = m_trees.find(tree, path);
        const auto row = id && *id ? m_trees.node(tree, **id) : Result<std::optional<Node>>(std::nullopt);
        if (!id || !row)
            return !id ? id.error() : row.error();
        if (*row && m_options.isStopped((*row)->id, (*row)->content.hash))
            return true;
    }
    return false;
}

Result<void> LeftOut::takeOut(Plan &plan)
{
    using Kind = Operation::Kind;
    std::vector<QByteArray> paths;
    std::erase_if(plan.operations, [&](const Operation &operation) {
        const bool isDown = operation.kind == Kind::CreateLocal || operation.kind == Kind::ReplaceLocal;
        const bool isUp = operation.kind == Kind::PutRemote && (!operation.seenRemote || operation.seenRemote->place == operation.place);
        if ((!isDown && !isUp) || !m_options.isStopped(operation.node, operation.content.hash))
            return false;
        const auto path = m_trees.path(isUp ? Tree::Local : Tree::Remote, operation.node);
        paths.push_back(path && *path ? (*path)->bytes() : operation.place.name);
        return true;
    });
    std::erase_if(paths, [this](const QByteArray &path) { return m_paths.contains(path); });
    if (paths.empty())
        return {};
    auto transaction = Transaction::begin(m_trees.database());
    if (!transaction)
        return transaction.error();
    for (const QByteArray &path : paths) {
        if (auto listed = list(path, *transaction); !listed)
            return listed;
    }
    return transaction->commit();
}

Result<void> LeftOut::list(const QByteArray &path, const Transaction &transaction)
{
    const Error stopped = stoppedByPerson();
    m_paths.insert(path);
    m_options.met("stopped: a file is left out");
    return store::ProblemRepository(m_trees.database())
        .add({m_trees.project(), path, kKind, stopped.what, stopped.mend, m_clock.nowMs()}, transaction);
}

}  // namespace tideline::sync
