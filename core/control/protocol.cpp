#include "core/control/protocol.h"

#include <QJsonDocument>

#include <array>

namespace tideline::control {

namespace {

Error::Kind kindFromString(const QString &text)
{
    using Kind = Error::Kind;
    constexpr std::array kKinds{Kind::Invalid, Kind::NotFound, Kind::Denied, Kind::SignIn, Kind::Refused,
                                Kind::Offline, Kind::Timeout, Kind::Conflict, Kind::Epoch, Kind::Corrupt,
                                Kind::DiskFull, Kind::Io, Kind::Cancelled};
    for (const Kind kind : kKinds) {
        if (toString(kind) == text)
            return kind;
    }
    return Kind::Io;
}

Error malformed(const QString &what)
{
    return Error{Error::Kind::Invalid, what, u"control socket"_s, {}};
}

}  // namespace

QJsonObject toJson(const Error &error)
{
    return {{u"kind"_s, toString(error.kind)}, {u"what"_s, error.what}, {u"where"_s, error.where}, {u"mend"_s, error.mend}};
}

Error errorFromJson(const QJsonObject &object)
{
    return Error{kindFromString(object.value(u"kind"_s).toString()), object.value(u"what"_s).toString(),
                 object.value(u"where"_s).toString(), object.value(u"mend"_s).toString()};
}

QByteArray toLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QJsonObject toJson(const Request &request)
{
    return {{u"id"_s, request.id}, {u"verb"_s, request.verb}, {u"args"_s, request.args}};
}

Result<Request> requestFromLine(QByteArrayView line)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(line.toByteArray(), &parse);
    if (!document.isObject())
        return malformed(u"A request is one JSON object a line."_s);
    const QJsonObject object = document.object();
    const QJsonValue id = object.value(u"id"_s), args = object.value(u"args"_s);
    Request request{id.toInteger(-1), object.value(u"verb"_s).toString(), args.toObject()};
    if (request.id < 0)
        return malformed(u"A request has an integer id."_s);
    if (request.verb.isEmpty())
        return malformed(u"A request has a verb."_s);
    if (!args.isUndefined() && !args.isObject())
        return malformed(u"A request's args are an object."_s);
    return request;
}

QString socketPath(const QString &profile)
{
    return profile + u"/engine.sock"_s;
}

QString lockPath(const QString &profile)
{
    return profile + u"/engine.lock"_s;
}

}  // namespace tideline::control
