#include "core/cloud/curl_channel.h"

#include "core/cloud/bandwidth.h"
#include "core/schema/wire/body_coding.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstdio>

namespace tideline::cloud {

namespace {

constexpr qsizetype kMaxHeldBody = 64 << 20;    // a reply that no onBody takes
constexpr qsizetype kMaxErrorBody = 1 << 20;
constexpr std::size_t kMaxHeaders = 256;
constexpr long kBufferBytes = 256L << 10;

/// One call in progress: what curl's callbacks share.
struct Call {
    CURL *handle = nullptr;
    const Channel::OnBody *onBody = nullptr;
    const std::atomic<bool> *abort = nullptr;
    CloudReply reply;
    bool headEnded = false;
    std::optional<Error> failure;  // ended by us, not by the network
    const QByteArray *body = nullptr;  // what is sent, where it is sent by onRead()
    qsizetype sent = 0;
    char reason[CURL_ERROR_SIZE] = {};  // curl's own words for what went wrong
};

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *context)
{
    auto &call = *static_cast<Call *>(context);
    const QByteArrayView line(data, qsizetype(size * count));
    if (line.startsWith("HTTP/")) {  // a new head: an interim 1xx came before
        call.reply.headers.clear();
        call.headEnded = false;
        return size * count;
    }
    call.headEnded = call.headEnded || line == "\r\n" || line == "\n";
    const qsizetype colon = line.indexOf(':');
    if (colon > 0 && call.reply.headers.size() < kMaxHeaders)
        call.reply.headers[line.first(colon).toByteArray().toLower()] = line.sliced(colon + 1).toByteArray().trimmed();
    return size * count;
}

std::size_t onPiece(char *data, std::size_t size, std::size_t count, void *context)
{
    auto &call = *static_cast<Call *>(context);
    const QByteArrayView piece(data, qsizetype(size * count));
    if (call.reply.status == 0) {
        long status = 0;
        curl_easy_getinfo(call.handle, CURLINFO_RESPONSE_CODE, &status);
        call.reply.status = int(status);
    }
    if (!waitFor(processBandwidth().down, piece.size(), call.abort)) {
        call.failure = Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        return 0;
    }
    if (isSuccess(call.reply.status) && *call.onBody) {
        if (auto taken = (*call.onBody)(piece); !taken) {
            call.failure = taken.error();
            return 0;
        }
        return size * count;
    }
    const qsizetype limit = isSuccess(call.reply.status) ? kMaxHeldBody : kMaxErrorBody;
    if (call.reply.body.size() + piece.size() > limit) {
        call.failure = Error{Error::Kind::Corrupt, u"The cloud's answer is larger than any that we ask for."_s, {}, {}};
        return 0;
    }
    call.reply.body.append(piece);
    return size * count;
}

/// Sends a body at the pace that is set.
std::size_t onRead(char *to, std::size_t size, std::size_t count, void *context)
{
    auto &call = *static_cast<Call *>(context);
    RateLimit &limit = processBandwidth().up;
    const qint64 bytes = std::min(limit.portion(qint64(size * count)), qint64(call.body->size() - call.sent));
    if (!waitFor(limit, bytes, call.abort))
        return CURL_READFUNC_ABORT;
    std::copy_n(call.body->constData() + call.sent, bytes, to);
    call.sent += qsizetype(bytes);
    return std::size_t(bytes);
}

/// A kept connection turned out to be closed: the body goes over another one, from its begin.
int onSeek(void *context, curl_off_t offset, int origin)
{
    auto &call = *static_cast<Call *>(context);
    if (origin != SEEK_SET || offset < 0 || offset > call.body->size())
        return CURL_SEEKFUNC_FAIL;
    call.sent = qsizetype(offset);
    return CURL_SEEKFUNC_OK;
}

int onTick(void *context, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    const auto &call = *static_cast<Call *>(context);
    return call.abort && call.abort->load(std::memory_order_relaxed) ? 1 : 0;
}

bool isClean(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

/// The header list of a request, freed with it.
class HeaderList {
public:
    ~HeaderList() { curl_slist_free_all(m_list); }
    void add(const QByteArray &line) { m_list = curl_slist_append(m_list, line.constData()); }
    curl_slist *list() const { return m_list; }

private:
    curl_slist *m_list = nullptr;
};

Error errorOf(CURLcode code, const Call &call, const QString &where)
{
    using Kind = Error::Kind;
    const QString reason = call.reason[0] ? QString::fromUtf8(call.reason).trimmed() : QString::fromLatin1(curl_easy_strerror(code));
    // TLS 1.3 tells it after the handshake, as whatever was read or written then.
    static const QRegularExpression kOurs(u"alert (certificate|bad certificate|unknown ca)"_s);
    if (reason.contains(kOurs))
        return Error{Kind::Offline, u"The cloud asks for a certificate of this computer, or does not take the one that it was shown."_s, where,
                     u"Give one that it takes, with its key, as a PEM file: tide config set client_cert FILE"_s};
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT: {
        double connected = 0;
        curl_easy_getinfo(call.handle, CURLINFO_PRETRANSFER_TIME, &connected);
        if (connected > 0)
            return Error{Kind::Timeout, u"The cloud stopped answering."_s, where, {}};
        return Error{Kind::Offline, u"The cloud cannot be reached: no answer to the connection."_s, where,
                     u"Check the network and the address."_s};
    }
    case CURLE_COULDNT_RESOLVE_HOST:
        return Error{Kind::Offline, u"The cloud's host name is not known."_s, where, u"Check the network and the address."_s};
    case CURLE_COULDNT_RESOLVE_PROXY:
        return Error{Kind::Offline, u"The proxy's host name is not known."_s, where, u"Check the proxy: tide config get proxy_url"_s};
    case CURLE_SSL_CACERT_BADFILE:
        return Error{Kind::Offline, u"The file of certificates cannot be used."_s, where, u"Check it: tide config get ca_file"_s};
    case CURLE_SSL_CERTPROBLEM:
        return Error{Kind::Offline, u"This computer's certificate cannot be used."_s, where, u"Check it: tide config get client_cert"_s};
    case CURLE_COULDNT_CONNECT:
        return Error{Kind::Offline, u"The cloud cannot be reached."_s, where,
                     u"Check that the server runs and the network works."_s};
    case CURLE_PEER_FAILED_VERIFICATION: [[fallthrough]];
    case CURLE_SSL_CONNECT_ERROR:
        return Error{Kind::Offline, u"The cloud's certificate or encryption is not acceptable: %1."_s.arg(reason), where,
                     u"Check the clock and the server's certificate."_s};
    case CURLE_UNSUPPORTED_PROTOCOL: [[fallthrough]];
    case CURLE_WEIRD_SERVER_REPLY:
        return Error{Kind::Offline, u"What answers at this address does not speak HTTP."_s, where, u"Check the address, and its port."_s};
    case CURLE_PARTIAL_FILE: [[fallthrough]];
    case CURLE_RECV_ERROR: [[fallthrough]];
    case CURLE_SEND_ERROR: [[fallthrough]];
    case CURLE_GOT_NOTHING:
        return Error{Kind::Offline, u"The connection to the cloud was lost in the middle."_s, where, {}};
    case CURLE_OUT_OF_MEMORY: return Error{Kind::Io, u"No memory left for a request."_s, where, {}};
    default: return Error{Kind::Offline, u"The request failed: %1."_s.arg(reason), where, {}};
    }
}

/// Whether a body that was cut could be told from a whole one. One that ends with the connection cannot (HTTP/1 without a
/// length), so it does not count as an answer; HTTP/2 has frames.
bool isBodyDelimited(const Call &call)
{
    long version = 0;
    curl_easy_getinfo(call.handle, CURLINFO_HTTP_VERSION, &version);
    curl_off_t received = 0;
    curl_easy_getinfo(call.handle, CURLINFO_SIZE_DOWNLOAD_T, &received);
    const auto &headers = call.reply.headers;
    return version >= CURL_HTTP_VERSION_2_0 || received == 0 || headers.contains("content-length")
           || headers.contains("transfer-encoding");
}

/// `body` is borrowed until the call ends.
void setBody(CURL *handle, const CloudRequest &request, const QByteArray &body, Call &call)
{
    if (request.method == "HEAD") {
        curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
        return;
    }
    const bool hasBody = !request.contentType.isEmpty() || request.method == "POST" || request.method == "PUT";
    if (hasBody) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        if (processBandwidth().up.bytesPerSecond() > 0) {
            call.body = &body;
            curl_easy_setopt(handle, CURLOPT_READFUNCTION, onRead);
            curl_easy_setopt(handle, CURLOPT_READDATA, &call);
            curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, onSeek);
            curl_easy_setopt(handle, CURLOPT_SEEKDATA, &call);
        } else {
            curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body.constData());
        }
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.size()));
    }
    if (request.method != (hasBody ? "POST" : "GET"))
        curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.constData());
}

