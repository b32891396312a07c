#include "ui/fixture_backend.h"

#include "core/control/protocol.h"
#include "ui/engine_words.h"
#include "ui/words.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

#include <algorithm>

namespace tideline::ui {

namespace {
/// A negative `…_ms` counts from now, so that "5 min ago" stays true.
QJsonValue withTimes(const QJsonValue &value, const QString &key, qint64 now)
{
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            it.value() = withTimes(it.value(), it.key(), now);
        return object;
    }
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            array[i] = withTimes(array[i], key, now);
        return array;
    }
    return key.endsWith(u"_ms") && value.toDouble() < 0 ? QJsonValue(now + value.toInteger()) : value;
}

/// Fixtures may stand on a common one: {"base": "base.json"}. Objects are joined key by key, ours win.
QJsonObject joined(QJsonObject base, const QJsonObject &own)
{
    for (auto it = own.begin(); it != own.end(); ++it) {
        const QJsonValue held = base.value(it.key());
        const QJsonValue ours = it.value();
        base.insert(it.key(), held.isObject() && ours.isObject() ? joined(held.toObject(), ours.toObject()) : ours);
    }
    return base;
}

/// The reply that an answer stands for.
Result<QJsonObject> resultOf(const QString &verb, const std::optional<QJsonObject> &answer)
{
    if (!answer)
        return Error{Error::Kind::NotFound, u"The fixture has no answer."_s, verb, {}};
    if (answer->value(u"error").toObject().contains(u"kind"))
        return control::errorFromJson(answer->value(u"error").toObject());
    return answer->contains(u"reply") ? answer->value(u"reply").toObject() : *answer;
}
}  // namespace

Result<QJsonObject> FixtureBackend::read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, u"The window's fixture cannot be read."_s, path, file.errorString()};
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &parse);
    if (!document.isObject())
        return Error{Error::Kind::Invalid, u"The window's fixture is not a JSON object."_s,
                     u"%1, byte %2"_s.arg(path).arg(parse.offset), parse.errorString()};
    QJsonObject fixture = document.object();
    if (fixture.contains(u"base")) {
        const auto base = read(QFileInfo(path).path() + u'/' + fixture.take(u"base").toString());
        if (!base)
            return base.error();
        fixture = joined(*base, fixture);
    }
    return withTimes(fixture, {}, QDateTime::currentMSecsSinceEpoch()).toObject();
}

FixtureBackend::FixtureBackend(QJsonObject fixture, QObject *parent) : Backend(parent), m_fixture(std::move(fixture)) {}

void FixtureBackend::start()
{
    QTimer::singleShot(0, this, [this] {
        Q_EMIT connected();
        // After the answers to what is asked upon connected().
        QTimer::singleShot(30, this, [this] {
            const QJsonArray events = m_fixture.value(u"events").toArray();
            for (const QJsonValue &happened : events)
                Q_EMIT event(inLanguage(happened.toObject()));
        });
    });
}

std::optional<QJsonObject> FixtureBackend::answerFor(const QString &verb, const QJsonObject &args) const
{
    const QJsonValue value = m_fixture.value(u"verbs").toObject().value(verb);
    if (value.isObject())
        return value.toObject();
    const QJsonArray cases = value.toArray();
    for (const QJsonValue &one : cases) {
        const QJsonObject when = one.toObject().value(u"when").toObject();
        if (std::ranges::all_of(when.keys(), [&](const QString &key) { return args.value(key) == when.value(key); }))
            return one.toObject();
    }
    return {};
}

quint64 FixtureBackend::call(const QString &verb, const QJsonObject &args, QObject *context, OnReply onReply, OnProgress onProgress)
{
    m_called.append({{u"verb"_s, verb}, {u"args"_s, args}});
    QMetaObject::invokeMethod(
        this,
        [this, verb, args, call = m_next, guard = QPointer<QObject>(context), onReply = std::move(onReply), onProgress = std::move(onProgress)] {
            const auto answer = answerFor(verb, args);
            const QJsonArray progress = answer ? answer->value(u"progress").toArray() : QJsonArray();
            for (const QJsonValue &step : progress) {
                if (guard && onProgress)
                    onProgress(inLanguage(step.toObject()));
            }
            if (!guard || !onReply)
                return;
            if (answer && answer->value(u"hangs").toBool()) {
                m_hanging[call] = {guard, onReply};
                return;
            }
            const Result<QJsonObject> reply = resultOf(verb, answer);
            if (reply)
                onReply(inLanguage(*reply));
            else
                onReply(inLanguage(reply.error()));
        },
        Qt::QueuedConnection);
    return m_next++;
}

