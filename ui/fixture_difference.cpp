#include "ui/fixture_difference.h"

#include "core/control/protocol.h"
#include "ui/fixture_document.h"
#include "ui/fixture_picture.h"

#include <QBuffer>
#include <QJsonArray>
#include <QPointer>

#include <algorithm>

namespace tideline::ui {

using namespace preview;

namespace {
Happened happenedFrom(const QString &word)
{
    return word == u"changed" ? Happened::Changed : word == u"added" ? Happened::Added : word == u"removed" ? Happened::Removed : Happened::Equal;
}

Who whoFrom(const QString &word)
{
    return word == u"mine" ? Who::Mine : word == u"theirs" ? Who::Theirs : word == u"alike" ? Who::Alike : word == u"both" ? Who::Both : Who::Nobody;
}

Cell::Kind kindFrom(const QString &word)
{
    return word == u"markdown" ? Cell::Kind::Markdown : word == u"raw" ? Cell::Kind::Raw : Cell::Kind::Code;
}

/// A version that is put together hunk by hunk.
struct Version {
    QString text;
    std::vector<Span> spans;
    int lines = 0;

    Lines add(const QJsonValue &marked)
    {
        const Lines added{lines, int(marked.toArray().size())};
        if (added.count == 0)
            return added;
        auto [more, words] = markedText(marked);
        for (Span span : words) {
            span.start += int(text.size());
            spans.push_back(span);
        }
        text += more + u'\n';
        lines += added.count;
        return added;
    }
};

/// [{"equal": lines} | {"older": lines, "newer": lines}]
TextDifference textFrom(const QJsonValue &hunks)
{
    TextDifference difference;
    Version older, newer;
    const QJsonArray list = hunks.toArray();
    for (const QJsonValue &value : list) {
        const bool equal = value.toObject().contains(u"equal");
        TextDifference::Hunk hunk;
        hunk.older = older.add(value[equal ? u"equal" : u"older"]);
        hunk.newer = newer.add(value[equal ? u"equal" : u"newer"]);
        hunk.happened = equal                   ? Happened::Equal
                        : hunk.older.count == 0 ? Happened::Added
                        : hunk.newer.count == 0 ? Happened::Removed
                                                : Happened::Changed;
        difference.hunks.push_back(hunk);
    }
    difference.older = older.text;
    difference.newer = newer.text;
    difference.olderSpans = older.spans;
    difference.newerSpans = newer.spans;
    return difference;
}

/// [{"equal": lines} | {"who": …, "base": lines, "mine": lines, "theirs": lines}]
TextMerge mergeFrom(const QJsonValue &hunks)
{
    TextMerge merge;
    Version base, mine, theirs;
    const QJsonArray list = hunks.toArray();
    for (const QJsonValue &value : list) {
        const bool equal = value.toObject().contains(u"equal");
        TextMerge::Hunk hunk;
        hunk.who = whoFrom(value[u"who"].toString());
        hunk.base = base.add(value[equal ? u"equal" : u"base"]);
        hunk.mine = mine.add(value[equal ? u"equal" : u"mine"]);
        hunk.theirs = theirs.add(value[equal ? u"equal" : u"theirs"]);
        merge.hunks.push_back(hunk);
    }
    merge.base = base.text;
    merge.mine = mine.text;
    merge.theirs = theirs.text;
    merge.mineSpans = mine.spans;
    merge.theirsSpans = theirs.spans;
    return merge;
}

NotebookDifference notebookFrom(const QJsonValue &cells)
{
    NotebookDifference notebook;
    const QJsonArray list = cells.toArray();
    for (const QJsonValue &cell : list)
        notebook.cells.push_back({happenedFrom(cell[u"happened"].toString()), cell[u"older"].toInt(-1), cell[u"newer"].toInt(-1),
                                  kindFrom(cell[u"kind"].toString()), textFrom(cell[u"hunks"]), cell[u"outputs"].toBool(), cell[u"moved"].toBool()});
    return notebook;
}

NotebookMerge notebookMergeFrom(const QJsonValue &cells)
{
    NotebookMerge notebook;
    const QJsonArray list = cells.toArray();
    for (const QJsonValue &cell : list)
        notebook.cells.push_back({whoFrom(cell[u"who"].toString()), whoFrom(cell[u"outputs"].toString()), cell[u"base"].toInt(-1),
                                  cell[u"mine"].toInt(-1), cell[u"theirs"].toInt(-1), kindFrom(cell[u"kind"].toString()), mergeFrom(cell[u"hunks"])});
    return notebook;
}

QStringList cellsFrom(const QJsonValue &value)
{
    QStringList cells;
    const QJsonArray list = value.toArray();
    for (const QJsonValue &cell : list)
        cells.append(cell.toString());
    return cells;
}

TableDifference tableFrom(const QJsonValue &value)
{
    TableDifference table;
    const QJsonArray columns = value[u"columns"].toArray(), rows = value[u"rows"].toArray();
    for (const QJsonValue &column : columns)
        table.columns.push_back({column[0].toString(), happenedFrom(column[1].toString())});
    table.key = value[u"key"].toInt();
    table.equal = value[u"equal"].toInteger();
    for (const QJsonValue &row : rows) {
        RowDifference made{happenedFrom(row[u"happened"].toString()), row[u"older"].toInteger(-1), row[u"newer"].toInteger(-1),
                           cellsFrom(row[u"was"]), cellsFrom(row[u"is"]), {}};
        for (int i = 0; made.happened == Happened::Changed && i < made.newerCells.size(); ++i) {
            if (made.olderCells.value(i) != made.newerCells[i])
                made.changed.push_back(i);
        }
        (made.happened == Happened::Added ? table.added : made.happened == Happened::Removed ? table.removed : table.changed)++;
        table.rows.push_back(std::move(made));
    }
    return table;
}

/// {"width", "height", "older": pattern, "newer": pattern, "spot": [x, y, size]}: the newer one with a spot of another colour.
ImageDifference imageFrom(const QJsonValue &value)
{
    ImageDifference difference;
    const QSize size(value[u"width"].toInt(400), value[u"height"].toInt(300));
    const QImage older = fixtureImage(value[u"older"].toString(), size).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QImage newer = fixtureImage(value[u"newer"].toString(), size).convertToFormat(QImage::Format_ARGB32_Premultiplied);
    const QJsonValue spot = value[u"spot"];
    for (int y = 0; y < spot[2].toInt(); ++y) {
        for (int x = 0; x < spot[2].toInt(); ++x)
            newer.setPixelColor(std::min(size.width() - 1, spot[0].toInt() + x), std::min(size.height() - 1, spot[1].toInt() + y), QColor(200, 60, 40));
    }
    QImage mask(size, QImage::Format_ARGB32_Premultiplied);
    mask.fill(Qt::transparent);
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            if (older.pixel(x, y) != newer.pixel(x, y)) {
                mask.setPixelColor(x, y, Qt::black);
                ++difference.differing;
            }
        }
    }
    difference.older = pictureOf(older);
    difference.newer = pictureOf(newer);
    difference.mask = pictureOf(mask);
    difference.olderWidth = difference.newerWidth = size.width();
    difference.olderHeight = difference.newerHeight = size.height();
    difference.pixels = qint64(size.width()) * size.height();
    return difference;
}

