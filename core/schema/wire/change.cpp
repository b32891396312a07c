#include "core/schema/wire/change.h"

#include "core/base/relative_path.h"
#include "core/schema/words.h"

namespace tideline::wire {

namespace {

Error invalid(const QString &what, const QString &field)
{
    return {Error::Kind::Invalid, what, field, {}};
}

Result<qint64> integer(const QJsonObject &object, QLatin1StringView field, qint64 lowest)
{
    const QJsonValue value = object[field];
    if (!value.isDouble() || value.toInteger(lowest - 1) < lowest)
        return invalid(u"A number is missing or out of range."_s, field);
    return value.toInteger();
}

/// Half a letter ("\ud800" in JSON) has no UTF-8, and would make one name of two.
Result<QByteArray> utf8(const QJsonObject &object, const QString &field)
{
    const QString text = object[field].toString();
    if (!text.isValidUtf16())
        return invalid(u"A text holds half a letter."_s, field);
    return text.toUtf8();
}

Result<void> readPlace(const QJsonObject &object, NodePlace &place)
{
    if (object.contains(u"parent"_s) && !object[u"parent"_s].isNull()) {
        const auto parent = NodeId::fromString(object[u"parent"_s].toString());
        if (!parent)
            return at(parent.error(), u"parent"_s);
        place.parent = *parent;
    }
    auto name = utf8(object, u"name"_s);
    if (!name)
        return name.error();
    place.name = *std::move(name);
    if (auto good = checkName(place.name); !good)
        return at(good.error(), u"name"_s);
    return {};
}

Result<void> readContent(const QJsonObject &object, Change &change)
{
    NodeContent &content = change.node.content;
    const auto kind = nodeKindFromString(object[u"kind"_s].toString());
    if (!kind)
        return at(kind.error(), u"kind"_s);
    content.kind = *kind;
    if (content.kind != NodeKind::Folder && object.contains(u"modified_ns"_s)) {
        bool ok = false;
        // A string: JSON numbers are doubles to many readers, and ns since 1970 exceed 2^53.
        content.modifiedNs = object[u"modified_ns"_s].toString().toLongLong(&ok);
        if (!ok)
            return invalid(u"modified_ns is not a decimal string."_s, u"modified_ns"_s);
    }
    if (content.kind == NodeKind::Symlink) {
        auto target = utf8(object, u"target"_s);
        if (!target)
            return target.error();
        content.target = *std::move(target);
        if (object.contains(u"target_base64"_s)) {
            auto decoded = QByteArray::fromBase64Encoding(object[u"target_base64"_s].toString().toLatin1(),
                                                          QByteArray::AbortOnBase64DecodingErrors);
            if (!decoded)
                return invalid(u"A link's target is not base64."_s, u"target_base64"_s);
            content.target = std::move(decoded.decoded);
        }
        if (content.target.isEmpty() || content.target.size() > kMaxPathBytes || content.target.contains('\0'))
            return invalid(u"A link's target is empty, too long or has a NUL."_s, u"target"_s);
    }
    if (content.kind != NodeKind::File)
        return {};
    content.executable = object[u"executable"_s].toBool();
    const auto size = integer(object, QLatin1StringView("size"), 0);
    if (!size)
        return size.error();
    content.sizeBytes = *size;
    const auto hash = ContentHash::fromString(object[u"hash"_s].toString());
    if (!hash)
        return at(hash.error(), u"hash"_s);
    if (hash->isNull())  // at home it means "not yet hashed"; no content has it
        return invalid(u"A file's hash is missing."_s, u"hash"_s);
    content.hash = *hash;
    if (object.contains(u"chunks"_s)) {
        if (!object[u"chunks"_s].isArray())
            return invalid(u"A file's chunks are no list."_s, u"chunks"_s);
        auto manifest = manifestFromJson(object[u"chunks"_s].toArray());
        if (!manifest)
            return at(manifest.error(), u"chunks"_s);
        if (manifest->sizeBytes() != content.sizeBytes || manifest->hash() != content.hash)
            return Error{Error::Kind::Corrupt, u"A file's chunks do not match its size and hash."_s, u"chunks"_s, {}};
        change.manifest = *std::move(manifest);
    }
    return {};
}

}  // namespace

Result<Change> changeFromJson(const QJsonObject &object)
{
    Change change;
    const QString op = object[u"op"_s].toString();
    if (op == u"put")
        change.op = Change::Op::Put;
    else if (op == u"move")
        change.op = Change::Op::Move;
    else if (op == u"delete")
        change.op = Change::Op::Delete;
    else
        return invalid(u"This kind of change is not known."_s, u"op"_s);
    const auto id = NodeId::fromString(object[u"node"_s].toString());
    if (!id)
        return at(id.error(), u"node"_s);
    if (id->isNull())
        return invalid(u"The root cannot be changed."_s, u"node"_s);
    change.node.id = *id;
    if (object.contains(u"revision"_s)) {
        const auto revision = integer(object, QLatin1StringView("revision"), 0);
        if (!revision)
            return revision.error();
        change.revision = *revision;
    }
    change.path = wordsFrom(object[u"path"_s], kMaxPathBytes).toUtf8();
    if (change.op == Change::Op::Delete)
        return change;
    if (auto good = readPlace(object, change.node.place); !good)
        return good.error();
    if (change.node.place.parent == change.node.id)
        return invalid(u"A folder cannot lie in itself."_s, u"parent"_s);
    if (change.op == Change::Op::Put || change.revision > 0) {
        if (auto good = readContent(object, change); !good)
            return good.error();
    }
    return change;
}

QJsonArray toJson(const Manifest &manifest)
{
    QJsonArray array;
    for (const Chunk &chunk : manifest.chunks)
        array.append(QJsonArray{chunk.id.toString(), qint64(chunk.sizeBytes)});
    return array;
}

Result<Manifest> manifestFromJson(const QJsonArray &array)
{
    Manifest manifest;
    manifest.chunks.reserve(std::size_t(array.size()));
    for (const auto item : array) {
        const QJsonArray pair = item.toArray();
        const auto id = ContentHash::fromString(pair.at(0).toString());
        if (!id)
            return id.error();
        const qint64 size = pair.at(1).toInteger();
        if (size <= 0 || size > kMaxChunkBytes)
            return Error{Error::Kind::Invalid, u"A chunk's size is 0 or over 4 MiB."_s, {}, {}};
        manifest.chunks.push_back({*id, quint32(size)});
    }
    return manifest;
}

QJsonObject toJson(const Cursor &cursor)
{
    return {{u"epoch"_s, cursor.epoch.toString()},
            {u"revision"_s, cursor.revision},
            {u"hash"_s, cursor.commitHash.isNull() ? QString() : cursor.commitHash.toString()}};
}

Result<Cursor> cursorFromJson(const QJsonObject &object)
{
    Cursor cursor;
    const auto epoch = Epoch::fromString(object[u"epoch"_s].toString());
    if (!epoch)
        return at(epoch.error(), u"epoch"_s);
    cursor.epoch = *epoch;
    const auto revision = integer(object, QLatin1StringView("revision"), 0);
    if (!revision)
        return revision.error();
    cursor.revision = *revision;
    if (cursor.revision > 0) {
        const auto hash = ContentHash::fromString(object[u"hash"_s].toString());
        if (!hash)
            return at(hash.error(), u"hash"_s);
        if (hash->isNull())
            return invalid(u"A commit's hash is missing."_s, u"hash"_s);
        cursor.commitHash = *hash;
    }
    return cursor;
}

namespace {

Result<std::vector<Change>> changesFromJson(const QJsonValue &value)
{
    if (!value.isArray())
        return invalid(u"The list of changes is missing."_s, u"changes"_s);
    const QJsonArray array = value.toArray();
    std::vector<Change> changes;
    changes.reserve(std::size_t(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto change = changeFromJson(array[i].toObject());
        if (!change)
            return at(change.error(), u"changes[%1]"_s.arg(i));
        changes.push_back(*std::move(change));
    }
    return changes;
}

}  // namespace

Result<CommitRequest> commitRequestFromJson(const QJsonObject &object, const CommitKey &key)
{
    CommitRequest request;
    request.key = key;
    const auto base = cursorFromJson(object[u"base"_s].toObject());
    if (!base)
        return at(base.error(), u"base"_s);
    request.base = *base;
    request.device = wordsFrom(object[u"device"_s], 255);
    request.message = wordsFrom(object[u"message"_s], 4096);
    auto changes = changesFromJson(object[u"changes"_s]);
    if (!changes)
        return changes.error();
    if (changes->empty() || changes->size() > kMaxCommitChanges)
        return invalid(u"A commit has 1 to 10,000 changes."_s, u"changes"_s);
    request.changes = *std::move(changes);
    return request;
}

QJsonObject toJson(const CommitReply &reply)
{
    return {{u"cursor"_s, toJson(reply.cursor)}, {u"revision"_s, reply.cursor.revision}, {u"rebased"_s, reply.rebased}};
}

Result<CommitReply> commitReplyFromJson(const QJsonObject &object)
{
    CommitReply reply;
    const auto cursor = cursorFromJson(object[u"cursor"_s].toObject());
    if (!cursor)
        return at(cursor.error(), u"cursor"_s);
    reply.cursor = *cursor;
    reply.rebased = object[u"rebased"_s].toBool();
    return reply;
}

Result<ChangePage> changePageFromJson(const QJsonObject &object)
{
    ChangePage page;
    const auto until = cursorFromJson(object[u"until"_s].toObject());
    if (!until)
        return at(until.error(), u"until"_s);
    page.until = *until;
    auto changes = changesFromJson(object[u"changes"_s]);
    if (!changes)
        return changes.error();
    page.changes = *std::move(changes);
    for (const Change &change : page.changes) {
        if (change.revision < 1 || change.revision > page.until.revision)
            return invalid(u"A change in the feed is of no commit up to its end."_s, u"revision"_s);
    }
    // The end must be said: a truncated or foreign reply never reads as "nothing changed".
    if (!object[u"after"_s].isString())
        return invalid(u"The change feed does not say whether more follows."_s, u"after"_s);
    page.after = object[u"after"_s].toString();
    if (!page.after.isValidUtf16() || page.after.startsWith(QChar(0xfeff)))
        return invalid(u"The change feed's place to go on from is no text."_s, u"after"_s);
    return page;
}

}  // namespace tideline::wire
