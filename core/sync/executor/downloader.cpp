#include "core/sync/executor/downloader.h"

#include "core/schema/wire/change.h"
#include "core/schema/wire/pack.h"
#include "core/sync/discovery/puller.h"

#include <QJsonDocument>

#include <algorithm>
#include <cstring>
#include <unordered_set>

namespace tideline::sync {

namespace {

constexpr qint64 kSmallBytes = 1 << 20;
constexpr qint64 kRequestBytes = 16 << 20;
constexpr std::size_t kRequestChunks = 1000;
constexpr std::size_t kSyncEachUpTo = 4;
constexpr qint64 kHoleBytes = 64 << 10;
constexpr int kMostBarrenReplies = 200;  ///< damaged from the first chunk on, in one batch: then it is the link, or the server as a whole
const QString kAskTheOperator = u"Ask the server's operator to run its check."_s;

bool isZero(QByteArrayView bytes)
{
    return bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, std::size_t(bytes.size() - 1)) == 0;
}

/// Writes what is not zero into a file that is a hole as yet, so that a sparse file stays one.
Result<void> writeAroundHoles(files::WriteFile &file, qint64 offset, QByteArrayView raw)
{
    qint64 begin = 0;  // of what is to be written
    for (qint64 at = 0; at < raw.size();) {
        const qint64 end = std::min<qint64>(raw.size(), at + kHoleBytes - (offset + at) % kHoleBytes);
        if (isZero(raw.sliced(at, end - at))) {
            if (begin < at) {
                if (auto written = file.write(offset + begin, raw.sliced(begin, at - begin)); !written)
                    return written;
            }
            begin = end;
        }
        at = end;
    }
    return begin < raw.size() ? file.write(offset + begin, raw.sliced(begin)) : Result<void>();
}

}  // namespace

Result<void> Downloader::fetch(std::vector<Want> &wants, const std::atomic<bool> *cancel)
{
    auto flight = start(wants, cancel);
    const auto landed = flight ? land(*std::move(flight)) : Result<bool>(flight.error());
    return landed ? Result<void>() : landed.error();
}

Result<std::unique_ptr<Downloader::Flight>> Downloader::start(std::vector<Want> &wants, const std::atomic<bool> *cancel)
{
    if (auto loaded = loadManifests(wants); !loaded)
        return loaded.error();
    std::unique_ptr<Flight> flight(new Flight(wants, cancel));
    Targets &targets = flight->targets;
    for (std::size_t i = 0; i < wants.size(); ++i) {
        Want &want = wants[i];
        want.syncEach = wants.size() <= kSyncEachUpTo;
        if (isStopped(want) && !want.error)
            want.error = stoppedByPerson();
        if (want.error)
            continue;
        qint64 offset = 0;
        for (const Chunk &chunk : want.manifest.chunks) {
            targets[chunk.id].push_back({i, offset, chunk.sizeBytes});
            offset += chunk.sizeBytes;
        }
        want.missing = want.manifest.chunks.size();
        if (offset <= kSmallBytes) {
            want.small = QByteArray(offset, Qt::Uninitialized);
        } else {
            auto file = m_parts.disk.create(want.temporary);
            if (file)
                want.file = *std::move(file);
            if (auto sized = file ? want.file->resize(offset) : Result<void>(file.error()); !sized)
                giveUp(want, sized.error());
        }
        if (want.missing == 0) {
            if (auto done = complete(want); !done)
                giveUp(want, done.error());
        }
    }
    for (Want &want : wants) {
        if (want.oldPath && !want.error)
            copyLocal(want, *flight);
    }
    auto &requests = flight->requests;
    qint64 bytes = kRequestBytes;
    std::unordered_set<ContentHash> asked;
    for (const Want &want : wants) {
        if (want.error || want.done)
            continue;
        for (const Chunk &chunk : want.manifest.chunks) {
            if (!targets.contains(chunk.id) || !asked.insert(chunk.id).second)
                continue;
            if (bytes + chunk.sizeBytes > kRequestBytes || requests.back().size() >= kRequestChunks) {
                requests.emplace_back();
                bytes = 0;
            }
            requests.back().push_back(chunk);
            bytes += chunk.sizeBytes;
        }
    }
    flight->results.resize(requests.size());
    std::vector<std::function<void()>> tasks;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        tasks.push_back([this, i, &flight = *flight] {
            if (flight.isStopped())
                return;
            if (m_parts.stopped && !m_parts.stopped->isEmpty())
                std::erase_if(flight.requests[i], [&](const Chunk &chunk) { return !isWanted(chunk, flight); });
            flight.results[i] = fetchAround(flight.requests[i], flight);
            if (!flight.results[i])
                flight.isGivenUp = true;
        });
    }
    flight->running = m_parts.workers.start(std::move(tasks));
    return flight;
}

