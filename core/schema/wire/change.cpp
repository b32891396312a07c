// The reading half of change.h. Messages of thousands of changes are read by RapidJSON: a QJsonDocument of them takes five times as long,
// and twice the memory.
#include "core/schema/wire/change.h"

#include "core/base/relative_path.h"
#include "core/schema/words.h"

#include <QJsonDocument>

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <cmath>
#include <utility>

namespace tideline::wire {

namespace {

using Value = rapidjson::Value;

Error invalid(const QString &what, const QString &field)
{
    return {Error::Kind::Invalid, what, field, {}};
}

/// A text as JSON. Owns what its values point into.
class Parsed {
public:
    explicit Parsed(QByteArray text) : m_text(std::move(text)), m_hasNul(m_text.contains('\0'))
    {
        m_document.ParseInsitu<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(m_text.data());
    }
    /// Errors: Invalid.
    Result<const Value *> value() const
    {
        if (m_hasNul)  // what follows it would not be looked at
            return invalid(u"This is no JSON: it holds a NUL."_s, {});
        if (m_document.HasParseError())
            return invalid(u"This is no JSON: %1"_s.arg(QLatin1StringView(rapidjson::GetParseError_En(m_document.GetParseError()))),
                           u"byte %1"_s.arg(m_document.GetErrorOffset()));
        return &m_document;
    }

private:
    QByteArray m_text;
    bool m_hasNul;
    rapidjson::Document m_document;
};

/// Stops at the first member.
struct HeadReader : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, HeadReader> {
    bool Default() { return false; }
    bool StartObject() { return !std::exchange(hasBegun, true); }
    bool Key(const char *key, rapidjson::SizeType length, bool)
    {
        return QByteArrayView(key, qsizetype(length)) == QByteArrayView("after");
    }
    bool String(const char *value, rapidjson::SizeType length, bool)
    {
        if (hasBegun)
            after = QString::fromUtf8(value, qsizetype(length));
        return false;
    }
    bool hasBegun = false;
    std::optional<QString> after;
};

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Null where there is none, as for a value that is no object.
const Value *member(const Value &object, const char *field)
{
    if (!object.IsObject())
        return nullptr;
    const auto found = object.FindMember(field);
    return found == object.MemberEnd() ? nullptr : &found->value;
}

/// UTF-8; empty where there is no text. Valid as long as the value.
QByteArrayView textOf(const Value *value)
{
    return value && value->IsString() ? QByteArrayView(value->GetString(), qsizetype(value->GetStringLength())) : QByteArrayView();
}

QByteArrayView text(const Value &object, const char *field)
{
    return textOf(member(object, field));
}

QString words(const Value &object, const char *field, qsizetype most)
{
    return wordsFrom(QString::fromUtf8(text(object, field)), most);
}

std::optional<qint64> integerOf(const Value *value)
{
    if (!value || !value->IsNumber())
        return std::nullopt;
    if (value->IsInt64())
        return value->GetInt64();
    const double number = value->GetDouble();
    return std::abs(number) < 9e18 && std::trunc(number) == number ? std::optional(qint64(number)) : std::nullopt;
}

Result<qint64> integer(const Value &object, const char *field, qint64 lowest)
{
    const std::optional<qint64> value = integerOf(member(object, field));
    if (!value || *value < lowest)
        return invalid(u"A number is missing or out of range."_s, QLatin1StringView(field));
    return *value;
}

Result<void> readPlace(const Value &object, NodePlace &place)
{
    if (const Value *parent = member(object, "parent"); parent && !parent->IsNull()) {
        const auto id = NodeId::fromString(textOf(parent));
        if (!id)
            return at(id.error(), u"parent"_s);
        place.parent = *id;
    }
    place.name = text(object, "name").toByteArray();
    if (auto good = checkName(place.name); !good)
        return at(good.error(), u"name"_s);
    return {};
}

Result<void> readTarget(const Value &object, NodeContent &content)
{
    content.target = text(object, "target").toByteArray();
    if (const Value *coded = member(object, "target_base64")) {
        auto decoded = QByteArray::fromBase64Encoding(textOf(coded).toByteArray(), QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return invalid(u"A link's target is not base64."_s, u"target_base64"_s);
        content.target = std::move(decoded.decoded);
    }
    if (content.target.isEmpty() || content.target.size() > kMaxPathBytes || content.target.contains('\0'))
        return invalid(u"A link's target is empty, too long or has a NUL."_s, u"target"_s);
    return {};
}

Result<Manifest> readManifest(const Value &array)
{
    Manifest manifest;
    manifest.chunks.reserve(array.Size());
    for (const Value &pair : array.GetArray()) {
        const bool isPair = pair.IsArray() && pair.Size() >= 2;
        const auto id = ContentHash::fromString(isPair ? textOf(&pair[0]) : QByteArrayView());
        if (!id)
            return id.error();
        const qint64 size = integerOf(&pair[1]).value_or(0);
        if (size <= 0 || size > kMaxChunkBytes)
            return Error{Error::Kind::Invalid, u"A chunk's size is 0 or over 4 MiB."_s, {}, {}};
        manifest.chunks.push_back({*id, quint32(size)});
    }
    return manifest;
}

Result<void> readFile(const Value &object, Change &change)
{
    NodeContent &content = change.node.content;
    const Value *executable = member(object, "executable");
    content.executable = executable && executable->IsTrue();
    const auto size = integer(object, "size", 0);
    if (!size)
        return size.error();
    content.sizeBytes = *size;
    const auto hash = ContentHash::fromString(text(object, "hash"));
    if (!hash)
        return at(hash.error(), u"hash"_s);
    if (hash->isNull())  // at home it means "not yet hashed"; no content has it
        return invalid(u"A file's hash is missing."_s, u"hash"_s);
    content.hash = *hash;
    const Value *chunks = member(object, "chunks");
    if (!chunks) {
        change.manifest = Manifest::implied(content.hash, content.sizeBytes);
        return {};
    }
    if (!chunks->IsArray())
        return invalid(u"A file's chunks are no list."_s, u"chunks"_s);
    auto manifest = readManifest(*chunks);
    if (!manifest)
        return at(manifest.error(), u"chunks"_s);
    if (manifest->sizeBytes() != content.sizeBytes || manifest->hash() != content.hash)
        return Error{Error::Kind::Corrupt, u"A file's chunks do not match its size and hash."_s, u"chunks"_s, {}};
    change.manifest = *std::move(manifest);
    return {};
}

Result<void> readContent(const Value &object, Change &change)
{
    NodeContent &content = change.node.content;
    const auto kind = nodeKindFromString(QString::fromUtf8(text(object, "kind")));
    if (!kind)
        return at(kind.error(), u"kind"_s);
    content.kind = *kind;
    if (const Value *modified = content.kind != NodeKind::Folder ? member(object, "modified_ns") : nullptr) {
        bool ok = false;
        // A string: JSON numbers are doubles to many readers, and ns since 1970 exceed 2^53.
        content.modifiedNs = textOf(modified).toLongLong(&ok);
        if (!ok)
            return invalid(u"modified_ns is not a decimal string."_s, u"modified_ns"_s);
    }
    if (content.kind == NodeKind::Symlink)
        return readTarget(object, content);
    return content.kind == NodeKind::File ? readFile(object, change) : Result<void>();
}

Result<Change> readChange(const Value &object)
{
    Change change;
    const QByteArrayView op = text(object, "op");
    if (op == "put")
        change.op = Change::Op::Put;
    else if (op == "move")
        change.op = Change::Op::Move;
    else if (op == "delete")
        change.op = Change::Op::Delete;
    else
        return invalid(u"This kind of change is not known."_s, u"op"_s);
    const auto id = NodeId::fromString(text(object, "node"));
    if (!id)
        return at(id.error(), u"node"_s);
    if (id->isNull())
        return invalid(u"The root cannot be changed."_s, u"node"_s);
    change.node.id = *id;
    if (member(object, "revision")) {
        const auto revision = integer(object, "revision", 0);
        if (!revision)
            return revision.error();
        change.revision = *revision;
    }
    change.path = words(object, "path", kMaxPathBytes).toUtf8();
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

Result<std::vector<Change>> readChanges(const Value &message)
{
    const Value *array = member(message, "changes");
    if (!array || !array->IsArray())
        return invalid(u"The list of changes is missing."_s, u"changes"_s);
    std::vector<Change> changes;
    changes.reserve(array->Size());
    for (const Value &item : array->GetArray()) {
        auto change = readChange(item);
        if (!change)
            return at(change.error(), u"changes[%1]"_s.arg(changes.size()));
        changes.push_back(*std::move(change));
    }
    return changes;
}

Result<Cursor> readCursor(const Value &message, const char *field)
{
    static const Value nothing;
    const Value *found = member(message, field);
    const Value &object = found ? *found : nothing;
    Cursor cursor;
    const auto epoch = Epoch::fromString(text(object, "epoch"));
    if (!epoch)
        return at(epoch.error(), u"epoch"_s);
    cursor.epoch = *epoch;
    const auto revision = integer(object, "revision", 0);
    if (!revision)
        return revision.error();
    cursor.revision = *revision;
    if (cursor.revision == 0)
        return cursor;
    const auto hash = ContentHash::fromString(text(object, "hash"));
    if (!hash)
        return at(hash.error(), u"hash"_s);
    if (hash->isNull())
        return invalid(u"A commit's hash is missing."_s, u"hash"_s);
    cursor.commitHash = *hash;
    return cursor;
}

}  // namespace

Result<Change> changeFromJson(const QJsonObject &object)
{
    const Parsed parsed(compact(object));
    const auto value = parsed.value();
    return value ? readChange(**value) : Result<Change>(value.error());
}

Result<std::vector<Change>> changesFromText(const QByteArray &text)
{
    const Parsed parsed(text);
    const auto value = parsed.value();
    if (!value)
        return value.error();
    if (!(*value)->IsArray())
        return invalid(u"The list of changes is missing."_s, {});
    std::vector<Change> changes;
    for (const Value &item : (*value)->GetArray()) {
        if (auto change = readChange(item))
            changes.push_back(*std::move(change));
    }
    return changes;
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
    const Parsed parsed(QJsonDocument(array).toJson(QJsonDocument::Compact));
    const auto value = parsed.value();
    return value ? readManifest(**value) : Result<Manifest>(value.error());
}

QJsonObject toJson(const Cursor &cursor)
{
    return {{u"epoch"_s, cursor.epoch.toString()},
            {u"revision"_s, cursor.revision},
            {u"hash"_s, cursor.commitHash.isNull() ? QString() : cursor.commitHash.toString()}};
}

Result<Cursor> cursorFromJson(const QJsonObject &object)
{
    const Parsed parsed(compact({{u"cursor"_s, object}}));
    const auto value = parsed.value();
    return value ? readCursor(**value, "cursor") : Result<Cursor>(value.error());
}

Result<CommitRequest> commitRequestFromText(const QByteArray &text, const CommitKey &key)
{
    const Parsed parsed(text);
    const auto value = parsed.value();
    if (!value)
        return value.error();
    const Value &object = **value;
    CommitRequest request;
    request.key = key;
    const auto base = readCursor(object, "base");
    if (!base)
        return at(base.error(), u"base"_s);
    request.base = *base;
    request.device = words(object, "device", 255);
    request.message = words(object, "message", 4096);
    auto changes = readChanges(object);
    if (!changes)
        return changes.error();
    if (changes->empty() || changes->size() > kMaxCommitChanges)
        return invalid(u"A commit has 1 to 10,000 changes."_s, u"changes"_s);
    request.changes = *std::move(changes);
    return request;
}

Result<CommitRequest> commitRequestFromJson(const QJsonObject &object, const CommitKey &key)
{
    return commitRequestFromText(compact(object), key);
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

std::optional<QString> afterAtHead(QByteArrayView text)
{
    rapidjson::MemoryStream stream(text.data(), std::size_t(text.size()));
    HeadReader head;
    rapidjson::Reader().Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(stream, head);
    return head.after;
}

Result<ChangePage> changePageFromText(const QByteArray &text)
{
    const Parsed parsed(text);
    const auto value = parsed.value();
    if (!value)
        return value.error();
    const Value &object = **value;
    ChangePage page;
    const auto until = readCursor(object, "until");
    if (!until)
        return at(until.error(), u"until"_s);
    page.until = *until;
    auto changes = readChanges(object);
    if (!changes)
        return changes.error();
    page.changes = *std::move(changes);
    for (const Change &change : page.changes) {
        if (change.revision < 1 || change.revision > page.until.revision)
            return invalid(u"A change in the feed is of no commit up to its end."_s, u"revision"_s);
    }
    // The end must be said: a truncated or foreign reply never reads as "nothing changed".
    const Value *after = member(object, "after");
    if (!after || !after->IsString())
        return invalid(u"The change feed does not say whether more follows."_s, u"after"_s);
    page.after = QString::fromUtf8(textOf(after));
    if (page.after.startsWith(QChar(0xfeff)))
        return invalid(u"The change feed's place to go on from is no text."_s, u"after"_s);
    return page;
}

Result<ChangePage> changePageFromJson(const QJsonObject &object)
{
    return changePageFromText(compact(object));
}

}  // namespace tideline::wire
