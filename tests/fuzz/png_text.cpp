// A key and a value (law.h), then a PNG.
#include "core/preview/png_text.h"
#include "tests/fuzz/law.h"

#include <algorithm>

using namespace tideline::preview;
using tideline::fuzz::law;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [key, value, png] = tideline::fuzz::parts<3>(data, size);
    for (const QByteArray &base : {png, emptyPng()}) {
        const auto before = readPngText(base);
        const QByteArray with = withPngText(base, {{key, value}});
        const bool allowed = !key.isEmpty() && key.size() < 80 && !key.contains('\0') && !value.contains('\0');
        law(with.isEmpty() == (!before || !allowed), "a whole PNG takes any text that is allowed");
        if (with.isEmpty())
            continue;
        const auto after = readPngText(with);
        law(after && !after->empty() && after->front() == PngText{key, value}, "what is put in is read back");
        law(std::ranges::count(*after, key, &PngText::key) == 1, "a key is there once");
        law(withPngText(with, {{key, value}}) == with, "putting it in again changes nothing");
    }
    return 0;
}
