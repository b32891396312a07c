#include "app/session/formats/npy_header.h"

#include <QtEndian>

#include <algorithm>

namespace tideline::session::table {

namespace {

constexpr int kDepth = 16;
constexpr std::size_t kDimensions = 64;  ///< numpy's own limit
constexpr qint64 kItemBytes = qint64(1) << 31;

Error corrupt(const QString &what)
{
    return {Error::Kind::Corrupt, what, {}, {}};
}

/// Reads the literal {'descr': …, 'fortran_order': …, 'shape': …}. All its functions are false for what is something else.
class LiteralReader {
public:
    LiteralReader(QByteArrayView text, int maxFields) : m_text(text), m_maxFields(maxFields) {}

    bool readHeader(NpyHeader &header)
    {
        bool hasType = false, hasOrder = false, hasShape = false;
        if (!take('{'))
            return false;
        while (!take('}')) {
            QByteArray key;
            if (!string(key) || !take(':'))
                return false;
            bool done = false;
            if (key == "descr")
                done = hasType = readType(header);
            else if (key == "fortran_order")
                done = hasOrder = boolean(header.isFortran);
            else if (key == "shape")
                done = hasShape = integers(header.shape);
            if (!done)
                return false;
            take(',');
        }
        return hasType && hasOrder && hasShape;
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\t'))
            ++m_at;
    }
    bool take(char mark)
    {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != mark)
            return false;
        ++m_at;
        return true;
    }
    bool next(char mark)
    {
        skipSpace();
        return m_at < m_text.size() && m_text[m_at] == mark;
    }
    bool string(QByteArray &value)
    {
        skipSpace();
        if (m_at < m_text.size() && (m_text[m_at] == 'u' || m_text[m_at] == 'b'))
            ++m_at;  // Python 2 wrote u'…'
        if (!next('\'') && !next('"'))
            return false;
        const char quote = m_text[m_at++];
        for (; m_at < m_text.size() && m_text[m_at] != quote; ++m_at) {
            if (m_text[m_at] == '\\' && ++m_at == m_text.size())
                return false;
            value.append(m_text[m_at]);
        }
        return take(quote);
    }
    bool boolean(bool &value)
    {
        skipSpace();
        const QByteArrayView rest = m_text.sliced(m_at);
        value = rest.startsWith("True");
        if (!value && !rest.startsWith("False"))
            return false;
        m_at += value ? 4 : 5;
        return true;
    }
    bool integer(qint64 &value)
    {
        skipSpace();
        const qsizetype begin = m_at;
        value = 0;
        for (; m_at < m_text.size() && m_text[m_at] >= '0' && m_text[m_at] <= '9'; ++m_at) {
            if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, m_text[m_at] - '0', &value))
                return false;
        }
        const bool isNumber = m_at > begin;
        take('L');  // Python 2's long numbers
        return isNumber;
    }
    bool integers(std::vector<qint64> &values)
    {
        values.clear();
        if (!take('('))  // numpy writes a tuple; some write a number
            return integer(values.emplace_back());
        while (!take(')')) {
            if (values.size() >= kDimensions || !integer(values.emplace_back()))
                return false;
            take(',');
        }
        return true;
    }
    bool readType(NpyHeader &header)
    {
        m_header = &header;
        header.fields.clear();
        header.allFields = 0;
        header.isStructured = next('[');
        if (header.isStructured)
            return readMembers(QString(), 1, 0, header.itemBytes);
        QByteArray code;
        NpyField field;
        if (!string(code) || !parseType(code, field))
            return false;
        header.itemBytes = field.bytes;
        header.fields = {field};
        header.allFields = 1;
        return true;
    }
    bool readMembers(const QString &prefix, int depth, qint64 begin, qint64 &bytes);
    bool readName(QString &name);
    bool parseType(QByteArrayView code, NpyField &field) const;

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_maxFields;
    NpyHeader *m_header = nullptr;
};

bool LiteralReader::readName(QString &name)
{
    QByteArray text;
    const bool hasTitle = take('(');
    if (!string(text))
        return false;
    if (hasTitle) {  // (title, name)
        text.clear();
        if (!take(',') || !string(text) || !take(')'))
            return false;
    }
    name = QString::fromUtf8(text).left(256);
    return true;
}

