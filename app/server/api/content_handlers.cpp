#include "app/server/api/content_sources.h"
#include "app/server/api/handlers.h"
#include "app/server/api/server_state.h"
#include "app/server/metadata/chunk_repository.h"
#include "app/server/metadata/tree_at.h"

#include <QJsonArray>

#include <algorithm>
#include <unordered_set>

namespace tideline::server {

using store::Database;

namespace {


/// A list of hashes under `field`. Errors: Invalid.
Result<std::vector<ContentHash>> hashesOf(const QJsonObject &json, const QString &field, qsizetype most)
{
    const QJsonArray list = json[field].toArray();
    if (list.isEmpty() || list.size() > most)
        return invalid(u"A list has 1 to %1 hashes."_s.arg(most), field);
    std::vector<ContentHash> hashes;
    hashes.reserve(std::size_t(list.size()));
    for (const auto item : list) {
        const auto hash = ContentHash::fromString(item.toString());
        if (!hash)
            return at(hash.error(), field);
        hashes.push_back(*hash);
    }
    return hashes;
}

Response missing(const char *code, const QString &title, const QJsonArray &hashes)
{
    return problem(Refusal{404, code, title, {}, {{u"missing"_s, hashes}}});
}

struct ByteRange {
    qint64 first = 0;
    qint64 end = 0;
};

/// One range of RFC 9110; nullopt when there is none, or one that is to be ignored (several, another unit).
/// Errors: Invalid (it reaches outside the file).
Result<std::optional<ByteRange>> rangeOf(const QByteArray &header, qint64 size)
{
    if (!header.startsWith("bytes=") || header.contains(','))
        return std::optional<ByteRange>();
    const QByteArray spec = header.sliced(6).trimmed();
    const qsizetype dash = spec.indexOf('-');
    bool firstOk = false;
    bool lastOk = false;
    const qint64 first = spec.left(dash).toLongLong(&firstOk);
    const qint64 last = spec.mid(dash + 1).toLongLong(&lastOk);
    const bool isOfDigits = std::ranges::all_of(spec, [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
    if (!isOfDigits || spec.count('-') != 1 || (dash > 0 && !firstOk) || (dash + 1 < spec.size() && !lastOk) || spec.size() == 1)
        return std::optional<ByteRange>();
    ByteRange range{first, size};
    if (dash == 0)
        range = {std::max<qint64>(0, size - last), size};
    else if (lastOk)
        range.end = std::min(size, last < size ? last + 1 : size);
    if (range.first >= range.end)
        return invalid(u"The range lies outside the file."_s);
    return std::optional(range);
}

Result<FoundFile> findFile(const Call &call, Database &database)
{
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto project = authorize(database, call.principal, Permission::Read, *id);
    if (!project)
        return project.error();
    const auto revision = call.parameters.integer("revision", project->headRevision, 0,
                                                  std::numeric_limits<qint64>::max());
    if (!revision)
        return revision.error();
    const Error noSuchFile{Error::Kind::NotFound, u"There is no such file at this revision."_s, {}, {}};
    const auto path = RelativePath::parse(call.parts[1]);
    if (!path || *revision > project->headRevision)
        return noSuchFile;
    NodeRepository nodes(database, project->number);
    VersionRepository versions(database, project->number);
    const auto row = TreeAt(nodes, versions, *revision, project->headRevision).find(*path);
    if (!row)
        return row.error();
    if (!*row || (*row)->node.content.kind != NodeKind::File)
        return noSuchFile;
    FoundFile file{project->number, (*row)->node.content, (*row)->node.place.name, {}};
    const auto bytes = ChunkRepository(database, project->number).manifest(file.content.hash);
    if (!bytes)
        return bytes.error();
    auto manifest = Manifest::fromBytes((*bytes).value_or(QByteArray()));
    if (!*bytes && *revision < project->headRevision)
        return Error{Error::Kind::NotFound, u"This version of the file is not kept any more."_s, {}, {}};
    if (!*bytes || !manifest)
        return internal({Error::Kind::Io, u"A file's list of chunks is not there."_s, file.content.hash.toString(), {}});
    file.manifest = *std::move(manifest);
    return file;
}

}  // namespace

Result<Response> negotiateChunks(Call &call)
{
    auto chunks = wire::manifestFromJson(call.json[u"chunks"_s].toArray());
    if (!chunks)
        return at(chunks.error(), u"chunks"_s);
    if (!call.json[u"chunks"_s].isArray() || chunks->chunks.size() > wire::kMaxNegotiateChunks)
        return invalid(u"A negotiation names up to 10,000 chunks."_s, u"chunks"_s);
    const auto id = call.project();
    if (!id)
        return id.error();
    const auto need = call.server.connections.read([&](Database &database) -> Result<QJsonArray> {
        const auto project = authorize(database, call.principal, Permission::Modify, *id);
        if (!project)
            return project.error();
        ChunkRepository held(database, project->number);
        std::unordered_set<ContentHash> asked;
        QJsonArray indexes;
        for (std::size_t i = 0; i < chunks->chunks.size(); ++i) {
            if (!asked.insert(chunks->chunks[i].id).second)
                continue;  // once is enough
            const auto holds = held.holds(chunks->chunks[i]);
            if (!holds)
                return holds.error();
            if (!*holds)
                indexes.append(qint64(i));
        }
        return indexes;
    });
    if (!need)
        return need.error();
    return jsonResponse({{u"need"_s, *need},
                         {u"pack"_s, QJsonObject{{u"max_bytes"_s, wire::kMaxPackBytes},
                                                 {u"max_chunks"_s, wire::kMaxPackChunks}}}});
}

Result<Response> fetchPack(Call &call)
{
    const auto hashes = hashesOf(call.json, u"chunks"_s, wire::kMaxPackChunks);
    const auto id = call.project();
    if (!id)
        return id.error();
    if (!hashes)
        return hashes.error();
    QJsonArray unknown;
    auto chunks = call.server.connections.read([&](Database &database) -> Result<std::vector<StoredChunk>> {
        const auto project = authorize(database, call.principal, Permission::Read, *id);
        if (!project)
            return project.error();
        ChunkRepository held(database, project->number);
        std::vector<StoredChunk> found;
        found.reserve(hashes->size());
        for (const ContentHash *const hash : byHash(*hashes)) {
            const auto chunk = held.find(*hash);
            if (!chunk)
                return chunk.error();
            if (*chunk)
                found.push_back(**chunk);
            else
                unknown.append(hash->toString());
        }
        return found;
    });
    if (!chunks)
        return chunks.error();
    if (!unknown.isEmpty())
        return missing("chunk_missing", u"The project does not hold every chunk that is asked for."_s, unknown);
    // As they lie on the disk, which is how they came: the order of the request would jump between the packs, and read
    // a block of one for each few chunks.
    std::ranges::sort(*chunks, {}, [](const StoredChunk &chunk) { return std::pair(chunk.pack, chunk.offset); });
    auto source = std::make_unique<PackSource>(call.server.chunkReader(), *std::move(chunks));
    Response response;
    response.headers["Content-Type"] = wire::kPackContentType;
    response.headers["Content-Length"] = QByteArray::number(source->sizeBytes());
    response.stream = std::move(source);
    return response;
}

Result<Response> fetchManifests(Call &call)
{
    const auto hashes = hashesOf(call.json, u"hashes"_s, wire::kMaxManifests);
    const auto id = call.project();
    if (!id)
        return id.error();
    if (!hashes)
        return hashes.error();
    QJsonArray unknown;
    const auto project = call.server.connections.read([&](Database &database) -> Result<qint64> {
        const auto row = authorize(database, call.principal, Permission::Read, *id);
        if (!row)
            return row.error();
        ChunkRepository contents(database, row->number);
        for (const ContentHash &hash : *hashes) {
            const auto size = contents.contentSize(hash);
            if (!size)
                return size.error();
            if (!*size)
                unknown.append(hash.toString());
        }
        return row->number;
    });
    if (!project)
        return project.error();
    if (!unknown.isEmpty())
        return missing("content_missing", u"The project does not hold every content that is asked for."_s, unknown);
    Response response;
    response.headers["Content-Type"] = "application/json";
    response.stream = std::make_unique<ManifestSource>(call.server.connections, *project, *hashes);
    return response;
}

Result<Response> getFile(Call &call)
{
    auto file = call.server.connections.read([&](Database &database) { return findFile(call, database); });
    if (!file)
        return file.error();
    return fileResponse(call, std::move(file));
}

Response fileResponse(Call &call, Result<FoundFile> file)
{
    const QByteArray etag = '"' + file->content.hash.toString().toLatin1() + '"';
    const qint64 size = file->content.sizeBytes;
    Response response;
    response.headers["ETag"] = etag;
    response.headers["Accept-Ranges"] = "bytes";
    response.headers["Cache-Control"] = "private, no-cache";
    if (call.header("if-none-match") == etag) {
        response.status = 304;
        return response;
    }
    ByteRange range{0, size};
    const QByteArray ifRange = call.header("if-range");
    if (ifRange.isEmpty() || ifRange == etag) {
        const auto asked = rangeOf(call.header("range"), size);
        if (!asked) {
            Response outside = problem(416, "range_not_satisfiable", asked.error().what);
            outside.headers["Content-Range"] = "bytes */" + QByteArray::number(size);
            return outside;
        }
        if (*asked) {
            range = **asked;
            response.status = 206;
            response.headers["Content-Range"] = "bytes " + QByteArray::number(range.first) + '-'
                                                + QByteArray::number(range.end - 1) + '/' + QByteArray::number(size);
        }
    }
    // A user's bytes are never run or guessed at by a browser under this server's name.
    response.headers["Content-Type"] = "application/octet-stream";
    response.headers["X-Content-Type-Options"] = "nosniff";
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'";
    response.headers["Content-Disposition"] = "attachment; filename*=UTF-8''" + file->name.toPercentEncoding();
    response.headers["Content-Length"] = QByteArray::number(range.end - range.first);
    response.stream = std::make_unique<FileSource>(call.server.connections, call.server.chunkReader(), file->project,
                                                   std::move(file->manifest), range.first, range.end);
    return response;
}

}  // namespace tideline::server
