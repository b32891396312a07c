#include "tests/sim/store_image.h"

#include "app/server/metadata/server_migrations.h"
#include "tests/sim/scheduler.h"

#include <sqlite3.h>

namespace tideline::sim {

namespace {

/// The moment at which every run begins.
class BeginClock final : public Clock {
public:
    qint64 nowNs() const override { return Scheduler::kBeginNs; }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::nanoseconds(Scheduler::kBeginNs); }
    void sleepFor(std::chrono::milliseconds) override {}
};

}  // namespace

QByteArray storeImage(const store::Migrator &migrator)
{
    store::Database::Options options;
    options.path = u":memory:"_s;
    auto database = store::Database::open(options);
    Q_ASSERT(database);
    BeginClock clock;
    const bool made = (*database)->execute("PRAGMA page_size = 1024; VACUUM") && migrator.upgrade(**database, clock);
    Q_ASSERT(made);
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize((*database)->handle(), "main", &size, 0);
    Q_ASSERT(bytes);
    QByteArray image(reinterpret_cast<const char *>(bytes), qsizetype(size));
    sqlite3_free(bytes);
    return image;
}

const QByteArray &localStoreImage()
{
    static const QByteArray image = storeImage(store::Migrator::local());
    return image;
}

const QByteArray &serverStoreImage()
{
    static const QByteArray image = storeImage({server::serverMigrations(), store::kServerApplicationId});
    return image;
}

}  // namespace tideline::sim
