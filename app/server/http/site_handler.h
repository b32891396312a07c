// The pages around the API: its description and its documentation.
#pragma once

#include "app/server/api/message.h"

namespace tideline::server {

/// Answers GET /openapi.json, /docs and / itself and hands everything else on.
/// Thread: any. Ownership: borrows the other handler.
class SiteHandler final : public Handler {
public:
    SiteHandler(Handler &next, QByteArray openApi, QByteArray docsPage);
    std::unique_ptr<Exchange> open(const RequestHead &head) override;

private:
    Handler &m_next;
    const QByteArray m_openApi;
    const QByteArray m_docsPage;
};

/// An exchange whose reply is known from the head; a body is refused with 413.
std::unique_ptr<Exchange> fixedExchange(Response response);

}  // namespace tideline::server
