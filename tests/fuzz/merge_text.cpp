// Three texts, merged by lines: base, ours, theirs.
#include "core/merge/file_merge.h"
#include "core/merge/text_merge.h"
#include "tests/fuzz/law.h"

#include <QMap>

using namespace tideline::merge;
using tideline::fuzz::law;

namespace {

bool isMergedTo(const Outcome &outcome, const QByteArray &expected)
{
    const auto *merged = std::get_if<Merged>(&outcome);
    return merged != nullptr && merged->bytes == expected;
}

QMap<QByteArray, int> lineCounts(const QByteArray &text)
{
    QMap<QByteArray, int> counts;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype newline = text.indexOf('\n', at);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        ++counts[text.mid(at, end - at)];
        at = end;
    }
    return counts;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto [base, ours, theirs] = tideline::fuzz::parts<3>(data, size);
    law(isMergedTo(mergeText(base, ours, base), ours), "a side that changed nothing follows ours");
    law(isMergedTo(mergeText(base, base, theirs), theirs), "a side that changed nothing follows theirs");
    law(isMergedTo(mergeText(base, ours, ours), ours), "the same change by both is that change");

    const Outcome outcome = mergeText(base, ours, theirs);
    const Outcome mirrored = mergeText(base, theirs, ours);
    law(outcome.index() == mirrored.index(), "the sides may change places");
    const Outcome small = mergeText(base, ours, theirs, {.edits = 3, .work = 1000});
    law(std::holds_alternative<TooLarge>(small) || small.index() == outcome.index(), "a limit changes no answer, it only withholds it");
    const auto *merged = std::get_if<Merged>(&outcome);
    if (merged == nullptr || ours == theirs || ours == base || theirs == base)
        return 0;

    law(isMergedTo(mirrored, merged->bytes), "the merge is the same when the sides change places");
    law(QByteArrayView(merged->bytes).isValidUtf8() && !merged->bytes.contains('\0'), "merged text is text");
    const QMap<QByteArray, int> inBase = lineCounts(base);
    const QMap<QByteArray, int> inOurs = lineCounts(ours);
    const QMap<QByteArray, int> inTheirs = lineCounts(theirs);
    const QMap<QByteArray, int> inMerged = lineCounts(merged->bytes);
    for (auto it = inMerged.begin(); it != inMerged.end(); ++it)
        law(it.value() <= inOurs.value(it.key()) + inTheirs.value(it.key()), "no line comes from nowhere");
    for (auto it = inOurs.begin(); it != inOurs.end(); ++it)
        law(inBase.contains(it.key()) || inTheirs.contains(it.key()) || inMerged.value(it.key()) == it.value(), "our new lines are there");
    for (auto it = inTheirs.begin(); it != inTheirs.end(); ++it)
        law(inBase.contains(it.key()) || inOurs.contains(it.key()) || inMerged.value(it.key()) == it.value(), "their new lines are there");

    const Outcome asFile = mergeFile("notes.txt", base, ours, theirs);
    law(std::holds_alternative<Conflict>(asFile) || isMergedTo(asFile, merged->bytes), "a file's merge is the text's, or a conflict");
    return 0;
}
