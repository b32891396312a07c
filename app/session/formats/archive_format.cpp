#include "app/session/formats/archive_format.h"

#include "app/session/formats/archive_lister.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <cstring>

namespace tideline::session {

namespace {
constexpr std::size_t kMostKept = 100'000;
constexpr qint64 kHeadRows = 200;
constexpr int kFirstLookMs = 150;
constexpr int kStepMs = 50;

class ArchivePreview final : public FilePreview {
public:
    ArchivePreview(std::shared_ptr<Source> source, const Limits &limits) : FilePreview(std::move(source)), m_limits(limits) {}

    Result<void> open(const QString &name, bool zip, const preview::Cancelled &cancelled);
    Result<preview::Rows> rows(qint64 first, qint64 count, const preview::Cancelled &cancelled) override;
    Result<std::pair<qint64, bool>> countRows(const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override { return (1 << 20) + m_keptBytes + (m_lister ? m_lister->memoryBytes() : 0); }

private:
    Result<void> goOn(int milliseconds, qint64 enough, const preview::Cancelled &cancelled);
    void keep(ArchiveEntry &&entry);
    preview::Rows keptRows(qint64 first, qint64 count) const;
    bool isDone() const { return !m_lister; }
    void tell();

    Limits m_limits;
    std::unique_ptr<ArchiveLister> m_lister;  ///< nullptr: all entries are known, or no more can be
    QString m_kind;
    QString m_compression;
    std::vector<ArchiveEntry> m_entries;
    qint64 m_keptBytes = 0;
    qint64 m_count = 0;
    qint64 m_promised = -1;
    double m_unpackedBytes = 0;
    bool m_encrypted = false;
    std::optional<Error> m_trouble;           ///< why there are no more
};

bool endsListOnly(Error::Kind kind)
{
    return kind == Error::Kind::Corrupt || kind == Error::Kind::Refused;
}

Result<void> ArchivePreview::open(const QString &name, bool zip, const preview::Cancelled &cancelled)
{
    Result<std::unique_ptr<ArchiveLister>> lister = zip ? listZip(source(), m_limits) : std::unique_ptr<ArchiveLister>();
    if (lister && !*lister)
        lister = listByLibarchive(source(), name, m_limits);
    if (!lister)
        return lister.error();
    m_lister = *std::move(lister);
    m_promised = m_lister->entryCount();
    if (const Result<void> listed = goOn(kFirstLookMs, std::numeric_limits<qint64>::max(), cancelled); !listed)
        return listed;
    if (m_count == 0 && m_trouble)
        return *m_trouble;
    preview::TableDocument table;
    using preview::ColumnType;
    table.columns = {{u"Name"_s, ColumnType::Text, {}},
                     {u"Size"_s, ColumnType::Integer, u"bytes, unpacked"_s},
                     {u"Modified"_s, ColumnType::Time, {}},
                     {u"Type"_s, ColumnType::Text, {}},
                     {u"Permissions"_s, ColumnType::Text, {}}};
    table.head = keptRows(0, kHeadRows);
    m_document.shape = std::move(table);
    m_document.format = m_kind + (m_kind.endsWith(u"file") ? u""_s : u" archive"_s);
    tell();
    return {};
}

/// Lists on until the time is over or `enough` entries are known.
Result<void> ArchivePreview::goOn(int milliseconds, qint64 enough, const preview::Cancelled &cancelled)
{
    const QDeadlineTimer until(milliseconds);
    while (m_lister && m_count < enough) {
        ArchiveEntry entry;
        const Result<ArchiveLister::Step> step = m_lister->next(entry, until, cancelled);
        if (!step && !endsListOnly(step.error().kind))
            return step.error();
        if (m_kind.isEmpty()) {
            m_kind = m_lister->format();
            m_compression = m_lister->compression();
        }
        if (step && *step == ArchiveLister::Step::Pause)
            return {};
        if (step && *step == ArchiveLister::Step::Entry) {
            keep(std::move(entry));
            continue;
        }
        if (!step)
            m_trouble = step.error();
        m_lister.reset();
    }
    return {};
}

void ArchivePreview::keep(ArchiveEntry &&entry)
{
    ++m_count;
    m_unpackedBytes += double(entry.sizeBytes.value_or(0));
    m_encrypted = m_encrypted || entry.encrypted;
    const qint64 bytes = qint64(sizeof(ArchiveEntry)) + 2 * (entry.name.size() + entry.target.size()) + 64;
    if (m_entries.size() >= kMostKept || m_keptBytes + bytes > m_limits.memoryBytes || qint64(m_entries.size()) + 1 < m_count)
        return;
    m_keptBytes += bytes;
    m_entries.push_back(std::move(entry));
}

void ArchivePreview::tell()
{
    auto &table = std::get<preview::TableDocument>(m_document.shape);
    table.rowCount = isDone() ? m_count : std::max(m_count, m_promised);
    table.rowCountExact = isDone() && !m_trouble;
    const QString atLeast = table.rowCountExact ? u""_s : u"at least "_s;
    m_document.facts = {{u"Format"_s, m_kind}};
    if (!m_compression.isEmpty())
        m_document.facts.push_back({u"Compression"_s, m_compression});
    m_document.facts.push_back({u"Entries"_s, atLeast + QString::number(m_count)});
    m_document.facts.push_back({u"Unpacked size"_s, atLeast + sizeText(qint64(std::min(m_unpackedBytes, 9e18)))});
    if (m_encrypted)
        m_document.facts.push_back({u"Protection"_s, u"by a password"_s});
    m_document.notices.clear();
    if (m_trouble)
        m_document.notices << u"What is listed is not all. %1"_s.arg(m_trouble->what);
    if (m_count > qint64(m_entries.size()))
        m_document.notices << u"Only the first %1 entries can be shown."_s.arg(m_entries.size());
}

Result<std::pair<qint64, bool>> ArchivePreview::countRows(const preview::Cancelled &cancelled)
{
    if (const Result<void> listed = goOn(kStepMs, std::numeric_limits<qint64>::max(), cancelled); !listed)
        return listed.error();
    tell();
    const auto &table = std::get<preview::TableDocument>(m_document.shape);
    return std::pair(table.rowCount, isDone());
}

Result<preview::Rows> ArchivePreview::rows(qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    first = std::max<qint64>(first, 0);
    count = std::clamp<qint64>(count, 0, preview::kMaxRows);
    if (!isDone() && first + count > m_count)
        if (const Result<void> listed = goOn(kStepMs, first + count, cancelled); !listed)
            return listed.error();
    return keptRows(first, count);
}

QString typeText(const ArchiveEntry &entry)
{
    using Type = ArchiveEntry::Type;
    switch (entry.type) {
    case Type::File: return entry.encrypted ? u"File, encrypted"_s : u"File"_s;
    case Type::Folder: return u"Folder"_s;
    case Type::Link: return entry.target.isEmpty() ? u"Link"_s : u"Link to "_s + entry.target;
    case Type::HardLink: return u"Same as "_s + entry.target;
    case Type::Other: break;
    }
    return u"Special file"_s;
}

QString modeText(std::optional<int> mode)
{
    if (!mode)
        return {};
    QString text = u"rwxrwxrwx"_s;
    for (int bit = 0; bit < 9; ++bit)
        if (!(*mode & (0400 >> bit)))
            text[bit] = u'-';
    return text;
}

QString timeText(std::optional<qint64> ms)
{
    constexpr qint64 kTenThousandYears = 315'000'000'000'000;
    if (!ms || *ms < -kTenThousandYears || *ms > kTenThousandYears)
        return {};
    return QDateTime::fromMSecsSinceEpoch(*ms).toUTC().toString(u"yyyy-MM-dd HH:mm:ss");
}

preview::Rows ArchivePreview::keptRows(qint64 first, qint64 count) const
{
    preview::Rows rows{first, {}};
    qint64 bytes = 0;
    for (qint64 at = first; at < std::min(first + count, qint64(m_entries.size())) && bytes < m_limits.replyBytes; ++at) {
        const ArchiveEntry &entry = m_entries[std::size_t(at)];
        const QString size = entry.sizeBytes ? QString::number(*entry.sizeBytes) : QString();
        QStringList cells{entry.name, size, timeText(entry.modifiedMs), typeText(entry), modeText(entry.mode)};
        for (const QString &cell : cells)
            bytes += 2 * cell.size() + 24;
        rows.cells.push_back(std::move(cells));
    }
    return rows;
}

bool isZip(QByteArrayView head)
{
    return head.startsWith("PK\3\4") || head.startsWith("PK\5\6");
}

bool endsWithOneOf(const QString &name, std::initializer_list<QStringView> suffixes)
{
    return std::ranges::any_of(suffixes, [&](QStringView suffix) { return name.endsWith(suffix); });
}

bool isCompressed(QByteArrayView head)
{
    // gzip, bzip2, xz, Zstandard, LZ4, lzip, compress
    static constexpr std::array<const char *, 7> kMagic{"\x1f\x8b\x08", "BZh", "\xfd\x37zXZ", "\x28\xb5\x2f\xfd", "\x04\x22\x4d\x18", "LZIP", "\x1f\x9d"};
    return std::ranges::any_of(kMagic, [&](const char *magic) { return head.startsWith(magic); });
}

/// A tar has no magic number in its oldest form, but a checksum.
bool isTar(QByteArrayView head)
{
    if (head.size() < 512)
        return false;
    if (head.sliced(257, 5) == "ustar")
        return true;
    unsigned sum = 0;
    for (qsizetype at = 0; at < 512; ++at)
        sum += at >= 148 && at < 156 ? unsigned(' ') : uchar(head[at]);
    bool octal = false;
    const unsigned said = head.sliced(148, 6).trimmed().toByteArray().toUInt(&octal, 8);
    return octal && said == sum && head[0] != 0;
}

int sureOfArchive(const QString &name, QByteArrayView head)
{
    if (isZip(head)) {
        // Many formats are ZIP inside; who knows one of them better is surer of it.
        if (name.endsWith(u".npz"))
            return 45;
        return endsWithOneOf(name, {u".zip", u".jar", u".whl", u".egg", u".war", u".apk", u".xpi", u".nupkg"}) ? 100 : 55;
    }
    if (isCompressed(head)) {
        const bool tar = name.contains(u".tar.") || endsWithOneOf(name, {u".tgz", u".tbz", u".tbz2", u".txz", u".tzst", u".taz"});
        return tar ? 100 : 30;
    }
    if (head.startsWith("7z\xbc\xaf\x27\x1c") || head.startsWith("Rar!\x1a\7") || head.startsWith("MSCF") || head.startsWith("!<arch>\n"))
        return 100;
    if (isTar(head))
        return 100;
    if (head.startsWith("070701") || head.startsWith("070702") || head.startsWith("070707"))
        return endsWithOneOf(name, {u".cpio"}) ? 100 : 8;
    if (endsWithOneOf(name, {u".lha", u".lzh"}))
        return head.size() > 7 && head[2] == '-' && head[3] == 'l' && head[6] == '-' ? 60 : 0;
    return endsWithOneOf(name, {u".iso", u".tar"}) ? 50 : 0;
}

Result<std::unique_ptr<FilePreview>> openArchive(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                 const preview::Cancelled &cancelled)
{
    const Result<QByteArray> head = source->read(0, 4);
    if (!head)
        return head.error();
    auto opened = std::make_unique<ArchivePreview>(std::move(source), limits);
    if (const Result<void> done = opened->open(facts.name, isZip(*head), cancelled); !done)
        return done.error();
    return std::unique_ptr<FilePreview>(std::move(opened));
}
}  // namespace

const Format kArchiveFormat{"archive", sureOfArchive, openArchive};

}  // namespace tideline::session
