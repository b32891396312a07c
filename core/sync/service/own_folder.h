// Takes Tideline's own folder, `.tideline`, out of a project's folder that is to be unlinked.
#pragma once

#include "core/files/tree_lock.h"
#include "core/sync/service/service_core.h"

#include <optional>

namespace tideline::sync {

/// Thread:    its caller's, which holds the project; blocks on disk.
/// Ownership: borrows the core and `cancelled`; holds the folder's lock while it lives.
/// Invariant: no byte that somebody may have saved is removed. Of what an interrupted sync left in `.tideline/tmp` that alone
///            goes which recovery knows for an unfinished download of ours; all else comes into the user's sight, or to the trash.
class OwnFolder {
public:
    /// A folder that is away, or another client's by its marker or its lock, is left alone by the calls below.
    OwnFolder(ServiceCore &core, LocalProject project, const std::atomic<bool> *cancelled);

    /// Empties `.tideline/tmp`, while the store still knows the project: what recovery can put right is put right, what is left
    /// after it comes to its place under a free name ("recovered …" where no place is known).
    /// Errors: Timeout, Cancelled (the store is busy), and those of the disk when something can go nowhere.
    Result<void> settle();
    /// Takes the rest away, but for a trash with files in it, and for a `tmp` that something came into since.
    void remove();

    /// What settle() brought into sight because no recovery knew better: paths in the project.
    const std::vector<RelativePath> &recovered() const { return m_recovered; }
    /// The trash's folder when it is not empty and stays; else empty.
    const QString &keptTrash() const { return m_keptTrash; }
    /// Whether all of `.tideline` stays, since it is another client's.
    bool isOthers() const { return m_isOthers; }

private:
    Result<void> recover();
    Result<std::map<QByteArray, QByteArray>> journalled() const;
    Result<void> bringOut(const QByteArray &name, const QByteArray &wanted);
    bool isCancelled() const { return m_cancelled && m_cancelled->load(std::memory_order_relaxed); }

    ServiceCore &m_core;
    const LocalProject m_project;
    const std::atomic<bool> *m_cancelled;
    std::unique_ptr<files::FileSystem> m_disk;  ///< null: nothing to do
    std::optional<files::TreeLock> m_lock;
    std::vector<RelativePath> m_recovered;
    QString m_keptTrash;
    bool m_isOthers = false;
    bool m_isSure = false;  ///< its marker and its progress say that the store is the one that had it last
};

}  // namespace tideline::sync
