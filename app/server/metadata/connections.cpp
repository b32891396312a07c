#include "app/server/metadata/connections.h"

namespace tideline::server {

Result<std::unique_ptr<store::Database>> Connections::take()
{
    {
        MutexLock lock(m_idleMutex);
        if (!m_idle.empty()) {
            auto reader = std::move(m_idle.back());
            m_idle.pop_back();
            return reader;
        }
    }
    return m_openReader();
}

void Connections::giveBack(std::unique_ptr<store::Database> reader)
{
    MutexLock lock(m_idleMutex);
    m_idle.push_back(std::move(reader));
}

}  // namespace tideline::server