Result<bool> Downloader::land(std::unique_ptr<Flight> flight, const std::function<Result<void>()> &meanwhile)
{
    flight->wait();
    for (const Result<void> &result : flight->results) {
        if (!result)
            return result.error();
    }
    if (flight->cancel && *flight->cancel)
        return Error{Error::Kind::Cancelled, u"The download was stopped."_s, {}, {}};
    std::vector<Want> &wants = flight->wants;
    for (Want &want : wants) {
        if (!want.done && !want.error)
            giveUp(want, {Error::Kind::Corrupt, u"The server left out a part of this file."_s, want.hash.toString(),
                          kAskTheOperator});
    }
    const bool nothingFits = std::ranges::none_of(wants, &Want::done);
    for (const Want &want : wants) {
        if (nothingFits && want.error && want.error->kind == Error::Kind::DiskFull)
            return *want.error;  // a full disk, not one large file: no more is fetched in vain
    }
    if (wants.size() <= kSyncEachUpTo)
        return false;
    Result<void> synced;
    auto syncing = m_parts.workers.start({[&] { synced = m_parts.disk.syncAll(); }});
    const auto done = meanwhile ? meanwhile() : Result<void>();
    syncing.reset();
    return synced && done ? Result<bool>(true) : synced ? done.error() : synced.error();
}

Result<void> Downloader::loadManifests(std::vector<Want> &wants)
{
    std::vector<Want *> unknown;
    {
        const store::ReadTransaction reading(m_parts.trees.database());
        for (Want &want : wants) {
            auto manifest = m_parts.trees.manifest(want.hash, want.sizeBytes);
            if (!manifest)
                return manifest.error();
            if (*manifest)
                want.manifest = **std::move(manifest);
            else
                unknown.push_back(&want);
        }
    }
    for (std::size_t first = 0; first < unknown.size(); first += std::size_t(wire::kMaxManifests)) {
        const std::size_t count = std::min(unknown.size() - first, std::size_t(wire::kMaxManifests));
        if (auto fetched = fetchManifests({unknown.data() + first, count}); !fetched)
            return fetched;
    }
    return {};
}

Result<void> Downloader::fetchManifests(std::span<Want *const> wants)
{
    QJsonArray hashes;
    for (const Want *want : wants)
        hashes.append(want->hash.toString());
    auto reply = callJson(m_parts.channel, "POST", m_projectPath + "/manifests:fetch",
                          QJsonObject{{u"hashes"_s, hashes}}, u"read the list of chunks"_s);
    if (!reply)
        return reply.error();
    std::unordered_map<ContentHash, Manifest> fetched;
    auto transaction = store::Transaction::begin(m_parts.trees.database());
    if (!transaction)
        return transaction.error();
    for (const auto item : (*reply)[u"manifests"_s].toArray()) {
        const QJsonObject object = item.toObject();
        const auto hash = ContentHash::fromString(object[u"hash"_s].toString());
        auto manifest = wire::manifestFromJson(object[u"chunks"_s].toArray());
        if (!hash || !manifest || manifest->hash() != *hash)
            continue;  // the Want stays without a manifest and says so
        if (auto saved = m_parts.trees.saveManifest(*hash, *manifest, *transaction); !saved)
            return saved;
        fetched.emplace(*hash, *std::move(manifest));
    }
    if (auto committed = transaction->commit(); !committed)
        return committed;
    for (Want *want : wants) {
        const auto found = fetched.find(want->hash);
        if (found != fetched.end())
            want->manifest = found->second;
        else if (want->hash != Manifest{}.hash())
            want->error = Error{Error::Kind::Corrupt, u"The server does not give this file's list of chunks."_s,
                                want->hash.toString(), kAskTheOperator};
    }
    return {};
}

