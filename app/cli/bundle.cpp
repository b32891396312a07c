#include "app/cli/bundle.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSysInfo>
#include <QUrl>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace tideline::cli {

QString versionsText()
{
    return u"tide " TIDELINE_VERSION ", Qt %1, %2, %3 %4 %5"_s.arg(
        QString::fromLatin1(qVersion()), QSysInfo::prettyProductName(), QSysInfo::kernelType(), QSysInfo::kernelVersion(),
        QSysInfo::currentCpuArchitecture());
}

void Redactor::add(const QString &what, const QString &word)
{
    if (what.size() < 3)
        return;
    m_words.append({what, u'<' + word + u'>'});
    std::ranges::stable_sort(m_words, [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
}

QString Redactor::apply(QString text) const
{
    for (const auto &[what, word] : m_words)
        text.replace(what, word, Qt::CaseInsensitive);
    return text;
}

QJsonValue Redactor::apply(const QJsonValue &value) const
{
    if (value.isString())
        return apply(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const auto &item : value.toArray())
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

Result<void> writeNew(const QString &file, QByteArrayView bytes)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        const auto kind = errno == EEXIST ? Error::Kind::Conflict : errno == EACCES ? Error::Kind::Denied : Error::Kind::Io;
        return Error{kind, errno == EEXIST ? u"The file is there already."_s : u"The file cannot be made."_s, file,
                     u"Name another one."_s};
    }
    const bool written = ::write(descriptor, bytes.data(), size_t(bytes.size())) == bytes.size();
    if (::close(descriptor) != 0 || !written)
        return Error{Error::Kind::DiskFull, u"The report could not be written."_s, file, {}};
    return {};
}
}  // namespace

Result<void> writeBundle(Context &context, const QJsonArray &rows, const QString &file)
{
    Redactor redactor;
    redactor.add(context.settings().profile, u"profile"_s);
    redactor.add(QDir::homePath(), u"home"_s);
    redactor.add(qEnvironmentVariable("USER"), u"user"_s);
    redactor.add(QSysInfo::machineHostName(), u"computer"_s);
    if (const auto account = context.call(u"whoami"_s)) {
        redactor.add((*account)["url"_L1].toString(), u"server"_s);
        redactor.add(QUrl((*account)["url"_L1].toString()).host(), u"host"_s);
        redactor.add((*account)["user"_L1]["name"_L1].toString(), u"user"_s);
        redactor.add((*account)["user"_L1]["id"_L1].toString(), u"user-id"_s);
    }
    QJsonArray projects;
    if (const auto status = context.call(u"status"_s)) {
        for (const auto &value : (*status)["projects"_L1].toArray()) {
            const QJsonObject row = value.toObject();
            const QString number = QString::number(projects.size() + 1);
            for (const auto key : {"project"_L1, "path"_L1, "id"_L1, "local_id"_L1, "title"_L1})
                redactor.add(row[key].toString(), u"%1-%2"_s.arg(key, number));
            projects.append(figuresOf(row));
        }
    }
    QJsonObject report{{u"made_at"_s, QDateTime::fromMSecsSinceEpoch(context.clock().nowMs()).toUTC().toString(Qt::ISODate)},
                       {u"versions"_s, versionsText()},
                       {u"checks"_s, rows},
                       {u"projects"_s, projects}};
    if (const auto config = context.call(u"config_get"_s)) {
        QJsonObject values;
        for (const auto &row : (*config)["rows"_L1].toArray())
            values[row["name"_L1].toString()] = row["value"_L1];
        report[u"settings"_s] = values;
    }
    return writeNew(file, QJsonDocument(redactor.apply(QJsonValue(report)).toObject()).toJson());
}

}  // namespace tideline::cli
