#include "app/server/blobs/pack_store.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

#include <zstd.h>

namespace tideline::server {

namespace {

constexpr qint64 kMaxPackFileBytes = 256 << 20;
constexpr qsizetype kWriteBytes = 1 << 20;
constexpr qint64 kReadBytes = 512 << 10;
constexpr std::size_t kMaxIdleLanes = 8;
constexpr QByteArrayView kMagic("TLPK\x01", 5);

RelativePath folderPath()
{
    return RelativePath().child("packs");
}

RelativePath packPath(qint64 number)
{
    return folderPath().child(QByteArray::number(number).rightJustified(12, '0') + ".tlpack");
}

RelativePath keyIdPath()
{
    return folderPath().child("key-id");
}

/// What a seal covers besides the payload.
QByteArray aboutOf(const ContentHash &id, quint8 payloadEncoding, quint32 rawLength)
{
    char head[5];
    head[0] = char(payloadEncoding);
    qToBigEndian(rawLength, head + 1);
    return id.toBytes() + QByteArray(head, 5);
}

/// nullopt: it is no pack's.
std::optional<qint64> numberOf(const QByteArray &name)
{
    bool isNumber = false;
    const qint64 number = name.endsWith(".tlpack") ? name.chopped(7).toLongLong(&isNumber) : 0;
    return isNumber ? std::optional(number) : std::nullopt;
}

Error locked()
{
    return {Error::Kind::Refused, u"The packs are sealed, and no key was given."_s, {}, u"Give the file of their key with --pack-key-file."_s};
}

/// The disk's refusals are the server's trouble, not the client's.
Error diskError(Error error)
{
    if (error.kind != Error::Kind::DiskFull)
        error.kind = Error::Kind::Io;
    return error;
}

Error corrupt(const StoredChunk &chunk)
{
    return {Error::Kind::Corrupt, u"A stored chunk is damaged."_s,
            u"pack %1, chunk %2"_s.arg(chunk.pack).arg(chunk.id.toString()), u"Run: tideline-server check"_s};
}

/// The id of the key that the packs are sealed with; empty = they are not. Errors: Io.
Result<QByteArray> readKeyId(files::FileSystem &disk)
{
    const auto there = disk.stat(keyIdPath());
    if (!there)
        return diskError(there.error());
    if (!*there)
        return QByteArray();
    auto file = disk.openRead(keyIdPath());
    if (!file)
        return diskError(file.error());
    QByteArray id(64, Qt::Uninitialized);
    const auto got = (*file)->read(0, {id.data(), std::size_t(id.size())});
    if (!got)
        return diskError(got.error());
    return id.first(*got).trimmed();
}

/// Errors: Io, DiskFull.
Result<void> writeKeyId(files::FileSystem &disk, const QByteArray &id)
{
    const RelativePath beside = folderPath().child("key-id.new");
    (void)disk.removeFile(beside);  // of a start that was cut
    auto file = disk.create(beside);
    if (!file)
        return diskError(file.error());
    auto done = (*file)->write(0, id + '\n');
    if (done)
        done = (*file)->sync();
    if (done)
        done = disk.rename(beside, keyIdPath(), files::IfExists::Fail);
    if (done)
        done = disk.syncFolder(folderPath());
    return done ? Result<void>() : diskError(done.error());
}

}  // namespace

PackStore::PackStore(files::FileSystem &disk, qint64 nextNumber, std::optional<PackKey> key, bool isSealed)
    : m_disk(disk), m_key(std::move(key)), m_isSealed(isSealed), m_nextNumber(nextNumber)
{
}

PackStore::~PackStore() = default;

Result<std::unique_ptr<PackStore>> PackStore::open(files::FileSystem &disk, qint64 lastNumber, std::optional<PackKey> key)
{
    const auto there = disk.stat(folderPath());
    if (!there)
        return diskError(there.error());
    if (!*there) {
        if (auto made = disk.createFolder(folderPath()); !made)
            return diskError(made.error());
        if (auto synced = disk.syncFolder(RelativePath()); !synced)
            return diskError(synced.error());
    }
    const auto items = disk.list(folderPath());
    if (!items)
        return diskError(items.error());
    for (const files::FolderItem &item : *items) {
        lastNumber = std::max(lastNumber, numberOf(item.name).value_or(0));
    }
    const auto sealedWith = readKeyId(disk);
    if (!sealedWith)
        return sealedWith.error();
    if (key && sealedWith->isEmpty()) {
        if (auto written = writeKeyId(disk, key->id()); !written)
            return written.error();
    } else if (key && *sealedWith != key->id()) {
        return Error{Error::Kind::Refused, u"The packs are sealed with another key than the one that was given."_s,
                     u"key %1, given %2"_s.arg(QLatin1StringView(*sealedWith), QLatin1StringView(key->id())),
                     u"Give the file of that key with --pack-key-file."_s};
    }
    const bool isSealed = key || !sealedWith->isEmpty();
    return std::unique_ptr<PackStore>(new PackStore(disk, lastNumber + 1, std::move(key), isSealed));
}

Result<void> PackStore::isUnlocked() const
{
    if (m_key || !m_isSealed)
        return {};
    return locked();
}

Result<std::unique_ptr<PackStore::Lane>> PackStore::takeLane()
{
    if (auto unlocked = isUnlocked(); !unlocked)
        return unlocked.error();
    while (auto idle = takeIdle()) {
        if (isInPlace(*idle))
            return idle;
        giveBack(std::move(idle), Again::No);
    }
    auto lane = std::make_unique<Lane>();
    {
        MutexLock lock(m_mutex);
        lane->number = m_nextNumber++;
        m_lent.insert(lane->number);
    }
    const auto failed = [&](const Error &error) {
        giveBack(std::move(lane), Again::No);
        return diskError(error);
    };
    auto file = m_disk.create(packPath(lane->number));
    if (!file)
        return failed(file.error());
    lane->file = *std::move(file);
    if (auto done = lane->file->write(0, kMagic); !done) {
        (void)m_disk.removeFile(packPath(lane->number));  // an empty file costs little, but one for each try does
        return failed(done.error());
    }
    lane->end = kMagic.size();
    if (auto done = m_disk.syncFolder(folderPath()); !done)
        return failed(done.error());
    return lane;
}

std::unique_ptr<PackStore::Lane> PackStore::takeIdle()
{
    MutexLock lock(m_mutex);
    if (m_idle.empty())
        return nullptr;
    auto lane = std::move(m_idle.back());
    m_idle.pop_back();
    m_lent.insert(lane->number);
    return lane;
}

bool PackStore::isInPlace(Lane &lane) const
{
    const auto there = m_disk.stat(packPath(lane.number));
    const auto open = lane.file->stat();
    return there && *there && open && (*there)->inode == open->inode && (*there)->device == open->device;
}

void PackStore::giveBack(std::unique_ptr<Lane> lane, Again again)
{
    MutexLock lock(m_mutex);
    m_lent.erase(lane->number);
    const bool isClosed = m_closed.erase(lane->number) > 0;
    if (again == Again::Yes && !isClosed && lane->end < kMaxPackFileBytes && m_idle.size() < kMaxIdleLanes)
        m_idle.push_back(std::move(lane));
}

bool PackStore::close(qint64 number)
{
    MutexLock lock(m_mutex);
    std::erase_if(m_idle, [&](const std::unique_ptr<Lane> &lane) { return lane->number == number; });
    if (!m_lent.contains(number))
        return true;
    m_closed.insert(number);
    return false;
}

Result<std::vector<PackStore::File>> PackStore::files() const
{
    const auto items = m_disk.list(folderPath());
    if (!items)
        return diskError(items.error());
    std::vector<File> files;
    for (const files::FolderItem &item : *items) {
        if (const auto number = numberOf(item.name); number && item.stat.kind == files::FileKind::File)
            files.push_back({*number, item.stat.sizeBytes});
    }
    std::ranges::sort(files, {}, &File::number);
    return files;
}

Result<void> PackStore::remove(qint64 number)
{
    const bool isClosed = close(number);
    Q_ASSERT(isClosed);
    if (auto removed = m_disk.removeFile(packPath(number)); !removed && removed.error().kind != Error::Kind::NotFound)
        return diskError(removed.error());
    return {};
}

// ---- Appender

PackStore::Appender::~Appender()
{
    if (m_lane)
        m_store.giveBack(std::move(m_lane), Again::Yes);
}

Error PackStore::Appender::giveUp(const Error &error)
{
    m_failed = true;
    if (m_lane) {
        (void)m_lane->file->resize(m_synced);  // the index has nothing of it; where it does not go, it lies there unused
        m_store.giveBack(std::move(m_lane), Again::No);
    }
    return diskError(error);
}

Result<void> PackStore::Appender::add(const wire::PackedChunk &chunk)
{
    Q_ASSERT(!m_failed);
    if (!m_lane) {
        auto lane = m_store.takeLane();
        if (!lane)
            return giveUp(lane.error());
        m_lane = *std::move(lane);
        m_synced = m_before = m_lane->end;
    }
    const auto &key = m_store.m_key;
    const QByteArray sealed = key ? key->seal(chunk.payload, aboutOf(chunk.id, chunk.encoding, quint32(chunk.raw.size()))) : QByteArray();
    const QByteArrayView payload = key ? QByteArrayView(sealed) : QByteArrayView(chunk.payload);
    const quint8 encoding = key ? quint8(chunk.encoding | StoredChunk::kSealed) : chunk.encoding;
    char head[9];
    head[0] = char(encoding);
    qToBigEndian(quint32(chunk.raw.size()), head + 1);
    qToBigEndian(quint32(payload.size()), head + 5);
    m_buffer.append(head, 9).append(chunk.id.view());
    m_chunks.push_back({chunk.id, m_lane->number, m_lane->end + m_buffer.size(), encoding, quint32(payload.size()), quint32(chunk.raw.size())});
    m_buffer.append(payload);
    m_pendingBytes += payload.size();
    return m_buffer.size() >= kWriteBytes ? flush() : Result<void>();
}

Result<void> PackStore::Appender::flush()
{
    if (m_buffer.isEmpty())
        return {};
    if (auto done = m_lane->file->write(m_lane->end, m_buffer); !done)
        return giveUp(done.error());
    m_lane->end += m_buffer.size();
    m_buffer.resize(0);  // keeps its memory
    return {};
}

Result<std::vector<StoredChunk>> PackStore::Appender::sync()
{
    if (m_chunks.empty())
        return std::vector<StoredChunk>();
    m_before = m_synced;
    if (auto done = flush(); !done)
        return done.error();
    // After a failed fsync the kernel may have dropped the pages: this file is not written again.
    if (auto done = m_lane->file->sync(); !done)
        return giveUp(done.error());
    m_synced = m_lane->end;
    m_pendingBytes = 0;
    return std::exchange(m_chunks, {});
}

void PackStore::Appender::drop()
{
    m_buffer.resize(0);
    m_chunks.clear();
    m_pendingBytes = 0;
    if (m_lane && !m_failed && m_lane->end > m_synced)
        cutTo(m_synced);
}

void PackStore::Appender::takeBack()
{
    Q_ASSERT(m_chunks.empty());
    if (m_lane && !m_failed)
        cutTo(m_before);
}

void PackStore::Appender::cutTo(qint64 end)
{
    if (!m_lane->file->resize(end)) {
        m_failed = true;  // it lies there unused; this file is not written again
        m_store.giveBack(std::move(m_lane), Again::No);
        return;
    }
    m_lane->end = m_synced = end;
}

// ---- Reader

Result<QByteArrayView> PackStore::Reader::payload(const StoredChunk &chunk)
{
    if (chunk.pack != m_pack || !m_file) {
        m_file.reset();
        auto file = m_store.m_disk.openRead(packPath(chunk.pack));
        if (!file)
            return file.error().kind == Error::Kind::NotFound ? corrupt(chunk) : diskError(file.error());
        m_file = *std::move(file);
        m_pack = chunk.pack;
        m_block.clear();
    }
    const qint64 at = chunk.offset - m_blockOffset;
    if (m_block.isEmpty() || at < 0 || at + chunk.length > m_block.size()) {
        m_block.resize(std::max<qint64>(kReadBytes, chunk.length));
        const auto got = m_file->read(chunk.offset, {m_block.data(), std::size_t(m_block.size())});
        if (!got) {
            // The disk does not give these bytes. What it said about opening the file may be for want of handles; this is not.
            m_block.clear();
            Error error = corrupt(chunk);
            error.what += u" The disk says: "_s + got.error().what;
            return error;
        }
        m_block.truncate(*got);
        m_blockOffset = chunk.offset;
        if (*got < qint64(chunk.length))
            return corrupt(chunk);
    }
    const auto stored = QByteArrayView(m_block).sliced(chunk.offset - m_blockOffset, chunk.length);
    if (!chunk.isSealed())
        return stored;
    if (!m_store.m_key)
        return locked();  // also where key-id was lost, and nothing else tells
    auto opened = m_store.m_key->open(stored, aboutOf(chunk.id, chunk.payloadEncoding(), chunk.rawLength));
    if (!opened)
        return corrupt(chunk);
    m_opened = *std::move(opened);
    return QByteArrayView(m_opened);
}

Result<QByteArray> PackStore::Reader::raw(const StoredChunk &chunk)
{
    const auto stored = payload(chunk);
    if (!stored)
        return stored.error();
    QByteArray raw(qsizetype(chunk.rawLength), Qt::Uninitialized);
    if (chunk.payloadEncoding() == 0) {
        if (stored->size() != raw.size())
            return corrupt(chunk);
        std::memcpy(raw.data(), stored->data(), std::size_t(raw.size()));
    } else {
        const std::size_t got =
            ZSTD_decompress(raw.data(), chunk.rawLength, stored->data(), std::size_t(stored->size()));
        if (ZSTD_isError(got) || got != chunk.rawLength)
            return corrupt(chunk);
    }
    if (sha256(raw) != chunk.id)
        return corrupt(chunk);
    return raw;
}

}  // namespace tideline::server