/// Fills what the file that is to be replaced already has. Every byte is verified, so the file may change under us.
void Downloader::copyLocal(Want &want, Flight &flight)
{
    const auto old = m_parts.trees.manifest(want.oldHash, want.oldSizeBytes);
    if (!old || !*old)
        return;
    auto file = m_parts.disk.openRead(*want.oldPath);
    if (!file)
        return;
    qint64 offset = 0;
    QByteArray buffer;
    for (const Chunk &chunk : (*old)->chunks) {
        const qint64 at = offset;
        offset += chunk.sizeBytes;
        if (!flight.targets.contains(chunk.id))
            continue;
        buffer.resize(qsizetype(chunk.sizeBytes));
        const auto got = (*file)->read(at, {buffer.data(), chunk.sizeBytes});
        if (!got || *got != qint64(chunk.sizeBytes) || sha256(buffer) != chunk.id)
            continue;
        deliver(chunk.id, buffer, flight);
    }
}

/// Asks for chunks; where one comes damaged, for those behind it in two halves, and so on: what the server's disk has lost
/// keeps its own files alone from coming.
Result<void> Downloader::fetchAround(std::vector<Chunk> chunks, Flight &flight)
{
    bool isDamaged = false;
    auto fetched = fetchChunks(chunks, flight, isDamaged);
    if (fetched || !isDamaged || flight.isStopped())
        return fetched;
    {
        const std::scoped_lock lock(flight.targetsMutex);
        const auto came = std::erase_if(chunks, [&](const Chunk &chunk) { return !flight.targets.contains(chunk.id); });
        if (came == 0 && ++flight.barrenReplies > kMostBarrenReplies)
            return fetched;
    }
    if (chunks.size() == 1) {
        fetched = fetchChunks(chunks, flight, isDamaged);
        if (!fetched && isDamaged)
            abandon(chunks.front().id, flight);
        return isDamaged ? Result<void>() : fetched;
    }
    const auto middle = chunks.begin() + std::ptrdiff_t(chunks.size() / 2);
    if (chunks.empty())
        return {};
    fetched = fetchAround({chunks.begin(), middle}, flight);
    return fetched ? fetchAround({middle, chunks.end()}, flight) : fetched;
}

/// `isDamaged`: whether a pack came, in part at least, and is not what its sender wrote.
Result<void> Downloader::fetchChunks(const std::vector<Chunk> &chunks, Flight &flight, bool &isDamaged)
{
    isDamaged = false;
    if (chunks.empty())
        return {};
    QJsonArray ids;
    for (const Chunk &chunk : chunks)
        ids.append(chunk.id.toString());
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = m_projectPath + "/packs:fetch";
    request.contentType = "application/json";
    request.body = QJsonDocument(QJsonObject{{u"chunks"_s, ids}}).toJson(QJsonDocument::Compact);
    wire::PackReader reader(
        [&](wire::PackedChunk &&chunk) -> Result<void> {
            deliver(chunk.id, chunk.raw, flight);
            return {};
        },
        kRequestBytes * 2 + qint64(kRequestChunks) * 64);
    bool isCorrupt = false, isWanted = true;
    auto reply = m_parts.channel.send(request, [&](QByteArrayView piece) {
        m_bytesDown += piece.size();
        auto taken = reader.write(piece);
        isWanted = isWanted && isAnyWanted(chunks, flight);
        if (taken && !isWanted)
            return Result<void>(stoppedByPerson());  // the rest need not come
        isCorrupt = isCorrupt || (!taken && taken.error().kind == Error::Kind::Corrupt);
        return taken;
    });
    if (!isWanted)
        return {};
    // Nothing unverified was written; a portal's page or a proxy's damage is trouble of the link, and is tried again.
    isDamaged = isCorrupt && reader.hasBegun();
    if (isCorrupt)
        return Error{Error::Kind::Offline, u"What arrived is not what the server sent."_s, u"download"_s, {}};
    if (!reply)
        return at(reply.error(), u"download"_s);
    if (reply->status != 200 || reply->contentType != wire::kPackContentType)
        return cloud::cloudError(*reply, u"download"_s);
    if (auto whole = reader.finish(); !whole)
        return Error{Error::Kind::Offline, u"The download was cut short."_s, u"download"_s, {}};
    return {};
}

/// The files that want a chunk do without it: its copy in the cloud is damaged.
void Downloader::abandon(const ContentHash &id, Flight &flight)
{
    for (const Target &target : takeTargets(id, flight)) {
        Want &want = flight.wants[target.want];
        const std::scoped_lock lock(flight.wantMutexes[target.want % flight.wantMutexes.size()]);
        if (!want.error)
            giveUp(want, {Error::Kind::Corrupt, u"The server's copy of a part of this file is damaged."_s, id.toString(),
                          kAskTheOperator});
    }
}

