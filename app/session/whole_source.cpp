#include "app/session/whole_source.h"

#include "app/session/formats/plain_line.h"

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kPieceBytes = 4 << 20;

}  // namespace

Result<QByteArray> wholeSource(Source &source, const QString &what, qint64 maxBytes, const Limits &limits,
                               const preview::Cancelled &cancelled)
{
    const qint64 size = source.sizeBytes();
    if (source.isRemote() && size > limits.remoteBytes)
        return Error{Error::Kind::Refused,
                     u"This %1 has %2, and is read whole to be shown; of files in the cloud, up to %3 are."_s.arg(
                         what, sizeText(size), sizeText(limits.remoteBytes)),
                     {}, u"Download it to look at it."_s};
    if (size > maxBytes)
        return Error{Error::Kind::Refused,
                     u"This %1 has %2; up to %3 can be shown."_s.arg(what, sizeText(size), sizeText(maxBytes)), {}, {}};
    QByteArray bytes;
    bytes.reserve(size);
    while (bytes.size() < size) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The preview was cancelled."_s, {}, {}};
        const Result<QByteArray> piece = source.read(bytes.size(), std::min(kPieceBytes, size - bytes.size()));
        if (!piece)
            return piece.error();
        if (piece->isEmpty())
            break;
        bytes.append(*piece);
    }
    return bytes;
}

}  // namespace tideline::session
