#include "core/search/texts.h"

#include "core/files/chunker.h"
#include "core/store/files_here.h"
#include "core/store/tree_store.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <sys/stat.h>

namespace tideline::search {

namespace {

constexpr qint64 kBatchBytes = 4 << 20;  ///< of text in one transaction
constexpr int kBatchFiles = 200;
constexpr qint64 kGarbageWorthwhile = 4 << 20;  ///< less is not worth reading everything again

quint64 keyOf(const store::TextContent &content)
{
    quint64 key = 0;
    std::memcpy(&key, content.hash.bytes.data(), sizeof key);
    return key ^ quint64(content.form);
}

/// Invalid: a table is missing.
bool isDamage(const Error &error)
{
    return error.kind == Error::Kind::Corrupt || error.kind == Error::Kind::Invalid;
}

/// What of a file would be indexed; nullopt: it is not looked into.
std::optional<store::TextContent> contentOf(const store::FileHere &file)
{
    const auto form = textFormOf(file.name);
    if (!form || file.sizeBytes == 0 || file.sizeBytes > mostBytesOf(*form))
        return std::nullopt;
    return store::TextContent{file.hash, *form};
}

}  // namespace

/// A file whose content is not in the index.
struct Texts::Waiting {
    qint64 project = 0;
    RelativePath path;
    store::TextContent content;
    qint64 sizeBytes = 0;
    qint64 modifiedNs = 0;
};

Texts::Texts(Parts parts) : m_parts(std::move(parts)), m_path(m_parts.folder + u"/search.db"_s) {}

Texts::~Texts() = default;

Result<Unread> Texts::catchUp(std::optional<qint64> project, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft)
{
    if (m_parts.folder.isEmpty())
        return Unread{};
    const MutexLock lock(m_catching);
    auto done = bringUpToDate(project, stop, onLeft);
    if (!done)
        m_index.reset();  // what was rolled back is not known
    if (done || !isDamage(done.error()))
        return done;
    m_isDamaged = true;
    done = bringUpToDate(project, stop, onLeft);  // from nothing
    if (!done)
        m_index.reset();
    return done;
}

Result<Unread> Texts::bringUpToDate(std::optional<qint64> project, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft)
{
    const bool isLost = m_index && !QFile::exists(m_path);
    if (m_isDamaged.exchange(false) || isLost)
        discard();
    bool isAll = !m_index || !project;
    if (auto opened = open(); !opened)
        return opened.error();
    if (m_sinceLook > m_parts.mostTextBytes / 8) {
        const auto garbage = isMostlyGarbage();
        if (!garbage)
            return garbage.error();
        if (*garbage) {
            isAll = true;
            discard();
            if (auto opened = open(); !opened)
                return opened.error();
        }
        m_sinceLook = 0;
    }
    const auto all = waiting(isAll ? std::nullopt : project);
    if (!all)
        return all.error();
    Unread unread{qint64(all->size()), 0};
    if (auto done = read(*all, unread, stop, onLeft); !done)
        return done.error();
    if (onLeft)
        onLeft(unread.files);
    return unread;
}

Result<void> Texts::read(const std::vector<Waiting> &all, Unread &unread, const std::function<bool()> &stop, const std::function<void(qint64)> &onLeft)
{
    std::map<qint64, std::unique_ptr<files::FileSystem>> disks;
    std::optional<store::Transaction> transaction;
    qint64 batchEnd = 0;  // of m_sinceLook
    int batchFiles = 0;
    for (const Waiting &waiting : all) {
        if (onLeft)
            onLeft(unread.files);
        if (stop && stop())
            break;
        --unread.files;
        if (m_textBytes + waiting.sizeBytes > m_parts.mostTextBytes) {
            ++unread.withoutRoom;
            continue;
        }
        auto &disk = disks[waiting.project];
        if (!disk) {
            auto opened = files::openPosixFileSystem(m_parts.rootOf(waiting.project));
            if (!opened)
                continue;  // the folder is away: the next sync says so
            disk = *std::move(opened);
        }
        if (!transaction) {
            auto begun = store::Transaction::begin(m_index->database());
            if (!begun)
                return begun.error();
            transaction.emplace(*std::move(begun));
            batchEnd = m_sinceLook + kBatchBytes;
            batchFiles = 0;
        }
        if (auto taken = take(waiting, *disk, *transaction); !taken)
            return taken;
        if (++batchFiles < kBatchFiles && m_sinceLook < batchEnd)
            continue;
        if (auto kept = transaction->commit(); !kept)
            return kept;
        transaction.reset();
    }
    return transaction ? transaction->commit() : Result<void>();
}

Result<void> Texts::open()
{
    if (m_index)
        return {};
    const std::lock_guard alone(m_file);
    ::mkdir(QFile::encodeName(m_parts.folder).constData(), 0700);  // where that fails the database says why
    auto index = store::TextIndex::open(m_path);
    if (!index)
        return index.error();
    auto opened = std::make_unique<store::TextIndex>(*std::move(index));
    m_known.clear();
    m_textBytes = 0;
    m_sinceLook = m_parts.mostTextBytes;  // what happened before is not known
    auto read = opened->each([this](const store::TextContent &content, qint64 bytes) {
        m_known.insert(keyOf(content));
        m_textBytes += bytes;
    });
    if (!read)
        return read;
    m_index = std::move(opened);
    return {};
}

void Texts::discard()
{
    const std::lock_guard alone(m_file);
    m_index.reset();
    store::TextIndex::remove(m_path);
}

Result<bool> Texts::isMostlyGarbage()
{
    std::unordered_set<quint64> live;
    auto looked = m_parts.read([&](store::Database &database) {
        return store::eachFileHere(database, {}, [&](const store::FileHere &file) {
            if (const auto content = contentOf(file))
                live.insert(keyOf(*content));
        });
    });
    if (!looked)
        return looked.error();
    qint64 garbage = 0;
    auto read = m_index->each([&](const store::TextContent &content, qint64 bytes) {
        if (!live.contains(keyOf(content)))
            garbage += bytes;
    });
    if (!read)
        return read.error();
    const bool isFull = m_textBytes > m_parts.mostTextBytes - m_parts.mostTextBytes / 8;
    return garbage > std::min(kGarbageWorthwhile, m_parts.mostTextBytes / 8) && garbage > (isFull ? m_textBytes / 8 : m_textBytes / 2);
}

/// Newest first, each content once.
Result<std::vector<Texts::Waiting>> Texts::waiting(std::optional<qint64> project)
{
    std::vector<Waiting> found;
    struct Place {
        NodePlace place;
        Waiting waiting;
    };
    std::vector<Place> places;
    std::unordered_set<quint64> seen;
    auto looked = m_parts.read([&](store::Database &database) -> Result<void> {
        const store::ReadTransaction snapshot(database);
        auto all = store::eachFileHere(database, project, [&](const store::FileHere &file) {
            const auto content = contentOf(file);
            if (content && !m_known.contains(keyOf(*content)) && seen.insert(keyOf(*content)).second)
                places.push_back({{file.parent, file.name.toByteArray()}, {file.project, {}, *content, file.sizeBytes, file.modifiedNs}});
        });
        if (!all)
            return all;
        std::map<qint64, std::pair<std::unique_ptr<store::TreeStore>, std::unique_ptr<store::PathLookup>>> lookups;
        for (Place &place : places) {
            auto &[trees, paths] = lookups[place.waiting.project];
            if (!trees) {
                trees = std::make_unique<store::TreeStore>(database, place.waiting.project);
                paths = std::make_unique<store::PathLookup>(*trees, store::Tree::Local);
            }
            auto path = paths->of(place.place);
            if (!path)
                return path.error();
            if (!*path)
                continue;  // in limbo
            place.waiting.path = **std::move(path);
            found.push_back(std::move(place.waiting));
        }
        return {};
    });
    if (!looked)
        return looked.error();
    std::ranges::stable_sort(found, std::greater(), &Waiting::modifiedNs);
    return found;
}

/// Leaves out what is another one by now.
Result<void> Texts::take(const Waiting &waiting, files::FileSystem &disk, const store::Transaction &transaction)
{
    const auto bytes = readWhole(disk, waiting.path, mostBytesOf(waiting.content.form));
    if (!bytes || files::chunkBytes(*bytes).hash() != waiting.content.hash)
        return {};  // the sync that sees it brings it
    QByteArray text;
    if (const auto passages = passagesOf(*bytes, waiting.content.form)) {
        for (const Passage &passage : *passages)
            text += passage.text + '\n';
    }
    if (auto added = m_index->add(waiting.content, text, transaction); !added)
        return added;
    m_known.insert(keyOf(waiting.content));
    m_textBytes += text.size();
    m_sinceLook += text.size();
    return {};
}

Result<std::vector<store::TextMatch>> Texts::find(const store::TextQuery &query, const std::atomic<bool> *cancelled)
{
    if (m_parts.folder.isEmpty())
        return std::vector<store::TextMatch>();
    const std::shared_lock shared(m_file);
    auto index = store::TextIndex::openReader(m_path);
    if (!index && index.error().kind == Error::Kind::NotFound)
        return std::vector<store::TextMatch>();
    auto found = index ? index->find(query, cancelled) : Result<std::vector<store::TextMatch>>(index.error());
    if (!found && isDamage(found.error())) {
        m_isDamaged = true;
        Error error = found.error();
        error.kind = Error::Kind::Corrupt;
        return error;
    }
    if (found)
        std::ranges::stable_sort(*found, {}, &store::TextMatch::rank);
    return found;
}

}  // namespace tideline::search
