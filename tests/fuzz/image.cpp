// A byte (odd: from the cloud; the rest: which suffix), then an image file.
#include "app/session/formats/image_format.h"
#include "tests/fuzz/seen.h"

using namespace tideline;
using namespace tideline::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    needGui();
    if (size == 0)
        return 0;
    static const QString names[] = {u"a.png"_s, u"a.tga"_s, u"a.wbmp"_s, u"a.xbm"_s};
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    open(session::kImageFormat, bytes, names[data[0] / 2 % 4], data[0] & 1, [](session::FilePreview &preview, const session::Limits &limits, const auto &cancelled) {
        const auto &image = std::get<preview::ImageDocument>(preview.document().shape);
        law(image.frames >= 1 && qint64(image.width) * image.height <= limits.pixels, "an image has a size and a frame");
        law(fits(image.picture, limits), "the first look fits");
        for (const int frame : {0, image.frames - 1}) {
            const auto part = preview.picture(frame, {.x = 0.4, .y = 0.6, .width = 0.2, .height = 0.3, .pixels = 200}, cancelled);
            law(!part || fits(*part, limits), "a part fits");
        }
        law(!preview.picture(image.frames, {}, cancelled), "there is no frame behind the last");
    });
    return 0;
}
