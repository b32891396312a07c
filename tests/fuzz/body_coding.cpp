// A byte that says how, then the rest. Even: the rest is a coded body as it came in. Odd: the rest is a body, which is coded, and
// read back. The bits above say into which pieces it is cut on its way, and how large it may become.
#include "core/schema/wire/body_coding.h"
#include "tests/fuzz/law.h"

#include <algorithm>

using namespace tideline;
using namespace tideline::wire;
using tideline::fuzz::law;

namespace {

struct Read {
    Result<void> result;
    QByteArray body;
};

Read decoded(QByteArrayView coded, qsizetype step, qint64 maxBytes)
{
    Read read;
    BodyDecoder decoder;
    for (qsizetype at = 0; at < coded.size() && read.result; at += step) {
        read.result = decoder.write(coded.sliced(at, std::min(step, coded.size() - at)), read.body, maxBytes);
        law(read.body.size() <= maxBytes + 1, "a body grows no further than one byte beyond its limit");
    }
    if (read.result && read.body.size() <= maxBytes)
        read.result = decoder.finish();
    law(bool(read.result) || (read.result.error().kind == Error::Kind::Corrupt && !read.result.error().what.isEmpty()),
        "a body is refused as corrupt, and why is said");
    return read;
}

QByteArray coded(QByteArrayView body, qsizetype step)
{
    BodyEncoder encoder;
    QByteArray out;
    for (qsizetype at = 0; at < body.size(); at += step)
        out += encoder.write(body.sliced(at, std::min(step, body.size() - at)));
    return out + encoder.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const qsizetype step = 1 + (data[0] >> 1) % 64 * 7;
    const qint64 maxBytes = data[0] & 0x80 ? 100 : 1 << 20;
    const QByteArrayView rest(data + 1, qsizetype(size - 1));
    if (data[0] % 2 == 0) {
        const Read whole = decoded(rest, std::max<qsizetype>(rest.size(), 1), maxBytes);
        const Read pieces = decoded(rest, step, maxBytes);
        const bool isTooLarge = whole.body.size() > maxBytes;
        law(isTooLarge == (pieces.body.size() > maxBytes) || !whole.result || !pieces.result, "cuts do not decide what is too large");
        law(isTooLarge || bool(whole.result) == bool(pieces.result), "cuts do not decide what is refused");
        law(isTooLarge || !whole.result || whole.body == pieces.body, "cuts do not decide what is read");
        return 0;
    }
    const QByteArray body = rest.toByteArray();
    const Read again = decoded(coded(body, step), step, 1 << 20);
    law(bool(again.result) && again.body == body, "what is coded in pieces is read back as it was");
    if (const auto atOnce = codedBody(body)) {
        law(body.size() >= kMinCodedBytes && atOnce->size() < body.size(), "a body is coded only where that makes it shorter");
        const Read read = decoded(*atOnce, step, 1 << 20);
        law(bool(read.result) && read.body == body, "what is coded at once is read back as it was");
        const Read cut = decoded(QByteArrayView(*atOnce).chopped(1), step, 1 << 20);
        law(!cut.result, "a body that was cut short is refused");
    }
    return 0;
}