/// The proxy, and what is trusted. libcurl itself reads the environment.
void setWay(CURL *handle, const CurlChannel::Options &options)
{
    const NetworkSettings &network = options.network;
    if (options.server.isLoopback() || network.proxy == NetworkSettings::Proxy::None) {
        curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    } else if (network.proxy == NetworkSettings::Proxy::Manual) {
        curl_easy_setopt(handle, CURLOPT_NOPROXY, "");
        curl_easy_setopt(handle, CURLOPT_PROXY, network.proxyUrl.constData());
        curl_easy_setopt(handle, CURLOPT_PROXYAUTH, long(CURLAUTH_ANY));
        if (!network.proxyUser.isEmpty()) {
            curl_easy_setopt(handle, CURLOPT_PROXYUSERNAME, network.proxyUser.constData());
            curl_easy_setopt(handle, CURLOPT_PROXYPASSWORD, network.proxyPassword.constData());
        }
    }
    curl_easy_setopt(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    static const QByteArray elsewhere = certificatesElsewhere(::curl_version_info(CURLVERSION_NOW)->cainfo);
    if (!elsewhere.isEmpty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, elsewhere.constData());
    if (!network.caFile.isEmpty())
        curl_easy_setopt(handle, CURLOPT_CAINFO, network.caFile.constData());  // the system's folder of certificates counts beside it
    if (!network.clientFile.isEmpty()) {
        curl_easy_setopt(handle, CURLOPT_SSLCERT, network.clientFile.constData());
        curl_easy_setopt(handle, CURLOPT_SSLKEY, network.clientFile.constData());
        curl_easy_setopt(handle, CURLOPT_KEYPASSWD, "");  // else a key with a passphrase is asked for at a terminal
    }
}

void setPolicy(CURL *handle, const CurlChannel::Options &options)
{
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, options.server.scheme.constData());
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, wire::kBodyCoding);
    curl_easy_setopt(handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(handle, CURLOPT_TCP_KEEPALIVE, 1L);
    // Small pieces where the pace is slow, so that none takes longer than what counts as a stall.
    curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, long(processBandwidth().down.portion(kBufferBytes)));
    curl_easy_setopt(handle, CURLOPT_UPLOAD_BUFFERSIZE, kBufferBytes);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, long(options.connectTimeout.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, long(options.wholeTimeout.count()));
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, long(options.stallTimeout.count()));
    setWay(handle, options);
}

}  // namespace

