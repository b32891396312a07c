// A byte that says into which pieces the rest is cut on its way (0 = not at all), then what comes in on a connection.
#include "app/server/http/request_parser.h"
#include "tests/fuzz/law.h"

#include <QList>

#include <algorithm>
#include <optional>

using namespace tideline;
using namespace tideline::server;
using tideline::fuzz::law;

namespace {

constexpr RequestParser::Limits kLimits{.headBytes = 700, .bodyBytes = 300};

struct Seen {
    bool refused = false;
    bool served = false;  ///< its head was taken, whatever came of the body
    bool headDone = false;
    bool done = false;
    bool keepAlive = false;
    bool expectsContinue = false;
    RequestHead head;
    QByteArray body;
    qint64 used = 0;
};

void checkRefusal(const RequestParser &parser)
{
    const auto &refusal = *parser.refusal();
    law(refusal.status >= 400 && refusal.status < 600 && !refusal.code.isEmpty() && !refusal.title.isEmpty(),
        "a refusal says why");
    law(!parser.headDone() && !parser.done(), "what is refused is not served");
}

/// Feeds the parser as Connection does: what it has not used is seen again, with what has come since.
Seen parse(const QByteArray &bytes, qsizetype step)
{
    RequestParser parser(kLimits);
    Seen seen;
    qsizetype here = 0;
    while (!parser.refusal() && !parser.done() && here < bytes.size()) {
        here = std::min(bytes.size(), here + step);
        if (!parser.headDone()) {
            const QByteArrayView window = QByteArrayView(bytes).first(std::min<qsizetype>(here, kLimits.headBytes + 1));
            seen.used += parser.feedHead(window.sliced(seen.used));
            law(seen.used <= window.size(), "no more is used than came");
            law(!parser.headDone() || seen.used <= kLimits.headBytes, "a head keeps its limit");
            if (!parser.headDone()) {
                law(parser.refusal() || window.size() <= kLimits.headBytes, "a head over the limit is refused");
                if (!parser.refusal() && seen.used < window.size())
                    law(parser.feedHead(window.sliced(seen.used)) == 0 && !parser.headDone(),
                        "what can be used is used at once: nobody asks again until more is here");
                continue;
            }
        }
        seen.served = true;
        while (!parser.done() && !parser.refusal() && seen.used < here) {
            const qint64 left = parser.bodyBytesLeft();
            const qsizetype size = left < 0 ? here - seen.used : std::min<qsizetype>(left, here - seen.used);
            const qsizetype before = seen.body.size();
            const qint64 used = parser.feedBody(QByteArrayView(bytes).sliced(seen.used, size), seen.body);
            law(used >= 0 && used <= size && seen.body.size() - before <= used, "a body is not longer than what carries it");
            law(left < 0 || used == size || parser.refusal(), "a body of a known length is taken whole");
            law(seen.body.size() <= kLimits.bodyBytes, "a body keeps its limit");
            seen.used += used;
            if (used == 0 || left >= 0)
                break;
            QByteArray more;
            if (seen.used < here && !parser.done() && !parser.refusal())
                law(parser.feedBody(QByteArrayView(bytes).sliced(seen.used, here - seen.used), more) == 0 && more.isEmpty(),
                    "what can be used is used at once: nobody asks again until more is here");
        }
    }
    seen.refused = parser.refusal().has_value();
    if (seen.refused)
        checkRefusal(parser);
    seen.headDone = parser.headDone();
    seen.done = parser.done();
    if (seen.headDone) {
        seen.head = parser.head();
        seen.keepAlive = parser.keepAlive();
        seen.expectsContinue = parser.expectsContinue();
    }
    return seen;
}

bool isToken(const QByteArray &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
               || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isPlain(const QByteArray &text)  // what a line may hold
{
    return std::ranges::none_of(text, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7f; });
}

/// The head as RFC 9112 reads it, strictly: one CR LF a line, one blank in the first, no folding.
void checkHead(const RequestHead &head, const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    law(end >= 0, "a head ends with an empty line");
    QList<QByteArray> lines = bytes.first(end).replace("\r\n", "\n").split('\n');
    law(!bytes.first(end).replace("\r\n", "").contains('\n') && !bytes.first(end).replace("\r\n", "").contains('\r'),
        "a line ends in CR LF, and no other end is in it");
    const QList<QByteArray> words = lines.takeFirst().split(' ');
    law(words.size() == 3 && words[0] == head.method && (words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0"),
        "a request's first line is method, target and version");
    law(isToken(head.method), "a method is a word");
    law(words[1] == head.path + (words[1].contains('?') ? "?" : "") + head.query, "path and query are the target's");
    law(head.path.startsWith('/') && !head.path.contains('?') && isPlain(words[1]) && !words[1].contains('\t')
            && !words[1].contains('#'),
        "a target is a path");
    std::map<QByteArray, QByteArray> headers;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        law(colon > 0 && isToken(line.first(colon)) && isPlain(line), "a header is a word, a colon and a text");
        QByteArray &value = headers[line.first(colon).toLower()];
        value = value.isNull() ? line.sliced(colon + 1).trimmed() : value + ", " + line.sliced(colon + 1).trimmed();
        if (value.isNull())
            value = "";
    }
    law(headers == head.headers, "the headers are those that were sent");
    law(words[2] == "HTTP/1.0" || headers.contains("host"), "a request of HTTP/1.1 names its host");
    law(!headers.contains("content-length") || !headers.contains("transfer-encoding"), "a body has one length");
    law(!headers.contains("content-length") || headers["content-length"].toLongLong() == head.contentLength,
        "a body's length is the one that was sent");
    law(head.contentLength <= kLimits.bodyBytes, "a body over the limit is refused by its head");
}

/// The chunked coding, strictly. nullopt: not whole, or not in it.
struct Chunked {
    QByteArray body;
    qsizetype used = 0;
};
std::optional<Chunked> dechunked(const QByteArray &bytes)
{
    Chunked chunked;
    for (qsizetype at = 0;;) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        if (end < 0)
            return {};
        bool number = false;
        QByteArray size = bytes.sliced(at, end - at);
        size.truncate(std::max(qsizetype(0), size.contains(';') ? size.indexOf(';') : size.size()));
        size = size.trimmed();
        const qint64 length = size.toLongLong(&number, 16);
        if (!number || length < 0 || length > bytes.size() || !std::ranges::all_of(size, [](char c) { return isxdigit(c); }))
            return {};
        at = end + 2;
        if (length == 0) {
            const qsizetype last = bytes.indexOf("\r\n", at) == at ? at - 2 : bytes.indexOf("\r\n\r\n", at);
            if (last < 0)
                return {};
            chunked.used = last + 4;
            return chunked;
        }
        if (bytes.size() < at + length + 2 || bytes.sliced(at + length, 2) != "\r\n")
            return {};
        chunked.body += bytes.sliced(at, length);
        at += length + 2;
    }
}

