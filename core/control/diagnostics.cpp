#include "core/control/diagnostics.h"

#include <QDateTime>
#include <QDir>
#include <QSysInfo>
#include <QUrl>

#include <algorithm>

namespace tideline::control {

void Redactor::add(const QString &what, const QString &word)
{
    if (what.size() < 3)
        return;
    m_redactions.append({what, u'<' + word + u'>'});
    std::ranges::stable_sort(m_redactions, [](const auto &a, const auto &b) { return a.what.size() > b.what.size(); });
}

QString Redactor::apply(QString text)
{
    for (Redaction &one : m_redactions) {
        one.times += int(text.count(one.what, Qt::CaseInsensitive));
        text.replace(one.what, one.word, Qt::CaseInsensitive);
    }
    return text;
}

QJsonValue Redactor::apply(const QJsonValue &value)
{
    if (value.isString())
        return apply(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray array = value.toArray();
        for (const auto &item : array)
            out.append(apply(QJsonValue(item)));
        return out;
    }
    if (!value.isObject())
        return value;
    QJsonObject out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out[it.key()] = apply(it.value());
    return out;
}

namespace {
/// Figures only: what a row may tell about a project.
QJsonObject figuresOf(const QJsonObject &row)
{
    QJsonObject out;
    for (const auto key : {"where"_L1, "state"_L1, "revision"_L1, "head_revision"_L1, "size"_L1, "file_count"_L1, "role"_L1,
                           "paused"_L1, "online_only"_L1, "last_synced_at_ms"_L1, "conflicts"_L1, "problems"_L1}) {
        if (row.contains(key))
            out[key] = row[key];
    }
    if (const QJsonObject error = row["error"_L1].toObject(); !error.isEmpty())
        out[u"error"_s] = QJsonObject{{u"kind"_s, error["kind"_L1]}, {u"what"_s, error["what"_L1]}};
    return out;
}

/// Settings whose values tell of people, servers or folders.
bool isPersonal(const QString &name)
{
    return name == "proxy_url"_L1 || name == "proxy_user"_L1 || name == "proxy_password"_L1 || name == "ca_file"_L1 || name == "client_cert"_L1 || name == "device_name"_L1;
}

Redactor redactorFor(const DiagnosticFacts &facts)
{
    Redactor redactor;
    redactor.add(facts.profile, u"profile"_s);
    redactor.add(QDir::homePath(), u"home"_s);
    redactor.add(qEnvironmentVariable("USER"), u"user"_s);
    redactor.add(QSysInfo::machineHostName(), u"computer"_s);
    redactor.add(facts.account["url"_L1].toString(), u"server"_s);
    redactor.add(QUrl(facts.account["url"_L1].toString()).host(), u"host"_s);
    redactor.add(facts.account["user"_L1]["name"_L1].toString(), u"user"_s);
    redactor.add(facts.account["user"_L1]["id"_L1].toString(), u"user-id"_s);
    int number = 0;
    const QJsonArray projects = facts.status["projects"_L1].toArray();
    for (const auto &value : projects) {
        const QJsonObject row = value.toObject();
        ++number;
        for (const auto key : {"project"_L1, "path"_L1, "id"_L1, "local_id"_L1, "title"_L1})
            redactor.add(row[key].toString(), u"%1-%2"_s.arg(key).arg(number));
    }
    return redactor;
}
}  // namespace

DiagnosticReport diagnosticReport(const DiagnosticFacts &facts)
{
    QJsonArray projects;
    const QJsonArray known = facts.status["projects"_L1].toArray();
    for (const auto &value : known)
        projects.append(figuresOf(value.toObject()));
    QJsonObject report{{u"made_at"_s, QDateTime::fromMSecsSinceEpoch(facts.atMs).toUTC().toString(Qt::ISODate)},
                       {u"versions"_s, facts.versions},
                       {u"checks"_s, facts.checks},
                       {u"projects"_s, projects}};
    QJsonObject values;
    const QJsonArray settings = facts.config["rows"_L1].toArray();
    for (const auto &value : settings) {
        const QJsonObject row = value.toObject();
        const QString name = row["name"_L1].toString();
        values[name] = isPersonal(name) ? QJsonValue(row["value"_L1].toString().isEmpty() ? u""_s : u"(set)"_s) : row["value"_L1];
    }
    if (!values.isEmpty())
        report[u"settings"_s] = values;
    if (!facts.log.isEmpty())
        report[u"log"_s] = QJsonArray::fromStringList(facts.log.split(u'\n', Qt::SkipEmptyParts));
    Redactor redactor = redactorFor(facts);
    DiagnosticReport out{redactor.apply(QJsonValue(report)).toObject(), {}};
    std::ranges::copy_if(redactor.redactions(), std::back_inserter(out.redactions), [](const auto &one) { return one.times > 0; });
    return out;
}

}  // namespace tideline::control
