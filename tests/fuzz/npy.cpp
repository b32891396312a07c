// An array of numpy's, or, when it begins as a zip file does, several.
#include "app/session/formats/npy_format.h"
#include "tests/fuzz/table_laws.h"

using namespace tideline;
using tideline::fuzz::kGoOn;
using tideline::fuzz::law;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, qsizetype(size));
    session::Limits limits;
    limits.columns = 64;
    constexpr auto here = test::MemorySource::Where::Here;
    if (!bytes.startsWith("PK")) {
        if (const auto file = fuzz::openedAs(session::kNpyFormat, bytes, u"t.npy"_s, here, limits))
            fuzz::lawsOfTable(*file, limits);
        return 0;
    }
    const auto file = fuzz::openedAs(session::kNpzFormat, bytes, u"t.npz"_s, here, limits);
    if (!file)
        return 0;
    const auto &tree = std::get<preview::TreeDocument>(file->document().shape);
    law(qint64(tree.children.size()) <= tree.root.childCount, "the children shown are of the root");
    for (std::size_t i = 0; i < std::min<std::size_t>(tree.children.size(), 8); ++i) {
        const qint64 count = tree.children[i].childCount;
        for (const qint64 first : {qint64(0), count - 1, count}) {
            const auto rows = file->children({qint64(i)}, first, 5, kGoOn);
            law(!rows || qint64(rows->size()) <= 5, "rows are those that were asked for");
            for (std::size_t row = 0; rows && row < rows->size(); ++row)
                law(rows->at(row).value.size() <= 512, "a value is cut");
        }
    }
    return 0;
}
