#include "app/session/formats/json_index.h"

#include "app/session/formats/json_scan.h"
#include "app/session/formats/json_text.h"

#include <algorithm>
#include <cctype>

namespace tideline::session {

namespace {

int skipSpace(ByteReader &reader)
{
    int byte = reader.peek();
    while (byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r') {
        reader.skip();
        byte = reader.peek();
    }
    return byte;
}

/// Goes behind a container that is known to be whole, and counts its children.
qint64 skipContainer(ByteReader &reader)
{
    qint64 commas = 0;
    bool any = false;
    int depth = 0;
    do {
        const int byte = reader.peek();
        if (byte < 0)
            break;
        if (byte == '"') {
            any = true;
            skipJsonString(reader, nullptr);
            continue;
        }
        reader.skip();
        if (byte == ']' || byte == '}') {
            --depth;
            continue;
        }
        any = any || (depth > 0 && byte > ' ');
        depth += byte == '[' || byte == '{';
        commas += byte == ',' && depth == 1;
    } while (depth > 0);
    return any ? commas + 1 : 0;
}

/// A number, or one of the words.
preview::TreeNode readWord(ByteReader &reader)
{
    QByteArray word;
    bool cut = false;
    for (int c = reader.peek(); c >= 0 && (std::isalnum(c) != 0 || c == '-' || c == '+' || c == '.');
         c = reader.peek()) {
        cut = cut || word.size() == kShownBytes;
        if (!cut)
            word += char(c);
        reader.skip();
    }
    preview::TreeNode node;
    node.value = shownWord(word, cut);
    node.type = word == "true" || word == "false" ? u"boolean"_s : word == "null" ? u"null"_s : u"number"_s;
    return node;
}

const Error kNoSuchNode{Error::Kind::Invalid, u"There is no such part of the document."_s, {}, {}};

}  // namespace

/// Goes through the children of a container. Before next(), the reader stands where child `number` begins.
struct JsonIndex::Walk {
    const JsonIndex &index;
    ByteReader &reader;
    qint64 number = 0;    ///< of the child that comes next
    qint64 children = 0;  ///< how many there are, where the container is kept; else as many as come
    bool isObject = false;
    QByteArray key = {};  ///< the inside of the last child's
    bool keyCut = false;

