// One request as its endpoint sees it: who, what, and with which parameters.
#pragma once

#include "app/server/api/message.h"
#include "app/server/api/principal.h"
#include "app/server/metadata/organization_repository.h"
#include "app/server/metadata/project_repository.h"
#include "app/server/metadata/refusal.h"
#include "core/schema/wire/change.h"

#include <QJsonObject>

#include <vector>

namespace tideline::server {

struct ServerState;

/// The query of a request, decoded.
class Parameters {
public:
    /// Errors: Invalid (over 64 parameters, one of them twice).
    static Result<Parameters> parse(const QByteArray &query);
    /// The same of application/x-www-form-urlencoded, in which a '+' is a space.
    static Result<Parameters> parseForm(QByteArray body) { return parse(body.replace('+', ' ')); }
    bool has(const QByteArray &name) const { return m_values.contains(name); }
    /// Empty when it is not there.
    QByteArray text(const QByteArray &name) const;
    /// Errors: Invalid (not a number, below `lowest`). Above `highest` it is `highest`.
    Result<qint64> integer(const QByteArray &name, qint64 otherwise, qint64 lowest, qint64 highest) const;
    /// Errors: Invalid.
    Result<int> limit(int otherwise, int highest) const;

private:
    std::map<QByteArray, QByteArray> m_values;
};

/// What a handler works on.
///
/// Thread:    the request's.
/// Ownership: borrows the server's state.
struct Call {
    ServerState &server;
    RequestHead head;
    Principal principal;            ///< empty on the endpoints that need no sign-in
    std::vector<QByteArray> parts;  ///< of the path, what stands in the route's `*`, decoded
    Parameters parameters;
    QByteArray body;
    QJsonObject json;               ///< of the body
    Parameters form;                ///< of the body, where it is a form

    QByteArray header(const QByteArray &lowerCaseName) const;
    /// parts[0]. Errors: NotFound, like a project that one may not find.
    Result<ProjectId> project() const;
};

/// The one place that decides who may do what: the project with the caller's role, if that reaches.
/// Deleted projects are there for their owners alone, and only with `Deleted::Allow`.
/// Errors: NotFound (no such project, or none that the caller may find), Denied (the role, or the token's scopes, do not reach).
enum class Deleted { Refuse, Allow };
Result<ProjectRow> authorize(store::Database &database, const Principal &principal, Permission permission,
                             const ProjectId &project, Deleted deleted = Deleted::Refuse);

/// The same of an organisation, by its id or name: Find needs any role in it, Own that of an owner.
Result<OrganizationRow> authorize(store::Database &database, const Principal &principal, Permission permission,
                                  const QByteArray &organization);

/// The token that was used does not let its user do this.
Error scopeMissing(Scope scope);

/// 200 (or `status`) with a JSON body.
Response jsonResponse(const QJsonObject &object, int status = 200);
/// The same with JSON that is written already.
Response jsonTextResponse(const QByteArray &text, int status = 200);
/// A problem with what the client needs to act on it.
Response problem(const Refusal &refusal);
/// What a body of JSON may cost to read. Errors: Invalid (nested deeper than 32, more than 1,500,000 values).
Result<void> checkShape(const QByteArray &body);
/// The JSON object in a body. Errors: Invalid (no JSON, not an object, nested deeper than 32).
Result<QJsonObject> parseObject(const QByteArray &body);
Error invalid(const QString &what, const QString &where = {});
/// A time as replies have it: RFC 3339 in UTC, with ms.
QString timeText(qint64 ms);
/// The same; null for 0.
QJsonValue timeJson(qint64 ms);
/// ms since 1970. Errors: Invalid (no time, no zone, before 1970).
Result<qint64> timeFrom(const QJsonValue &text, const QString &where);

/// "%2Fa" and the like, undone. Errors: Invalid (a lone '%', a NUL).
Result<QByteArray> percentDecoded(const QByteArray &text);

using Handle = Result<Response> (*)(Call &);

}  // namespace tideline::server
