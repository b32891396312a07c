// What the last syncs did, for people.
#pragma once

#include <QJsonObject>
#include <QString>

#include <mutex>
#include <vector>

namespace tideline::sync {

/// PROFILE/activity.jsonl: one activity row a line (core/control/README.md), bounded. Losing it loses no data.
/// Thread: any.
class ActivityLog {
public:
    explicit ActivityLog(const QString &profile);
    void add(const QJsonObject &row);
    /// Newest first; `project` (local id) empty = of all.
    std::vector<QJsonObject> rows(const QString &project, int limit) const;

private:
    void load();
    QString m_path;
    mutable std::mutex m_mutex;
    std::vector<QJsonObject> m_rows;  // oldest first
    int m_appended = 0;
};

}  // namespace tideline::sync
