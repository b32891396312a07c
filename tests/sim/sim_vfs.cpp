#include "tests/sim/sim_vfs.h"

#include <sqlite3.h>

#include <QtGlobal>

#include <algorithm>
#include <cstring>

namespace tideline::sim {

namespace {

struct OpenFile {
    sqlite3_file base;
    SimVfs *vfs;
    Inode *inode;  ///< kept alive by `keeper`
    InodePtr *keeper;
    QByteArray *path;
    bool deletesOnClose;
    int lock;
};

OpenFile *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<OpenFile *>(file);
}
SimVfs *vfsOf(sqlite3_vfs *vfs)
{
    return static_cast<SimVfs *>(vfs->pAppData);
}

/// The disk's paths have no leading '/'.
QByteArrayView below(const char *path)
{
    QByteArrayView view(path);
    return view.startsWith('/') ? view.sliced(1) : view;
}

}  // namespace

struct SimVfs::Table {
    static bool enter(SimVfs *vfs, const char *what, QByteArrayView detail = {})
    {
        return vfs->m_process->enterQuietly(what, detail);
    }

    /// SQLite's code for a call that is to fail; `otherwise` is that of the call. SQLITE_OK when it may go on.
    static int fails(SimVfs *vfs, int otherwise)
    {
        const auto error = vfs->m_process->fails(SimProcess::CallKind::Database);
        return !error ? SQLITE_OK : error->kind == Error::Kind::DiskFull ? SQLITE_FULL : otherwise;
    }

    static int close(sqlite3_file *base)
    {
        OpenFile *file = fileOf(base);
        SimVfs *vfs = file->vfs;
        if (file->deletesOnClose && !vfs->m_process->dead())
            (void)vfs->m_disk.removeFile(vfs->m_disk.root(), below(file->path->constData()));
        --file->inode->handles;
        --vfs->m_openFiles;
        delete file->keeper;
        delete file->path;
        return SQLITE_OK;
    }

    static int read(sqlite3_file *base, void *into, int amount, sqlite3_int64 offset)
    {
        OpenFile *file = fileOf(base);
        if (!enter(file->vfs, ("db read " + QByteArray::number(offset)).constData()))
            return SQLITE_IOERR_READ;
        if (const int code = fails(file->vfs, SQLITE_IOERR_READ); code != SQLITE_OK)
            return code;
        const std::string &data = file->inode->data;
        std::size_t got = 0;
        if (offset < qint64(data.size()))
            got = data.copy(static_cast<char *>(into), std::size_t(amount), std::size_t(offset));
        if (got == std::size_t(amount))
            return SQLITE_OK;
        std::memset(static_cast<char *>(into) + got, 0, std::size_t(amount) - got);
        return SQLITE_IOERR_SHORT_READ;
    }

    static int write(sqlite3_file *base, const void *bytes, int amount, sqlite3_int64 offset)
    {
        OpenFile *file = fileOf(base);
        const QByteArrayView view(static_cast<const char *>(bytes), amount);
        if (!enter(file->vfs, ("db write " + QByteArray::number(offset)).constData(), view))
            return SQLITE_IOERR_WRITE;
        if (const int code = fails(file->vfs, SQLITE_IOERR_WRITE); code != SQLITE_OK)
            return code;
        file->vfs->m_disk.write(*file->keeper, offset, view);
        return SQLITE_OK;
    }

    static int truncate(sqlite3_file *base, sqlite3_int64 size)
    {
        OpenFile *file = fileOf(base);
        if (!enter(file->vfs, "db truncate"))
            return SQLITE_IOERR_TRUNCATE;
        if (const int code = fails(file->vfs, SQLITE_IOERR_TRUNCATE); code != SQLITE_OK)
            return code;
        file->vfs->m_disk.resize(*file->keeper, size);
        return SQLITE_OK;
    }

    static int sync(sqlite3_file *base, int)
    {
        OpenFile *file = fileOf(base);
        if (!enter(file->vfs, "db fsync", *file->path))
            return SQLITE_IOERR_FSYNC;
        if (const int code = fails(file->vfs, SQLITE_IOERR_FSYNC); code != SQLITE_OK)
            return code;
        file->vfs->m_disk.syncFile(*file->keeper);
        return SQLITE_OK;
    }

