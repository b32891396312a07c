// The writing half of change.h. Messages of thousands of changes are written as text at once: by way of QJsonObjects it takes
// ten times as long.
#include "core/schema/wire/change.h"
#include "core/schema/words.h"

#include <QJsonDocument>

#include <algorithm>

namespace tideline::wire {

namespace {

/// UTF-8 as a JSON string; what is not UTF-8 becomes U+FFFD.
void putString(QByteArray &text, QByteArrayView utf8)
{
    const bool isPlain = std::ranges::all_of(utf8, [](char c) { return quint8(c) >= 0x20 && c != '"' && c != '\\'; });
    if (isPlain && utf8.isValidUtf8()) {
        text.append('"').append(utf8).append('"');
        return;
    }
    const QByteArray array = QJsonDocument(QJsonArray{QString::fromUtf8(utf8)}).toJson(QJsonDocument::Compact);
    text.append(QByteArrayView(array).sliced(1, array.size() - 2));
}

/// An id or a hash: digits behind a prefix.
void putHex(QByteArray &text, QByteArrayView prefix, QByteArrayView bytes)
{
    constexpr char kDigits[] = "0123456789abcdef";
    text.append('"').append(prefix);
    for (const char byte : bytes)
        text.append(kDigits[quint8(byte) >> 4]).append(kDigits[quint8(byte) & 15]);
    text.append('"');
}

void putHash(QByteArray &text, const ContentHash &hash)
{
    putHex(text, "s256:", hash.view());
}

void putNode(QByteArray &text, const NodeId &id)
{
    putHex(text, NodeTag::prefix, {reinterpret_cast<const char *>(id.bytes.data()), qsizetype(id.bytes.size())});
}

/// A link's target may be any bytes; what is not UTF-8 travels as base64.
void putTarget(QByteArray &text, const QByteArray &target)
{
    if (QString::fromUtf8(target).toUtf8() == target)
        putString(text.append(",\"target\":"), target);
    else
        putString(text.append(",\"target_base64\":"), target.toBase64());
}

void putContent(QByteArray &text, const NodeContent &content, const Manifest *manifest)
{
    putString(text.append(",\"kind\":"), toString(content.kind).toUtf8());
    if (content.kind != NodeKind::Folder)
        text.append(",\"modified_ns\":\"").append(QByteArray::number(content.modifiedNs)).append('"');
    if (content.kind == NodeKind::Symlink)
        putTarget(text, content.target);
    if (content.kind != NodeKind::File)
        return;
    if (content.executable)
        text.append(",\"executable\":true");
    text.append(",\"size\":").append(QByteArray::number(content.sizeBytes));
    putHash(text.append(",\"hash\":"), content.hash);
    if (!manifest || (manifest->isImplied() && manifest->hash() == content.hash))
        return;
    text.append(",\"chunks\":[");
    for (bool isFirst = true; const Chunk &chunk : manifest->chunks) {
        putHash(text.append(std::exchange(isFirst, false) ? "[" : ",["), chunk.id);
        text.append(',').append(QByteArray::number(chunk.sizeBytes)).append(']');
    }
    text.append(']');
}

void putChange(QByteArray &text, const Change &change)
{
    const Node &node = change.node;
    text.append(change.op == Change::Op::Put    ? "{\"op\":\"put\",\"node\":"
                : change.op == Change::Op::Move ? "{\"op\":\"move\",\"node\":"
                                                : "{\"op\":\"delete\",\"node\":");
    putNode(text, node.id);
    if (change.revision > 0)
        text.append(",\"revision\":").append(QByteArray::number(change.revision));
    if (!change.path.isEmpty())
        putString(text.append(",\"path\":"), change.path);
    if (change.op != Change::Op::Delete) {
        if (!node.place.parent.isNull())
            putNode(text.append(",\"parent\":"), node.place.parent);
        putString(text.append(",\"name\":"), node.place.name);
        if (change.op == Change::Op::Put || change.revision > 0)
            putContent(text, node.content, change.manifest ? &*change.manifest : nullptr);
    }
    text.append('}');
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// An object with one more member.
QByteArray with(QByteArray object, QByteArrayView name, const QByteArray &value)
{
    object.chop(1);
    return object.append(",\"").append(name).append("\":").append(value).append('}');
}

QJsonObject parsed(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

}  // namespace

QByteArray toText(std::span<const Change> changes)
{
    constexpr qsizetype kUsualBytes = 400;
    QByteArray text;
    text.reserve(2 + kUsualBytes * qsizetype(changes.size()));
    text.append('[');
    for (bool isFirst = true; const Change &change : changes) {
        if (!std::exchange(isFirst, false))
            text.append(',');
        putChange(text, change);
    }
    return text.append(']');
}

QByteArray toText(const CommitRequest &request)
{
    return toText(request, toText(request.changes));
}

QByteArray toText(const CommitRequest &request, const QByteArray &changes)
{
    const QJsonObject head{{u"base"_s, toJson(request.base)}, {u"device"_s, request.device}, {u"message"_s, request.message}};
    return with(compact(head), "changes", changes);
}

QByteArray toText(const ChangePage &page)
{
    const QJsonObject head{{u"until"_s, toJson(page.until)}, {u"after"_s, page.after}};
    return with(compact(head), "changes", toText(page.changes));
}

QJsonObject toJson(const Change &change)
{
    QByteArray text;
    putChange(text, change);
    return parsed(text);
}

QJsonObject toJson(const CommitRequest &request)
{
    return parsed(toText(request));
}

QJsonObject toJson(const ChangePage &page)
{
    return parsed(toText(page));
}

}  // namespace tideline::wire
