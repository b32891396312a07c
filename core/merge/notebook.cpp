#include "core/merge/notebook.h"

#include "core/merge/json_reader.h"

#include <QSet>

#include <algorithm>

namespace tideline::merge {

namespace {

Error noNotebook(const QString &why)
{
    return {Error::Kind::Corrupt, why, {}, {}};
}

/// nullopt when `source` is neither a string nor an array of strings.
std::optional<QByteArray> joined(const JsonValue *source)
{
    if (source == nullptr)
        return std::nullopt;
    if (source->isString())
        return decodeJsonString(source->text);
    if (!source->isArray() || !std::ranges::all_of(source->items, &JsonValue::isString))
        return std::nullopt;
    QByteArray text;
    for (const JsonValue &line : source->items)
        text += decodeJsonString(line.text);
    return text;
}

/// Whether a member may stand in a notebook: absent, or of that kind.
bool isAbsentOr(const JsonValue *value, JsonValue::Kind kind)
{
    return value == nullptr || value->kind == kind;
}

Result<Cell> readCell(const JsonValue &json, std::size_t index)
{
    const auto broken = [index](const char *what) {
        return noNotebook(u"Cell %1 has %2."_s.arg(index + 1).arg(QLatin1StringView(what)));
    };
    const JsonValue *type = json.find("cell_type");
    const JsonValue *id = json.find("id");
    std::optional<QByteArray> source = joined(json.find("source"));
    if (type == nullptr || !type->isString())
        return broken("no type");
    if (!source)
        return broken("no source");
    if (!isAbsentOr(id, JsonValue::Kind::String))
        return broken("an id that is no string");
    if (!isAbsentOr(json.find("metadata"), JsonValue::Kind::Object) || !isAbsentOr(json.find("outputs"), JsonValue::Kind::Array))
        return broken("metadata or outputs of another kind");
    return Cell{&json, id == nullptr ? QByteArray() : decodeJsonString(id->text), decodeJsonString(type->text), *std::move(source)};
}

/// How many bytes the line end at `at` has, by Python's str.splitlines; 0 where there is none.
qsizetype lineEndAt(QByteArrayView text, qsizetype at)
{
    const uchar c = uchar(text[at]);
    if (c == '\r')
        return at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
    if ((c >= '\n' && c <= '\f') || (c >= 0x1c && c <= 0x1e))
        return 1;
    if (c == 0xc2 && uchar(text[at + 1]) == 0x85)
        return 2;
    if (c == 0xe2 && uchar(text[at + 1]) == 0x80 && (uchar(text[at + 2]) == 0xa8 || uchar(text[at + 2]) == 0xa9))
        return 3;
    return 0;
}

}  // namespace

Result<Notebook> Notebook::read(const QByteArray &bytes, const Limits &limits)
{
    Result<JsonValue> root = readJson(bytes, limits);
    if (!root)
        return root.error();
    Notebook notebook;
    notebook.root = *std::move(root);
    const JsonValue *format = notebook.root.find("nbformat");
    const JsonValue *minor = notebook.root.find("nbformat_minor");
    const JsonValue *cells = notebook.root.find("cells");
    if (format == nullptr || format->text != "4" || cells == nullptr || !cells->isArray())
        return noNotebook(u"It is no notebook of format 4."_s);
    bool isNumber = minor != nullptr && minor->kind == JsonValue::Kind::Number;
    if (isNumber)
        notebook.minor = minor->text.toInt(&isNumber);
    if (!isNumber || !isAbsentOr(notebook.root.find("metadata"), JsonValue::Kind::Object))
        return noNotebook(u"The notebook's format or metadata is broken."_s);

    QSet<QByteArrayView> ids;
    notebook.cells.reserve(cells->items.size());
    for (const JsonValue &json : cells->items) {
        Result<Cell> cell = readCell(json, notebook.cells.size());
        if (!cell)
            return cell.error();
        notebook.cells.push_back(*std::move(cell));
        if (const QByteArray &id = notebook.cells.back().id; !id.isEmpty()) {
            if (ids.contains(id))
                return noNotebook(u"Two cells have the id %1."_s.arg(QString::fromUtf8(id)));
            ids.insert(id);
        }
    }
    return notebook;
}

JsonValue sourceAsJson(QByteArrayView source, JsonValue::Kind kind)
{
    if (kind == JsonValue::Kind::String)
        return JsonValue::string(source);
    JsonValue lines = JsonValue::array();
    qsizetype begin = 0;
    for (qsizetype at = 0; at < source.size();) {
        const qsizetype end = lineEndAt(source, at);
        at += std::max<qsizetype>(end, 1);
        if (end > 0) {
            lines.items.push_back(JsonValue::string(source.sliced(begin, at - begin)));
            begin = at;
        }
    }
    if (begin < source.size())
        lines.items.push_back(JsonValue::string(source.sliced(begin)));
    return lines;
}

}  // namespace tideline::merge
