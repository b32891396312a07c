// A byte (odd: from the cloud), then a PDF file.
#include "app/session/formats/pdf_format.h"
#include "tests/fuzz/seen.h"

using namespace tideline;
using namespace tideline::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    needGui();
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    open(session::kPdfFormat, bytes, u"a.pdf"_s, data[0] & 1, [](session::FilePreview &preview, const session::Limits &limits, const auto &cancelled) {
        const auto &pages = std::get<preview::PagesDocument>(preview.document().shape);
        law(!pages.sizes.empty() && pages.sizes.size() <= 10'000, "a document has pages, and not too many");
        law(fits(pages.first, limits), "the first look fits");
        for (const QSizeF &page : pages.sizes)
            law(page.width() > 0 && page.height() > 0, "a page has a size");
        const auto part = preview.picture(int(pages.sizes.size()) - 1, {.x = 0.4, .y = 0.6, .width = 0.2, .height = 0.3, .pixels = 100}, cancelled);
        law(!part || fits(*part, limits), "a part fits");
        const auto place = preview.find(u"e"_s, std::max<qint64>(0, qint64(pages.sizes.size()) - 20), 0, cancelled);
        law(!place || !*place || (*place)->index < qint64(pages.sizes.size()), "what is found is on a page");
    });
    return 0;
}
