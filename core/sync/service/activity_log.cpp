#include "core/sync/service/activity_log.h"

#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace tideline::sync {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t kKept = 500;
}

ActivityLog::ActivityLog(const QString &profile) : m_path(profile + u"/activity.jsonl"_s)
{
    load();
}

void ActivityLog::load()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    while (!file.atEnd()) {
        const QJsonObject row = QJsonDocument::fromJson(file.readLine(64 << 10)).object();
        if (!row.isEmpty())
            m_rows.push_back(row);
    }
    if (m_rows.size() > kKept)
        m_rows.erase(m_rows.begin(), m_rows.end() - std::ptrdiff_t(kKept));
}

void ActivityLog::add(const QJsonObject &row)
{
    const std::lock_guard lock(m_mutex);
    m_rows.push_back(row);
    if (m_rows.size() > kKept)
        m_rows.erase(m_rows.begin());
    if (++m_appended < int(kKept)) {
        QFile file(m_path);
        if (file.open(QIODevice::WriteOnly | QIODevice::Append))
            file.write(QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    m_appended = 0;
    QSaveFile whole(m_path);
    if (!whole.open(QIODevice::WriteOnly))
        return;
    for (const QJsonObject &kept : m_rows)
        whole.write(QJsonDocument(kept).toJson(QJsonDocument::Compact) + '\n');
    whole.commit();
}

std::vector<QJsonObject> ActivityLog::rows(const QString &project, int limit) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<QJsonObject> found;
    for (auto it = m_rows.rbegin(); it != m_rows.rend() && int(found.size()) < limit; ++it) {
        if (project.isEmpty() || it->value(u"local_id"_s).toString() == project)
            found.push_back(*it);
    }
    return found;
}

}  // namespace tideline::sync
