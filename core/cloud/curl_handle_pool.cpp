#include "core/cloud/curl_handle_pool.h"

#include <curl/curl.h>

namespace tideline::cloud {

namespace {
constexpr std::size_t kMaxIdle = 8;
}

CurlHandlePool::CurlHandlePool()
{
    [[maybe_unused]] static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);  // once for the process
}

CurlHandlePool::~CurlHandlePool()
{
    for (CURL *handle : m_idle)
        curl_easy_cleanup(handle);
}

CurlHandlePool::Loan::Loan(CurlHandlePool &pool) : m_pool(pool), m_handle(nullptr)
{
    {
        const std::lock_guard lock(m_pool.m_mutex);
        if (!m_pool.m_idle.empty()) {
            m_handle = m_pool.m_idle.back();
            m_pool.m_idle.pop_back();
        }
    }
    if (!m_handle)
        m_handle = curl_easy_init();
}

CurlHandlePool::Loan::~Loan()
{
    if (!m_handle)
        return;
    curl_easy_reset(m_handle);  // options only: the connection stays
    {
        const std::lock_guard lock(m_pool.m_mutex);
        if (m_pool.m_idle.size() < kMaxIdle) {
            m_pool.m_idle.push_back(m_handle);
            return;
        }
    }
    curl_easy_cleanup(m_handle);
}

}  // namespace tideline::cloud
