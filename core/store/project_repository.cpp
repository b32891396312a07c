#include "core/store/project_repository.h"

#include <QDir>

namespace tideline::store {

namespace {

#define TIDELINE_PROJECT_COLUMNS                                                                                       \
    "SELECT number, id, cloud_id, name, owner_id, root_path, epoch, revision, commit_hash, state, paused, online_only, " \
    "last_synced_at_ms, turns FROM project "

Result<LocalProject> read(const Statement &row)
{
    LocalProject project;
    project.number = row.integer(0);
    const auto id = ProjectId::fromBytes(row.blob(1));
    if (!id)
        return at(id.error(), u"project.id"_s);
    project.id = *id;
    if (!row.isNull(2)) {
        const auto cloudId = ProjectId::fromBytes(row.blob(2));
        if (!cloudId)
            return at(cloudId.error(), u"project.cloud_id"_s);
        project.cloudId = *cloudId;
    }
    project.name = row.text(3);
    project.ownerId.value = row.text(4);
    project.rootPath = row.text(5);
    if (!row.isNull(6)) {
        const auto epoch = Epoch::fromBytes(row.blob(6));
        if (!epoch)
            return at(epoch.error(), u"project.epoch"_s);
        project.epoch = *epoch;
    }
    project.revision = row.integer(7);
    if (!row.isNull(8)) {
        const auto hash = ContentHash::fromBytes(row.blob(8));
        if (!hash)
            return at(hash.error(), u"project.commit_hash"_s);
        project.commitHash = *hash;
    }
    const auto state = syncStateFromString(row.text(9));
    if (!state)
        return at(state.error(), u"project.state"_s);
    project.state = *state;
    project.paused = row.integer(10) != 0;
    project.onlineOnly = row.integer(11) != 0;
    project.lastSyncedAtMs = row.integer(12);
    project.turns = row.integer(13);
    return project;
}

Result<std::optional<LocalProject>> readOne(Result<Statement> statement)
{
    if (!statement)
        return statement.error();
    auto more = statement->step();
    if (!more)
        return more.error();
    if (!*more)
        return std::optional<LocalProject>{};
    auto project = read(*statement);
    if (!project)
        return project.error();
    return std::optional<LocalProject>{*std::move(project)};
}

void bindOrNull(Statement &statement, int index, bool null, const QByteArray &bytes)
{
    if (null)
        statement.bindNull(index);
    else
        statement.bindBlob(index, bytes);
}

}  // namespace

Result<std::vector<LocalProject>> ProjectRepository::list() const
{
    auto statement = m_database.prepare(TIDELINE_PROJECT_COLUMNS "ORDER BY name, number");
    if (!statement)
        return statement.error();
    std::vector<LocalProject> projects;
    while (true) {
        auto more = statement->step();
        if (!more)
            return more.error();
        if (!*more)
            return projects;
        auto project = read(*statement);
        if (!project)
            return project.error();
        projects.push_back(*std::move(project));
    }
}

Result<std::optional<LocalProject>> ProjectRepository::find(const ProjectId &id) const
{
    auto statement = m_database.prepare(TIDELINE_PROJECT_COLUMNS "WHERE id = ?");
    if (statement)
        statement->bindBlob(1, id.toBytes());
    return readOne(std::move(statement));
}

Result<std::optional<LocalProject>> ProjectRepository::findByNumber(qint64 number) const
{
    auto statement = m_database.prepare(TIDELINE_PROJECT_COLUMNS "WHERE number = ?");
    if (statement)
        statement->bind(1, number);
    return readOne(std::move(statement));
}

Result<std::optional<LocalProject>> ProjectRepository::findByCloudId(const ProjectId &cloudId) const
{
    auto statement = m_database.prepare(TIDELINE_PROJECT_COLUMNS "WHERE cloud_id = ?");
    if (statement)
        statement->bindBlob(1, cloudId.toBytes());
    return readOne(std::move(statement));
}

Result<std::optional<LocalProject>> ProjectRepository::findByPath(const QString &absolutePath) const
{
    // The bytes behind the root must be a '/', so that /data/a does not hold /data/ab.
    auto statement = m_database.prepare(
        TIDELINE_PROJECT_COLUMNS
        "WHERE root_path <> '' AND (root_path = ?1 OR substr(?1, 1, length(root_path) + 1) = root_path || '/') "
        "ORDER BY length(root_path) DESC LIMIT 1");
    if (statement)
        statement->bind(1, QDir::cleanPath(absolutePath));
    return readOne(std::move(statement));
}

Result<LocalProject> ProjectRepository::save(LocalProject project, const Transaction &)
{
    auto statement = m_database.prepare(
        "INSERT INTO project (id, cloud_id, name, owner_id, root_path, epoch, revision, commit_hash, state, paused, "
        "online_only, last_synced_at_ms, turns) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) "
        "ON CONFLICT (id) DO UPDATE SET cloud_id = ?2, name = ?3, owner_id = ?4, root_path = ?5, epoch = ?6, "
        "revision = ?7, commit_hash = ?8, state = ?9, paused = ?10, online_only = ?11, last_synced_at_ms = ?12, "
        "turns = ?13 "
        "RETURNING number");
    if (!statement)
        return statement.error();
    Statement &s = *statement;
    s.bindBlob(1, project.id.toBytes());
    bindOrNull(s, 2, !project.cloudId, project.cloudId ? project.cloudId->toBytes() : QByteArray());
    s.bind(3, project.name).bind(4, project.ownerId.value).bind(5, project.rootPath);
    bindOrNull(s, 6, project.epoch.isNull(), project.epoch.toBytes());
    s.bind(7, project.revision);
    bindOrNull(s, 8, project.commitHash.isNull(), project.commitHash.toBytes());
    s.bind(9, toString(project.state)).bind(10, project.paused).bind(11, project.onlineOnly);
    s.bind(12, project.lastSyncedAtMs).bind(13, project.turns);
    auto row = s.step();
    if (!row)
        return row.error();
    project.number = s.integer(0);
    // To the end: RETURNING gives its row first, and the statement is finished by the next step.
    if (auto end = s.step(); !end)
        return end.error();
    return project;
}

Result<void> ProjectRepository::remove(qint64 number, const Transaction &)
{
    auto statement = m_database.prepare("DELETE FROM project WHERE number = ?");
    if (!statement)
        return statement.error();
    return statement->bind(1, number).run();
}

Result<void> ProjectRepository::update(Statement &statement, qint64 number) const
{
    if (auto done = statement.bind(1, number).run(); !done)
        return at(done.error(), u"project %1"_s.arg(number));
    if (m_database.changes() == 0)
        return Error{Error::Kind::NotFound, u"The project is no longer in the store."_s, u"project %1"_s.arg(number), {}};
    return {};
}

Result<void> ProjectRepository::saveCursor(qint64 number, const Epoch &epoch, Revision revision,
                                           const ContentHash &commitHash, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET epoch = ?2, revision = ?3, commit_hash = ?4, "
                                        "turns = turns + (turns > 0) WHERE number = ?1");
    if (!statement)
        return statement.error();
    statement->bind(3, revision);
    bindOrNull(*statement, 2, epoch.isNull(), epoch.toBytes());
    bindOrNull(*statement, 4, commitHash.isNull(), commitHash.toBytes());
    return update(*statement, number);
}

