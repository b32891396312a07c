// A CSV: its first byte says whether it is remote, and how much may be read of it; the rest are its bytes.
#include "app/session/formats/csv_format.h"
#include "tests/fuzz/table_laws.h"

using namespace tideline;
using tideline::fuzz::kGoOn;
using tideline::fuzz::law;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    session::Limits limits;
    const bool isRemote = (data[0] & 1) != 0;
    if ((data[0] & 2) != 0) {
        limits.remoteBytes = 512;
        limits.columns = 5;
    }
    const auto where = isRemote ? test::MemorySource::Where::Remote : test::MemorySource::Where::Here;
    const auto file = fuzz::openedAs(session::kCsvFormat, QByteArrayView(data + 1, qsizetype(size - 1)), (data[0] & 4) != 0 ? u"t.tsv"_s : u"t.csv"_s,
                                     where, limits);
    law(file != nullptr, "any text is a table");
    fuzz::lawsOfTable(*file, limits);
    Result<std::pair<qint64, bool>> count = file->countRows(kGoOn);
    law(bool(count), "rows are counted");
    if (!count->second)
        return 0;
    const Result<preview::Rows> all = file->rows(0, 10'000, kGoOn);
    law(bool(all) && qint64(all->cells.size()) == std::min<qint64>(count->first, 10'000), "all rows are there that were counted");
    for (std::size_t i = 0; i < all->cells.size(); i += 1 + all->cells.size() / 7) {
        const Result<preview::Rows> one = file->rows(qint64(i), 1, kGoOn);
        law(one && one->cells.size() == 1 && one->cells[0] == all->cells[i], "a row is the same from wherever it is asked for");
        for (qsizetype column = 0; column < all->cells[i].size(); ++column) {
            const QString &cell = all->cells[i][column];
            if (cell.isEmpty() || cell.size() > 100)
                continue;
            const Result<std::optional<preview::Place>> place = file->find(cell, qint64(i), int(column), kGoOn);
            law(place && *place && (*place)->index == qint64(i) && (*place)->column == int(column), "what is in a cell is found there");
        }
    }
    return 0;
}
