#include "app/server/api/message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcApi, "tideline.server.api")

struct Meaning {
    int status;
    const char *code;
};

Meaning meaningOf(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Invalid: return {422, "invalid"};
    case Error::Kind::Corrupt: return {422, "corrupt"};
    case Error::Kind::NotFound: return {404, "not_found"};
    case Error::Kind::Denied: return {403, "forbidden"};
    case Error::Kind::SignIn: return {401, "sign_in"};
    case Error::Kind::Conflict: return {409, "conflict"};
    case Error::Kind::Epoch: return {410, "cursor_reset"};
    case Error::Kind::DiskFull: return {507, "disk_full"};
    case Error::Kind::Timeout: return {503, "busy"};
    case Error::Kind::Refused:
    case Error::Kind::Offline:
    case Error::Kind::Io:
    case Error::Kind::Cancelled: break;
    }
    return {500, "internal"};
}

}  // namespace

Response problem(int status, const QByteArray &code, const QString &title, const QString &detail)
{
    const QJsonObject body{{u"type"_s, u"urn:tideline:problem:"_s + QString::fromLatin1(code)},
                           {u"title"_s, title},
                           {u"status"_s, status},
                           {u"detail"_s, detail.isEmpty() ? title : detail},
                           {u"code"_s, QString::fromLatin1(code)}};
    Response response;
    response.status = status;
    response.headers["Content-Type"] = "application/problem+json";
    response.headers["Cache-Control"] = "no-store";
    if (status == 401)
        response.headers["WWW-Authenticate"] = "Bearer";
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

Response rateLimited(const QString &title, int seconds)
{
    Response response = problem(429, "rate_limited", title, u"Try again in %1 s."_s.arg(seconds));
    response.headers["Retry-After"] = QByteArray::number(seconds);
    return response;
}

Response problem(const Error &error)
{
    const Meaning meaning = meaningOf(error.kind);
    if (meaning.status >= 500) {
        qCWarning(lcApi).noquote() << toText(error);
        const bool full = error.kind == Error::Kind::DiskFull;
        return problem(meaning.status, meaning.code,
                       full ? u"The server has no space left."_s : u"The server could not do this now."_s);
    }
    const QString detail = error.where.isEmpty() ? error.what : u"%1 (%2)"_s.arg(error.what, error.where);
    return problem(meaning.status, meaning.code, error.what, detail);
}

}  // namespace tideline::server