Result<void> ProjectRepository::saveTurns(qint64 number, qint64 turns, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET turns = ?2 WHERE number = ?1");
    if (!statement)
        return statement.error();
    return update(statement->bind(2, turns), number);
}

Result<void> ProjectRepository::saveState(qint64 number, SyncState state, qint64 lastSyncedAtMs, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET state = ?2, last_synced_at_ms = CASE ?3 WHEN 0 THEN "
                                        "last_synced_at_ms ELSE ?3 END WHERE number = ?1");
    if (!statement)
        return statement.error();
    return update(statement->bind(2, toString(state)).bind(3, lastSyncedAtMs), number);
}

Result<void> ProjectRepository::savePaused(qint64 number, bool paused, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET paused = ?2 WHERE number = ?1");
    if (!statement)
        return statement.error();
    return update(statement->bind(2, paused), number);
}

Result<void> ProjectRepository::saveOnlineOnly(qint64 number, bool onlineOnly, const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET online_only = ?2 WHERE number = ?1");
    if (!statement)
        return statement.error();
    return update(statement->bind(2, onlineOnly), number);
}

Result<void> ProjectRepository::saveDescription(qint64 number, const QString &name, const OwnerId &owner,
                                                const Transaction &)
{
    auto statement = m_database.prepare("UPDATE project SET name = ?2, owner_id = ?3 WHERE number = ?1");
    if (!statement)
        return statement.error();
    return update(statement->bind(2, name).bind(3, owner.value), number);
}

}  // namespace tideline::store
