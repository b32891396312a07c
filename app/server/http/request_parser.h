// HTTP/1.1 requests out of bytes. Boost.Beast does the work, and is seen in request_parser.cpp alone.
#pragma once

#include "app/server/api/message.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>
#include <optional>

namespace tideline::server {

/// Parses one request: its head first, then its body piece by piece. What two parsers could read in two ways is refused
/// (Content-Length beside Transfer-Encoding, folded headers, a bare LF or CR, a second Host), because a proxy in front that reads
/// it the other way would let a client smuggle a request.
///
/// Thread:    one at a time.
/// Invariant: takes no byte that lies behind its request; holds none of the body.
class RequestParser {
public:
    struct Limits {
        qint64 headBytes = 16 << 10;  ///< of the head; of each chunk's head; of the trailer
        qint64 bodyBytes = 40 << 20;
    };
    /// Why a request is not served; the connection is closed after the reply.
    struct Refusal {
        int status = 400;
        QByteArray code;
        QString title;
    };

    explicit RequestParser(const Limits &limits);
    ~RequestParser();
    RequestParser(const RequestParser &) = delete;
    RequestParser &operator=(const RequestParser &) = delete;

    /// Takes bytes of the head and returns how many it has used; call it again with the unused ones and more.
    /// Stops behind the head's empty line. Check refusal() and headDone() afterwards.
    qint64 feedHead(QByteArrayView bytes);
    /// Takes bytes of the body, appends what they carry to `out` (never more than it was given), and returns how many it
    /// has used. Check refusal() and done() afterwards.
    qint64 feedBody(QByteArrayView bytes, QByteArray &out);

    const std::optional<Refusal> &refusal() const { return m_refusal; }
    bool headDone() const;
    /// The whole request has been read.
    bool done() const;

    // From here on: only when headDone().
    /// The request's head, without `peer`.
    const RequestHead &head() const { return m_head; }
    bool keepAlive() const;
    bool expectsContinue() const { return m_expectsContinue; }
    bool isHttp10() const { return m_http10; }
    /// Bytes of the body still to come; -1 = unknown (chunked).
    qint64 bodyBytesLeft() const;

private:
    void readHead();
    void checkFraming();
    void refuse(int status, const char *code, const char16_t *title);

    struct Beast;
    std::unique_ptr<Beast> m_beast;
    Limits m_limits;
    RequestHead m_head;
    std::optional<Refusal> m_refusal;
    qint64 m_headBytes = 0;  ///< used so far
    qint64 m_scanned = 0;    ///< bytes of the unused head whose line ends have been checked
    bool m_expectsContinue = false;
    bool m_http10 = false;
};

}  // namespace tideline::server
