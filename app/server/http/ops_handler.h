// What an operator asks: is it ready, and what are the figures.
#pragma once

#include "app/server/http/settings.h"

#include <QElapsedTimer>

#include <functional>

namespace tideline::server {

/// GET /readyz, /healthz and /metrics (Prometheus text). For a listener that only operators reach.
/// Thread: any; the functions it is given are called on any thread.
class OpsHandler final : public Handler {
public:
    struct Sources {
        std::function<bool()> ready;
        std::function<int()> pushSessions;
        std::function<qint64()> pushEvents;
        const HttpMetrics *http;
    };
    explicit OpsHandler(Sources sources) : m_sources(std::move(sources)) { m_uptime.start(); }
    std::unique_ptr<Exchange> open(const RequestHead &head) override;

private:
    QByteArray metrics() const;
    const Sources m_sources;
    QElapsedTimer m_uptime;
};

}  // namespace tideline::server
