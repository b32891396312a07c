// The running server: builds the parts in order, and takes them down in order.
#pragma once

#include "app/server/admin/open_core.h"
#include "app/server/admin/options.h"
#include "app/server/admin/signals.h"
#include "app/server/http/http_server.h"
#include "app/server/http/ops_handler.h"
#include "app/server/http/site_handler.h"
#include "app/server/push/core_push_source.h"
#include "app/server/push/push_hub.h"
#include "app/server/web/curl_web_client.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace tideline::server {

/// `tideline-server` without a command.
///
/// Thread:    main.
/// Invariant: whatever ends it, steps in work end before what they work on.
class ServerApp final : public QObject {
    Q_OBJECT
public:
    explicit ServerApp(Options options);
    ~ServerApp() override;

    /// Opens the data, listens, and says so. Errors: Refused (the data folder or the port is in use), or what the parts say.
    Result<void> start();

Q_SIGNALS:
    /// After a stop signal: all connections have ended, or the cut-off has passed.
    void stopped();

private:
    void stop();
    void finishWhenQuiet();
    void upkeep();
    Result<void> listen();
    Result<void> announce() const;

    const Options m_options;
    std::optional<DataFolder> m_folder;
    QThreadPool m_pool;
    PushHub m_hub;
    CurlWebClient m_web;
    OpenCore m_store;
    std::optional<CorePushSource> m_pushSource;
    std::optional<SiteHandler> m_site;
    std::unique_ptr<HttpServer> m_http;
    std::optional<OpsHandler> m_ops;
    std::unique_ptr<HttpServer> m_opsHttp;
    StopSignals m_signals;
    QTimer m_quietCheck;
    QTimer m_upkeep;  ///< looks whether a project's daily pass is due
    bool m_stopping = false;
    bool m_drained = false;
};

}  // namespace tideline::server
