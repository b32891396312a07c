#include "app/server/metadata/activity_repository.h"

#include <QJsonDocument>

namespace tideline::server {

Result<void> ActivityRepository::add(const Principal &who, qint64 nowMs, const char *kind, const QJsonObject &details, const store::Transaction &)
{
    return Query(m_database, "INSERT INTO activity (project, at_ms, user_id, user_name, kind, details) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(m_project)
        .bind(nowMs)
        .bind(who.user)
        .bind(who.name)
        .bindText(QByteArrayView(kind))
        .bindText(QJsonDocument(details).toJson(QJsonDocument::Compact))
        .run();
}

Result<std::vector<ActivityRow>> ActivityRepository::list(qint64 before, int limit) const
{
    Query query(m_database, "SELECT number, at_ms, user_id, user_name, kind, details FROM activity WHERE project = ? AND number < ?"
                            " ORDER BY number DESC LIMIT ?");
    query.bind(m_project).bind(before).bind(limit);
    std::vector<ActivityRow> rows;
    auto read = query.each([&] {
        rows.push_back({query.integer(0), query.integer(1), query.id<UserTag>(2), query.text(3), query.bytes(4),
                        QJsonDocument::fromJson(query.bytes(5)).object()});
    });
    if (!read)
        return read.error();
    return rows;
}

}  // namespace tideline::server