/// Whether a file is still to have this chunk. One that a person stopped meanwhile is given up.
bool Downloader::isWanted(const Chunk &chunk, Flight &flight)
{
    std::vector<Target> targets;
    {
        const std::scoped_lock lock(flight.targetsMutex);
        if (const auto found = flight.targets.find(chunk.id); found != flight.targets.end())
            targets = found->second;
    }
    bool isOne = false;
    for (const Target &target : targets) {
        Want &want = flight.wants[target.want];
        const std::scoped_lock lock(flight.wantMutexes[target.want % flight.wantMutexes.size()]);
        if (!want.error && isStopped(want))
            giveUp(want, stoppedByPerson());
        isOne = isOne || !want.error;
    }
    return isOne;
}

/// Looks at each only where somebody stopped something.
bool Downloader::isAnyWanted(const std::vector<Chunk> &chunks, Flight &flight)
{
    return !m_parts.stopped || m_parts.stopped->isEmpty()
           || std::ranges::any_of(chunks, [&](const Chunk &chunk) { return isWanted(chunk, flight); });
}

std::vector<Downloader::Target> Downloader::takeTargets(const ContentHash &id, Flight &flight)
{
    const std::scoped_lock lock(flight.targetsMutex);
    const auto found = flight.targets.find(id);
    if (found == flight.targets.end())
        return {};  // not asked for, or here already
    std::vector<Target> targets = std::move(found->second);
    flight.targets.erase(found);
    return targets;
}

void Downloader::deliver(const ContentHash &id, QByteArrayView raw, Flight &flight)
{
    for (const Target &target : takeTargets(id, flight)) {
        Want &want = flight.wants[target.want];
        const std::scoped_lock lock(flight.wantMutexes[target.want % flight.wantMutexes.size()]);
        if (!want.error && isStopped(want))
            giveUp(want, stoppedByPerson());
        if (want.error)
            continue;
        // A list of chunks is hashed as it is, so it may say a size that its chunk does not have.
        auto written = raw.size() == target.sizeBytes
            ? write(want, target.offset, raw)
            : Error{Error::Kind::Corrupt, u"The file's list of chunks is wrong."_s, want.hash.toString(),
                    kAskTheOperator};
        if (written)
            told(want, target.sizeBytes);
        if (written && --want.missing == 0)
            written = complete(want);
        if (!written)
            giveUp(want, written.error());
    }
}

/// The disk's trouble with one file is that file's alone. Its bytes are never written on in part: the next sync begins a
/// new file (after a failed fsync the old one may lack what a later fsync calls safe).
void Downloader::giveUp(Want &want, const Error &error)
{
    want.error = error;
    want.small = {};
    want.file.reset();
    if (error.kind != Error::Kind::Conflict)  // else another file has the name
        (void)m_parts.disk.removeFile(want.temporary);  // else the next start does it
}

void Downloader::told(Want &want, qint64 bytes)
{
    if (!m_parts.teller)
        return;
    want.toldBytes += bytes;
    m_parts.teller->moved(want.path, bytes);
}

Result<void> Downloader::write(Want &want, qint64 offset, QByteArrayView raw)
{
    if (want.file)
        return writeAroundHoles(*want.file, offset, raw);
    std::copy(raw.begin(), raw.end(), want.small.begin() + offset);
    return {};
}

Result<void> Downloader::complete(Want &want)
{
    if (!want.file) {
        auto file = m_parts.disk.create(want.temporary);
        if (!file)
            return file.error();
        want.file = *std::move(file);
        if (!want.small.isEmpty()) {
            if (auto written = want.file->write(0, want.small); !written)
                return written;
        }
        want.small = {};
    }
    if (want.executable) {
        if (auto set = want.file->setExecutable(true); !set)
            return set;
    }
    if (auto set = want.file->setModified(want.modifiedNs); !set)
        return set;
    if (want.syncEach) {
        if (auto synced = want.file->sync(); !synced)
            return synced;
    }
    const auto made = want.file->stat();
    if (!made)
        return made.error();
    want.inode = made->inode;
    want.file.reset();
    want.done = true;
    return {};
}

}  // namespace tideline::sync
