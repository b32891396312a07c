#include "app/session/difference/bytes_difference.h"

#include <QLocale>

#include <algorithm>

namespace tideline::session {

namespace {

constexpr qint64 kPieceBytes = 1 << 20;

QString number(qint64 value)
{
    return QLocale(QLocale::English).toString(value);
}

struct Found {
    qint64 offset = -1;    ///< of the first byte that differs, or that only one of them has; -1: none was found
    qint64 compared = 0;   ///< bytes that are equal
};

Result<Found> compare(Source &first, Source &other, qint64 maxBytes, const preview::Cancelled &cancelled)
{
    const qint64 common = std::min(first.sizeBytes(), other.sizeBytes());
    Found found;
    while (found.compared < std::min(common, maxBytes)) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"The comparison was cancelled."_s, {}, {}};
        const qint64 length = std::min(kPieceBytes, std::min(common, maxBytes) - found.compared);
        const Result<QByteArray> a = first.read(found.compared, length);
        if (!a)
            return a.error();
        const Result<QByteArray> b = other.read(found.compared, length);
        if (!b)
            return b.error();
        const auto differ = std::ranges::mismatch(*a, *b);
        found.compared += differ.in1 - a->begin();
        if (differ.in1 != a->end() || differ.in2 != b->end()) {
            found.offset = found.compared;
            return found;
        }
        if (a->isEmpty())
            break;
    }
    if (found.compared >= common && first.sizeBytes() != other.sizeBytes())
        found.offset = common;
    return found;
}

QString statement(const Found &found, qint64 first, qint64 other)
{
    const QString sizes = first == other ? u"Both have %1 bytes"_s.arg(number(first))
                                         : u"One has %1 bytes and the other %2"_s.arg(number(first), number(other));
    if (found.offset >= 0)
        return u"%1; they differ from offset %2 on."_s.arg(sizes, number(found.offset));
    if (found.compared < first)
        return u"%1; the first %2 are equal, and the rest was not compared."_s.arg(sizes, number(found.compared));
    return u"%1, and they are equal."_s.arg(sizes);
}

}  // namespace

Result<preview::BytesDifference> bytesDifference(const std::vector<std::shared_ptr<Source>> &versions, qint64 maxBytes,
                                                 const preview::Cancelled &cancelled)
{
    preview::BytesDifference difference;
    for (const std::shared_ptr<Source> &version : versions)
        difference.sizes.push_back(version->sizeBytes());
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const Result<Found> found = compare(*versions[0], *versions[i], maxBytes, cancelled);
        if (!found)
            return found.error();
        difference.offsets.push_back(found->offset);
        difference.whole &= found->offset >= 0 || found->compared >= difference.sizes[0];
        difference.statements.append(statement(*found, difference.sizes[0], difference.sizes[i]));
    }
    return difference;
}

}  // namespace tideline::session
