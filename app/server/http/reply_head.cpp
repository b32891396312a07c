#include "app/server/http/reply_head.h"

#include <algorithm>
#include <ctime>

namespace tideline::server {

namespace {

const char *reason(int status)
{
    // clang-format off
    switch (status) {
    case 200: return "OK";                    case 201: return "Created";
    case 202: return "Accepted";              case 204: return "No Content";
    case 206: return "Partial Content";       case 304: return "Not Modified";
    case 400: return "Bad Request";           case 401: return "Unauthorized";
    case 403: return "Forbidden";             case 404: return "Not Found";
    case 405: return "Method Not Allowed";    case 408: return "Request Timeout";
    case 409: return "Conflict";              case 410: return "Gone";
    case 412: return "Precondition Failed";   case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";case 416: return "Range Not Satisfiable";
    case 417: return "Expectation Failed";    case 422: return "Unprocessable Content";
    case 426: return "Upgrade Required";      case 428: return "Precondition Required";
    case 429: return "Too Many Requests";     case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error"; case 501: return "Not Implemented";
    case 503: return "Service Unavailable";   case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default:  return "Status";
    }
    // clang-format on
}

bool isOurs(const QByteArray &name)
{
    static const char *const kOurs[] = {"content-length", "transfer-encoding", "connection", "date", "x-request-id"};
    return std::any_of(std::begin(kOurs), std::end(kOurs), [&](const char *own) { return qstricmp(name, own) == 0; });
}

bool isSafe(const QByteArray &text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// IMF-fixdate, made once a second.
QByteArray httpDate()
{
    thread_local std::time_t made = 0;
    thread_local QByteArray text;
    const std::time_t now = std::time(nullptr);
    if (now != made) {
        char buffer[40];
        std::tm parts{};
        gmtime_r(&now, &parts);
        text = QByteArray(buffer, qsizetype(std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts)));
        made = now;
    }
    return text;
}

}  // namespace

qint64 declaredLength(const Response &response)
{
    for (const auto &[name, value] : response.headers) {
        bool number = false;
        const qint64 length = value.toLongLong(&number);
        if (qstricmp(name, "content-length") == 0 && number && length >= 0)
            return length;
    }
    return -1;
}

QByteArray replyHead(const Response &response, Framing framing, qint64 lengthBytes, bool keepAlive,
                     const QByteArray &requestId)
{
    QByteArray head;
    head.reserve(512);
    head += "HTTP/1.1 " + QByteArray::number(response.status) + ' ' + reason(response.status);
    head += "\r\nDate: " + httpDate() + "\r\nX-Request-Id: " + requestId;
    for (const auto &[name, value] : response.headers) {
        if (!isOurs(name) && isSafe(name) && isSafe(value))
            head += "\r\n" + name + ": " + value;
    }
    if (framing == Framing::Length)
        head += "\r\nContent-Length: " + QByteArray::number(lengthBytes);
    else if (framing == Framing::Chunked)
        head += "\r\nTransfer-Encoding: chunked";
    head += keepAlive ? "\r\nConnection: keep-alive\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return head;
}

}  // namespace tideline::server
