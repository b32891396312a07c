#include "ui/difference/conflict_versions.h"

#include "ui/models/json_table_model.h"
#include "ui/words.h"

#include <algorithm>
#include <limits>

namespace tideline::ui {

namespace {
constexpr int kVersions = 200;  ///< of a file that are looked through

qint64 revisionOf(const QJsonObject &row)
{
    return row.value(u"revision").toInteger();
}
}  // namespace

VersionRef versionFromLog(const QJsonObject &row)
{
    QStringList words{QObject::tr("Revision %L1").arg(revisionOf(row)), row.value(u"by").toObject().value(u"name").toString(),
                      timeText(row.value(u"at_ms").toInteger())};
    words.removeAll(QString());
    return {revisionOf(row), row.value(u"size").toInteger(-1), words.join(u" · "_s)};
}

std::optional<VersionRef> mergeBase(const QList<QJsonObject> &log, bool isWhole, const QList<QJsonObject> &copyLog, const QString &device,
                                    const QString &userId)
{
    // The copy went up after theirs had come: what is newer than it came later still, and is no base.
    qint64 before = std::numeric_limits<qint64>::max();
    for (const QJsonObject &row : copyLog)
        before = std::min(before, revisionOf(row));
    QList<QJsonObject> rows;
    for (const QJsonObject &row : log) {
        if (revisionOf(row) > 0 && revisionOf(row) < before)
            rows.append(row);
    }
    if (rows.size() < 2)
        return std::nullopt;
    rows.removeFirst();  // theirs
    const auto own = std::ranges::find_if(rows, [&](const QJsonObject &row) {
        return !device.isEmpty() && row.value(u"device").toString() == device && row.value(u"by").toObject().value(u"id").toString() == userId;
    });
    if (own != rows.end())
        return versionFromLog(*own);
    return isWhole ? std::optional(versionFromLog(rows.last())) : std::nullopt;
}

void ConflictVersions::ask(const QString &verb, const QJsonObject &args, void (ConflictVersions::*take)(const QJsonObject &))
{
    m_backend.call(verb, args, this, [this, take, asked = m_asked](const Result<QJsonObject> &reply) {
        if (asked != m_asked)
            return;
        // Without the cloud nothing is known of the base: both versions are here all the same.
        if (!reply && (reply.error().kind == Error::Kind::Offline || reply.error().kind == Error::Kind::Timeout || reply.error().kind == Error::Kind::SignIn))
            finish(std::nullopt, {});
        else if (reply || reply.error().kind == Error::Kind::NotFound)
            (this->*take)(reply ? *reply : QJsonObject());
        else
            Q_EMIT failed(reply.error());
    });
}

void ConflictVersions::gather(const ConflictRef &conflict)
{
    m_conflict = conflict;
    ++m_asked;
    m_copyLog.clear();
    if (conflict.copy.isEmpty() || !conflict.project.isHere()) {
        Q_EMIT failed({Error::Kind::NotFound, tr("Your version of this file is not in the folder any more."), conflict.path,
                       tr("Look for it in the trash.")});
        return;
    }
    ask(u"whoami"_s, {}, &ConflictVersions::takeAccount);
}

void ConflictVersions::takeAccount(const QJsonObject &reply)
{
    m_device = reply.value(u"device").toString();
    m_userId = reply.value(u"user").toObject().value(u"id").toString();
    ask(u"log"_s, {{u"project"_s, m_conflict.project.argument()}, {u"path"_s, m_conflict.copy}, {u"limit"_s, kVersions}}, &ConflictVersions::takeCopyLog);
}

void ConflictVersions::takeCopyLog(const QJsonObject &reply)
{
    m_copyLog = rowsOf(reply);
    ask(u"log"_s, {{u"project"_s, m_conflict.project.argument()}, {u"path"_s, m_conflict.path}, {u"limit"_s, kVersions}}, &ConflictVersions::takeLog);
}

void ConflictVersions::takeLog(const QJsonObject &reply)
{
    const auto base = mergeBase(rowsOf(reply), reply.value(u"after").toString().isEmpty(), m_copyLog, m_device, m_userId);
    if (!base) {
        finish(std::nullopt, {});
        return;
    }
    m_source.fetch(m_conflict.project, m_conflict.path, *base, this, [this, title = base->title, asked = m_asked](const Result<preview::Subject> &subject) {
        if (asked == m_asked)
            finish(subject ? std::optional(*subject) : std::nullopt, title);
    });
}

void ConflictVersions::finish(const std::optional<preview::Subject> &base, const QString &baseTitle)
{
    ++m_asked;
    const preview::Subject theirs = subjectOnDisk(m_conflict.project, m_conflict.path);
    preview::Subject mine = subjectOnDisk(m_conflict.project, m_conflict.copy);
    mine.name = theirs.name;
    if (base)
        Q_EMIT found({*base, mine, theirs}, {tr("Base: %1").arg(baseTitle), tr("Yours, from this computer"), tr("In the cloud (was there first)")});
    else
        Q_EMIT found({theirs, mine}, {tr("In the cloud (was there first)"), tr("Yours, from this computer")});
}

}  // namespace tideline::ui
