#include "app/session/formats/zip_directory.h"

#include "app/session/formats/zip_end.h"

#include <QtEndian>

#include <algorithm>

#include <zlib.h>

namespace tideline::session::table {

namespace {

constexpr qint64 kDirectoryBytes = 16 << 20;
constexpr qint64 kReadBytes = 8 << 20;
constexpr qint64 kPieceBytes = 64 << 10;

Error corrupt(const QString &what)
{
    return {Error::Kind::Corrupt, what, {}, {}};
}

template <typename T>
qint64 number(QByteArrayView bytes, qsizetype at)
{
    return qint64(qFromLittleEndian<T>(bytes.data() + at));
}

/// Sizes that do not fit into 32 bits stand in an extra field, in this order.
void takeWide(QByteArrayView extra, ZipEntry &entry)
{
    while (extra.size() >= 4) {
        const qint64 length = number<quint16>(extra, 2);
        QByteArrayView field = extra.sliced(4, std::min<qsizetype>(length, extra.size() - 4));
        if (number<quint16>(extra, 0) == 1) {
            for (qint64 *value : {&entry.fullBytes, &entry.bytes, &entry.headerOffset}) {
                if (*value != 0xffffffff || field.size() < 8)
                    continue;
                *value = number<quint64>(field, 0);
                field = field.sliced(8);
            }
        }
        extra = extra.sliced(std::min<qsizetype>(4 + length, extra.size()));
    }
}

/// Inflates a deflated entry, always forwards; going back begins anew.
class InflatedSource final : public Source {
public:
    InflatedSource(Source &source, qint64 offset, const ZipEntry &entry, qint64 most)
        : m_source(source), m_offset(offset), m_bytes(entry.bytes), m_fullBytes(entry.fullBytes), m_most(most)
    {
    }
    ~InflatedSource() override { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(InflatedSource)

    qint64 sizeBytes() const override { return m_fullBytes; }
    bool isRemote() const override { return m_source.isRemote(); }
    int descriptor() const override { return -1; }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        length = std::min(length, m_fullBytes - offset);
        if (length <= 0)
            return QByteArray();
        if (offset + length > m_most)
            return Error{Error::Kind::Refused, u"This is too far into what is compressed to be shown."_s, {}, {}};
        if (!m_isOpen || offset < m_at)
            restart();
        QByteArray wanted;
        while (m_at < offset + length) {
            const Result<QByteArray> piece = next(std::min(kPieceBytes, offset + length - m_at));
            if (!piece)
                return piece.error();
            if (piece->isEmpty())
                break;
            const qint64 skipped = std::clamp<qint64>(offset - m_at, 0, piece->size());
            wanted += QByteArrayView(*piece).sliced(skipped);
            m_at += piece->size();
        }
        return wanted;
    }

private:
    void restart()
    {
        inflateEnd(&m_stream);
        m_stream = {};
        m_isOpen = inflateInit2(&m_stream, -15) == Z_OK;
        m_at = m_read = 0;
        m_input.clear();
    }
    /// Up to `length` more bytes; none at the end.
    Result<QByteArray> next(qint64 length)
    {
        QByteArray out(length, Qt::Uninitialized);
        m_stream.next_out = reinterpret_cast<Bytef *>(out.data());
        m_stream.avail_out = uInt(length);
        int state = m_isOpen ? Z_OK : Z_MEM_ERROR;
        while (state == Z_OK && m_stream.avail_out > 0) {
            if (m_stream.avail_in == 0) {
                Result<QByteArray> input = m_source.read(m_offset + m_read, std::min(kPieceBytes, m_bytes - m_read));
                if (!input)
                    return input.error();
                m_input = *std::move(input);
                m_read += m_input.size();
                m_stream.next_in = reinterpret_cast<Bytef *>(m_input.data());
                m_stream.avail_in = uInt(m_input.size());
            }
            state = inflate(&m_stream, Z_NO_FLUSH);
        }
        if (state != Z_OK && state != Z_STREAM_END)
            return corrupt(u"What is compressed in the zip file is damaged."_s);
        out.truncate(length - m_stream.avail_out);
        return out;
    }

