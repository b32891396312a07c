#include "app/session/formats/thrift_reader.h"

#include <limits>

namespace tideline::session::table {

namespace {
constexpr int kDepth = 32;

qint64 unfolded(quint64 zigzag)
{
    return qint64(zigzag >> 1) ^ -qint64(zigzag & 1);
}
}  // namespace

bool ThriftReader::enter()
{
    if (m_depth >= kDepth)
        fail();
    else
        ++m_depth;
    return !m_failed;
}

quint64 ThriftReader::varint()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (m_failed || m_at >= m_bytes.size())
            break;
        const auto byte = quint8(m_bytes[m_at++]);
        value |= quint64(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return value;
    }
    fail();
    return 0;
}

qint64 ThriftReader::integer()
{
    return unfolded(varint());
}

qint32 ThriftReader::integer32()
{
    const qint64 value = integer();
    if (value < std::numeric_limits<qint32>::min() || value > std::numeric_limits<qint32>::max()) {
        fail();
        return 0;
    }
    return qint32(value);
}

qint64 ThriftReader::byte()
{
    if (m_failed || m_at >= m_bytes.size()) {
        fail();
        return 0;
    }
    return qint8(m_bytes[m_at++]);
}

QByteArrayView ThriftReader::binary()
{
    const quint64 length = varint();
    if (m_failed || length > quint64(m_bytes.size() - m_at)) {
        fail();
        return {};
    }
    const QByteArrayView bytes = m_bytes.sliced(m_at, qsizetype(length));
    m_at += qsizetype(length);
    return bytes;
}

int ThriftReader::nextField(int &id)
{
    const auto head = quint8(byte());
    const int type = head & 0x0f;
    if (m_failed || type == Stop)
        return Stop;
    const int delta = head >> 4;
    id = delta == 0 ? integer32() : id + delta;
    if (type > Struct)
        fail();
    return m_failed ? int(Stop) : type;
}

qint64 ThriftReader::listSize(int &type)
{
    const auto head = quint8(byte());
    type = head & 0x0f;
    const quint64 size = head >> 4 == 15 ? varint() : head >> 4;
    // Each element is a byte at least, even an empty struct.
    if (m_failed || size > quint64(m_bytes.size() - m_at)) {
        fail();
        return 0;
    }
    return qint64(size);
}

void ThriftReader::skip(int type)
{
    switch (type) {
    case True:
    case False: break;  // the type of the field is its value
    case Byte: byte(); break;
    case I16:
    case I32:
    case I64: varint(); break;
    case Double:
        if (m_bytes.size() - m_at < 8)
            fail();
        else
            m_at += 8;
        break;
    case Binary: binary(); break;
    case List:
    case Set: {
        int element = Stop;
        if (!enter())
            return;
        for (qint64 left = listSize(element); left > 0 && !m_failed; --left) {
            if (element == True || element == False)
                byte();  // within a list a boolean is a byte
            else
                skip(element);
        }
        --m_depth;
        break;
    }
    case Struct: readStruct([](int, int) { return false; }); break;
    default: fail(); break;  // maps: Parquet has none
    }
}

}  // namespace tideline::session::table
