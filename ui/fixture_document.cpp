#include "ui/fixture_document.h"

#include "core/base/result.h"
#include "ui/fixture_picture.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace tideline::ui {

using namespace preview;

namespace {
constexpr std::array kStyles{"keyword", "type", "function", "text", "number", "comment", "operator", "key", "markup", "error", "added",
                             "removed", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bold"};
constexpr std::array kTypes{"text", "integer", "real", "boolean", "time", "binary", "nested"};

template <std::size_t N>
int indexIn(const std::array<const char *, N> &names, QStringView name)
{
    const auto it = std::ranges::find_if(names, [&](const char *known) { return name == QLatin1StringView(known); });
    return it == names.end() ? 0 : int(it - names.begin());
}

QString joined(const QJsonValue &lines)
{
    if (!lines.isArray())
        return lines.toString();
    QStringList list;
    const QJsonArray array = lines.toArray();
    for (const QJsonValue &line : array)
        list.append(line.toString());
    return list.join(u'\n');
}

/// The same every time: a number in [0, 1) of a row.
double noise(qint64 row)
{
    quint64 x = quint64(row) * 0x9e3779b97f4a7c15u + 0x7f4a7c15u;
    x ^= x >> 29;
    x *= 0xbf58476d1ce4e5b9u;
    x ^= x >> 32;
    return double(x % 1'000'003) / 1'000'003.0;
}

Output outputFromJson(const QJsonObject &object)
{
    Output output;
    const QString kind = object.value(u"kind").toString();
    output.kind = kind == u"result" ? Output::Kind::Result : kind == u"failure" ? Output::Kind::Failure : kind == u"html" ? Output::Kind::Html
        : kind == u"picture" ? Output::Kind::Picture : Output::Kind::Stream;
    std::tie(output.text, output.spans) = markedText(object.value(u"text"));
    output.html = joined(object.value(u"html"));
    if (output.kind == Output::Kind::Picture)
        output.picture = pictureOf(fixtureImage(object.value(u"pattern").toString(), {object.value(u"width").toInt(560), object.value(u"height").toInt(320)}));
    return output;
}

Cell cellFromJson(const QJsonObject &object)
{
    Cell cell;
    const QString kind = object.value(u"kind").toString();
    cell.kind = kind == u"markdown" ? Cell::Kind::Markdown : kind == u"raw" ? Cell::Kind::Raw : Cell::Kind::Code;
    std::tie(cell.source, cell.spans) = markedText(object.value(u"source"));
    cell.html = joined(object.value(u"html"));
    if (object.contains(u"count"))
        cell.executionCount = object.value(u"count").toInt();
    const QJsonArray outputs = object.value(u"outputs").toArray();
    for (const QJsonValue &output : outputs)
        cell.outputs.push_back(outputFromJson(output.toObject()));
    return cell;
}

Shape textShape(const QJsonObject &object)
{
    TextDocument text;
    std::tie(text.text, text.spans) = markedText(object.value(u"lines"));
    text.language = object.value(u"language").toString();
    text.charset = object.value(u"charset").toString(u"UTF-8"_s);
    text.nextByte = object.value(u"next_byte").toInteger();
    return text;
}

Shape tableShape(const QJsonObject &object)
{
    TableDocument table;
    const QJsonArray columns = object.value(u"columns").toArray();
    for (const QJsonValue &value : columns) {
        const QJsonObject column = value.toObject();
        table.columns.push_back({column.value(u"name").toString(), ColumnType(indexIn(kTypes, column.value(u"type").toString())),
                                 column.value(u"detail").toString()});
    }
    table.rowCount = object.value(u"about").toInteger(object.value(u"rows").toInteger());
    table.rowCountExact = !object.contains(u"about");
    table.head = rowsOf(object, 0, 200);
    return table;
}

Shape notebookShape(const QJsonObject &object)
{
    NotebookDocument notebook;
    notebook.language = object.value(u"language").toString();
    notebook.kernel = object.value(u"kernel").toString();
    notebook.cellCount = object.value(u"cell_count").toInteger(object.value(u"cells").toArray().size());
    notebook.cells = cellsOf(object, 0, 40);
    return notebook;
}

Shape imageShape(const QJsonObject &object)
{
    ImageDocument image;
    image.width = object.value(u"width").toInt();
    image.height = object.value(u"height").toInt();
    image.format = object.value(u"format").toString(u"PNG"_s);
    image.frames = object.value(u"frames").toInt(1);
    const QSize size = QSize(image.width, image.height).scaled(1024, 1024, Qt::KeepAspectRatio).boundedTo({image.width, image.height});
    image.picture = pictureOf(fixtureImage(object.value(u"pattern").toString(), size));
    return image;
}

Shape pagesShape(const QJsonObject &object)
{
    PagesDocument pages;
    pages.sizes.assign(std::size_t(object.value(u"count").toInt(1)), QSizeF(595, 842));
    pages.first = pictureOf(fixtureImage(u"page"_s, {595, 842}));
    return pages;
}

Shape bytesShape(const QJsonObject &object)
{
    BytesDocument bytes;
    bytes.head = QByteArray::fromBase64(object.value(u"base64").toString().toLatin1());
    bytes.sizeBytes = object.value(u"size").toInteger(bytes.head.size());
    return bytes;
}
}  // namespace

std::pair<QString, std::vector<Span>> markedText(const QJsonValue &lines)
{
    const QString marked = joined(lines);
    QString text;
    std::vector<Span> spans;
    for (qsizetype at = 0; at < marked.size();) {
        const qsizetype begin = marked.indexOf(u'⟦', at), space = marked.indexOf(u' ', begin), end = marked.indexOf(u'⟧', begin);
        if (begin < 0 || space < 0 || end < space) {
            text += QStringView(marked).sliced(at);
            break;
        }
        text += QStringView(marked).sliced(at, begin - at);
        const QStringView words = QStringView(marked).sliced(space + 1, end - space - 1);
        if (!words.isEmpty())
            spans.push_back({int(text.size()), int(words.size()), Style(indexIn(kStyles, QStringView(marked).sliced(begin + 1, space - begin - 1)))});
        text += words;
        at = end + 1;
    }
    return {text, spans};
}

QString cellOf(const QJsonObject &column, qint64 row)
{
    const QJsonArray values = column.value(u"values").toArray();
    if (column.value(u"empty").toDouble() > noise(row * 7 + 3))
        return {};
    if (!values.isEmpty())
        return values[qsizetype(noise(row * 3 + 1) * noise(row) * double(values.size()))].toVariant().toString();
    if (column.contains(u"step"))
        return QString::number(column.value(u"around").toInteger() + row * column.value(u"step").toInteger());
    const double around = column.value(u"around").toDouble(), spread = column.value(u"spread").toDouble(1);
    const double sum = noise(row) + noise(row + 1'000'000'007) + noise(row * 5 + 11) + noise(row * 13 + 7) - 2;
    return QString::number(around + sum * spread, 'f', column.value(u"digits").toInt(1));
}

Rows rowsOf(const QJsonObject &table, qint64 first, qint64 count)
{
    Rows rows{std::max<qint64>(first, 0), {}};
    const QJsonArray columns = table.value(u"columns").toArray();
    const qint64 end = std::min(table.value(u"rows").toInteger(), rows.first + count);
    for (qint64 row = rows.first; row < end; ++row) {
        QStringList cells;
        for (const QJsonValue &column : columns)
            cells.append(cellOf(column.toObject(), row));
        rows.cells.push_back(cells);
    }
    return rows;
}

std::vector<Cell> cellsOf(const QJsonObject &notebook, qint64 first, qint64 count)
{
    const QJsonArray cells = notebook.value(u"cells").toArray();
    const qint64 end = std::min(notebook.value(u"cell_count").toInteger(cells.size()), first + count);
    std::vector<Cell> made;
    for (qint64 cell = std::max<qint64>(first, 0); cell < end && !cells.isEmpty(); ++cell)
        made.push_back(cellFromJson(cells[cell % cells.size()].toObject()));
    return made;
}

TreeNode nodeFromJson(const QJsonObject &node)
{
    return {node.value(u"name").toString(), node.value(u"value").toVariant().toString(), node.value(u"type").toString(),
            node.value(u"generate").toInteger(node.value(u"children").toArray().size())};
}

std::vector<TreeNode> childrenOf(const QJsonObject &node, qint64 first, qint64 count)
{
    std::vector<TreeNode> children;
    const QJsonArray held = node.value(u"children").toArray();
    const qint64 end = std::min(nodeFromJson(node).childCount, first + count);
    for (qint64 i = std::max<qint64>(first, 0); i < end; ++i) {
        if (i < held.size())
            children.push_back(nodeFromJson(held[i].toObject()));
        else
            children.push_back({QString::number(i), QString::number(noise(i) * 100, 'f', 3), u"number"_s, 0});
    }
    return children;
}

Document documentFromJson(const QJsonObject &object)
{
    Document document;
    document.format = object.value(u"format").toString();
    const QJsonArray facts = object.value(u"facts").toArray();
    for (const QJsonValue &fact : facts)
        document.facts.push_back({fact.toArray().at(0).toString(), fact.toArray().at(1).toString()});
    const QJsonArray notices = object.value(u"notices").toArray();
    for (const QJsonValue &notice : notices)
        document.notices.append(notice.toString());
    if (object.contains(u"rich"))
        document.shape = RichDocument{joined(object.value(u"rich"))};
    else if (object.contains(u"tree"))
        document.shape = TreeDocument{nodeFromJson(object.value(u"tree").toObject()), childrenOf(object.value(u"tree").toObject(), 0, 200)};
    else if (object.contains(u"table"))
        document.shape = tableShape(object.value(u"table").toObject());
    else if (object.contains(u"notebook"))
        document.shape = notebookShape(object.value(u"notebook").toObject());
    else if (object.contains(u"image"))
        document.shape = imageShape(object.value(u"image").toObject());
    else if (object.contains(u"pages"))
        document.shape = pagesShape(object.value(u"pages").toObject());
    else if (object.contains(u"bytes"))
        document.shape = bytesShape(object.value(u"bytes").toObject());
    else
        document.shape = textShape(object.value(u"text").toObject());
    return document;
}

}  // namespace tideline::ui
