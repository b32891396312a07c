#include "app/server/api/call.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QTimeZone>

#include <algorithm>

namespace tideline::server {

namespace {

constexpr int kMaxJsonDepth = 32;
/// Parsed, each takes some tens of bytes. The largest commit has a third of them.
constexpr qsizetype kMaxJsonValues = 1'500'000;
constexpr std::size_t kMaxParameters = 64;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// How deep brackets nest and how many values there are, outside strings. Asked before the parser, which recurses.
struct Shape {
    int depth = 0;
    qsizetype values = 0;  ///< about
};

Shape shapeOf(const QByteArray &json)
{
    int depth = 0;
    Shape shape;
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            shape.depth = std::max(shape.depth, ++depth);
            ++shape.values;
        } else if (c == ',') {
            ++shape.values;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return shape;
}

Error noSuchProject()
{
    return {Error::Kind::NotFound, u"There is no such project, or you may not find it."_s, {}, {}};
}

}  // namespace

Error scopeMissing(Scope scope)
{
    return {Error::Kind::Denied, u"This token does not allow this."_s, u"It lacks the scope %1."_s.arg(scopeTexts(scope).join(u' ')),
            u"Sign in with another token, or make one with this scope."_s};
}

Error invalid(const QString &what, const QString &where)
{
    return {Error::Kind::Invalid, what, where, {}};
}

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(Qt::ISODateWithMs);
}

QJsonValue timeJson(qint64 ms)
{
    return ms == 0 ? QJsonValue() : QJsonValue(timeText(ms));
}

Result<qint64> timeFrom(const QJsonValue &text, const QString &where)
{
    const QDateTime time = QDateTime::fromString(text.toString(), Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime || time.toMSecsSinceEpoch() <= 0)
        return invalid(u"A time is written 2026-11-21T14:05:00Z."_s, where);
    return time.toMSecsSinceEpoch();
}

Result<QByteArray> percentDecoded(const QByteArray &text)
{
    for (qsizetype i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
        if (i + 2 >= text.size() || !isHexDigit(text[i + 1]) || !isHexDigit(text[i + 2]))
            return invalid(u"The address has a '%' without two hex digits."_s);
    }
    const QByteArray decoded = QByteArray::fromPercentEncoding(text);
    if (decoded.contains('\0'))
        return invalid(u"The address has a NUL."_s);
    return decoded;
}

Result<Parameters> Parameters::parse(const QByteArray &query)
{
    Parameters parameters;
    if (query.isEmpty())
        return parameters;
    for (const QByteArray &pair : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        const auto name = percentDecoded(equals < 0 ? pair : pair.first(equals));
        const auto value = percentDecoded(equals < 0 ? QByteArray() : pair.sliced(equals + 1));
        if (!name)
            return name.error();
        if (!value)
            return value.error();
        if (name->isEmpty())
            continue;
        if (!parameters.m_values.emplace(*name, *value).second || parameters.m_values.size() > kMaxParameters)
            return invalid(u"A parameter stands twice, or there are too many."_s, QString::fromUtf8(*name));
    }
    return parameters;
}

QByteArray Parameters::text(const QByteArray &name) const
{
    const auto it = m_values.find(name);
    return it == m_values.end() ? QByteArray() : it->second;
}

Result<qint64> Parameters::integer(const QByteArray &name, qint64 otherwise, qint64 lowest, qint64 highest) const
{
    const QByteArray given = text(name);
    if (given.isEmpty())
        return otherwise;
    bool ok = false;
    const qint64 value = given.toLongLong(&ok);
    if (!ok || value < lowest)
        return invalid(u"A parameter is not a number in its range."_s, QString::fromUtf8(name));
    return std::min(value, highest);
}

Result<int> Parameters::limit(int otherwise, int highest) const
{
    const auto value = integer("limit", otherwise, 1, highest);
    if (!value)
        return value.error();
    return int(*value);
}

QByteArray Call::header(const QByteArray &lowerCaseName) const
{
    const auto it = head.headers.find(lowerCaseName);
    return it == head.headers.end() ? QByteArray() : it->second;
}

Result<ProjectId> Call::project() const
{
    const auto id = ProjectId::fromString(QString::fromLatin1(parts.front()));
    if (!id)
        return noSuchProject();
    return *id;
}

Result<ProjectRow> authorize(store::Database &database, const Principal &principal, Permission permission,
                             const ProjectId &project, Deleted deleted)
{
    auto row = ProjectRepository(database).find(project, principal.user);
    if (!row)
        return row.error();
    if (!*row || (*row)->role < Role::Finder)
        return noSuchProject();
    if ((*row)->deleted && (deleted == Deleted::Refuse || (*row)->role < Role::Owner))
        return noSuchProject();
    if ((*row)->role < roleNeeded(permission))
        return Error{Error::Kind::Denied, u"Your role in this project does not allow this."_s,
                     u"%1 is needed, you are %2"_s.arg(toString(roleNeeded(permission)), toString((*row)->role)),
                     u"Ask one of its owners."_s};
    if (!principal.may(scopeNeeded(permission)))
        return scopeMissing(scopeNeeded(permission));
    return **std::move(row);
}

Result<OrganizationRow> authorize(store::Database &database, const Principal &principal, Permission permission,
                                  const QByteArray &organization)
{
    const QString text = QString::fromUtf8(organization);
    const auto id = OrganizationId::fromString(text);
    const OrganizationRepository organizations(database);
    auto row = id ? organizations.find(*id, principal.user) : organizations.find(text, principal.user);
    if (!row)
        return row.error();
    if (!*row || (*row)->role < Role::Finder)
        return Error{Error::Kind::NotFound, u"There is no such organisation, or you do not belong to it."_s, {}, {}};
    if ((*row)->role < roleNeeded(permission))
        return Error{Error::Kind::Denied, u"Your role in this organisation does not allow this."_s,
                     u"%1 is needed, you are %2"_s.arg(toString(roleNeeded(permission)), toString((*row)->role)),
                     u"Ask one of its owners."_s};
    if (!principal.may(scopeNeeded(permission)))
        return scopeMissing(scopeNeeded(permission));
    return **std::move(row);
}

Response jsonResponse(const QJsonObject &object, int status)
{
    return jsonTextResponse(QJsonDocument(object).toJson(QJsonDocument::Compact), status);
}

Response jsonTextResponse(const QByteArray &text, int status)
{
    Response response;
    response.status = status;
    response.headers["Content-Type"] = "application/json";
    response.body = text;
    return response;
}

Response problem(const Refusal &refusal)
{
    Response response = problem(refusal.status, refusal.code, refusal.title, refusal.detail);
    if (refusal.extra.isEmpty())
        return response;
    QJsonObject body = QJsonDocument::fromJson(response.body).object();
    for (auto it = refusal.extra.begin(); it != refusal.extra.end(); ++it)
        body.insert(it.key(), it.value());
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

Result<void> checkShape(const QByteArray &body)
{
    const Shape shape = shapeOf(body);
    if (shape.depth > kMaxJsonDepth)
        return invalid(u"The JSON is nested deeper than 32."_s);
    if (shape.values > kMaxJsonValues)
        return invalid(u"The JSON has more than 1,500,000 values."_s);
    return {};
}

Result<QJsonObject> parseObject(const QByteArray &body)
{
    if (auto good = checkShape(body); !good)
        return good.error();
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return invalid(u"The body is no JSON."_s, error.errorString());
    if (!json.isObject())
        return invalid(u"The body is no JSON object."_s);
    return json.object();
}

}  // namespace tideline::server