void checkBody(const Seen &seen, const QByteArray &bytes)
{
    const qsizetype begin = bytes.indexOf("\r\n\r\n") + 4;
    if (seen.head.headers.contains("transfer-encoding")) {
        const auto chunked = dechunked(bytes.sliced(begin));
        law(!seen.done || (chunked && chunked->body == seen.body && begin + chunked->used == seen.used),
            "a body in chunks is their bytes");
        return;
    }
    const qint64 length = std::max<qint64>(0, seen.head.contentLength);
    law(seen.body == bytes.mid(begin, length), "a body is the bytes behind the head");
    law(seen.done == (bytes.size() >= begin + length), "a body is whole when all of it is here");
    law(!seen.done || seen.used == begin + length, "no byte behind a request is used");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    const Seen whole = parse(bytes, std::max<qsizetype>(1, bytes.size()));
    const Seen pieces = parse(bytes, data[0] == 0 ? 1 : data[0]);
    // Of what is not whole the malformed part may be seen sooner or later; what is served is the same.
    law(whole.done == pieces.done, "how a request is cut on its way does not decide whether it is served");
    if (bytes.contains("\r\n\r\n"))
        law(whole.served == pieces.served, "how a request is cut on its way does not decide whether its head is taken");
    law(whole.refused || pieces.refused
            || (!whole.headDone && !pieces.headDone)
            || (whole.headDone == pieces.headDone && whole.used == pieces.used && whole.body == pieces.body
                && whole.head.headers == pieces.head.headers && whole.head.path == pieces.head.path
                && whole.keepAlive == pieces.keepAlive && whole.expectsContinue == pieces.expectsContinue),
        "how a request is cut on its way decides nothing");
    if (!whole.headDone)
        return 0;
    checkHead(whole.head, bytes);
    checkBody(whole, bytes);
    if (!whole.done)
        return 0;
    for (const QByteArray &next : {QByteArray(), QByteArray("GET / HTTP/1.1\r\nHost: b\r\n\r\n"), QByteArray("\n"), QByteArray(" x")}) {
        const Seen again = parse(bytes.first(whole.used) + next, whole.used + next.size());
        law(again.done && again.used == whole.used && again.body == whole.body && again.head.headers == whole.head.headers,
            "what comes behind a request has no part in it");
    }
    return 0;
}
