#include "app/session/formats/parquet_page_index.h"

#include "app/session/formats/thrift_reader.h"

namespace tideline::session::table {

namespace {

constexpr qint64 kIndexBytes = 8 << 20;
constexpr std::size_t kPages = 1 << 20;  ///< a byte of the list could stand for one

std::vector<ParquetPagePlace> readPlaces(QByteArrayView bytes)
{
    std::vector<ParquetPagePlace> pages;
    ThriftReader reader(bytes);
    const auto readPlace = [&](int id, int type) {
        if ((id != 1 && id != 3) || type != ThriftReader::I64)
            return false;
        (id == 1 ? pages.back().offset : pages.back().firstRow) = reader.integer();
        return true;
    };
    reader.readStruct([&](int id, int type) {
        if (id != 1 || type != ThriftReader::List)
            return false;
        reader.readList([&] {
            if (pages.size() < kPages)
                pages.emplace_back();
            reader.readStruct(readPlace);
        });
        return true;
    });
    return reader.failed() ? std::vector<ParquetPagePlace>() : pages;
}

}  // namespace

Result<std::vector<ParquetPagePlace>> readParquetPageIndex(Source &source, const ParquetChunk &chunk, qint64 firstRow)
{
    if (chunk.indexOffset == 0 || chunk.indexBytes > kIndexBytes)
        return std::vector<ParquetPagePlace>();
    const Result<QByteArray> bytes = source.read(chunk.indexOffset, chunk.indexBytes);
    if (!bytes)
        return bytes.error();
    std::vector<ParquetPagePlace> pages = readPlaces(*bytes);
    bool isRight = !pages.empty() && pages.front().firstRow == 0;
    for (std::size_t i = 0; isRight && i < pages.size(); ++i) {
        isRight = pages[i].offset >= chunk.offset && pages[i].offset < chunk.offset + chunk.bytes
            && (i == 0 || (pages[i].firstRow > pages[i - 1].firstRow && pages[i].offset > pages[i - 1].offset));
    }
    if (!isRight)
        return std::vector<ParquetPagePlace>();
    for (ParquetPagePlace &page : pages)
        page.firstRow += firstRow;
    return pages;
}

}  // namespace tideline::session::table
