// JSON, as a document and as lines. Another reader, that of merges, says what the tree must be.
#include "app/session/formats/charset.h"
#include "app/session/formats/text_formats.h"
#include "core/merge/json_reader.h"
#include "tests/fuzz/law.h"
#include "tests/support/memory_source.h"

using namespace tideline;
using namespace tideline::session;
using merge::JsonValue;
using preview::TreeNode;
using tideline::fuzz::law;
using tideline::test::MemorySource;

namespace {

const preview::Cancelled kGoOn = false;

QString shown(const QByteArray &token)
{
    const QString text = readable(QString::fromUtf8(merge::decodeJsonString(token)));
    return text;
}

void checkNode(const TreeNode &node, const JsonValue &value)
{
    law(node.value.size() <= 512, "values are cut");
    law(node.childCount == qint64(value.items.size()), "all children are counted");
    if (value.kind == JsonValue::Kind::Number && value.text.size() <= 500)
        law(node.type == u"number" && node.value == QString::fromLatin1(value.text), "numbers are as they are written");
    const QString text = value.isString() ? shown(value.text) : QString();
    if (value.isString() && text.size() <= 500 && !text.contains(u'\uFFFD'))
        law(node.type == u"string" && node.value == text, "strings are what they mean");
}

void checkChildren(FilePreview &file, const JsonValue &value, std::vector<qint64> &address)
{
    const auto nodes = file.children(address, 0, 1000, kGoOn);
    law(bool(nodes), "children of a whole document can be read");
    law(nodes->size() == std::min<std::size_t>(value.items.size(), 1000), "all of them");
    for (std::size_t i = 0; i < nodes->size(); ++i) {
        checkNode((*nodes)[i], value.items[i]);
        if (value.isArray())
            law((*nodes)[i].name == QString::number(i), "an array's children are numbered");
        address.push_back(qint64(i));
        if (!value.items[i].items.empty() && address.size() < 6)
            checkChildren(file, value.items[i], address);
        address.pop_back();
    }
}

/// Whatever it is, its tree can be walked, and has as many children as it says.
void walk(FilePreview &file, const TreeNode &node, std::vector<qint64> &address, int &budget)
{
    const auto nodes = file.children(address, 0, 1000, kGoOn);
    law(bool(nodes), "a node that is there has children, or none");
    law(node.type == u"error" || qint64(nodes->size()) == std::min<qint64>(node.childCount, 1000), "as many as it says");
    for (std::size_t i = 0; i < nodes->size() && budget > 0; ++i) {
        law((*nodes)[i].name.size() <= 512 && (*nodes)[i].value.size() <= 512, "names and values are cut");
        --budget;
        address.push_back(qint64(i));
        walk(file, (*nodes)[i], address, budget);
        address.pop_back();
    }
}

/// The node that a place names holds the text, unless its name and value are cut.
void checkAddress(FilePreview &file, std::vector<qint64> address, const QString &text)
{
    TreeNode node = std::get<preview::TreeDocument>(file.document().shape).root;
    if (!address.empty()) {
        const qint64 child = address.back();
        address.pop_back();
        const auto nodes = file.children(address, child, 1, kGoOn);
        law(nodes && nodes->size() == 1, "a place's address leads to a node");
        node = nodes->front();
    }
    const bool isCut = node.name.endsWith(u'\u2026') || node.value.endsWith(u'\u2026') || node.value.size() == 512;
    law(isCut || node.type == u"error" || node.name.contains(text, Qt::CaseInsensitive) || node.value.contains(text, Qt::CaseInsensitive),
        "the node of a place holds the text");
}

void walk(FilePreview &file)
{
    const TreeNode &root = std::get<preview::TreeDocument>(file.document().shape).root;
    std::vector<qint64> address;
    int budget = 300;
    walk(file, root, address, budget);
    for (qint64 from = 0; from >= 0;) {
        const auto place = file.find(u"a"_s, from, 0, kGoOn);
        law(bool(place), "a search in memory does not fail");
        law(!*place || (*place)->index >= from, "it goes on from where it was");
        if (*place)
            checkAddress(file, (*place)->address, u"a"_s);
        from = *place && budget-- > -50 ? (*place)->index + 1 : -1;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    Limits limits;
    limits.memoryBytes = 4000;  // so that the index is thinned out
    kJsonFormat.sure(u"a"_s, bytes);
    const auto lines = kJsonLinesFormat.open(std::make_shared<MemorySource>(bytes), {u"a"_s, 0}, limits, kGoOn);
    law(bool(lines), "any bytes are lines");
    walk(**lines);

    const auto file = kJsonFormat.open(std::make_shared<MemorySource>(bytes), {u"a"_s, 0}, limits, kGoOn);
    const Result<JsonValue> value = merge::readJson(bytes, {.jsonDepth = 200});
    if (file)
        walk(**file);
    else
        law(file.error().kind == Error::Kind::Corrupt && !value, "only what is no JSON is refused");
    if (value) {
        law((*file)->document().notices.isEmpty(), "JSON without fault has none");
        checkNode(std::get<preview::TreeDocument>((*file)->document().shape).root, *value);
        std::vector<qint64> address;
        if (value->isArray() || value->isObject())
            checkChildren(**file, *value, address);
    }
    return 0;
}
