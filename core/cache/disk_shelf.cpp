#include "core/cache/disk_shelf.h"

#include "core/base/content_hash.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::cache {

using namespace Qt::StringLiterals;

namespace {

const QString kVersion = u"v1"_s;
const QString kBeside = u".new"_s;
constexpr qint64 kBlock = 4096;

QString hashOf(QByteArrayView bytes, qsizetype digits)
{
    return QString::fromLatin1(sha256(bytes).toBytes().toHex().left(digits));
}

QString scopePart(const Key &key)
{
    return QString::fromLatin1(key.prefix) + u'-' + hashOf(key.scope, 24) + u'-';
}

QString fileName(const Key &key)
{
    return scopePart(key) + hashOf(key.arguments, 40);
}

qint64 costOf(qint64 size)
{
    return (size + kBlock - 1) / kBlock * kBlock;
}

/// The file's bytes; nullopt when there is no plain file of a size that we write.
std::optional<QByteArray> bytesOf(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return std::nullopt;
    struct stat info{};
    std::optional<QByteArray> bytes;
    if (::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= kMaxFileBytes) {
        QFile file;
        if (file.open(fd, QFile::ReadOnly))
            bytes = file.read(kMaxFileBytes + 1);
    }
    ::close(fd);
    return bytes;
}

bool writeAll(int fd, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(fd, bytes.data(), std::size_t(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(qsizetype(written));
    }
    return true;
}

/// A new file with these bytes, for its owner alone; a piece of one is left to nobody.
bool writeNew(const QByteArray &path, const QByteArray &bytes)
{
    ::unlink(path.constData());  // what a crash left
    const int fd = ::open(path.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    const bool whole = writeAll(fd, bytes);
    const bool closed = ::close(fd) == 0;
    if (whole && closed)
        return true;
    ::unlink(path.constData());
    return false;
}

bool makeFolder(const QString &path)
{
    return ::mkdir(QFile::encodeName(path).constData(), 0700) == 0 || errno == EEXIST;
}

/// Everything in a folder, hidden and odd things too; nothing when it is a link: what lies behind it is not ours.
QFileInfoList entriesOf(const QString &path)
{
    if (QFileInfo(path).isSymLink())
        return {};
    return QDir(path).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
}

}  // namespace

QString DiskShelf::accountFolder(const QString &account) const
{
    return m_root + u'/' + kVersion + u'/' + hashOf(account.toUtf8(), 32);
}

std::optional<StoredValue> DiskShelf::read(const Key &key)
{
    if (isOff())
        return std::nullopt;
    const MutexLock lock(m_mutex);
    const QString path = accountFolder(key.account) + u'/' + fileName(key);
    const auto bytes = bytesOf(path);
    if (!bytes && !QFileInfo(path).exists())
        return std::nullopt;
    auto stored = bytes ? fromFile(*bytes) : std::nullopt;
    if (!stored || stored->key != key) {
        ++m_damaged;
        drop(path);
        return std::nullopt;
    }
    if (const auto file = m_files.find(path); file != m_files.end())
        Sieve<QString>::touch(file->second.place);
    return stored;
}

void DiskShelf::write(const StoredValue &stored, const std::function<bool()> &wanted)
{
    if (isOff())
        return;
    const QByteArray bytes = toFile(stored);
    const MutexLock lock(m_mutex);
    load();
    const QString folder = accountFolder(stored.key.account);
    const QString path = folder + u'/' + fileName(stored.key);
    if (bytes.size() > kMaxFileBytes || costOf(bytes.size()) > m_limit || !wanted())
        return drop(path);
    makeRoom(costOf(bytes.size()));
    const QByteArray name = QFile::encodeName(path), beside = QFile::encodeName(path + kBeside);
    const bool kept = makeFolder(m_root) && makeFolder(m_root + u'/' + kVersion) && makeFolder(folder) && writeNew(beside, bytes)
                      && ::rename(beside.constData(), name.constData()) == 0;
    if (kept)
        return note(path, bytes.size());
    ++m_failures;
    ::unlink(beside.constData());
    drop(path);  // what stood there is older than what is known
}

void DiskShelf::erase(const Selection &selection)
{
    if (isOff())
        return;
    const MutexLock lock(m_mutex);
    const QString folder = accountFolder(selection.account);
    const Key key{selection.account, selection.prefix.value_or(QByteArray()), selection.scope.value_or(QByteArray()),
                  selection.arguments.value_or(QByteArray())};
    const QStringList parts = fileName(key).split(u'-');
    for (const QFileInfo &one : entriesOf(folder)) {
        const QStringList has = one.fileName().remove(kBeside).split(u'-');
        const bool isMeant = has.size() != 3
                             || ((!selection.prefix || has[0] == parts[0]) && (!selection.scope || has[1] == parts[1])
                                 && (!selection.arguments || has[2] == parts[2]));
        if (isMeant)
            drop(one.filePath());
    }
    if (!selection.prefix && !selection.scope && !selection.arguments)
        drop(folder);
}

void DiskShelf::keepOnly(const QString &account)
{
    if (isOff())
        return;
    const MutexLock lock(m_mutex);
    const QString kept = accountFolder(account);
    for (const QFileInfo &one : entriesOf(m_root + u'/' + kVersion)) {
        if (!account.isEmpty() && one.filePath() == kept)
            continue;
        for (const QFileInfo &file : entriesOf(one.filePath()))
            drop(file.filePath());  // so that the count of bytes knows
        drop(one.filePath());
    }
}

/// What is there from before, oldest first; what is no value of this version goes.
void DiskShelf::load()
{
    if (m_loaded)
        return;
    m_loaded = true;
    for (const QFileInfo &one : entriesOf(m_root)) {
        if (one.fileName() != kVersion)
            drop(one.filePath());
    }
    std::vector<QFileInfo> files;
    for (const QFileInfo &account : entriesOf(m_root + u'/' + kVersion)) {
        for (const QFileInfo &file : entriesOf(account.filePath()))
            files.push_back(file);
    }
    std::ranges::stable_sort(files, {}, [](const QFileInfo &file) { return file.lastModified(); });
    for (const QFileInfo &file : files) {
        if (file.fileName().endsWith(kBeside) || file.isSymLink() || !file.isFile())
            drop(file.filePath());
        else
            note(file.filePath(), file.size());
    }
    makeRoom(0);
}

void DiskShelf::note(const QString &path, qint64 size)
{
    const qint64 cost = costOf(size);
    const auto known = m_files.find(path);
    m_bytes += cost - (known == m_files.end() ? 0 : known->second.cost);
    if (known == m_files.end())
        m_files.emplace(path, File{cost, m_order.add(path)});
    else
        known->second.cost = cost;
}

/// A file, or a folder of somebody else's making: nothing of it stays. Links are removed, not followed.
void DiskShelf::drop(const QString &path)
{
    if (const auto known = m_files.find(path); known != m_files.end()) {
        m_bytes -= known->second.cost;
        m_order.remove(known->second.place);
        m_files.erase(known);
    }
    if (::unlink(QFile::encodeName(path).constData()) != 0 && (errno == EISDIR || errno == EPERM))
        QDir(path).removeRecursively();
}

void DiskShelf::makeRoom(qint64 cost)
{
    while (m_bytes + cost > m_limit) {
        const auto out = m_order.evict();
        if (!out)
            return;
        const auto known = m_files.find(*out);
        m_bytes -= known->second.cost;
        m_files.erase(known);
        ::unlink(QFile::encodeName(*out).constData());
    }
}

}  // namespace tideline::cache
