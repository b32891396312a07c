// An HDF5 file: what is around libhdf5. libhdf5 itself is Debian's, without sanitizers, and known to crash on what is hostile;
// a crash there is its maintainers', and costs the helper's process.
#include "app/session/formats/hdf5_format.h"
#include "tests/fuzz/table_laws.h"

using namespace tideline;
using tideline::fuzz::kGoOn;
using tideline::fuzz::law;

namespace {

void lawsOfTree(session::FilePreview &file, const std::vector<qint64> &address, int depth)
{
    const auto nodes = file.children(address, 0, 20, kGoOn);
    if (!nodes)
        return law(nodes.error().what.endsWith(u'.'), "a refusal is a sentence");
    law(nodes->size() <= 20, "children are those that were asked for");
    for (std::size_t i = 0; i < nodes->size(); ++i) {
        const preview::TreeNode &node = nodes->at(i);
        law(node.name.size() <= 512 && node.value.size() <= 512 && node.type.size() <= 512, "what is shown is cut");
        law(node.childCount >= 0, "a number of children is one");
        if (node.childCount > 0 && depth < 4) {
            std::vector<qint64> next = address;
            next.push_back(qint64(i));
            lawsOfTree(file, next, depth + 1);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto file = fuzz::openedAs(session::kHdf5Format, QByteArrayView(data, qsizetype(size)), u"t.h5"_s,
                                     test::MemorySource::Where::Here, {});
    if (file)
        lawsOfTree(*file, {}, 0);
    return 0;
}
