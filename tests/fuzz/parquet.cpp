// A Parquet file, to which "PAR1" and the footer's length may have to be added (the first byte says it): most changes break those.
#include "app/session/formats/parquet_format.h"
#include "tests/fuzz/table_laws.h"

#include <QtEndian>

using namespace tideline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    if ((data[0] & 1) != 0 && size >= 3) {
        // Two bytes for the footer's length: what is before it are pages.
        QByteArray end(4, '\0');
        qToLittleEndian(quint32(data[1] | data[2] << 8), end.data());
        bytes = "PAR1" + bytes.mid(2) + end + "PAR1";
    }
    session::Limits limits;
    limits.memoryBytes = 16 << 20;
    const auto where = (data[0] & 2) != 0 ? test::MemorySource::Where::Remote : test::MemorySource::Where::Here;
    if (const auto file = fuzz::openedAs(session::kParquetFormat, bytes, u"t.parquet"_s, where, limits))
        fuzz::lawsOfTable(*file, limits);
    return 0;
}
