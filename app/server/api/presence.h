// Who is there: the users whose push sessions are open, and which projects they have open.
#pragma once

#include "core/base/ids.h"
#include "core/base/mutex.h"

#include <QSet>
#include <QString>

#include <map>
#include <vector>

namespace tideline::server {

/// One push session.
struct Presence {
    UserId user;
    QString userName;
    QString client;      ///< as its hello said it, for people
    QString device;      ///< its computer's name, likewise
    qint64 sinceMs = 0;
};

/// Thread:    any.
/// Invariant: holds a session from its hello to its end; nothing outlives the process.
class PresenceBoard {
public:
    void enter(const QString &session, const Presence &presence) TIDELINE_EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_entries.insert_or_assign(session, Entry{presence, {}});
    }
    void mute(const QString &session, const QSet<ProjectId> &projects) TIDELINE_EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        if (const auto it = m_entries.find(session); it != m_entries.end())
            it->second.muted = projects;
    }
    void leave(const QString &session) TIDELINE_EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        m_entries.erase(session);
    }
    /// Sessions that have not muted this project, whoever they are: who may find it is for the caller to ask.
    std::vector<Presence> in(const ProjectId &project) const TIDELINE_EXCLUDES(m_mutex)
    {
        MutexLock lock(m_mutex);
        std::vector<Presence> found;
        for (const auto &[session, entry] : m_entries) {
            if (!entry.muted.contains(project))
                found.push_back(entry.presence);
        }
        return found;
    }

private:
    struct Entry {
        Presence presence;
        QSet<ProjectId> muted;
    };
    mutable Mutex m_mutex;
    std::map<QString, Entry> m_entries TIDELINE_GUARDED_BY(m_mutex);
};

}  // namespace tideline::server
