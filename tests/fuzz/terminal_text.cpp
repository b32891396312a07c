// A program's output, as a terminal shows it.
#include "app/session/formats/terminal_text.h"
#include "core/base/result.h"
#include "tests/fuzz/law.h"

#include <algorithm>

using namespace tideline;
using tideline::fuzz::law;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString raw = QString::fromUtf8(QByteArrayView(data, qsizetype(size)));
    const session::TerminalText shown = session::terminalText(raw);
    int at = 0;
    for (const preview::Span &span : shown.spans) {
        law(span.start >= at && span.length > 0, "spans are in order and have a length");
        at = span.start + span.length;
    }
    law(at <= shown.text.size(), "spans are within the text");
    law(shown.text.size() <= raw.size(), "nothing comes from nowhere");
    law(std::ranges::none_of(shown.text,
                             [](QChar c) { return (c < u' ' && c != u'\n' && c != u'\t') || (c >= QChar(0x7f) && c < QChar(0xa0)); }),
        "no control character is left");
    law(shown.text.isValidUtf16(), "characters are whole");
    law(session::terminalText(shown.text).text == shown.text, "what is shown stays as it is");
    const session::TerminalText small = session::terminalText(raw, 10);
    law(small.text.size() <= 10, "a bound bounds");
    return 0;
}