DifferenceShape shapeFrom(const QJsonObject &object)
{
    if (object.contains(u"text"))
        return textFrom(object.value(u"text"));
    if (object.contains(u"text_merge"))
        return mergeFrom(object.value(u"text_merge"));
    if (object.contains(u"notebook"))
        return notebookFrom(object.value(u"notebook"));
    if (object.contains(u"notebook_merge"))
        return notebookMergeFrom(object.value(u"notebook_merge"));
    if (object.contains(u"table"))
        return tableFrom(object.value(u"table"));
    if (object.contains(u"image"))
        return imageFrom(object.value(u"image"));
    if (object.contains(u"table_merge")) {
        const QJsonObject merge = object.value(u"table_merge").toObject();
        return TableMerge{tableFrom(merge.value(u"mine")), tableFrom(merge.value(u"theirs")), cellsFrom(merge.value(u"both"))};
    }
    if (object.contains(u"image_merge")) {
        const QJsonObject merge = object.value(u"image_merge").toObject();
        return ImageMerge{imageFrom(merge.value(u"mine")), imageFrom(merge.value(u"theirs"))};
    }
    BytesDifference bytes;
    bytes.statements = cellsFrom(object.value(u"bytes"));
    return bytes;
}
}  // namespace

Difference differenceFromJson(const QJsonObject &object)
{
    Difference difference;
    difference.shape = shapeFrom(object);
    difference.same = object.value(u"same").toBool();
    difference.notices = cellsFrom(object.value(u"notices"));
    const QJsonArray facts = object.value(u"facts").toArray();
    for (const QJsonValue &fact : facts)
        difference.facts.push_back({fact[0].toString(), fact[1].toString()});
    return difference;
}

