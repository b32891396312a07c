// A notebook's bytes, looked at: the first look, every cell, and a search.
#include "app/session/formats/notebook_format.h"
#include "tests/fuzz/law.h"
#include "tests/support/memory_source.h"

using namespace tideline;
using tideline::fuzz::law;

namespace {

void spansFit(const QString &text, const std::vector<preview::Span> &spans)
{
    int at = 0;
    for (const preview::Span &span : spans) {
        law(span.start >= at && span.length > 0, "spans are in order and have a length");
        at = span.start + span.length;
    }
    law(at <= text.size(), "spans are within the text");
}

void look(const preview::NotebookDocument &document)
{
    for (const preview::Cell &cell : document.cells) {
        spansFit(cell.source, cell.spans);
        for (const preview::Output &output : cell.outputs) {
            spansFit(output.text, output.spans);
            law(output.picture.argb32.size() == qsizetype(output.picture.width) * output.picture.height * 4, "a picture has its pixels");
            law(!output.html.contains(u"<script"_s) && !output.html.contains(u"<img"_s), "HTML was made by us");
            law((output.kind == preview::Output::Kind::Html) == !output.html.isEmpty(), "HTML is where it belongs");
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const preview::Cancelled goOn{false};
    session::Limits limits;
    limits.replyBytes = 1 << 20;
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto opened = session::kNotebookFormat.open(std::make_shared<test::MemorySource>(bytes), {u"x.ipynb"_s, 0}, limits, goOn);
    if (!opened) {
        law(opened.error().what.endsWith(u'.'), "an error is a sentence");
        return 0;
    }
    const auto &first = std::get<preview::NotebookDocument>((*opened)->document().shape);
    look(first);
    qint64 next = qint64(first.cells.size());
    while (next < first.cellCount) {
        const auto more = (*opened)->cells(next, goOn);
        law(more && !more->cells.empty(), "each reply has a cell at least");
        look(*more);
        next += qint64(more->cells.size());
    }
    law(next == first.cellCount, "there are as many cells as are said");
    const auto found = (*opened)->find(u"a"_s, 0, 0, goOn);
    law(bool(found) && (!*found || ((*found)->index < first.cellCount && (*found)->length == 1)), "what is found is in a cell");
    return 0;
}
