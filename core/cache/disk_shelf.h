// The values that outlive the program: a file each, an account's in a folder of its own.
#pragma once

#include "core/base/mutex.h"
#include "core/cache/sieve.h"
#include "core/cache/stored_value.h"

#include <atomic>
#include <functional>
#include <map>

namespace tideline::cache {

/// FOLDER/v1/ACCOUNT/PREFIX-SCOPE-KEY, the last three and ACCOUNT as hashes; folders 0700, files 0600. Written beside and
/// renamed, without an fsync: what a crash leaves half is found out by its checksum. Whatever is damaged, or lies where it does
/// not belong, is removed and counts as missing. A disk that is full or gone costs the file alone.
///
/// Thread:    any; calls take turns.
/// Ownership: FOLDER and all in it, other versions' too; one process at a time (the owner of the profile's engine).
/// Invariant: never more bytes than the limit, counted in blocks of 4 KiB, once the first file was written.
class DiskShelf {
public:
    /// An empty folder: nothing is kept. Nothing is created before the first write().
    DiskShelf(QString folder, qint64 limitBytes) : m_root(std::move(folder)), m_limit(limitBytes) {}

    /// nullopt: not here, or damaged.
    std::optional<StoredValue> read(const Key &key);
    /// `wanted` is asked right before the file gets its name; false = nothing is written. While it answers, no erase() runs.
    void write(const StoredValue &stored, const std::function<bool()> &wanted);
    /// Removes what is meant. A selection's `arguments` need its `scope` and `prefix`.
    void erase(const Selection &selection);
    /// Removes every other account's.
    void keepOnly(const QString &account);

    qint64 bytes() const { return m_bytes; }        ///< 0 before the first write()
    qint64 damaged() const { return m_damaged; }    ///< how many files were dropped for what was in them
    qint64 failures() const { return m_failures; }  ///< how many could not be written

private:
    struct File {
        qint64 cost = 0;
        Sieve<QString>::Place place;
    };
    bool isOff() const { return m_root.isEmpty(); }
    QString accountFolder(const QString &account) const;
    void load() TIDELINE_REQUIRES(m_mutex);
    void note(const QString &path, qint64 size) TIDELINE_REQUIRES(m_mutex);
    void drop(const QString &path) TIDELINE_REQUIRES(m_mutex);
    void makeRoom(qint64 cost) TIDELINE_REQUIRES(m_mutex);

    QString m_root;
    qint64 m_limit;
    Mutex m_mutex;
    bool m_loaded TIDELINE_GUARDED_BY(m_mutex) = false;
    std::map<QString, File> m_files TIDELINE_GUARDED_BY(m_mutex);  ///< by path; complete once loaded
    Sieve<QString> m_order TIDELINE_GUARDED_BY(m_mutex);
    std::atomic<qint64> m_bytes = 0, m_damaged = 0, m_failures = 0;
};

}  // namespace tideline::cache
