// A digit that says which message, then its JSON: 0 cursor, 1 change, 2 commit, 3 reply to a commit, 4 page of the feed,
// 5 project.
#include "core/base/relative_path.h"
#include "core/schema/cloud_project.h"
#include "core/schema/wire/change.h"
#include "tests/fuzz/law.h"

#include <QJsonDocument>

#include <algorithm>

using namespace tideline;
using namespace tideline::wire;
using tideline::fuzz::law;

namespace {

QByteArray toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isText(const QString &text)
{
    return text.isValidUtf16() && !text.startsWith(QChar(0xfeff));
}

bool same(const Cursor &a, const Cursor &b)
{
    return a == b;
}

bool same(const Change &a, const Change &b)
{
    return a.op == b.op && a.node.id == b.node.id && a.node.place == b.node.place && a.node.content.sameAs(b.node.content)
           && a.node.content.sizeBytes == b.node.content.sizeBytes
           && a.node.content.modifiedNs == b.node.content.modifiedNs && a.manifest == b.manifest
           && a.revision == b.revision && a.path == b.path;
}

bool same(const std::vector<Change> &a, const std::vector<Change> &b)
{
    return std::ranges::equal(a, b, [](const Change &one, const Change &other) { return same(one, other); });
}

bool same(const CommitRequest &a, const CommitRequest &b)
{
    return a.base == b.base && a.key == b.key && a.device == b.device && a.message == b.message && same(a.changes, b.changes);
}

bool same(const CommitReply &a, const CommitReply &b)
{
    return a.cursor == b.cursor && a.rebased == b.rebased;
}

bool same(const ChangePage &a, const ChangePage &b)
{
    return a.until == b.until && a.after == b.after && same(a.changes, b.changes);
}

bool same(const CloudProject &a, const CloudProject &b)
{
    // The metadata is the user's own JSON, carried as it is: the text says whether it came back.
    return a.id == b.id && a.name == b.name && a.title == b.title && a.description == b.description && a.tags == b.tags
           && a.owner.id == b.owner.id && a.owner.type == b.owner.type && a.owner.name == b.owner.name && a.role == b.role
           && a.createdAt == b.createdAt && a.updatedAt == b.updatedAt && a.recordRevision == b.recordRevision
           && a.headRevision == b.headRevision && a.epoch == b.epoch && a.sizeBytes == b.sizeBytes
           && a.fileCount == b.fileCount;
}

void check(const Cursor &cursor)
{
    law(cursor.revision >= 0, "a revision counts from 0");
    law((cursor.revision == 0) == cursor.commitHash.isNull(), "a cursor names the hash of its commit, if there is one");
}

void check(const Change &change)
{
    law(!change.node.id.isNull() && change.revision >= 0, "a change names a node, and the root is none");
    law(change.path.isValidUtf8(), "a path to show is text");
    if (change.op == Change::Op::Delete)
        return;
    const NodeContent &content = change.node.content;
    law(bool(checkName(change.node.place.name)), "a name out of a message is a name");
    law(change.node.place.parent != change.node.id, "nothing lies in itself");
    if (change.op == Change::Op::Move && change.revision == 0)
        law(content.sameAs({}) && content.modifiedNs == 0 && content.sizeBytes == 0, "a commit's move has no content");
    else if (content.kind == NodeKind::File)
        law(content.sizeBytes >= 0 && !content.hash.isNull(), "a file has a size and a hash");
    else
        law(content.hash.isNull() && content.sizeBytes == 0 && !content.executable && !change.manifest,
            "only a file has a size, a hash and chunks");
    if (content.kind == NodeKind::Folder)
        law(content.modifiedNs == 0, "a folder has no time");
    law((content.kind == NodeKind::Symlink) == !content.target.isEmpty(), "a link, and nothing else, has a target");
    law(content.target.size() <= kMaxPathBytes && !content.target.contains('\0'), "the system takes a link's target");
    if (change.manifest)
        law(change.manifest->hash() == content.hash && change.manifest->sizeBytes() == content.sizeBytes,
            "a file's chunks are its content");
}

void check(const CommitRequest &request)
{
    check(request.base);
    law(!request.changes.empty() && request.changes.size() <= kMaxCommitChanges, "a commit has 1 to 10,000 changes");
    law(request.device.size() <= 255 && request.message.size() <= 4096, "a commit's words have limits");
    law(isText(request.device) && isText(request.message), "a commit's words are text");
    for (const Change &change : request.changes)
        check(change);
}

void check(const CommitReply &reply)
{
    check(reply.cursor);
}

void check(const ChangePage &page)
{
    check(page.until);
    law(isText(page.after), "what is passed back is passed back as it came");
    for (const Change &change : page.changes) {
        check(change);
        law(change.revision >= 1 && change.revision <= page.until.revision, "each change of a page is of a commit within it");
    }
}

void check(const CloudProject &project)
{
    law(bool(checkName(project.name.toUtf8())) && isText(project.name), "a project's name is a folder's");
    law(isText(project.title) && isText(project.description) && isText(project.owner.name) && isText(project.owner.id.value)
            && std::ranges::all_of(project.tags, isText),
        "a project's words are text");
    law(project.headRevision >= 0 && project.recordRevision >= 0 && project.sizeBytes >= 0 && project.fileCount >= 0,
        "nothing is counted below nothing");
}

/// What JSON says of a change's name is the name: nothing is lost on the way to UTF-8.
void checkSource(const Change &change, const QJsonObject &object)
{
    law(QString::fromUtf8(change.node.place.name) == object[u"name"_s].toString() || change.op == Change::Op::Delete,
        "a name is the name that was sent");
    law(change.op == Change::Op::Delete || change.revision == 0 || object.contains(u"kind"_s),
        "what a node is, is said and never guessed");
}

void checkSource(const ChangePage &page, const QJsonObject &object)
{
    const QJsonArray changes = object[u"changes"_s].toArray();
    law(qsizetype(page.changes.size()) == changes.size(), "no change of a page is left out");
    for (std::size_t i = 0; i < page.changes.size(); ++i)
        checkSource(page.changes[i], changes[qsizetype(i)].toObject());
}

template <typename Value>
void checkSource(const Value &, const QJsonObject &)
{
}

template <typename Read>
void roundTrip(const QJsonObject &object, Read read)
{
    const auto value = read(object);
    if (!value) {
        const Error &error = value.error();
        law((error.kind == Error::Kind::Invalid || error.kind == Error::Kind::Corrupt) && !error.what.isEmpty(),
            "a message is refused as invalid or corrupt, and why is said");
        return;
    }
    check(*value);
    checkSource(*value, object);
    const QByteArray text = toText(toJson(*value));
    const auto again = read(QJsonDocument::fromJson(text).object());
    law(bool(again), "what was read is written so that it can be read");
    law(same(*again, *value), "what is written and read is the same");
    law(toText(toJson(*again)) == text, "what is written twice is the same text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray text(reinterpret_cast<const char *>(data) + 1, qsizetype(size - 1));
    const QJsonDocument document = QJsonDocument::fromJson(text);
    if (!document.isObject())
        return 0;
    const QJsonObject object = document.object();
    switch (data[0] % 6) {
    case 0: roundTrip(object, cursorFromJson); break;
    case 1: roundTrip(object, changeFromJson); break;
    case 2: roundTrip(object, [](const QJsonObject &o) { return commitRequestFromJson(o, CommitKey{}); }); break;
    case 3: roundTrip(object, commitReplyFromJson); break;
    case 4: roundTrip(object, changePageFromJson); break;
    case 5: roundTrip(object, cloudProjectFromJson); break;
    }
    return 0;
}
