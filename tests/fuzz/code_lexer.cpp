// Code: the first byte chooses the language.
#include "app/session/formats/code_lexer.h"
#include "tests/fuzz/law.h"

using namespace tideline::session;
using tideline::fuzz::law;
using tideline::preview::Span;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size) - 1);
    const QString text = QString::fromUtf8(bytes);
    const Language language = Language(*data % 9);
    const std::vector<Span> whole = spansOf(text, language);
    int at = 0;
    for (const Span &span : whole) {
        law(span.start >= at && span.length > 0 && span.start + span.length <= text.size(), "spans are in order, within the text, and not empty");
        at = span.start + span.length;
    }

    std::vector<Span> joined;
    LexerState state;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf(u'\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        for (Span span : spansOf(QStringView(text).sliced(begin, end - begin), language, state)) {
            span.start += int(begin);
            if (!joined.empty() && joined.back().style == span.style && joined.back().start + joined.back().length == span.start)
                joined.back().length += span.length;
            else
                joined.push_back(span);
        }
        begin = end;
    }
    law(joined == whole, "line by line it is the same");
    languageOf(text.left(40).toLower(), bytes);
    return 0;
}
