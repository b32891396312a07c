#include "app/server/metadata/purge.h"

#include "app/server/metadata/purge_repository.h"

namespace tideline::server {

using store::Database;
using store::Transaction;

Result<qint64> purgeDeleted(Connections &connections, std::optional<qint64> deletedBeforeMs, const std::atomic<bool> &stop,
                            const std::function<void()> &beforeEach)
{
    const auto write = [&](auto work) -> Result<qint64> {
        if (beforeEach)
            beforeEach();
        return connections.write([&](Database &database, const Transaction &transaction) -> Result<qint64> {
            PurgeRepository purge(database);
            return work(purge, transaction);
        });
    };
    const auto due = connections.read([&](Database &database) { return PurgeRepository(database).due(deletedBeforeMs); });
    if (!due)
        return due.error();
    qint64 gone = 0;
    for (const qint64 project : *due) {
        if (stop)
            return gone;
        const auto marked = write([&](PurgeRepository &purge, const Transaction &transaction) {
            return purge.begin(project, deletedBeforeMs, transaction);
        });
        if (!marked)
            return marked.error();
        if (*marked == 0)
            continue;  // restored meanwhile
        for (qint64 rows = 1; rows > 0;) {
            if (stop)
                return gone;
            const auto dropped = write([&](PurgeRepository &purge, const Transaction &transaction) {
                return purge.dropSome(project, kPurgeBatch, transaction);
            });
            if (!dropped)
                return dropped.error();
            rows = *dropped;
        }
        const auto ended = write([&](PurgeRepository &purge, const Transaction &transaction) { return purge.end(project, transaction); });
        if (!ended)
            return ended.error();
        gone += *ended;
    }
    return gone;
}

}  // namespace tideline::server
