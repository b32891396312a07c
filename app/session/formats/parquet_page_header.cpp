#include "app/session/formats/parquet_page_header.h"

#include "app/session/formats/thrift_reader.h"

namespace tideline::session::table {

namespace {

void readDataFields(ThriftReader &reader, ParquetPageHeader &header)
{
    reader.readStruct([&](int id, int type) {
        if (type != ThriftReader::I32 || id > 4)
            return false;
        qint32 &target = id == 1 ? header.values : id == 2 ? header.encoding : id == 3 ? header.definitionEncoding : header.repetitionEncoding;
        target = reader.integer32();
        return true;
    });
}

void readDataV2Fields(ThriftReader &reader, ParquetPageHeader &header)
{
    reader.readStruct([&](int id, int type) {
        if (id == 7 && (type == ThriftReader::True || type == ThriftReader::False)) {
            header.isCompressed = ThriftReader::boolean(type);
            return true;
        }
        if (type != ThriftReader::I32)
            return false;
        switch (id) {
        case 1: header.values = reader.integer32(); break;
        case 3: header.rows = reader.integer32(); break;
        case 4: header.encoding = reader.integer32(); break;
        case 5: header.definitionBytes = reader.integer32(); break;
        case 6: header.repetitionBytes = reader.integer32(); break;
        default: return false;
        }
        return true;
    });
}

}  // namespace

std::optional<ParquetPageHeader> readParquetPageHeader(QByteArrayView bytes)
{
    ParquetPageHeader header;
    ThriftReader reader(bytes);
    reader.readStruct([&](int id, int type) {
        if ((id == 5 || id == 7) && type == ThriftReader::Struct)
            readDataFields(reader, header);  // a dictionary's has the first two of the fields
        else if (id == 8 && type == ThriftReader::Struct)
            readDataV2Fields(reader, header);
        else if (id >= 1 && id <= 3 && type == ThriftReader::I32)
            (id == 1 ? header.type : id == 2 ? header.fullBytes : header.bytes) = reader.integer32();
        else
            return false;
        return true;
    });
    if (reader.failed() || header.type < 0)
        return std::nullopt;
    header.headerBytes = qint32(reader.position());
    return header;
}

}  // namespace tideline::session::table
