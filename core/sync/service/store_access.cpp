#include "core/sync/service/store_access.h"

namespace tideline::sync {

namespace {
constexpr std::size_t kMaxIdleReaders = 3;
constexpr int kMaxTries = 24;  // of 5 s each: SQLite's busy time-out
}  // namespace

Result<std::unique_ptr<StoreAccess>> StoreAccess::open(const store::StoreLocation &location, Clock &clock)
{
    auto writer = store::openProjectStore(location, clock);
    if (!writer)
        return writer.error();
    return std::unique_ptr<StoreAccess>(new StoreAccess(location, *std::move(writer)));
}

Result<std::unique_ptr<store::Database>> StoreAccess::lend()
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_readers.empty()) {
            auto reader = std::move(m_readers.back());
            m_readers.pop_back();
            return reader;
        }
    }
    return store::openProjectReader(m_location);
}

void StoreAccess::giveBack(std::unique_ptr<store::Database> reader)
{
    const std::lock_guard lock(m_mutex);
    if (m_readers.size() < kMaxIdleReaders)
        m_readers.push_back(std::move(reader));
}

Result<void> StoreAccess::write(const Write &work, const std::atomic<bool> *cancelled)
{
    const std::lock_guard lock(m_writing);
    for (int attempt = 1;; ++attempt) {
        if (cancelled && cancelled->load(std::memory_order_relaxed))
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"project store"_s, {}};
        auto transaction = store::Transaction::begin(*m_writer);
        if (!transaction) {
            if (transaction.error().kind == Error::Kind::Timeout && attempt < kMaxTries)
                continue;
            return transaction.error();
        }
        if (auto worked = work(*m_writer, *transaction); !worked)
            return worked;
        return transaction->commit();
    }
}

}  // namespace tideline::sync
