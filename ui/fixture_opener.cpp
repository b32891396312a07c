#include "ui/fixture_opener.h"

#include "core/control/protocol.h"
#include "ui/fixture_document.h"
#include "ui/fixture_picture.h"

#include <QJsonArray>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <thread>

namespace tideline::ui {

using namespace preview;
using namespace std::chrono_literals;

namespace {
constexpr int kBars = 24;
constexpr qint64 kLookedAt = 20'000;

/// A fixture's statistics: of the column's first rows.
ColumnStatistics statisticsOf(const QJsonObject &table, const QJsonObject &column)
{
    ColumnStatistics found;
    const qint64 all = table.value(u"rows").toInteger();
    found.rows = std::min(all, kLookedAt);
    found.whole = found.rows == all;
    std::vector<double> numbers;
    std::map<QString, qint64> counts;
    for (qint64 row = 0; row < found.rows; ++row) {
        const QString cell = cellOf(column, row);
        bool isNumber = false;
        const double number = cell.toDouble(&isNumber);
        if (cell.isEmpty())
            ++found.empty;
        else if (isNumber && column.value(u"type").toString() != u"text")
            numbers.push_back(number);
        ++counts[cell];
    }
    if (counts.size() < 1000)
        found.distinct = qint64(counts.size());
    if (numbers.empty()) {
        found.commonest.assign(counts.begin(), counts.end());
        std::ranges::stable_sort(found.commonest, std::greater(), &std::pair<QString, qint64>::second);
        found.commonest.resize(std::min<std::size_t>(10, found.commonest.size()));
        return found;
    }
    const auto [least, most] = std::ranges::minmax(numbers);
    double sum = 0, squares = 0;
    found.counts.assign(kBars, 0);
    const double step = std::max(1e-9, (most - least) / kBars);
    for (const double number : numbers) {
        sum += number;
        squares += number * number;
        ++found.counts[std::min<std::size_t>(kBars - 1, std::size_t((number - least) / step))];
    }
    for (int i = 0; i <= kBars; ++i)
        found.edges.push_back(least + step * i);
    const double count = double(numbers.size());
    found.mean = sum / count;
    found.deviation = std::sqrt(std::max(0.0, squares / count - *found.mean * *found.mean));
    found.least = QString::number(least);
    found.most = QString::number(most);
    return found;
}

class FixturePreview final : public Preview {
public:
    explicit FixturePreview(const QJsonObject &object) : m_object(object), m_document(documentFromJson(object)) {}
    const Document &document() const override { return m_document; }

    Result<Rows> rows(qint64 first, qint64 count, const Cancelled &) override { return rowsOf(part(u"table"_s), first, std::min(count, kMaxRows)); }
    Result<std::pair<qint64, bool>> countRows(const Cancelled &) override
    {
        return std::pair(part(u"table"_s).value(u"rows").toInteger(), !part(u"table"_s).value(u"never_exact").toBool());
    }
    Result<ColumnStatistics> statistics(int column, const Cancelled &) override
    {
        return statisticsOf(part(u"table"_s), part(u"table"_s).value(u"columns").toArray().at(column).toObject());
    }
    Result<NotebookDocument> cells(qint64 first, const Cancelled &) override
    {
        NotebookDocument more;
        more.first = first;
        more.cells = cellsOf(part(u"notebook"_s), first, 40);
        return more;
    }
    Result<std::vector<TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count, const Cancelled &) override
    {
        QJsonObject node = part(u"tree"_s);
        for (const qint64 step : address)
            node = node.value(u"children").toArray().at(step).toObject();
        return childrenOf(node, first, count);
    }
    Result<Picture> picture(int index, const Part &wanted, const Cancelled &) override
    {
        const bool image = m_object.contains(u"image");
        const QJsonObject object = part(image ? u"image"_s : u"pages"_s);
        const double higher = image ? object.value(u"height").toDouble() / object.value(u"width").toDouble() : 842.0 / 595.0;
        const QSize size(wanted.pixels, std::max(1, int(wanted.pixels * higher * wanted.height / wanted.width)));
        return pictureOf(fixtureImage(object.value(u"pattern").toString(u"page"_s), size, index, {wanted.x, wanted.y, wanted.width, wanted.height}));
    }
    Result<std::optional<Place>> find(const QString &text, qint64 from, int column, const Cancelled &) override
    {
        if (m_object.contains(u"table"))
            return findCell(text, from, column);
        if (!m_object.contains(u"text"))
            return std::optional<Place>();
        const QStringList lines = std::get<TextDocument>(m_document.shape).text.split(u'\n');
        for (qint64 line = from; line < lines.size(); ++line) {
            const qsizetype at = lines[line].indexOf(text, line == from ? column : 0, Qt::CaseInsensitive);
            if (at >= 0)
                return std::optional(Place{line, int(at), int(text.size())});
        }
        return std::optional<Place>();
    }
    Result<QByteArray> bytes(qint64 offset, qint64 length, const Cancelled &) override
    {
        const auto &held = std::get<BytesDocument>(m_document.shape);
        QByteArray bytes = held.head.mid(offset, length);
        for (qint64 at = offset + bytes.size(); bytes.size() < length && at < held.sizeBytes; ++at)
            bytes.append(char(at * 37 % 251));
        return bytes;
    }

private:
    QJsonObject part(const QString &name) const { return m_object.value(name).toObject(); }
    Result<std::optional<Place>> findCell(const QString &text, qint64 from, int column) const
    {
        const Rows rows = rowsOf(part(u"table"_s), from, 20'000);
        for (std::size_t row = 0; row < rows.cells.size(); ++row) {
            for (int i = row == 0 ? column : 0; i < rows.cells[row].size(); ++i) {
                if (rows.cells[row][i].contains(text, Qt::CaseInsensitive))
                    return std::optional(Place{from + qint64(row), i, int(text.size())});
            }
        }
        return std::optional<Place>();
    }

    QJsonObject m_object;
    Document m_document;
};
}  // namespace

Result<std::unique_ptr<Preview>> FixtureOpener::open(const Subject &subject, const Cancelled &cancelled)
{
    const QJsonObject object = m_previews.value(subject.name).toObject();
    if (object.isEmpty())
        return Error{Error::Kind::NotFound, u"The fixture has no such preview."_s, subject.name, {}};
    if (object.contains(u"error"))
        return control::errorFromJson(object.value(u"error").toObject());
    while (object.value(u"hangs").toBool()) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, {}, {}, {}};
        std::this_thread::sleep_for(5ms);
    }
    return std::unique_ptr<Preview>(std::make_unique<FixturePreview>(object));
}

}  // namespace tideline::ui