    Source &m_source;
    qint64 m_offset;
    qint64 m_bytes;
    qint64 m_fullBytes;
    qint64 m_most;
    z_stream m_stream{};
    bool m_isOpen = false;
    qint64 m_at = 0;    ///< of the content: what next() gives
    qint64 m_read = 0;  ///< of what is compressed
    QByteArray m_input;
};

/// What is stored, in place.
class StoredSource final : public Source {
public:
    StoredSource(Source &source, qint64 offset, qint64 bytes) : m_source(source), m_offset(offset), m_bytes(bytes) {}
    qint64 sizeBytes() const override { return m_bytes; }
    bool isRemote() const override { return m_source.isRemote(); }
    int descriptor() const override { return -1; }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        const qint64 there = std::min(length, m_bytes - offset);
        return there <= 0 ? QByteArray() : m_source.read(m_offset + offset, there);
    }

private:
    Source &m_source;
    qint64 m_offset;
    qint64 m_bytes;
};

}  // namespace

Result<std::vector<ZipEntry>> readZipDirectory(Source &source, std::size_t most)
{
    const Result<std::optional<ZipEnd>> found = findZipEnd(source);
    if (!found)
        return found.error();
    if (!*found)
        return corrupt(u"The zip file has no directory that fits into it: it may be cut short."_s);
    const ZipEnd &directory = **found;
    if (directory.bytes > kDirectoryBytes)
        return Error{Error::Kind::Refused, u"The zip file's directory is too large to be shown."_s, {}, {}};
    QByteArray bytes;
    while (bytes.size() < directory.bytes) {
        const Result<QByteArray> part = source.read(directory.offset + bytes.size(), std::min(directory.bytes - bytes.size(), kReadBytes));
        if (!part)
            return part.error();
        if (part->isEmpty())
            break;
        bytes += *part;
    }
    std::vector<ZipEntry> entries;
    QByteArrayView rest(bytes);
    while (rest.size() >= 46 && rest.startsWith("PK\1\2") && entries.size() < most) {
        const qint64 nameBytes = number<quint16>(rest, 28);
        const qint64 extraBytes = number<quint16>(rest, 30);
        const qint64 all = 46 + nameBytes + extraBytes + number<quint16>(rest, 32);
        if (all > rest.size())
            return corrupt(u"The zip file's directory is cut short."_s);
        ZipEntry entry{QString::fromUtf8(rest.sliced(46, nameBytes)), number<quint32>(rest, 42), number<quint32>(rest, 20),
                       number<quint32>(rest, 24), int(number<quint16>(rest, 10)), (number<quint16>(rest, 8) & 1) != 0};
        takeWide(rest.sliced(46 + nameBytes, extraBytes), entry);
        entries.push_back(std::move(entry));
        rest = rest.sliced(all);
    }
    return entries;
}

Result<std::unique_ptr<Source>> openZipEntry(Source &source, const ZipEntry &entry, qint64 inflateBytes)
{
    if (entry.isEncrypted)
        return Error{Error::Kind::Refused, u"It is encrypted."_s, {}, {}};
    if (entry.method != 0 && entry.method != 8)
        return Error{Error::Kind::Refused, u"It is compressed in a way that is not read here."_s, {}, {}};
    if (entry.headerOffset < 0 || entry.headerOffset > source.sizeBytes() - 30)
        return corrupt(u"The zip file's directory names a place outside of the file."_s);
    const Result<QByteArray> head = source.read(entry.headerOffset, 30);
    if (!head)
        return head.error();
    if (head->size() < 30 || !head->startsWith("PK\3\4"))
        return corrupt(u"The zip file's directory names a place where no file is."_s);
    const qint64 offset = entry.headerOffset + 30 + number<quint16>(*head, 26) + number<quint16>(*head, 28);
    const qint64 bytes = entry.method == 0 ? entry.fullBytes : entry.bytes;
    if (entry.bytes < 0 || entry.fullBytes < 0 || offset > source.sizeBytes() || bytes > source.sizeBytes() - offset)
        return corrupt(u"The zip file is cut short."_s);
    if (entry.method == 0)
        return std::unique_ptr<Source>(std::make_unique<StoredSource>(source, offset, bytes));
    return std::unique_ptr<Source>(std::make_unique<InflatedSource>(source, offset, entry, inflateBytes));
}

}  // namespace tideline::session::table
