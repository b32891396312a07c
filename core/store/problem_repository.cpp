#include "core/store/problem_repository.h"

namespace tideline::store {

Result<std::vector<Problem>> ProblemRepository::list(qint64 project, const QString &kind) const
{
    auto statement = m_database.prepare("SELECT project, path, kind, what, mend, at_ms FROM problem "
                                        "WHERE (?1 = 0 OR project = ?1) AND (?2 = '' OR kind = ?2) ORDER BY project, path");
    if (!statement)
        return statement.error();
    statement->bind(1, project).bind(2, kind);
    std::vector<Problem> problems;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return problems;
        problems.push_back({statement->integer(0), statement->blob(1), statement->text(2), statement->text(3),
                            statement->text(4), statement->integer(5)});
    }
}

Result<std::vector<Problem>> ProblemRepository::at(qint64 project, const QByteArray &path) const
{
    auto statement = m_database.prepare("SELECT project, path, kind, what, mend, at_ms FROM problem "
                                        "WHERE project = ?1 AND path = ?2 ORDER BY kind");  // happens to be by gravity
    if (!statement)
        return statement.error();
    statement->bind(1, project).bindBlob(2, path);
    std::vector<Problem> problems;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return problems;
        problems.push_back({statement->integer(0), statement->blob(1), statement->text(2), statement->text(3),
                            statement->text(4), statement->integer(5)});
    }
}

Result<qint64> ProblemRepository::count(qint64 project, const QString &kind) const
{
    auto statement = m_database.prepare("SELECT count(*) FROM problem WHERE (?1 = 0 OR project = ?1) AND kind = ?2");
    if (!statement)
        return statement.error();
    auto row = statement->bind(1, project).bind(2, kind).step();
    if (!row)
        return row.error();
    return statement->integer(0);
}

Result<void> ProblemRepository::add(const Problem &problem, const Transaction &)
{
    auto statement = m_database.prepare("INSERT INTO problem (project, path, kind, what, mend, at_ms) "
                                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (project, path, kind) DO UPDATE SET "
                                        "what = ?4, mend = ?5, at_ms = ?6");
    if (!statement)
        return statement.error();
    return statement->bind(1, problem.project)
        .bindBlob(2, problem.path)
        .bind(3, problem.kind)
        .bind(4, problem.what)
        .bind(5, problem.mend)
        .bind(6, problem.atMs)
        .run();
}

Result<void> ProblemRepository::remove(qint64 project, const QByteArray &path, const QString &kind, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM problem WHERE project = ? AND path = ? AND kind = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, project).bindBlob(2, path).bind(3, kind).run();
}

Result<void> ProblemRepository::removePath(qint64 project, const QByteArray &path, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM problem WHERE project = ? AND path = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, project).bindBlob(2, path).run();
}

Result<void> ProblemRepository::clearScanned(qint64 project, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM problem WHERE project = ? AND kind IN ('skipped', 'error')");
    if (!statement)
        return statement.error();
    return statement->bind(1, project).run();
}

}  // namespace tideline::store