    /// Whether there is a child; the reader then stands at its value, which the caller goes behind.
    bool next()
    {
        if (number >= children)
            return false;
        int byte = skipSpace(reader);
        if (byte == ',') {
            reader.skip();
            byte = skipSpace(reader);
        }
        if (byte < 0 || byte == ']' || byte == '}')
            return false;
        if (isObject) {
            key.clear();
            keyCut = skipJsonString(reader, &key).cut;
            if (skipSpace(reader) != ':')
                return false;
            reader.skip();
            skipSpace(reader);
        }
        ++number;
        return true;
    }
};

Result<JsonIndex> JsonIndex::make(std::shared_ptr<Source> source, qint64 begin, qint64 end, const Limits &limits,
                                  const preview::Cancelled &cancelled)
{
    JsonIndex index;
    ByteReader reader(*source, begin, end, cancelled);
    JsonScan(index, reader, limits).run();
    if (reader.error())
        return *reader.error();
    index.m_source = std::move(source);
    return index;
}

bool JsonIndex::showsAnything() const
{
    const Container *container = m_root < 0 ? nullptr : find(m_root);
    return m_rootIsWhole || (container != nullptr && container->children > 0);
}

Result<QString> JsonIndex::placeOf(const JsonFault &fault, const preview::Cancelled &cancelled) const
{
    ByteReader reader(*m_source, fault.lineBegin, fault.byte, cancelled);
    qint64 column = 1;
    for (QByteArrayView ahead = reader.ahead(); !ahead.isEmpty(); ahead = reader.ahead()) {
        for (const char c : ahead)
            column += (uchar(c) & 0xC0) == 0x80 ? 0 : uchar(c) >= 0xF0 ? 2 : 1;
        reader.skip(ahead.size());
    }
    if (reader.error())
        return *reader.error();
    return u"line %1, column %2"_s.arg(fault.line).arg(column);
}

const JsonIndex::Container *JsonIndex::find(qint64 begin) const
{
    const auto it = std::ranges::lower_bound(m_containers, begin, {}, &Container::begin);
    return it != m_containers.end() && it->begin == begin ? &*it : nullptr;
}

/// The walk from the child of this number, or at this byte, on, or from one not far before it.
JsonIndex::Walk JsonIndex::walk(qint64 container, qint64 Mark::*by, qint64 wanted, ByteReader &reader) const
{
    reader.moveTo(container);
    Walk walk{.index = *this, .reader = reader, .isObject = reader.peek() == '{'};
    const Container *kept = find(container);
    walk.children = kept != nullptr ? kept->children : m_end;
    Mark start{0, container + 1};
    if (kept != nullptr) {
        const auto next = std::ranges::upper_bound(kept->marks, wanted, {}, by);
        if (next != kept->marks.begin())
            start = *std::prev(next);
    }
    walk.number = start.number;
    reader.moveTo(start.byte);
    return walk;
}

/// The value that the reader stands at, without a name; goes behind it.
preview::TreeNode JsonIndex::readValue(ByteReader &reader) const
{
    const int byte = reader.peek();
    preview::TreeNode node;
    if (byte == '"') {
        QByteArray inside;
        const StringEnd end = skipJsonString(reader, &inside);
        node.value = shownString(inside, end.cut);
        node.type = u"string"_s;
    } else if (byte == '{' || byte == '[') {
        const Container *kept = find(reader.at());
        node.type = byte == '{' ? u"object"_s : u"array"_s;
        node.childCount = kept != nullptr ? kept->children : skipContainer(reader);
        if (kept != nullptr)
            reader.moveTo(kept->end);
    } else {
        node = readWord(reader);
    }
    return node;
}

Result<preview::TreeNode> JsonIndex::root(const preview::Cancelled &cancelled) const
{
    if (m_root < 0)
        return kNoSuchNode;
    ByteReader reader(*m_source, m_root, m_end, cancelled);
    preview::TreeNode node = readValue(reader);
    if (reader.error())
        return *reader.error();
    return node;
}

Result<qint64> JsonIndex::valueAt(std::span<const qint64> address, ByteReader &reader) const
{
    qint64 at = m_root;
    for (const qint64 child : address) {
        reader.moveTo(at);
        const int byte = reader.peek();
        if (child < 0 || (byte != '{' && byte != '['))
            return reader.error().value_or(kNoSuchNode);
        Walk children = walk(at, &Mark::number, child, reader);
        bool there = children.next();
        for (; there && children.number <= child; there = children.next())
            readValue(reader);
        if (reader.error())
            return *reader.error();
        if (!there)
            return kNoSuchNode;
        at = reader.at();
    }
    return at;
}

Result<std::vector<preview::TreeNode>> JsonIndex::children(std::span<const qint64> address, qint64 first, qint64 count,
                                                           const preview::Cancelled &cancelled) const
{
    ByteReader reader(*m_source, std::max<qint64>(m_root, 0), m_end, cancelled);
    const Result<qint64> parent = m_root < 0 ? Result<qint64>(kNoSuchNode) : valueAt(address, reader);
    if (!parent)
        return parent.error();
    first = std::max<qint64>(first, 0);
    count = std::clamp<qint64>(count, 0, preview::kMaxChildren);
    std::vector<preview::TreeNode> nodes;
    reader.moveTo(*parent);
    const bool isContainer = reader.peek() == '{' || reader.peek() == '[';
    Walk walked = walk(*parent, &Mark::number, first, reader);
    while (isContainer && qint64(nodes.size()) < count && walked.next()) {
        preview::TreeNode node = readValue(reader);
        if (walked.number <= first)
            continue;
        node.name = walked.isObject ? shownString(walked.key, walked.keyCut) : QString::number(walked.number - 1);
        nodes.push_back(std::move(node));
    }
    if (reader.error())
        return *reader.error();
    return nodes;
}

Result<std::optional<std::vector<qint64>>> JsonIndex::addressOf(qint64 byte, const preview::Cancelled &cancelled) const
{
    std::vector<qint64> address;
    ByteReader reader(*m_source, std::max<qint64>(m_root, 0), m_end, cancelled);
    qint64 at = m_root;
    while (at >= 0 && at < byte) {
        reader.moveTo(at);
        const bool isContainer = reader.peek() == '{' || reader.peek() == '[';
        Walk children = walk(at, &Mark::byte, byte, reader);
        at = -1;
        while (isContainer && at < 0 && children.next()) {
            const qint64 value = reader.at();
            readValue(reader);
            if (reader.at() > byte) {
                address.push_back(children.number - 1);
                at = value;
            }
        }
    }
    if (reader.error())
        return *reader.error();
    return at < 0 ? std::nullopt : std::optional(std::move(address));
}

qint64 JsonIndex::wordBefore(qint64 byte) const
{
    qint64 best = m_root;
    for (const Container &container : m_containers) {
        if (container.begin > byte)
            break;
        best = std::max(best, container.begin);
        const auto next = std::ranges::upper_bound(container.marks, byte, {}, &Mark::byte);
        if (next != container.marks.begin())
            best = std::max(best, std::prev(next)->byte);
    }
    return best;
}

qint64 JsonIndex::memoryBytes() const
{
    qint64 sum = qint64(sizeof(*this) + m_containers.capacity() * sizeof(Container));
    for (const Container &container : m_containers)
        sum += qint64(container.marks.capacity() * sizeof(Mark));
    return sum;
}

}  // namespace tideline::session
