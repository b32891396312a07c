#include "core/schema/wire/change_text.h"

namespace tideline::wire {

namespace {

void addNumber(QByteArray &out, qint64 number)
{
    out.append(QByteArray::number(number));
}

void addHex(QByteArray &out, QByteArrayView bytes)
{
    static constexpr char kDigits[] = "0123456789abcdef";
    qsizetype at = out.size();
    out.resize(at + 2 * bytes.size());
    char *to = out.data() + at;
    for (const char byte : bytes) {
        *to++ = kDigits[static_cast<unsigned char>(byte) >> 4];
        *to++ = kDigits[static_cast<unsigned char>(byte) & 15];
    }
}

void addEscaped(QByteArray &out, QByteArrayView utf8)
{
    out.append('"');
    const char *plain = utf8.begin();  // begins what needs no escape and is not yet written
    for (const char *at = utf8.begin(); at != utf8.end(); ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        out.append(plain, at - plain);
        plain = at + 1;
        if (byte >= 0x20) {
            out.append('\\').append(*at);
        } else {
            out.append("\\u00");
            addHex(out, {at, 1});
        }
    }
    out.append(plain, utf8.end() - plain).append('"');
}

/// A name or path. Bytes that are no UTF-8 are sent as the tree of values would have them.
void addText(QByteArray &out, const QByteArray &bytes)
{
    addEscaped(out, bytes.isValidUtf8() ? bytes : QString::fromUtf8(bytes).toUtf8());
}

void addId(QByteArray &out, const NodeId &id)
{
    out.append('"').append(NodeTag::prefix);
    addHex(out, {reinterpret_cast<const char *>(id.bytes.data()), qsizetype(id.bytes.size())});
    out.append('"');
}

void addHash(QByteArray &out, const ContentHash &hash)
{
    out.append(R"("s256:)");
    addHex(out, hash.view());
    out.append('"');
}

void addManifest(QByteArray &out, const Manifest &manifest)
{
    out.append('[');
    for (const Chunk &chunk : manifest.chunks) {
        if (&chunk != manifest.chunks.data())
            out.append(',');
        out.append('[');
        addHash(out, chunk.id);
        out.append(',');
        addNumber(out, chunk.sizeBytes);
        out.append(']');
    }
    out.append(']');
}

void addTarget(QByteArray &out, const QByteArray &target)
{
    if (target.isValidUtf8()) {
        out.append(R"(,"target":)");
        addEscaped(out, target);
    } else {
        out.append(R"(,"target_base64":")").append(target.toBase64()).append('"');
    }
}

void addContent(QByteArray &out, const Change &change)
{
    const NodeContent &content = change.node.content;
    switch (content.kind) {
    case NodeKind::Folder: out.append(R"(,"kind":"dir")"); return;
    case NodeKind::File: out.append(R"(,"kind":"file","modified_ns":")"); break;
    case NodeKind::Symlink: out.append(R"(,"kind":"symlink","modified_ns":")"); break;
    }
    addNumber(out, content.modifiedNs);
    out.append('"');
    if (content.kind == NodeKind::Symlink)
        return addTarget(out, content.target);
    if (content.executable)
        out.append(R"(,"executable":true)");
    out.append(R"(,"size":)");
    addNumber(out, content.sizeBytes);
    out.append(R"(,"hash":)");
    addHash(out, content.hash);
    if (change.manifest) {
        out.append(R"(,"chunks":)");
        addManifest(out, *change.manifest);
    }
}

/// A report of the feed: its revision is not 0.
void addChange(QByteArray &out, const Change &change)
{
    switch (change.op) {
    case Change::Op::Put: out.append(R"({"op":"put","node":)"); break;
    case Change::Op::Move: out.append(R"({"op":"move","node":)"); break;
    case Change::Op::Delete: out.append(R"({"op":"delete","node":)"); break;
    }
    addId(out, change.node.id);
    out.append(R"(,"revision":)");
    addNumber(out, change.revision);
    if (!change.path.isEmpty()) {
        out.append(R"(,"path":)");
        addText(out, change.path);
    }
    if (change.op != Change::Op::Delete) {
        if (!change.node.place.parent.isNull()) {
            out.append(R"(,"parent":)");
            addId(out, change.node.place.parent);
        }
        out.append(R"(,"name":)");
        addText(out, change.node.place.name);
        addContent(out, change);
    }
    out.append('}');
}

}  // namespace

QByteArray toJsonText(const ChangePage &page)
{
    constexpr qsizetype kChangeBytes = 450;  // a usual one
    QByteArray out;
    out.reserve(qsizetype(page.changes.size() + 1) * kChangeBytes);
    out.append(R"({"until":{"epoch":)");
    addText(out, page.until.epoch.toString().toLatin1());
    out.append(R"(,"revision":)");
    addNumber(out, page.until.revision);
    out.append(R"(,"hash":)");
    addText(out, page.until.commitHash.isNull() ? QByteArray() : page.until.commitHash.toString().toLatin1());
    out.append(R"(},"changes":[)");
    for (const Change &change : page.changes) {
        if (&change != page.changes.data())
            out.append(',');
        Q_ASSERT(change.revision > 0);
        addChange(out, change);
    }
    out.append(R"(],"after":)");
    addText(out, page.after.toUtf8());
    out.append('}');
    return out;
}

}  // namespace tideline::wire
