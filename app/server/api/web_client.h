// Requests that the server itself makes, as an effect: tests answer them themselves.
#pragma once

#include "core/base/result.h"

#include <QByteArray>

namespace tideline::server {

struct WebRequest {
    QByteArray url;
    QByteArray form;           ///< sent by POST, application/x-www-form-urlencoded; empty = GET
    QByteArray authorization;  ///< the header's value; empty = none
};

struct WebReply {
    int status = 0;
    QByteArray body;
};

/// Thread:    any; a call blocks, for 10 s at most.
/// Invariant: https, or http to this computer; no redirect is followed; a reply over 256 KiB is an error.
class WebClient {
public:
    virtual ~WebClient() = default;
    /// Errors: Offline, Timeout, Invalid (the address, or the reply's size).
    virtual Result<WebReply> ask(const WebRequest &request) = 0;
};

}  // namespace tideline::server
