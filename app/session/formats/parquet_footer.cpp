#include "app/session/formats/parquet_footer.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/parquet_schema.h"

#include <QtEndian>

#include <array>

namespace tideline::session::table {

namespace {

constexpr qint64 kFooterBytes = 64 << 20;
constexpr qint64 kRows = qint64(1) << 60;

Error corrupt(const QString &what)
{
    return {Error::Kind::Corrupt, what, {}, {}};
}

QByteArrayView statistic(const std::optional<QByteArrayView> &now, const std::optional<QByteArrayView> &old)
{
    return now ? *now : old.value_or(QByteArrayView());
}

/// The footer's bytes, as they stand in memory while they are read.
class FooterReader {
public:
    FooterReader(QByteArrayView bytes, qint64 fileBytes, const Limits &limits)
        : m_reader(bytes), m_fileBytes(fileBytes), m_limits(limits)
    {
    }
    Result<void> read(ParquetFooter &footer);

private:
    bool readField(int id, int type, ParquetFooter &footer);
    ParquetGroup readGroup();
    ParquetChunk readChunk();
    void readColumn(ParquetChunk &chunk);
    void readStatistics(ParquetChunk &chunk);
    void readKey(ParquetFooter &footer);
    Result<void> check(ParquetFooter &footer) const;
    bool isInFile(const ParquetChunk &chunk) const;
    /// Counts what is kept: a byte of the footer can stand for a hundred in memory.
    void keep(std::size_t bytes)
    {
        m_kept += qint64(bytes);
        m_isTooLarge = m_isTooLarge || m_kept > m_limits.memoryBytes / 4;
    }