/// A list of members (name, type[, shape]), each behind the one before; `begin` is where the first is in the element.
bool LiteralReader::readMembers(const QString &prefix, int depth, qint64 begin, qint64 &bytes)
{
    if (depth > kDepth || !take('['))
        return false;
    bytes = 0;
    while (!take(']')) {
        NpyField field;
        QString name;
        if (!take('(') || !readName(name) || !take(','))
            return false;
        const bool isPadding = name.isEmpty();
        field.name = prefix.isEmpty() ? name : (prefix + u'.' + name).left(512);
        field.offset = begin + bytes;
        const bool isGroup = next('[');
        QByteArray code;
        if (isGroup ? !readMembers(field.name, depth + 1, field.offset, field.bytes) : !string(code) || !parseType(code, field))
            return false;
        std::vector<qint64> shape;
        if (take(',') && !next(')') && !integers(shape))
            return false;
        for (const qint64 length : shape) {
            if (length < 0 || __builtin_mul_overflow(field.repeat, length, &field.repeat))
                return false;
        }
        qint64 size = 0;
        if (__builtin_mul_overflow(field.repeat, field.bytes, &size) || size > kItemBytes - begin - bytes || !take(')'))
            return false;
        bytes += size;
        if (!isGroup && !isPadding && ++m_header->allFields <= m_maxFields)
            m_header->fields.push_back(field);
        take(',');
    }
    return true;
}

/// "<f8", "|S10", "<M8[25s]".
bool LiteralReader::parseType(QByteArrayView code, NpyField &field) const
{
    if (!code.isEmpty() && QByteArrayView("<>|=").contains(code[0])) {
        field.isBigEndian = code[0] == '>';
        code = code.sliced(1);
    }
    if (code.isEmpty() || !QByteArrayView("?biufcSaUMmVO").contains(code[0]))
        return false;
    field.kind = code[0] == '?' ? 'b' : code[0] == 'a' ? 'S' : code[0];
    LiteralReader size(code.sliced(1), 0);
    if (!size.integer(field.bytes))
        field.bytes = field.kind == 'b' ? 1 : field.kind == 'O' ? 8 : 0;
    if (field.kind == 'U')
        field.bytes = field.bytes > kItemBytes / 4 ? kItemBytes + 1 : field.bytes * 4;
    if (field.bytes > kItemBytes)
        return false;
    if (size.take('[')) {
        if (!size.integer(field.unitCount))
            field.unitCount = 1;
        while (size.m_at < size.m_text.size() && size.m_text[size.m_at] != ']' && field.unit.size() < 8)
            field.unit.append(size.m_text[size.m_at++]);
    }
    const auto is = [&](std::initializer_list<qint64> sizes) { return std::ranges::find(sizes, field.bytes) != sizes.end(); };
    switch (field.kind) {
    case 'b': return field.bytes == 1;
    case 'i':
    case 'u': return is({1, 2, 4, 8});
    case 'f': return is({2, 4, 8, 12, 16});
    case 'c': return is({8, 16, 24, 32});
    case 'M':
    case 'm': return field.bytes == 8;
    default: return true;
    }
}

}  // namespace

qint64 NpyHeader::items() const
{
    qint64 product = 1;
    for (const qint64 length : shape)
        product *= length;
    return product;
}

Result<NpyHeader> readNpyHeader(QByteArrayView head, int maxFields)
{
    if (!head.startsWith("\x93NUMPY") || head.size() < 10)
        return corrupt(u"The file does not begin as a numpy array does."_s);
    const int version = quint8(head[6]);
    if (version < 1 || version > 3)
        return corrupt(u"The numpy array is of format %1, which is not known here."_s.arg(version));
    const qsizetype lengthBytes = version == 1 ? 2 : 4;
    if (head.size() < 8 + lengthBytes)
        return corrupt(u"The numpy array ends within its header."_s);
    const qint64 length = version == 1 ? qint64(qFromLittleEndian<quint16>(head.data() + 8)) : qint64(qFromLittleEndian<quint32>(head.data() + 8));
    if (length > head.size() - 8 - lengthBytes)
        return corrupt(u"The numpy array ends within its header, or its header is longer than one is."_s);
    NpyHeader header;
    LiteralReader reader(head.sliced(8 + lengthBytes, length), maxFields);
    if (!reader.readHeader(header))
        return corrupt(u"The numpy array's header cannot be read."_s);
    header.dataOffset = 8 + lengthBytes + length;
    qint64 bytes = std::max<qint64>(header.itemBytes, 1);
    for (const qint64 dimension : header.shape) {
        if (__builtin_mul_overflow(bytes, std::max<qint64>(dimension, 1), &bytes) || bytes > qint64(1) << 62)
            return corrupt(u"The numpy array's shape is larger than any file."_s);
    }
    return header;
}

}  // namespace tideline::session::table
