#include "app/server/http/request_parser.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <array>

namespace tideline::server {

namespace http = boost::beast::http;
namespace asio = boost::asio;

struct RequestParser::Beast {
    http::request_parser<http::buffer_body> parser;
};

namespace {

QByteArray toBytes(boost::beast::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

/// Headers that mean one thing only: a second one is a second reading, so it is refused.
bool mustBeSingle(const QByteArray &name)
{
    static const std::array<QByteArray, 8> kSingle = {"host",          "authorization", "content-type",
                                                      "content-length", "transfer-encoding", "expect",
                                                      "idempotency-key", "origin"};
    return std::find(kSingle.begin(), kSingle.end(), name) != kSingle.end();
}

}  // namespace

RequestParser::RequestParser(const Limits &limits) : m_beast(std::make_unique<Beast>()), m_limits(limits)
{
    m_beast->parser.header_limit(std::uint32_t(limits.headBytes));
    m_beast->parser.body_limit(std::uint64_t(limits.bodyBytes));
    m_beast->parser.eager(false);
}

RequestParser::~RequestParser() = default;

void RequestParser::refuse(int status, const char *code, const char16_t *title)
{
    m_refusal = Refusal{status, code, QString::fromUtf16(title)};
}

bool RequestParser::headDone() const
{
    return !m_refusal && m_beast->parser.is_header_done();
}

bool RequestParser::done() const
{
    return !m_refusal && m_beast->parser.is_done();
}

bool RequestParser::keepAlive() const
{
    return m_beast->parser.keep_alive();
}

qint64 RequestParser::bodyBytesLeft() const
{
    if (m_beast->parser.chunked())
        return -1;
    const auto left = m_beast->parser.content_length_remaining();
    return left ? qint64(*left) : 0;
}

qint64 RequestParser::feedHead(QByteArrayView bytes)
{
    Q_ASSERT(!m_refusal && !m_beast->parser.is_header_done());
    // Beast joins folded lines, would wait for ever behind a bare LF, and takes a bare CR differently by how the bytes come;
    // all are refused before it sees them.
    for (; m_scanned < bytes.size(); ++m_scanned) {
        if (bytes[m_scanned] == '\r' && m_scanned + 1 == bytes.size())
            break;  // looked at again when the next byte is here
        if (bytes[m_scanned] == '\r' && bytes[m_scanned + 1] != '\n') {
            refuse(400, "bad_request", u"A line of the head holds a bare CR.");
            return 0;
        }
        if (bytes[m_scanned] != '\n')
            continue;
        if (m_scanned == 0 ? m_headBytes == 0 : bytes[m_scanned - 1] != '\r') {
            refuse(400, "bad_request", u"A line of the head does not end in CR LF.");
            return 0;
        }
        const bool emptyLine = m_scanned >= 3 ? bytes.sliced(m_scanned - 3, 4) == "\r\n\r\n"
                                              : m_scanned == 1 && m_headBytes > 0;
        if (emptyLine)
            break;  // the body, or the next request, begins here
        if (m_scanned + 1 < bytes.size() && (bytes[m_scanned + 1] == ' ' || bytes[m_scanned + 1] == '\t')) {
            refuse(400, "bad_request", u"A header is folded over two lines.");
            return 0;
        }
        if (m_scanned + 1 == bytes.size())
            break;  // looked at again when the next byte is here
    }
    boost::beast::error_code error;
    const std::size_t used = m_beast->parser.put(asio::const_buffer(bytes.data(), std::size_t(bytes.size())), error);
    m_headBytes += qint64(used);
    m_scanned = std::max<qint64>(0, m_scanned - qint64(used));
    if (error == http::error::body_limit)
        refuse(413, "body_too_large", u"The body is over the server's limit.");
    else if (error == http::error::header_limit)
        refuse(431, "head_too_large", u"The request's head is over 16 KiB.");
    else if (error == http::error::bad_version)
        refuse(505, "http_version", u"Only HTTP/1.0 and HTTP/1.1 are served.");
    else if (error && error != http::error::need_more)
        refuse(400, "bad_request", u"The request is malformed.");
    else if ((m_beast->parser.is_header_done() ? 0 : bytes.size() - qint64(used)) + m_headBytes > m_limits.headBytes)
        refuse(431, "head_too_large", u"The request's head is over 16 KiB.");  // Beast counts the first line apart
    else if (m_beast->parser.is_header_done())
        readHead();
    return qint64(used);
}

void RequestParser::readHead()
{
    const auto &message = m_beast->parser.get();
    m_http10 = message.version() < 11;
    m_head.method = toBytes(message.method_string());
    const QByteArray target = toBytes(message.target());
    const qsizetype mark = target.indexOf('?');
    m_head.path = mark < 0 ? target : target.left(mark);
    m_head.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    if (!target.startsWith('/') || target.contains('#'))
        return refuse(400, "bad_request", u"The request's target is not a path.");
    for (const auto &field : message) {
        const QByteArray name = toBytes(field.name_string()).toLower();
        QByteArray &value = m_head.headers[name];
        if (value.isNull()) {
            value = toBytes(field.value());
            if (value.isNull())
                value = QByteArray("");
            continue;
        }
        if (mustBeSingle(name))
            return refuse(400, "bad_request", u"A header is given twice that may stand only once.");
        value += ", " + toBytes(field.value());
    }
    checkFraming();
}

void RequestParser::checkFraming()
{
    const auto &headers = m_head.headers;
    const auto coding = headers.find("transfer-encoding");
    if (!m_http10 && !headers.contains("host"))
        return refuse(400, "bad_request", u"The Host header is missing.");
    if (coding != headers.end() && headers.contains("content-length"))
        return refuse(400, "bad_request", u"Content-Length and Transfer-Encoding exclude each other.");
    if (const auto length = headers.find("content-length"); length != headers.end()) {
        if (!std::all_of(length->second.begin(), length->second.end(), [](char c) { return c >= '0' && c <= '9'; }))
            return refuse(400, "bad_request", u"Content-Length is not one number.");  // Beast takes "5, 5" for 5
    }
    if (coding != headers.end() && (m_http10 || coding->second.toLower() != "chunked"))
        return refuse(501, "transfer_coding", u"The only transfer coding served is chunked.");
    if (const auto expect = headers.find("expect"); expect != headers.end() && !m_http10) {
        if (expect->second.toLower() != "100-continue")
            return refuse(417, "expectation", u"The only expectation met is 100-continue.");
        m_expectsContinue = !m_beast->parser.is_done();
    }
    if (const auto length = m_beast->parser.content_length())
        m_head.contentLength = qint64(*length);
    if (m_head.contentLength > m_limits.bodyBytes)  // Beast says so as well; this is the second lock
        refuse(413, "body_too_large", u"The body is over the server's limit.");
}

qint64 RequestParser::feedBody(QByteArrayView bytes, QByteArray &out)
{
    Q_ASSERT(headDone());
    auto &body = m_beast->parser.get().body();
    const qsizetype before = out.size();
    out.resize(before + bytes.size());  // a coding only ever shrinks, so this is room enough
    body.data = out.data() + before;
    body.size = std::size_t(bytes.size());
    body.more = true;
    qint64 used = 0;
    while (used < bytes.size() && !m_beast->parser.is_done() && !m_refusal) {
        boost::beast::error_code error;
        const std::size_t room = body.size;
        const std::size_t step = m_beast->parser.put(
            asio::const_buffer(bytes.data() + used, std::size_t(bytes.size() - used)), error);
        used += qint64(step);
        if (body.size == room && qint64(step) > m_limits.headBytes)
            refuse(400, "bad_request", u"A chunk's head or the trailer is over 16 KiB.");
        if (error == http::error::body_limit)
            refuse(413, "body_too_large", u"The body is over the server's limit.");
        else if (error == http::error::need_more || (!error && step == 0))
            break;
        else if (error && error != http::error::need_buffer)
            refuse(400, "bad_request", u"The body's framing is malformed.");
    }
    out.resize(out.size() - qsizetype(body.size));
    body.data = nullptr;
    body.size = 0;
    if (!m_refusal && !m_beast->parser.is_done() && bytes.size() - used > m_limits.headBytes)
        refuse(400, "bad_request", u"A chunk's head or the trailer does not end.");
    return used;
}

}  // namespace tideline::server
