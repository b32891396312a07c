#include "app/server/http/site_handler.h"

namespace tideline::server {

namespace {

class FixedExchange final : public Exchange {
public:
    explicit FixedExchange(Response response) : m_response(std::move(response)) {}
    std::unique_ptr<Response> refused() override { return std::make_unique<Response>(std::move(m_response)); }
    Result<void> write(QByteArrayView) override { return {}; }
    Response finish() override { return {}; }

private:
    Response m_response;
};

}  // namespace

std::unique_ptr<Exchange> fixedExchange(Response response)
{
    return std::make_unique<FixedExchange>(std::move(response));
}

SiteHandler::SiteHandler(Handler &next, QByteArray openApi, QByteArray docsPage)
    : m_next(next), m_openApi(std::move(openApi)), m_docsPage(std::move(docsPage))
{
}

std::unique_ptr<Exchange> SiteHandler::open(const RequestHead &head)
{
    if (head.method != "GET" || (head.path != "/openapi.json" && head.path != "/docs" && head.path != "/"))
        return m_next.open(head);
    Response response;
    response.headers["Cache-Control"] = "no-cache";
    response.headers["X-Content-Type-Options"] = "nosniff";
    response.headers["Referrer-Policy"] = "no-referrer";
    if (head.path == "/openapi.json") {
        response.headers["Content-Type"] = "application/json";
        response.body = m_openApi;
    } else if (head.path == "/docs") {
        response.headers["Content-Type"] = "text/html; charset=utf-8";
        response.headers["Content-Security-Policy"] =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
            "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        response.body = m_docsPage;
    } else {
        response.status = 302;
        response.headers["Location"] = "/docs";
    }
    return fixedExchange(std::move(response));
}

}  // namespace tideline::server