void FixtureBackend::cancel(quint64 call)
{
    const auto hanging = m_hanging.extract(call);
    if (hanging && hanging.mapped().first)
        hanging.mapped().second(Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}});
}

ListingRow listingRowFromJson(const QJsonObject &object)
{
    ListingRow row;
    row.name = object.value(u"name").toString().toUtf8();
    const auto kind = nodeKindFromString(object.value(u"kind").toString());
    row.kind = kind ? *kind : NodeKind::File;
    row.state = stateFrom(object.value(u"state").toString());
    const QString where = object.value(u"where").toString();
    row.here = where != u"cloud";
    row.inCloud = where != u"local";
    row.executable = object.value(u"executable").toBool();
    row.sizeBytes = row.kind == NodeKind::Folder ? -1 : object.value(u"size").toInteger(-1);
    row.modifiedMs = row.kind == NodeKind::Folder ? 0 : object.value(u"modified_ms").toInteger();
    row.revision = object.value(u"revision").toInteger();
    row.target = object.value(u"target").toString().toUtf8();
    row.what = object.value(u"what").toString();
    return row;
}

ListingPage cutPage(std::vector<ListingRow> rows, const ListingQuery &query)
{
    std::erase_if(rows, [&](const ListingRow &row) {
        return (!query.hidden && row.name.startsWith('.'))
            || (!query.filter.isEmpty() && !QString::fromUtf8(row.name).contains(query.filter, Qt::CaseInsensitive));
    });
    const QCollator collator = nameCollator();
    const auto byName = [&](const ListingRow &a, const ListingRow &b) {
        const int order = collator.compare(QString::fromUtf8(a.name), QString::fromUtf8(b.name));
        return order != 0 ? order : a.name.compare(b.name);
    };
    std::ranges::sort(rows, [&](const ListingRow &a, const ListingRow &b) {
        if ((a.kind == NodeKind::Folder) != (b.kind == NodeKind::Folder))
            return a.kind == NodeKind::Folder;
        qint64 order = 0;
        if (query.sort == ListingSort::State)
            order = int(a.state) - int(b.state);
        else if (query.sort == ListingSort::Size)
            order = a.sizeBytes - b.sizeBytes;
        else if (query.sort == ListingSort::Modified)
            order = a.modifiedMs - b.modifiedMs;
        if (query.sort == ListingSort::Name)
            order = byName(a, b);
        else if (order == 0)
            return byName(a, b) < 0;
        return query.descending ? order > 0 : order < 0;
    });
    ListingPage page;
    page.total = qint64(rows.size());
    qint64 offset = query.offset;
    if (const auto found = std::ranges::find(rows, query.around, &ListingRow::name); !query.around.isEmpty() && found != rows.end())
        offset = (found - rows.begin()) / std::max<qint64>(1, query.limit) * query.limit;
    const auto begin = page.offset = std::min<qint64>(offset, page.total);
    const auto end = std::min<qint64>(begin + query.limit, page.total);
    page.rows.assign(rows.begin() + begin, rows.begin() + end);
    return page;
}

Result<ListingPage> FixtureListing::page(const ListingQuery &query)
{
    const QJsonValue folder = m_listings.value(query.project).toObject().value(QString::fromUtf8(query.folder));
    std::vector<ListingRow> rows;
    if (folder.isArray()) {
        const QJsonArray list = folder.toArray();
        for (const QJsonValue &row : list)
            rows.push_back(listingRowFromJson(row.toObject()));
        return cutPage(std::move(rows), query);
    }
    if (!folder.isObject())
        return Error{Error::Kind::NotFound, u"There is no such folder."_s, QString::fromUtf8(query.folder), {}};
    // Generated rows are in order of name already; only the page asked for is made.
    ListingPage page;
    page.offset = query.offset;
    page.total = folder.toObject().value(u"generate").toInteger();
    for (qint64 i = query.offset; i < std::min(page.total, query.offset + query.limit); ++i) {
        const qint64 n = query.descending ? page.total - 1 - i : i;
        ListingRow row;
        row.name = u"sample_%1.parquet"_s.arg(n, 6, 10, QLatin1Char('0')).toUtf8();
        row.kind = NodeKind::File;
        row.state = n % 211 == 7 ? SyncState::Waiting : SyncState::Synced;
        row.sizeBytes = 2'000 + n * 7919 % 900'000;
        row.modifiedMs = 1'763'700'000'000 - n * 61'000;
        row.revision = 12;
        page.rows.push_back(row);
    }
    return page;
}

}  // namespace tideline::ui
