#include "core/sync/service/cloud_content.h"

#include "core/base/workers.h"
#include "core/schema/wire/change.h"
#include "core/schema/wire/pack.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace tideline::sync {

namespace {

constexpr qint64 kMostReplyBytes = 64 << 20;  ///< a list of chunks of some 200 GB
constexpr int kSideBySide = 4;
constexpr char kManifest[] = "manifest";
constexpr char kChunk[] = "chunk";
const QString kStep = u"look into a file"_s;

Error damaged(const QString &what, const QString &where)
{
    return {Error::Kind::Corrupt, what, where, u"Ask the server's operator to run its check."_s};
}

/// An account's channel. What is read is a path, a newline, and the body that is posted there.
class ContentSource final : public cache::Source {
public:
    ContentSource(std::shared_ptr<cloud::CurlChannel> channel, std::function<void(const Error *)> noteLink)
        : m_channel(std::move(channel)), m_noteLink(std::move(noteLink))
    {
    }
    Result<QByteArray> read(const QByteArray &what, const QString &step, const std::atomic<bool> *cancelled) override
    {
        const qsizetype end = what.indexOf('\n');
        cloud::CloudRequest request;
        request.method = "POST";
        request.path = what.first(end);
        request.contentType = "application/json";
        request.body = what.sliced(end + 1);
        QByteArray body;
        const auto reply = m_channel->withAbort(cancelled)->send(request, [&](QByteArrayView piece) -> Result<void> {
            body.append(piece);
            if (body.size() > kMostReplyBytes)
                return Error{Error::Kind::Refused, u"The file is too large to be looked into from here."_s, step, u"Download it to look at it."_s};
            return {};
        });
        const bool isApi = reply && reply->status == 200 && (reply->contentType == wire::kPackContentType || reply->contentType == "application/json");
        const Result<QByteArray> answer = !reply  ? Result<QByteArray>(at(reply.error(), step))
                                          : isApi ? Result<QByteArray>(body)
                                                  : Result<QByteArray>(cloud::cloudError(*reply, step));
        const bool isOfTheLink = !answer && (answer.error().kind == Error::Kind::Offline || answer.error().kind == Error::Kind::Timeout);
        if (answer || isOfTheLink)
            m_noteLink(answer ? nullptr : &answer.error());
        return answer;
    }

private:
    std::shared_ptr<cloud::CurlChannel> m_channel;
    std::function<void(const Error *)> m_noteLink;
};

QByteArray posted(const cache::Key &key, const char *route, const QString &name)
{
    const QJsonObject body{{name, QJsonArray{QString::fromLatin1(key.arguments)}}};
    return "/api/v1/projects/" + key.scope + route + '\n' + QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// As Manifest::toBytes().
Result<QByteArray> readManifest(const cache::Question &question)
{
    const auto bytes = question.source.read(posted(question.key, "/manifests:fetch", u"hashes"_s), kStep, question.cancelled);
    if (!bytes)
        return bytes.error();
    const QString wanted = QString::fromLatin1(question.key.arguments);
    const QJsonObject item = QJsonDocument::fromJson(*bytes).object().value(u"manifests"_s).toArray().at(0).toObject();
    const auto manifest = wire::manifestFromJson(item.value(u"chunks"_s).toArray());
    if (!manifest || manifest->hash().toString() != wanted)
        return damaged(u"The server does not give this file's list of chunks."_s, wanted);
    return manifest->toBytes();
}

/// The chunk's raw bytes.
Result<QByteArray> readChunk(const cache::Question &question)
{
    const auto bytes = question.source.read(posted(question.key, "/packs:fetch", u"chunks"_s), kStep, question.cancelled);
    if (!bytes)
        return bytes.error();
    std::optional<QByteArray> raw;
    wire::PackReader reader([&](wire::PackedChunk &&chunk) -> Result<void> {
        if (chunk.id.toString().toLatin1() == question.key.arguments)
            raw = std::move(chunk.raw);
        return {};
    });
    auto whole = reader.write(*bytes);
    if (whole)
        whole = reader.finish();
    if (!whole || !raw)
        return damaged(u"The server's copy of a part of this file is damaged."_s, QString::fromLatin1(question.key.arguments));
    return *std::move(raw);
}

}  // namespace

CloudContent::CloudContent(Parts parts)
    : m_link(parts.link),
      m_cache({std::move(parts.folder), parts.clock, std::make_unique<cache::ThreadExecutor>(),
               [link = parts.link, noteLink = parts.noteLink](const QString &account) -> Result<std::shared_ptr<cache::Source>> {
                   const auto now = link();
                   if (!now)
                       return now.error();
                   if (now->account != account)
                       return Error{Error::Kind::SignIn, u"This account is not signed in any more."_s, {}, {}};
                   return std::shared_ptr<cache::Source>(std::make_shared<ContentSource>(now->channel, noteLink));
               },
               {}, kMemoryBytes, kDiskBytes})
{
    m_cache.define(kManifest, &readManifest, {.isFixed = true});
    m_cache.define(kChunk, &readChunk, {.isFixed = true});
}

void CloudContent::setAccount(const QString &account)
{
    m_cache.keepOnly(account);
    m_cache.open(account);
}

void CloudContent::forget(const ProjectId &project)
{
    const auto link = m_link();
    if (!link)
        return;  // signed out: setAccount() has erased it
    for (const char *prefix : {kManifest, kChunk})
        (void)m_cache.judge({link->account, prefix, project.toString().toLatin1()}, cache::Verdict::Gone);
}

Result<QByteArray> CloudContent::fetch(const QByteArray &prefix, const ProjectId &project, const ContentHash &hash,
                                       const std::atomic<bool> *cancelled)
{
    const auto link = m_link();
    if (!link)
        return link.error();
    const auto got = m_cache.get({link->account, prefix, project.toString().toLatin1(), hash.toString().toLatin1()}, cache::Accept::Stale, cancelled);
    return got ? Result<QByteArray>(got->value) : got.error();
}

Result<Manifest> CloudContent::manifest(const ProjectId &project, const ContentHash &hash, const std::atomic<bool> *cancelled)
{
    if (hash == Manifest().hash())
        return Manifest();
    const auto bytes = fetch(kManifest, project, hash, cancelled);
    return bytes ? Manifest::fromBytes(*bytes) : Result<Manifest>(bytes.error());
}

Result<QByteArray> CloudContent::read(const ProjectId &project, const Manifest &manifest, qint64 offset, qint64 length,
                                      const std::atomic<bool> *cancelled)
{
    struct Piece {
        Chunk chunk;
        qint64 begin = 0;  ///< in the content
        Result<QByteArray> raw = QByteArray();
    };
    std::vector<Piece> pieces;
    qint64 begin = 0;
    for (const Chunk &chunk : manifest.chunks) {
        if (begin + chunk.sizeBytes > offset && begin < offset + length)
            pieces.push_back({chunk, begin});
        begin += chunk.sizeBytes;
    }
    std::vector<std::function<void()>> tasks;
    for (Piece &piece : pieces)
        tasks.push_back([&] { piece.raw = fetch(kChunk, project, piece.chunk.id, cancelled); });
    if (tasks.size() == 1)
        tasks.front()();
    else if (!tasks.empty())
        makePool(std::min(kSideBySide, int(tasks.size())))->run(std::move(tasks));
    QByteArray bytes;
    for (const Piece &piece : pieces) {
        if (!piece.raw)
            return piece.raw.error();
        if (piece.raw->size() != qsizetype(piece.chunk.sizeBytes))
            return damaged(u"The file's list of chunks is wrong."_s, manifest.hash().toString());
        const qint64 from = std::max<qint64>(offset - piece.begin, 0);
        const qint64 to = std::min<qint64>(offset + length - piece.begin, piece.raw->size());
        bytes.append(QByteArrayView(*piece.raw).sliced(from, to - from));
    }
    return bytes;
}

}  // namespace tideline::sync
