#include "app/server/admin/open_core.h"

namespace tideline::server {

namespace {

/// Hashes and ids are keys in no order, so a commit of many files writes all over their tables: with less, their pages
/// are read anew for each batch, and half written ones go to the log and back.
constexpr int kWriterCacheKiB = 24 << 10;
/// A first clone asks for all chunks of a project, by hashes as well.
constexpr int kReaderCacheKiB = 16 << 10;
/// As keys are in no order, many commits write the same pages again: they go from the log (some 32 MB) to their places together.
constexpr int kCheckpointPages = 8000;

Error withWayOut(Error error)
{
    if (error.kind == Error::Kind::Corrupt)
        error.mend = u"Nothing was written to it. Put the data folder back from a backup."_s;
    return error;
}

}  // namespace

Result<OpenCore> openCore(const DataFolder &folder, EventBus &events, const Policy &policy, WebClient *web, std::optional<PackKey> packKey)
{
    OpenCore open;
    store::Database::Options options;
    options.path = folder.databasePath();
    options.cacheKiB = kWriterCacheKiB;
    options.checkpointPages = kCheckpointPages;
    auto database = store::Database::open(options);
    if (!database)
        return withWayOut(database.error());
    open.database = *std::move(database);
    auto disk = files::openPosixFileSystem(folder.path());
    if (!disk)
        return disk.error();
    open.disk = *std::move(disk);
    options.mode = store::Database::Mode::ReadOnly;
    options.cacheKiB = kReaderCacheKiB;
    options.checkpointPages = 0;
    auto core = Core::open({.database = *open.database,
                            .openReader = [options] { return store::Database::open(options); },
                            .disk = *open.disk,
                            .clock = systemClock(),
                            .random = systemRandom(),
                            .events = events,
                            .policy = policy,
                            .web = web,
                            .packKey = std::move(packKey)});
    if (!core)
        return withWayOut(core.error());
    open.core = *std::move(core);
    return open;
}

}  // namespace tideline::server
