// libcurl easy handles on loan; each keeps its connection alive between two uses.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

using CURL = void;

namespace tideline::cloud {

/// Thread:    any.
/// Invariant: a handle is lent to one caller at a time; the one used last is lent first, so that few connections stay warm.
class CurlHandlePool {
public:
    CurlHandlePool();
    ~CurlHandlePool();
    CurlHandlePool(const CurlHandlePool &) = delete;
    CurlHandlePool &operator=(const CurlHandlePool &) = delete;

    /// False once the server has refused a coded body: it gets them plain from then on.
    bool codesBodies() const { return m_codesBodies; }
    void stopCodingBodies() { m_codesBodies = false; }

    /// A handle on loan, given back by its destructor. Null only when libcurl has no memory left.
    class Loan {
    public:
        explicit Loan(CurlHandlePool &pool);
        ~Loan();
        Loan(const Loan &) = delete;
        Loan &operator=(const Loan &) = delete;
        CURL *handle() const { return m_handle; }

    private:
        CurlHandlePool &m_pool;
        CURL *m_handle;
    };

private:
    std::mutex m_mutex;
    std::vector<CURL *> m_idle;
    std::atomic<bool> m_codesBodies = true;
};

}  // namespace tideline::cloud
