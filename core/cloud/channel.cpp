#include "core/cloud/channel.h"

#include <QJsonDocument>

namespace tideline::cloud {

namespace {

struct Meaning {
    Error::Kind kind;
    const char *what;
    const char *mend;
};

Meaning meaningOfStatus(int status)
{
    using Kind = Error::Kind;
    switch (status) {
    case 401: return {Kind::SignIn, "The cloud does not accept the sign-in.", "Sign in again: tide login URL"};
    case 403: return {Kind::Denied, "The cloud does not allow this.", "Ask the project's owner for the right to it."};
    case 404: return {Kind::NotFound, "The cloud does not have this.", ""};
    case 409: return {Kind::Conflict, "The cloud's state has moved on.", ""};
    case 410: return {Kind::Epoch, "The cloud's history does not contain what this device knows.", ""};
    case 429: return {Kind::Timeout, "The cloud asks to come back later.", ""};
    case 503: return {Kind::Timeout, "The cloud is busy.", ""};
    case 507: return {Kind::DiskFull, "The cloud has no space left.", "Free space there, or ask for more."};
    default: break;
    }
    if (status >= 500)
        return {Kind::Offline, "The cloud has a fault.", ""};
    if (status >= 300 && status < 400)
        return {Kind::Offline, "The server sends us to another address, which is not followed.",
                "Sign in at the address of the cloud itself."};
    return {Kind::Invalid, "The cloud refuses the request.", ""};
}

bool isJson(const CloudReply &reply)
{
    return reply.contentType == "application/json" || reply.contentType == "application/problem+json";
}

}  // namespace

Error cloudError(const CloudReply &reply, const QString &step)
{
    const QString where = u"%1, HTTP %2"_s.arg(step).arg(reply.status);
    Meaning meaning = meaningOfStatus(reply.status);
    const bool redirect = reply.status >= 300 && reply.status < 400;
    if (!isJson(reply) && !redirect) {
        return Error{Error::Kind::Offline, u"Something between here and the cloud answered in its place."_s, where,
                     u"Check the network: a sign-in page or a proxy may be in the way."_s};
    }
    const QJsonObject problem = QJsonDocument::fromJson(reply.body).object();
    const QString code = problem.value(u"code"_s).toString();
    if (code == u"quota_exceeded"_s)
        meaning = meaningOfStatus(507);
    else if (code == u"cursor_reset"_s)
        meaning = meaningOfStatus(410);
    else if (code == u"stale_base"_s || code == u"chunk_missing"_s)  // the next sync asks anew which chunks it lacks
        meaning = meaningOfStatus(409);
    if (code == u"no_such_endpoint"_s || code == u"other_protocol"_s)  // nothing is known of the thing itself: it is not gone
        return Error{Error::Kind::Invalid, u"The server does not know what this program asks of it: one of the two is older."_s,
                     where + u", "_s + code, u"Update Tideline here or on the server."_s};
    QString what = problem.value(u"detail"_s).toString();
    if (what.isEmpty())
        what = problem.value(u"title"_s).toString();
    if (what.isEmpty())
        what = QString::fromLatin1(meaning.what);
    return Error{meaning.kind, what, code.isEmpty() ? where : where + u", "_s + code, QString::fromLatin1(meaning.mend)};
}

Result<QJsonObject> jsonOf(const CloudReply &reply, const QString &step)
{
    if (reply.status < 200 || reply.status >= 300 || !isJson(reply))
        return cloudError(reply, step);
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(reply.body, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return Error{Error::Kind::Corrupt, u"The cloud's answer is not a JSON object."_s, step, parse.errorString()};
    return document.object();
}

}  // namespace tideline::cloud