CurlChannel::CurlChannel(Options options) : m_options(std::move(options))
{
    if (!m_options.pool)
        m_options.pool = std::make_shared<CurlHandlePool>();
}

std::unique_ptr<CurlChannel> CurlChannel::withAbort(const std::atomic<bool> *abort) const
{
    Options options = m_options;
    options.abort = abort;
    return std::make_unique<CurlChannel>(std::move(options));
}

std::unique_ptr<CurlChannel> CurlChannel::withSession(const QByteArray &session) const
{
    Options options = m_options;
    options.session = session;
    return std::make_unique<CurlChannel>(std::move(options));
}

Result<CloudReply> CurlChannel::send(const CloudRequest &request, const OnBody &onBody)
{
    if (!m_options.tokens)
        return sendOnce(request, onBody, m_options.token);
    const auto token = m_options.tokens->token();
    if (!token)
        return token.error();
    auto reply = sendOnce(request, onBody, *token);
    if (!reply || reply->status != 401 || !m_options.tokens->isRenewed())
        return reply;
    const auto other = m_options.tokens->insteadOf(*token);
    return other ? sendOnce(request, onBody, *other) : other.error();
}

Result<CloudReply> CurlChannel::sendOnce(const CloudRequest &request, const OnBody &onBody, const QByteArray &token)
{
    Q_ASSERT(request.path.startsWith('/'));
    const QByteArray url = m_options.server.origin() + request.path;
    const QString where = QString::fromLatin1(request.method + " " + m_options.server.origin() + request.path.split('?').first());
    if (!isClean(request.path) || request.path.contains(' '))
        return Error{Error::Kind::Invalid, u"A request's path holds a control character."_s, where, {}};
    if (m_options.abort && m_options.abort->load(std::memory_order_relaxed))
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, where, {}};

    const CurlHandlePool::Loan loan(*m_options.pool);
    CURL *handle = loan.handle();
    if (!handle)
        return Error{Error::Kind::Io, u"No memory left for a request."_s, where, {}};

    HeaderList headers;
    headers.add("Expect:");
    if (!token.isEmpty())
        headers.add("Authorization: Bearer " + token);
    if (!m_options.session.isEmpty() && isClean(m_options.session))
        headers.add("Tideline-Session: " + m_options.session);
    headers.add("Content-Type:" + (request.contentType.isEmpty() ? QByteArray() : " " + request.contentType));
    for (const auto &[name, value] : request.headers) {
        if (!isClean(name) || !isClean(value))
            return Error{Error::Kind::Invalid, u"A request's header holds a line break."_s, where, {}};
        headers.add(name + ": " + value);
    }

    Call call{handle, &onBody, m_options.abort, {}, false, {}};
    setPolicy(handle, m_options);
    curl_easy_setopt(handle, CURLOPT_URL, url.constData());
    curl_easy_setopt(handle, CURLOPT_USERAGENT, "tideline/" TIDELINE_VERSION);
    const bool mayCode = request.contentType == "application/json" && m_options.pool->codesBodies();
    const std::optional<QByteArray> coded = mayCode ? wire::codedBody(request.body) : std::nullopt;
    if (coded)
        headers.add(QByteArray("Content-Encoding: ") + wire::kBodyCoding);
    setBody(handle, request, coded ? *coded : request.body, call);
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.list());
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &call);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, onPiece);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &call);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, call.reason);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, onTick);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, &call);

    const CURLcode code = curl_easy_perform(handle);
    if (call.failure)
        return *call.failure;
    long proxyStatus = 0;
    curl_easy_getinfo(handle, CURLINFO_HTTP_CONNECTCODE, &proxyStatus);
    if (code != CURLE_OK && proxyStatus == 407)
        return Error{Error::Kind::Offline, u"The proxy does not accept the user name or the password."_s, where,
                     u"Set them: tide config set proxy_user NAME, and proxy_password."_s};
    if (code == CURLE_ABORTED_BY_CALLBACK)
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, where, {}};
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    // A server that refuses a body early answers and closes while we still send: its answer is what counts.
    const bool answeredEarly = code == CURLE_SEND_ERROR && status >= 400;
    if (code != CURLE_OK && !answeredEarly)
        return errorOf(code, call, where);
    if (!call.headEnded || !isBodyDelimited(call))
        return errorOf(CURLE_PARTIAL_FILE, call, where);
    if (status == 415 && coded) {
        m_options.pool->stopCodingBodies();
        return sendOnce(request, onBody, token);
    }
    call.reply.status = int(status);
    const auto type = call.reply.headers.find("content-type");
    if (type != call.reply.headers.end())
        call.reply.contentType = type->second.split(';').first().trimmed().toLower();
    return std::move(call.reply);
}

}  // namespace tideline::cloud