    ThriftReader m_reader;
    qint64 m_fileBytes;
    const Limits &m_limits;
    std::vector<ParquetElement> m_elements;
    qint64 m_kept = 0;
    bool m_isTooLarge = false;
};

void FooterReader::readStatistics(ParquetChunk &chunk)
{
    std::optional<QByteArrayView> least, most, oldLeast, oldMost;
    m_reader.readStruct([&](int id, int type) {
        if (id == 3 && type == ThriftReader::I64)
            chunk.nulls = m_reader.integer();
        else if (type != ThriftReader::Binary)
            return false;
        else if (id == 1)
            oldMost = m_reader.binary();
        else if (id == 2)
            oldLeast = m_reader.binary();
        else if (id == 5)
            most = m_reader.binary();
        else if (id == 6)
            least = m_reader.binary();
        else
            return false;
        return true;
    });
    if ((least || oldLeast) && (most || oldMost)) {
        chunk.least = statistic(least, oldLeast);
        chunk.most = statistic(most, oldMost);
        chunk.isOldOrder = !least || !most;
    }
}

void FooterReader::readColumn(ParquetChunk &chunk)
{
    qint64 dictionary = 0;
    m_reader.readStruct([&](int id, int type) {
        if (id == 12 && type == ThriftReader::Struct) {
            readStatistics(chunk);
            return true;
        }
        if (id == 4 && type == ThriftReader::I32) {
            chunk.codec = m_reader.integer32();
            return true;
        }
        if (type != ThriftReader::I64)
            return false;
        switch (id) {
        case 5: chunk.values = m_reader.integer(); break;
        case 7: chunk.bytes = m_reader.integer(); break;
        case 9: chunk.offset = m_reader.integer(); break;
        case 11: dictionary = m_reader.integer(); break;
        default: return false;
        }
        return true;
    });
    if (dictionary > 0 && dictionary < chunk.offset)
        chunk.offset = dictionary;  // the pages begin with the dictionary's
}

ParquetChunk FooterReader::readChunk()
{
    ParquetChunk chunk;
    chunk.isElsewhere = true;  // until its description is seen: an encrypted column has none
    bool isPath = false;
    m_reader.readStruct([&](int id, int type) {
        if (id == 1 && type == ThriftReader::Binary)
            isPath = !m_reader.binary().isEmpty();
        else if (id == 3 && type == ThriftReader::Struct) {
            chunk.isElsewhere = false;
            readColumn(chunk);
        } else if (id == 4 && type == ThriftReader::I64)
            chunk.indexOffset = m_reader.integer();
        else if (id == 5 && type == ThriftReader::I32)
            chunk.indexBytes = m_reader.integer32();
        else
            return false;
        return true;
    });
    chunk.isElsewhere = chunk.isElsewhere || isPath;
    return chunk;
}

ParquetGroup FooterReader::readGroup()
{
    ParquetGroup group;
    m_reader.readStruct([&](int id, int type) {
        if (id == 1 && type == ThriftReader::List) {
            m_reader.readList([&] {
                const ParquetChunk chunk = readChunk();
                if (group.chunks.size() < std::size_t(m_limits.columns) && !m_isTooLarge) {
                    group.chunks.push_back(chunk);
                    keep(sizeof(ParquetChunk));
                }
            });
            return true;
        }
        if (id == 3 && type == ThriftReader::I64) {
            group.rows = m_reader.integer();
            return true;
        }
        return false;
    });
    keep(sizeof(ParquetGroup));
    return group;
}

void FooterReader::readKey(ParquetFooter &footer)
{
    m_reader.readStruct([&](int id, int type) {
        if (id != 1 || type != ThriftReader::Binary)
            return false;
        const QByteArrayView key = m_reader.binary();
        if (footer.keys.size() < 20)
            footer.keys << QString::fromUtf8(key.first(std::min<qsizetype>(key.size(), 100)));
        return true;
    });
}

bool FooterReader::readField(int id, int type, ParquetFooter &footer)
{
    if (id == 1 && type == ThriftReader::I32)
        footer.version = m_reader.integer32();
    else if (id == 2 && type == ThriftReader::List)
        m_reader.readList([&] {
            const ParquetElement element = readParquetElement(m_reader);
            keep(sizeof(ParquetElement) + std::size_t(element.name.size()));
            if (!m_isTooLarge)
                m_elements.push_back(element);
        });
    else if (id == 3 && type == ThriftReader::I64)
        footer.rows = m_reader.integer();
    else if (id == 4 && type == ThriftReader::List)
        m_reader.readList([&] {
            ParquetGroup group = readGroup();
            if (!m_isTooLarge)
                footer.groups.push_back(std::move(group));
        });
    else if (id == 5 && type == ThriftReader::List)
        m_reader.readList([&] { readKey(footer); });
    else if (id == 6 && type == ThriftReader::Binary) {
        const QByteArrayView maker = m_reader.binary();
        footer.createdBy = QString::fromUtf8(maker.first(std::min<qsizetype>(maker.size(), 200)));
    } else
        return false;
    return true;
}

bool FooterReader::isInFile(const ParquetChunk &chunk) const
{
    return chunk.offset >= 4 && chunk.bytes >= 0 && chunk.values >= 0 && chunk.offset <= m_fileBytes
        && chunk.bytes <= m_fileBytes - chunk.offset;
}

Result<void> FooterReader::check(ParquetFooter &footer) const
{
    qint64 rows = 0;
    for (ParquetGroup &group : footer.groups) {
        if (group.rows < 0 || group.rows > kRows - rows || group.chunks.size() != footer.leaves.size())
            return corrupt(u"The Parquet file's row groups do not fit its columns."_s);
        group.firstRow = rows;
        rows += group.rows;
        for (ParquetChunk &chunk : group.chunks) {
            if (!chunk.isElsewhere && !isInFile(chunk))
                return corrupt(u"The Parquet file's footer names bytes that the file does not have."_s);
            const bool isIndexed = chunk.indexOffset > 0 && chunk.indexBytes > 0 && chunk.indexOffset < m_fileBytes
                && chunk.indexBytes <= m_fileBytes - chunk.indexOffset;
            chunk.indexOffset = isIndexed ? chunk.indexOffset : 0;
        }
    }
    footer.rows = rows;  // what can be shown; the total beside it adds nothing
    return {};
}

Result<void> FooterReader::read(ParquetFooter &footer)
{
    m_reader.readStruct([&](int id, int type) { return readField(id, type, footer); });
    if (m_isTooLarge)
        return Error{Error::Kind::Refused, u"The Parquet file has too many columns and row groups to be shown."_s, {}, {}};
    if (m_reader.failed())
        return corrupt(u"The Parquet file's footer cannot be read."_s);
    Result<std::pair<std::vector<ParquetLeaf>, qint64>> leaves = parquetLeaves(m_elements, m_limits.depth, m_limits.columns);
    if (!leaves)
        return leaves.error();
    footer.leaves = std::move(leaves->first);
    footer.allLeaves = leaves->second;
    footer.memoryBytes = footer.bytes.size() + m_kept;
    return check(footer);
}

}  // namespace

Result<ParquetFooter> readParquetFooter(Source &source, const Limits &limits)
{
    const qint64 size = source.sizeBytes();
    if (size < 12)
        return corrupt(u"The file is too short to be Parquet."_s);
    const qint64 tailBytes = std::min<qint64>(size, 64 << 10);
    const Result<QByteArray> tail = source.read(size - tailBytes, tailBytes);
    if (!tail)
        return tail.error();
    if (tail->endsWith("PARE"))
        return Error{Error::Kind::Refused, u"The Parquet file's footer is encrypted."_s, {}, {}};
    if (!tail->endsWith("PAR1"))
        return corrupt(u"The file does not end as Parquet does: it may be cut short."_s);
    const qint64 bytes = qFromLittleEndian<quint32>(tail->constData() + tail->size() - 8);
    if (bytes > size - 12)
        return corrupt(u"The Parquet file's footer would be larger than the file."_s);
    const qint64 most = source.isRemote() ? limits.remoteBytes : std::min(kFooterBytes, limits.memoryBytes / 4);
    if (bytes > most)
        return Error{Error::Kind::Refused, u"The Parquet file's footer is too large to be shown."_s, {}, {}};
    ParquetFooter footer;
    if (bytes <= tailBytes - 8) {
        footer.bytes = tail->mid(tailBytes - 8 - bytes, bytes);
    } else {
        Result<QByteArray> read = readStretch(source, size - 8 - bytes, bytes);
        if (!read)
            return read.error();
        footer.bytes = *std::move(read);
    }
    if (footer.bytes.size() < bytes)
        return corrupt(u"The Parquet file ends before its footer does."_s);
    FooterReader reader(footer.bytes, size, limits);
    if (Result<void> read = reader.read(footer); !read)
        return read.error();
    return footer;
}

QString parquetCodecName(int codec)
{
    constexpr std::array<const char *, 8> names{"uncompressed", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard", "LZ4_RAW"};
    if (codec < 0 || std::size_t(codec) >= names.size())
        return u"codec %1"_s.arg(codec);
    return QLatin1String(names[std::size_t(codec)]);
}

}  // namespace tideline::session::table
