// A reply's status line and headers as bytes.
#pragma once

#include "app/server/api/message.h"

namespace tideline::server {

/// How a reply's body is framed on the wire.
enum class Framing {
    None,     ///< no body, and none announced (204, 304)
    Length,   ///< Content-Length
    Chunked,  ///< Transfer-Encoding: chunked
    Close,    ///< the end of the connection ends the body (HTTP/1.0)
};

/// The head, with the empty line. A header whose value holds CR, LF or NUL is left out: it would begin another header.
/// `lengthBytes` is used with Framing::Length only. Content-Length, Transfer-Encoding, Connection, Date and X-Request-Id
/// are the transport's; a handler's own are ignored, except a Content-Length beside a stream (see declaredLength()).
QByteArray replyHead(const Response &response, Framing framing, qint64 lengthBytes, bool keepAlive,
                     const QByteArray &requestId);

/// The Content-Length that the handler promises for its stream; -1 = none.
qint64 declaredLength(const Response &response);

}  // namespace tideline::server
