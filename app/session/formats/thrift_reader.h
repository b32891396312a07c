// Reads Thrift's compact protocol, in which Parquet writes what it knows of itself.
#pragma once

#include <QByteArrayView>

namespace tideline::session::table {

/// Values one after the other. What is wrong with the bytes makes it fail, once and for all: it then gives zeros, empty lists and
/// the ends of structs, so that whoever reads it comes to an end and asks failed() once.
class ThriftReader {
public:
    enum Type { Stop = 0, True = 1, False = 2, Byte = 3, I16 = 4, I32 = 5, I64 = 6, Double = 7, Binary = 8, List = 9, Set = 10, Map = 11, Struct = 12 };

    explicit ThriftReader(QByteArrayView bytes) : m_bytes(bytes) {}

    bool failed() const { return m_failed; }
    qsizetype position() const { return m_at; }

    /// Reads a struct: `field(id, type)` is called for each of its fields, and reads it or leaves it to be passed over by
    /// returning false.
    template <typename OnField>
    void readStruct(OnField field)
    {
        if (!enter())
            return;
        int id = 0;
        for (int type = nextField(id); type != Stop; type = nextField(id)) {
            if (!field(id, type))
                skip(type);
        }
        --m_depth;
    }
    /// Reads a list: `item()` is called for each element. A list says its length, of which no more is believed than bytes are left.
    template <typename OnItem>
    void readList(OnItem item)
    {
        int type = Stop;
        for (qint64 left = listSize(type); left > 0 && !m_failed; --left)
            item();
    }
    qint64 integer();
    qint32 integer32();  ///< one that does not fit fails
    QByteArrayView binary();
    /// Of a field: its type says it.
    static bool boolean(int type) { return type == True; }
    qint64 byte();
    void skip(int type);

private:
    bool enter();
    int nextField(int &id);
    qint64 listSize(int &type);
    quint64 varint();
    void fail() { m_failed = true; }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    int m_depth = 0;
    bool m_failed = false;
};

}  // namespace tideline::session::table
