#include "tests/core/merge/notebook_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::test {

using namespace Qt::StringLiterals;

namespace {

using Metadata = QMap<QByteArray, QByteArray>;

QByteArray quoted(QByteArray text)
{
    return '"' + text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t") + '"';
}

QByteArray indented(int depth)
{
    return QByteArray(1, '\n') + QByteArray(depth, ' ');
}

/// `items` between the brackets, one a line.
QByteArray block(const char *brackets, const QByteArrayList &items, int depth)
{
    if (items.isEmpty())
        return QByteArray(brackets, 2);
    return brackets[0] + indented(depth + 1) + items.join(',' + indented(depth + 1)) + indented(depth) + brackets[1];
}

QByteArray linesAsJson(const QByteArray &text, int depth)
{
    QByteArrayList lines;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf('\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        lines.append(quoted(text.mid(at, end - at)));
        at = end;
    }
    return block("[]", lines, depth);
}

QByteArray metadataAsJson(const Metadata &metadata, int depth)
{
    QByteArrayList items;
    for (auto it = metadata.begin(); it != metadata.end(); ++it) {
        const qsizetype dot = it.key().indexOf('.');
        if (dot < 0) {
            items.append(quoted(it.key()) + ": " + quoted(it.value()));
            continue;
        }
        Metadata inner;
        const QByteArray outer = it.key().first(dot);
        for (; it != metadata.end() && it.key().startsWith(outer + '.'); ++it)
            inner.insert(it.key().sliced(dot + 1), it.value());
        --it;
        items.append(quoted(outer) + ": " + metadataAsJson(inner, depth + 1));
    }
    return block("{}", items, depth);
}

QByteArray cellAsJson(const TestCell &cell)
{
    QByteArrayList items{"\"cell_type\": " + quoted(cell.type == '=' ? "code" : cell.type == '#' ? "markdown" : "raw")};
    if (cell.type == '=')
        items.append("\"execution_count\": " + (cell.count.isEmpty() ? "null" : cell.count));
    if (!cell.id.isEmpty())
        items.append("\"id\": " + quoted(cell.id));
    items.append("\"metadata\": " + metadataAsJson(cell.metadata, 3));
    if (cell.type == '=') {
        const QByteArrayList stream{"\"name\": \"stdout\"", "\"output_type\": \"stream\"", "\"text\": " + linesAsJson(cell.output, 5)};
        items.append("\"outputs\": " + block("[]", cell.output.isEmpty() ? QByteArrayList() : QByteArrayList{block("{}", stream, 4)}, 3));
    }
    items.append("\"source\": " + linesAsJson(cell.source, 3));
    return block("{}", items, 2);
}

QByteArray joined(const QJsonValue &lines)
{
    QByteArray text = lines.toString().toUtf8();
    for (const QJsonValue &line : lines.toArray())
        text += line.toString().toUtf8();
    return text;
}

Metadata metadataFrom(const QJsonObject &object, const QByteArray &prefix = {})
{
    Metadata metadata;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (it.value().isObject())
            metadata.insert(metadataFrom(it.value().toObject(), prefix + it.key().toUtf8() + '.'));
        else
            metadata.insert(prefix + it.key().toUtf8(), it.value().toString().toUtf8());
    }
    return metadata;
}

TestCell cellFrom(const QJsonObject &json)
{
    TestCell cell;
    const QString type = json[u"cell_type"_s].toString();
    cell.type = type == QLatin1String("code") ? '=' : type == QLatin1String("markdown") ? '#' : '%';
    cell.id = json[u"id"_s].toString().toUtf8();
    cell.source = joined(json[u"source"_s]);
    cell.metadata = metadataFrom(json[u"metadata"_s].toObject());
    if (json[u"execution_count"_s].isDouble())
        cell.count = QByteArray::number(json[u"execution_count"_s].toInt());
    cell.output = joined(json[u"outputs"_s][0][u"text"_s]);
    return cell;
}

QByteArray takeAfter(QByteArray &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    if (at < 0)
        return {};
    const QByteArray taken = text.sliced(at + 1);
    text.truncate(at);
    return taken;
}

Metadata metadataFromText(const QByteArray &text)
{
    Metadata metadata;
    for (const QByteArray &pair : text.split(',')) {
        if (const qsizetype colon = pair.indexOf(':'); colon > 0)
            metadata.insert(pair.first(colon), pair.sliced(colon + 1));
    }
    return metadata;
}

}  // namespace

QByteArray TestNotebook::toBytes() const
{
    QByteArrayList inCells;
    for (const TestCell &cell : cells)
        inCells.append(cellAsJson(cell));
    return block("{}", {"\"cells\": " + block("[]", inCells, 1), "\"metadata\": " + metadataAsJson(metadata, 1),
                        "\"nbformat\": 4", "\"nbformat_minor\": " + QByteArray::number(minor)}, 0)
           + '\n';
}

std::optional<TestNotebook> TestNotebook::fromBytes(const QByteArray &bytes)
{
    const QJsonObject root = QJsonDocument::fromJson(bytes).object();
    TestNotebook notebook;
    for (const QJsonValue &cell : root[u"cells"_s].toArray())
        notebook.cells.push_back(cellFrom(cell.toObject()));
    notebook.metadata = metadataFrom(root[u"metadata"_s].toObject());
    notebook.minor = root[u"nbformat_minor"_s].toInt();
    return notebook.toBytes() == bytes ? std::optional(notebook) : std::nullopt;
}

TestNotebook TestNotebook::fromText(QByteArray text)
{
    TestNotebook notebook;
    if (const qsizetype at = text.indexOf("||"); at >= 0) {
        notebook.metadata = metadataFromText(text.sliced(at + 2));
        text.truncate(at);
    }
    if (const QByteArray minor = notebook.metadata.take("minor"); !minor.isEmpty())
        notebook.minor = minor.toInt();
    for (QByteArray part : text.isEmpty() ? QByteArrayList() : text.split('|')) {
        TestCell cell;
        cell.metadata = metadataFromText(takeAfter(part, '!'));
        cell.count = takeAfter(part, '@');
        cell.output = takeAfter(part, '>');
        qsizetype mark = 0;
        while (mark < part.size() && !QByteArray("=#%").contains(part[mark]))
            ++mark;
        if (mark == part.size())
            part.append('=');
        cell.id = part.first(mark);
        cell.type = part[mark];
        cell.source = part.sliced(mark + 1).replace(';', '\n');
        notebook.cells.push_back(cell);
    }
    return notebook;
}

}  // namespace tideline::test