    /// No yield point: it changes nothing, and what it tells nobody else may change.
    static int fileSize(sqlite3_file *base, sqlite3_int64 *size)
    {
        SimVfs *vfs = fileOf(base)->vfs;
        if (vfs->m_process->dead() || fails(vfs, SQLITE_IOERR_FSTAT) != SQLITE_OK)
            return SQLITE_IOERR_FSTAT;
        *size = qint64(fileOf(base)->inode->data.size());
        return SQLITE_OK;
    }

    static int lock(sqlite3_file *base, int level)
    {
        // One connection per file is the rule here (exclusive locking); a second one is our own mistake.
        fileOf(base)->lock = level;
        return fileOf(base)->vfs->m_process->dead() ? SQLITE_IOERR_LOCK : SQLITE_OK;
    }
    static int unlock(sqlite3_file *base, int level)
    {
        fileOf(base)->lock = level;
        return SQLITE_OK;
    }
    static int checkReservedLock(sqlite3_file *, int *held)
    {
        *held = 0;
        return SQLITE_OK;
    }

    static int fileControl(sqlite3_file *base, int operation, void *argument)
    {
        switch (operation) {
        case SQLITE_FCNTL_LOCKSTATE: *static_cast<int *>(argument) = fileOf(base)->lock; return SQLITE_OK;
        case SQLITE_FCNTL_VFSNAME:
            *static_cast<char **>(argument) = sqlite3_mprintf("%s", fileOf(base)->vfs->m_name.constData());
            return SQLITE_OK;
        case SQLITE_FCNTL_HAS_MOVED: *static_cast<int *>(argument) = 0; return SQLITE_OK;
        default: return SQLITE_NOTFOUND;
        }
    }
    static int sectorSize(sqlite3_file *) { return 4096; }
    static int deviceCharacteristics(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // as os_unix.c says

    static int open(sqlite3_vfs *base, const char *name, sqlite3_file *opened, int flags, int *outFlags)
    {
        static constexpr sqlite3_io_methods methods{1,
                                                    close,
                                                    read,
                                                    write,
                                                    truncate,
                                                    sync,
                                                    fileSize,
                                                    lock,
                                                    unlock,
                                                    checkReservedLock,
                                                    fileControl,
                                                    sectorSize,
                                                    deviceCharacteristics,
                                                    nullptr,
                                                    nullptr,
                                                    nullptr,
                                                    nullptr,
                                                    nullptr,
                                                    nullptr};
        SimVfs *vfs = vfsOf(base);
        opened->pMethods = nullptr;
        QByteArray path = name ? QByteArray(name) : "/sqlite-temporary-" + QByteArray::number(++vfs->m_temporaries);
        if (!enter(vfs, "db open", path))
            return SQLITE_IOERR;
        if (fails(vfs, SQLITE_CANTOPEN) != SQLITE_OK)
            return SQLITE_CANTOPEN;  // whatever the reason, as os_unix.c does
        auto inode = vfs->m_disk.find(vfs->m_disk.root(), below(path.constData()));
        if (!inode)
            return SQLITE_CANTOPEN;
        if (!*inode) {
            if (!(flags & SQLITE_OPEN_CREATE))
                return SQLITE_CANTOPEN;
            inode = vfs->m_disk.createFile(vfs->m_disk.root(), below(path.constData()));
            if (!inode)
                return SQLITE_CANTOPEN;
        }
        if ((*inode)->kind != files::FileKind::File)
            return SQLITE_CANTOPEN_ISDIR;
        OpenFile *file = fileOf(opened);
        file->vfs = vfs;
        file->keeper = new InodePtr(*inode);
        file->inode = inode->get();
        file->path = new QByteArray(std::move(path));
        file->deletesOnClose = flags & SQLITE_OPEN_DELETEONCLOSE;
        file->lock = SQLITE_LOCK_NONE;
        ++file->inode->handles;
        ++vfs->m_openFiles;
        file->base.pMethods = &methods;
        if (outFlags)
            *outFlags = flags;
        return SQLITE_OK;
    }

    static int remove(sqlite3_vfs *base, const char *path, int syncFolder)
    {
        SimVfs *vfs = vfsOf(base);
        if (!enter(vfs, "db delete", path))
            return SQLITE_IOERR_DELETE;
        if (fails(vfs, SQLITE_IOERR_DELETE) != SQLITE_OK)
            return SQLITE_IOERR_DELETE;
        const InodePtr &root = vfs->m_disk.root();
        if (auto done = vfs->m_disk.removeFile(root, below(path)); !done)
            return done.error().kind == Error::Kind::NotFound ? SQLITE_IOERR_DELETE_NOENT : SQLITE_IOERR_DELETE;
        if (syncFolder) {
            const QByteArrayView at = below(path);
            const qsizetype slash = at.lastIndexOf('/');
            if (auto folder = vfs->m_disk.find(root, at.first(std::max<qsizetype>(slash, 0))); folder && *folder)
                vfs->m_disk.syncFolder(*folder);
        }
        return SQLITE_OK;
    }

    static int access(sqlite3_vfs *base, const char *path, int, int *result)
    {
        SimVfs *vfs = vfsOf(base);
        if (!enter(vfs, "db access", path))
            return SQLITE_IOERR_ACCESS;
        if (fails(vfs, SQLITE_IOERR_ACCESS) != SQLITE_OK)
            return SQLITE_IOERR_ACCESS;
        auto inode = vfs->m_disk.find(vfs->m_disk.root(), below(path));
        *result = inode && *inode;
        return SQLITE_OK;
    }

    static int fullPath(sqlite3_vfs *, const char *path, int bytes, char *into)
    {
        if (qstrlen(path) + 1 > size_t(bytes))
            return SQLITE_CANTOPEN;
        qstrcpy(into, path);
        return SQLITE_OK;
    }

    static int randomness(sqlite3_vfs *, int bytes, char *into)
    {
        std::memset(into, 0x5d, size_t(bytes));  // seedSqlite() is what makes runs differ
        return bytes;
    }
    static int sleep(sqlite3_vfs *base, int microseconds)
    {
        enter(vfsOf(base), "db sleep");
        return microseconds;
    }
    static int currentTime64(sqlite3_vfs *base, sqlite3_int64 *julianMs)
    {
        constexpr qint64 kUnixEpochJulianMs = 210'866'760'000'000;
        *julianMs = kUnixEpochJulianMs + vfsOf(base)->m_process->scheduler().nowNs() / 1'000'000;
        return SQLITE_OK;
    }
    static int currentTime(sqlite3_vfs *base, double *julianDay)
    {
        sqlite3_int64 ms = 0;
        currentTime64(base, &ms);
        *julianDay = double(ms) / 86'400'000.0;
        return SQLITE_OK;
    }
    static int lastError(sqlite3_vfs *, int, char *) { return 0; }
};

SimVfs::SimVfs(SimDisk &disk, std::shared_ptr<SimProcess> process) : m_disk(disk), m_process(std::move(process))
{
    static quint64 number = 0;  // unique among the VFSs of the program; never traced
    m_name = "sim-" + m_process->name() + '-' + QByteArray::number(++number);
    auto *vfs = new sqlite3_vfs{};
    vfs->iVersion = 2;
    vfs->szOsFile = sizeof(OpenFile);
    vfs->mxPathname = 1024;
    vfs->zName = m_name.constData();
    vfs->pAppData = this;
    vfs->xOpen = Table::open;
    vfs->xDelete = Table::remove;
    vfs->xAccess = Table::access;
    vfs->xFullPathname = Table::fullPath;
    vfs->xRandomness = Table::randomness;
    vfs->xSleep = Table::sleep;
    vfs->xCurrentTime = Table::currentTime;
    vfs->xGetLastError = Table::lastError;
    vfs->xCurrentTimeInt64 = Table::currentTime64;
    const int code = sqlite3_vfs_register(vfs, 0);
    Q_ASSERT(code == SQLITE_OK);
    m_vfs = vfs;
}

SimVfs::~SimVfs()
{
    Q_ASSERT_X(m_openFiles == 0, "SimVfs", "a connection outlived its disk");
    auto *vfs = static_cast<sqlite3_vfs *>(m_vfs);
    sqlite3_vfs_unregister(vfs);
    delete vfs;
}

void prepareSqlite()
{
    const bool done = sqlite3_config(SQLITE_CONFIG_SINGLETHREAD) == SQLITE_OK
        && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK
        && sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 1200, 100) == SQLITE_OK;
    Q_ASSERT(done);
}

void seedSqlite(quint64 seed)
{
    sqlite3_initialize();
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, int(seed | 1), static_cast<sqlite3 *>(nullptr));
}

}  // namespace tideline::sim
