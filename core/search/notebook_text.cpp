#include "core/search/notebook_text.h"

#include "core/merge/notebook.h"

namespace tideline::search {

namespace {

constexpr qsizetype kMostValues = 300'000;

/// A text as notebooks keep it: a string, or an array of its lines. Anything else is none.
QByteArray textOf(const merge::JsonValue *value)
{
    if (value == nullptr)
        return {};
    if (value->isString())
        return merge::decodeJsonString(value->text);
    QByteArray text;
    for (const merge::JsonValue &line : value->items) {
        if (line.isString())
            text += merge::decodeJsonString(line.text);
    }
    return text;
}

/// What one output shows as text: what was printed, a value, or the name of an error and what it says.
QByteArray textOfOutput(const merge::JsonValue &output)
{
    if (const merge::JsonValue *printed = output.find("text"))
        return textOf(printed);
    if (const merge::JsonValue *data = output.find("data"))
        return textOf(data->find("text/plain"));
    const QByteArray name = textOf(output.find("ename"));
    return name.isEmpty() ? QByteArray() : name + ": " + textOf(output.find("evalue"));
}

}  // namespace

std::optional<std::vector<Passage>> notebookPassages(const QByteArray &bytes)
{
    merge::Limits limits;
    limits.jsonValues = kMostValues;
    const auto notebook = merge::Notebook::read(bytes, limits);
    if (!notebook)
        return std::nullopt;
    std::vector<Passage> passages;
    qsizetype left = kMostNotebookText;
    const auto add = [&](QByteArray text, int cell, bool isOutput) {
        // What is WTF-8 by half a surrogate pair is left out: SQLite takes UTF-8.
        if (text.isEmpty() || text.size() > left || !text.isValidUtf8() || text.contains('\0'))
            return;
        left -= text.size();
        passages.push_back({std::move(text), cell, isOutput});
    };
    for (std::size_t i = 0; i < notebook->cells.size(); ++i) {
        const merge::Cell &cell = notebook->cells[i];
        add(cell.source, int(i) + 1, false);
        const merge::JsonValue *outputs = cell.json->find("outputs");
        for (const merge::JsonValue &output : outputs ? outputs->items : std::vector<merge::JsonValue>())
            add(textOfOutput(output), int(i) + 1, true);
    }
    return passages;
}

}  // namespace tideline::search
