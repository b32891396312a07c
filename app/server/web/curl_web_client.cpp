#include "app/server/web/curl_web_client.h"

#include <QHostAddress>
#include <QUrl>

#include <curl/curl.h>

#include <memory>

namespace tideline::server {

namespace {

struct HandleFree {
    void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
};
struct ListFree {
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

struct Taken {
    QByteArray body;
    qint64 headBytes = 0;
    qint64 headLimit = 0;
    qint64 bodyLimit = 0;
    bool tooLarge = false;
};

size_t onHeader(char *, size_t size, size_t count, void *data)
{
    auto &taken = *static_cast<Taken *>(data);
    taken.headBytes += qint64(size * count);
    taken.tooLarge = taken.tooLarge || taken.headBytes > taken.headLimit;
    return taken.tooLarge ? 0 : size * count;
}

size_t onBody(char *bytes, size_t size, size_t count, void *data)
{
    auto &taken = *static_cast<Taken *>(data);
    taken.tooLarge = taken.tooLarge || taken.body.size() + qint64(size * count) > taken.bodyLimit;
    if (taken.tooLarge)
        return 0;
    taken.body.append(bytes, qsizetype(size * count));
    return size * count;
}

bool isThisComputer(const QUrl &url)
{
    return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
}

}  // namespace

Result<WebReply> CurlWebClient::ask(const WebRequest &request)
{
    const QUrl url = QUrl::fromEncoded(request.url, QUrl::StrictMode);
    const QString where = url.host();
    if (!url.isValid() || where.isEmpty() || !(url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isThisComputer(url))))
        return Error{Error::Kind::Invalid, u"Only https is asked of other computers."_s, where, {}};
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURL, HandleFree> handle(started == CURLE_OK ? curl_easy_init() : nullptr);
    if (!handle)
        return Error{Error::Kind::Io, u"The HTTP library does not start."_s, where, {}};
    CURL *curl = handle.get();
    Taken taken{{}, 0, m_limits.headBytes, m_limits.bodyBytes, false};
    curl_slist *list = curl_slist_append(nullptr, "Accept: application/json");
    if (!request.authorization.isEmpty())
        list = curl_slist_append(list, ("Authorization: " + request.authorization).constData());
    const std::unique_ptr<curl_slist, ListFree> headers(list);
    curl_easy_setopt(curl, CURLOPT_URL, request.url.constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, url.scheme() == u"https"_s ? "https" : "http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long(m_limits.connect.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(m_limits.whole.count()));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "tideline-server/" TIDELINE_VERSION);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &taken);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &taken);
    if (isThisComputer(url))
        curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    if (!request.form.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.form.constData());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.form.size()));
    }
    const CURLcode code = curl_easy_perform(curl);
    if (taken.tooLarge)
        return Error{Error::Kind::Invalid, u"The reply is larger than allowed."_s, where, {}};
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Error{Error::Kind::Timeout, u"The sign-in provider takes too long to answer."_s, where, u"Try again in a while."_s};
    if (code != CURLE_OK)
        return Error{Error::Kind::Offline, u"The sign-in provider cannot be reached: %1."_s.arg(QString::fromLatin1(curl_easy_strerror(code))), where,
                     u"Try again in a while."_s};
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    return WebReply{int(status), std::move(taken.body)};
}

}  // namespace tideline::server