Result<Difference> FixtureComparer::compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &)
{
    const QString name = versions.empty() ? QString() : versions.front().name;
    const QJsonObject object = m_differences.value(name).toObject();
    if (object.contains(u"error"))
        return control::errorFromJson(object.value(u"error").toObject());
    const QString which = versions.size() == 3 ? u"three"_s : u"two"_s;
    if (!object.contains(which))
        return Error{Error::Kind::NotFound, u"The fixture has no such difference."_s, name, {}};
    Difference difference = differenceFromJson(object.value(which).toObject());
    if (auto *table = std::get_if<TableDifference>(&difference.shape); table && !key.isEmpty()) {
        const auto column = std::ranges::find(table->columns, key, &TableDifference::Column::name);
        table->key = int(column - table->columns.begin());
    }
    return difference;
}

namespace {
class FixtureThumbnailer final : public Thumbnailer {
public:
    explicit FixtureThumbnailer(const QJsonObject &fixture) : m_patterns(fixture.value(u"thumbnails").toObject()) {}
    QString folder() const { return m_folder.filePath(u"thumbnails"_s); }
    Result<QByteArray> thumbnail(const Subject &subject, int edge, const Cancelled &) override
    {
        const QString pattern = m_patterns.value(subject.name).toString();
        if (pattern.isEmpty())
            return Error{Error::Kind::Invalid, u"The fixture has no such thumbnail."_s, subject.name, {}};
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        const QSize size = pattern == u"page" ? QSize(edge * 7 / 10, edge) : QSize(edge, edge * 2 / 3);
        fixtureImage(pattern, size).save(&buffer, "PNG");
        return png;
    }

private:
    QJsonObject m_patterns;
    QTemporaryDir m_folder;
};
}  // namespace

std::shared_ptr<const KeptThumbnails> fixtureThumbnails(const QJsonObject &fixture)
{
    auto thumbnailer = std::make_shared<FixtureThumbnailer>(fixture);
    const QString folder = thumbnailer->folder();
    return std::make_shared<const KeptThumbnails>(std::move(thumbnailer), ThumbnailStore(folder));
}

void FixtureVersions::fetch(const ProjectRow &, const QString &path, const VersionRef &version, QObject *context, OnSubject onSubject)
{
    Subject subject;
    subject.name = path.section(u'/', -1);
    subject.path = u"/fixture/%1/%2"_s.arg(version.revision).arg(subject.name);
    QMetaObject::invokeMethod(
        this,
        [guard = QPointer<QObject>(context), onSubject = std::move(onSubject), subject] {
            if (guard)
                onSubject(subject);
        },
        Qt::QueuedConnection);
}

}  // namespace tideline::ui
