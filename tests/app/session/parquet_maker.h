// A Parquet file of one column of lists of lists of numbers, cut into pages wherever a test says: older writers end a page within a row.
#pragma once

#include <QByteArray>
#include <QtEndian>

#include <bit>
#include <optional>
#include <vector>

namespace tideline::test {

using Numbers = std::optional<std::vector<std::optional<qint32>>>;
using Lists = std::optional<std::vector<Numbers>>;  ///< a row; nullopt: null

/// What the column stores for a value, or for the lack of one.
struct ParquetEntry {
    quint32 repetition = 0;
    quint32 definition = 0;  ///< kThere: there is a value
    qint32 value = 0;

    static constexpr quint32 kThere = 5;
};

inline std::vector<ParquetEntry> entriesOf(const std::vector<Lists> &rows)
{
    std::vector<ParquetEntry> entries;
    for (const Lists &row : rows) {
        if (!row || row->empty()) {
            entries.push_back({0, row ? 1u : 0u, 0});
            continue;
        }
        for (std::size_t i = 0; i < row->size(); ++i) {
            const Numbers &numbers = (*row)[i];
            const quint32 outer = i == 0 ? 0 : 1;
            if (!numbers || numbers->empty()) {
                entries.push_back({outer, numbers ? 3u : 2u, 0});
                continue;
            }
            for (std::size_t j = 0; j < numbers->size(); ++j)
                entries.push_back({j == 0 ? outer : 2, (*numbers)[j] ? ParquetEntry::kThere : 4, (*numbers)[j].value_or(0)});
        }
    }
    return entries;
}

/// Thrift's compact protocol, as far as it is needed.
namespace thrift {

enum Type { I32 = 5, I64 = 6, Binary = 8, List = 9, Struct = 12 };

inline QByteArray varint(quint64 value)
{
    QByteArray bytes;
    for (; value >= 0x80; value >>= 7)
        bytes.append(char(value | 0x80));
    return bytes.append(char(value));
}
inline QByteArray number(qint64 value) { return varint(quint64(value) << 1 ^ quint64(value >> 63)); }
inline QByteArray text(const QByteArray &bytes) { return varint(quint64(bytes.size())) + bytes; }
/// `step`: from the number of the field before to its own.
inline QByteArray field(int step, Type type, const QByteArray &value) { return char(step << 4 | type) + value; }
inline QByteArray ended(const QByteArray &fields) { return fields + '\0'; }
inline QByteArray list(Type type, int count, const QByteArray &items) { return char(count << 4 | type) + items; }

}  // namespace thrift

/// Levels as one run of packed bits, its length in front.
template <typename LevelOf>
QByteArray packedLevels(const std::vector<ParquetEntry> &entries, int width, LevelOf levelOf)
{
    const auto groups = (qsizetype(entries.size()) + 7) / 8;
    QByteArray packed(groups * width, '\0');
    for (std::size_t i = 0; i < entries.size(); ++i) {
        for (int bit = 0; bit < width; ++bit) {
            const qsizetype at = qsizetype(i) * width + bit;
            packed[at / 8] = char(packed[at / 8] | ((levelOf(entries[i]) >> bit & 1) << at % 8));
        }
    }
    const QByteArray run = thrift::varint(quint64(groups) << 1 | 1) + packed;
    QByteArray length(4, '\0');
    qToLittleEndian(quint32(run.size()), length.data());
    return length + run;
}

inline QByteArray parquetPage(const std::vector<ParquetEntry> &entries)
{
    using namespace thrift;
    QByteArray body = packedLevels(entries, 2, [](const ParquetEntry &entry) { return entry.repetition; })
        + packedLevels(entries, 3, [](const ParquetEntry &entry) { return entry.definition; });
    for (const ParquetEntry &entry : entries) {
        if (entry.definition == ParquetEntry::kThere)
            body.append(QByteArray::fromRawData(reinterpret_cast<const char *>(&entry.value), sizeof entry.value));
    }
    static_assert(std::endian::native == std::endian::little);
    const QByteArray levels = field(1, I32, number(qint64(entries.size()))) + field(1, I32, number(0)) + field(1, I32, number(3))
        + field(1, I32, number(3));
    return ended(field(1, I32, number(0)) + field(1, I32, number(body.size())) + field(1, I32, number(body.size()))
                 + field(2, Struct, ended(levels)))
        + body;
}

/// A file of these pages, in one row group.
inline QByteArray parquetOf(const std::vector<std::vector<ParquetEntry>> &pages, qsizetype rows)
{
    using namespace thrift;
    QByteArray file = "PAR1";
    qint64 entries = 0;
    for (const std::vector<ParquetEntry> &page : pages) {
        file += parquetPage(page);
        entries += qint64(page.size());
    }
    const auto group = [](int repetition, const QByteArray &name, bool isList) {
        const QByteArray kind = isList ? field(1, I32, number(3)) : QByteArray();
        return ended(field(3, I32, number(repetition)) + field(1, Binary, text(name)) + field(1, I32, number(1)) + kind);
    };
    const QByteArray root = ended(field(4, Binary, text("schema")) + field(1, I32, number(1)));
    const QByteArray leaf = ended(field(1, I32, number(1)) + field(2, I32, number(1)) + field(1, Binary, text("element")));
    const QByteArray schema = root + group(1, "a", true) + group(2, "list", false) + group(1, "element", true) + group(2, "list", false) + leaf;
    const QByteArray column = field(4, I32, number(0)) + field(1, I64, number(entries)) + field(2, I64, number(file.size() - 4))
        + field(2, I64, number(4));
    const QByteArray chunk = ended(field(3, Struct, ended(column)));
    const QByteArray rowGroup = ended(field(1, List, list(Struct, 1, chunk)) + field(2, I64, number(rows)));
    const QByteArray footer = ended(field(1, I32, number(1)) + field(1, List, list(Struct, 6, schema)) + field(1, I64, number(rows))
                                    + field(1, List, list(Struct, 1, rowGroup)));
    QByteArray length(4, '\0');
    qToLittleEndian(quint32(footer.size()), length.data());
    return file + footer + length + "PAR1";
}

}  // namespace tideline::test
