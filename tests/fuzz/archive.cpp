// A byte (odd: from the cloud), then an archive.
#include "app/session/formats/archive_format.h"
#include "tests/fuzz/seen.h"

using namespace tideline;
using namespace tideline::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    open(session::kArchiveFormat, bytes, u"a.tar"_s, data[0] & 1, [](session::FilePreview &preview, const session::Limits &, const auto &cancelled) {
        qint64 counted = 0;
        for (int step = 0; step < 4; ++step) {
            const auto count = preview.countRows(cancelled);
            law(count && count->first >= 0, "counting goes on");
            counted = count->first;
            if (count->second)
                break;
        }
        const auto rows = preview.rows(0, 1000, cancelled);
        law(rows && qint64(rows->cells.size()) <= std::max<qint64>(counted, 1000), "no more rows than there are");
        for (const QStringList &row : rows->cells) {
            law(row.size() == 5, "a row has its five cells");
            for (const QString &cell : row)
                for (const QChar unit : cell)
                    law(unit.unicode() >= 0x20 && !(unit.unicode() >= 0x202a && unit.unicode() <= 0x202e), "a cell is safe to show");
        }
    });
    return 0;
}
