#include "core/merge/cell_merge.h"

#include "core/merge/key_merge.h"
#include "core/merge/text_merge.h"

#include <algorithm>

namespace tideline::merge {

namespace {

constexpr std::array<QByteArrayView, 2> kRunKeys{"outputs", "execution_count"};
constexpr std::array<QByteArrayView, 1> kIdKey{"id"};

template <std::size_t N>
bool isOneOf(QByteArrayView key, const std::array<QByteArrayView, N> &keys)
{
    return std::ranges::find(keys, key) != keys.end();
}

const JsonValue *metadataOf(const Cell &cell)
{
    return cell.json->find("metadata");
}

bool sameRun(const Cell &a, const Cell &b)
{
    const auto sameMetadata = [&](QByteArrayView key) {
        const JsonValue *ofA = metadataOf(a);
        const JsonValue *ofB = metadataOf(b);
        return sameJson(ofA == nullptr ? nullptr : ofA->find(key), ofB == nullptr ? nullptr : ofB->find(key));
    };
    return std::ranges::all_of(kRunKeys, [&](QByteArrayView key) { return sameJson(a.json->find(key), b.json->find(key)); })
           && std::ranges::all_of(kRunMetadata, sameMetadata);
}

/// Whose run the merged cell shows: nullptr for nobody's.
const Cell *runOf(const Cell &base, const Cell &ours, const Cell &theirs, const QByteArray &source, const QByteArray &type)
{
    const bool fitsOurs = ours.source == source && ours.type == type;
    const bool fitsTheirs = theirs.source == source && theirs.type == type;
    if (fitsOurs && fitsTheirs)
        return sameRun(theirs, base) ? &ours : &theirs;
    return fitsOurs ? &ours : fitsTheirs ? &theirs : nullptr;
}

/// The merged source, joined.
std::variant<QByteArray, Conflict, TooLarge> mergeSource(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs,
                                                         const Limits &limits, Budget &budget)
{
    // Sources seldom end with a newline. With one, a line added at the end does not change the line before it.
    const auto isOpen = [](const QByteArray &source) { return !source.isEmpty() && !source.endsWith('\n'); };
    const auto closed = [&](const QByteArray &source) { return isOpen(source) ? source + '\n' : source; };
    Outcome outcome = mergeLines(closed(base), closed(ours), closed(theirs), limits, budget);
    if (const auto *conflict = std::get_if<Conflict>(&outcome))
        return *conflict;
    if (const auto *tooLarge = std::get_if<TooLarge>(&outcome))
        return *tooLarge;
    QByteArray merged = std::get<Merged>(outcome).bytes;
    const bool open = isOpen(ours) == isOpen(base) ? isOpen(theirs) : isOpen(ours);
    if (open && merged.endsWith('\n'))
        merged.chop(1);
    return merged;
}

KeyOutcome copied(const JsonValue *value)
{
    return {value == nullptr ? std::nullopt : std::optional(*value), {}};
}

KeyOutcome runValue(const QByteArray &key, const Cell *run, const QByteArray &type)
{
    if (run != nullptr)
        return copied(run->json->find(key));
    if (type != "code")
        return {};
    return {key == "outputs" ? JsonValue::array() : JsonValue(), {}};
}

KeyOutcome mergeMetadata(const JsonValue *base, const JsonValue *ours, const JsonValue *theirs, const Cell *run)
{
    const KeyMerge keys(kViewMetadata);
    if (ours == nullptr || theirs == nullptr)
        return keys.merge("metadata", base, ours, theirs);
    const JsonValue *ofRun = run == nullptr ? nullptr : metadataOf(*run);
    return KeyMerge::mergeObject(base, *ours, *theirs, [&](const QByteArray &key, const auto *...values) {
        if (isOneOf(key, kRunMetadata))
            return copied(ofRun == nullptr ? nullptr : ofRun->find(key));
        return keys.merge(key, values...);
    });
}

bool sameBut(const JsonValue *a, const JsonValue *b, const auto &isLeftOut)
{
    const auto hasAll = [&](const JsonValue *of, const JsonValue *other) {
        for (std::size_t i = 0; of != nullptr && i < of->keys.size(); ++i) {
            if (!isLeftOut(of->keys[i]) && !sameJson(&of->items[i], other == nullptr ? nullptr : other->find(of->keys[i])))
                return false;
        }
        return true;
    };
    return hasAll(a, b) && hasAll(b, a);
}

}  // namespace

CellOutcome mergeCell(const Cell &base, const Cell &ours, const Cell &theirs, const Limits &limits, Budget &budget)
{
    const auto merged = mergeSource(base.source, ours.source, theirs.source, limits, budget);
    if (const auto *conflict = std::get_if<Conflict>(&merged))
        return *conflict;
    if (const auto *tooLarge = std::get_if<TooLarge>(&merged))
        return *tooLarge;
    const QByteArray &source = std::get<QByteArray>(merged);
    const QByteArray &type = ours.type == base.type ? theirs.type : ours.type;
    const Cell *run = runOf(base, ours, theirs, source, type);

    const KeyMerge keys(kIdKey);
    const auto decide = [&](const QByteArray &key, const JsonValue *inBase, const JsonValue *inOurs, const JsonValue *inTheirs) {
        if (key == "source") {
            const JsonValue *whole = source == theirs.source ? inTheirs : source == ours.source ? inOurs : nullptr;
            return whole != nullptr ? copied(whole) : KeyOutcome{sourceAsJson(source, inTheirs->kind), {}};
        }
        if (isOneOf(key, kRunKeys))
            return runValue(key, run, type);
        if (key == "metadata") {
            KeyOutcome metadata = mergeMetadata(inBase, inOurs, inTheirs, run);
            if (metadata.clashed() && metadata.clash.first() != "metadata")
                metadata.clash.prepend("metadata");
            return metadata;
        }
        return keys.merge(key, inBase, inOurs, inTheirs);
    };
    KeyOutcome cell = KeyMerge::mergeObject(base.json, *ours.json, *theirs.json, decide);
    if (cell.clashed())
        return Conflict{u"Both sides changed %1."_s.arg(QString::fromUtf8(cell.clash.join('.')))};
    return *std::move(cell.value);
}

bool isEdited(const Cell &base, const Cell &side)
{
    if (base.type != side.type || base.source != side.source)
        return true;
    const auto isDerived = [](QByteArrayView key) {
        return key == "id" || key == "source" || key == "metadata" || isOneOf(key, kRunKeys);
    };
    const auto isDerivedMetadata = [](QByteArrayView key) { return isOneOf(key, kRunMetadata) || isOneOf(key, kViewMetadata); };
    return !sameBut(base.json, side.json, isDerived) || !sameBut(metadataOf(base), metadataOf(side), isDerivedMetadata);
}

}  // namespace tideline::merge
