// SQLite on a SimDisk: a VFS, so that a crash also takes what a store had not fsynced.
#pragma once

#include "tests/sim/sim_disk.h"
#include "tests/sim/sim_process.h"

namespace tideline::sim {

/// A SQLite VFS for one process on one disk, registered under name() while it lives. Paths are the disk's, from '/'.
/// No shared memory: open with Database::Options{.vfs = name(), .exclusive = true}.
///
/// Thread:    one.
/// Ownership: borrows the disk; every connection must be closed before it goes.
/// Invariant: no exception and no effect after the process's death: calls then fail with SQLITE_IOERR, and the crash
///            is thrown at the process's next call outside SQLite.
class SimVfs {
public:
    SimVfs(SimDisk &disk, std::shared_ptr<SimProcess> process);
    ~SimVfs();
    SimVfs(const SimVfs &) = delete;
    SimVfs &operator=(const SimVfs &) = delete;
    const QByteArray &name() const { return m_name; }

    struct Table;  // the C functions, in sim_vfs.cpp
private:
    friend struct Table;
    SimDisk &m_disk;
    std::shared_ptr<SimProcess> m_process;
    QByteArray m_name;
    void *m_vfs = nullptr;  ///< sqlite3_vfs
    int m_openFiles = 0;
    int m_temporaries = 0;
};

/// To be called once, before SQLite's first use in the program: no mutexes (a fiber may be left inside a call), and
/// the same random numbers in each run.
void prepareSqlite();
/// SQLite's own random numbers (salts, temporary names) from here on follow from `seed`.
void seedSqlite(quint64 seed);

}  // namespace tideline::sim
