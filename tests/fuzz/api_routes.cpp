// A request line's method and target with a blank between them, a newline, and a body: what the server makes of it before
// any endpoint runs.
#include "app/server/api/routes.h"
#include "tests/fuzz/law.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>

#include <algorithm>

using namespace tideline;
using namespace tideline::server;
using tideline::fuzz::law;

namespace {

void checkProblem(const Response &response)
{
    law(response.status >= 400 && response.status < 500, "a refusal is the client's mistake");
    law(!QJsonDocument::fromJson(response.body).object().value(u"code"_s).toString().isEmpty(), "a refusal has a code");
}

void checkRoute(const RequestHead &head, const RouteMatch &match)
{
    law(head.method == match.route->method, "a route is of its method");
    // The pattern with the parts put in, encoded anew, leads to the same endpoint with the same parts.
    QList<QByteArray> path = QByteArray(match.route->pattern).split('/');
    std::size_t next = 0;
    for (QByteArray &part : path) {
        if (part != "*" && part != "**")
            continue;
        law(next < match.parts.size() && !match.parts[next].contains('\0'), "each star of a pattern has its part, without NUL");
        part = match.parts[next++].toPercentEncoding(part == "**" ? "/" : "");
    }
    law(next == match.parts.size(), "no part is without a star");
    RequestHead again = head;
    again.path = path.join('/');
    if (match.route->pattern[0] != '/')  // else the pattern is the whole address
        again.path.prepend("/api/v1/");
    const auto found = findRoute(again);
    const auto *other = std::get_if<RouteMatch>(&found);
    law(other && other->route == match.route && other->parts == match.parts, "an address is its parts, however it is encoded");
}

void checkWrongMethod(const RequestHead &head, const Response &response)
{
    const auto allow = response.headers.find("Allow");
    law(allow != response.headers.end() && !allow->second.isEmpty(), "a wrong method is told the right ones");
    for (const QByteArray &method : allow->second.split(',')) {
        law(method.trimmed() != head.method, "a wrong method is none of the right ones");
        RequestHead other = head;
        other.method = method.trimmed();
        const auto found = findRoute(other);
        law(std::holds_alternative<RouteMatch>(found) || std::get<Response>(found).status == 400, "an allowed method has an endpoint");
    }
}

void checkParameters(const QByteArray &query)
{
    const auto parameters = Parameters::parse(query);
    if (!parameters) {
        law(parameters.error().kind == Error::Kind::Invalid && !parameters.error().what.isEmpty(), "a refusal says why");
        return;
    }
    for (const QByteArray &pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const auto name = percentDecoded(equals < 0 ? pair : pair.first(equals));
        const auto value = percentDecoded(equals < 0 ? QByteArray() : pair.sliced(equals + 1));
        law(name && value, "what was taken can be decoded");
        if (name->isEmpty())
            continue;
        law(parameters->has(*name) && parameters->text(*name) == *value, "a parameter has the one value that was given");
        const auto number = parameters->integer(*name, 7, 5, 1000);
        law(!number || (*number >= 5 && *number <= 1000), "a number is in its range");
    }
    const auto limit = parameters->limit(100, 200);
    law(!limit || (*limit >= 1 && *limit <= 200), "a page has a limit");
}

int depthOf(const QJsonValue &value)
{
    int deepest = 0;
    if (value.isArray()) {
        for (const auto item : value.toArray())
            deepest = std::max(deepest, depthOf(item));
    } else if (value.isObject()) {
        for (const auto item : value.toObject())
            deepest = std::max(deepest, depthOf(item));
    } else {
        return 0;
    }
    return deepest + 1;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype end = text.contains('\n') ? text.indexOf('\n') : text.size();
    const QByteArray line = text.first(end);
    const QByteArray body = text.mid(end + 1);
    const QByteArray target = line.mid(line.indexOf(' ') + 1);
    RequestHead head;
    head.method = line.left(std::max<qsizetype>(0, line.indexOf(' ')));
    head.path = target.left(target.contains('?') ? target.indexOf('?') : target.size());
    head.query = target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray();

    auto found = findRoute(head);
    if (const auto *match = std::get_if<RouteMatch>(&found)) {
        checkRoute(head, *match);
    } else {
        const Response &response = std::get<Response>(found);
        checkProblem(response);
        if (response.status == 405)
            checkWrongMethod(head, response);
    }
    checkParameters(head.query);
    const auto decoded = percentDecoded(target);
    law(!decoded || (!decoded->contains('\0') && decoded->size() <= target.size()), "an address has no NUL");
    if (!target.contains('\0'))
        law(*percentDecoded(target.toPercentEncoding()) == target, "what is encoded is decoded");
    if (const auto object = parseObject(body))
        law(depthOf(*object) <= 32, "JSON is not nested deeper than 32");
    else
        law(object.error().kind == Error::Kind::Invalid && !object.error().what.isEmpty(), "a refusal says why");
    return 0;
}
