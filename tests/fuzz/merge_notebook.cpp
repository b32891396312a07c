// Three notebooks, merged by cells: base, ours, theirs. With an odd first byte they are in the one-line form of the tests
// (tests/core/merge/notebook_text.h), else they are the files' bytes.
#include "core/merge/json_reader.h"
#include "core/merge/json_writer.h"
#include "core/merge/notebook.h"
#include "core/merge/notebook_merge.h"
#include "tests/core/merge/notebook_text.h"
#include "tests/fuzz/law.h"

#include <QMap>
#include <QSet>

using namespace tideline;
using namespace tideline::merge;
using tideline::fuzz::law;
using tideline::test::TestNotebook;

namespace {

bool isMergedTo(const Outcome &outcome, const QByteArray &expected)
{
    const auto *merged = std::get_if<Merged>(&outcome);
    return merged != nullptr && merged->bytes == expected;
}

struct Seen {
    QMap<QByteArray, int> lines;
    QSet<QByteArray> ids;
    std::size_t cells = 0;
};

Seen look(const QByteArray &bytes)
{
    const Result<Notebook> notebook = Notebook::read(bytes);
    law(bool(notebook), "what was merged, and the merge, are notebooks");
    Seen seen;
    for (const Cell &cell : notebook->cells) {
        seen.ids.insert(cell.id);
        forEachLine(cell.source, [&](QByteArrayView line) { ++seen.lines[line.toByteArray()]; });
    }
    seen.cells = notebook->cells.size();
    return seen;
}

void newLinesAreThere(const Seen &base, const Seen &side, const Seen &other, const Seen &merged)
{
    for (auto it = side.lines.begin(); it != side.lines.end(); ++it)
        law(base.lines.contains(it.key()) || other.lines.contains(it.key()) || merged.lines.value(it.key()) == it.value(),
            "a side's new lines are there, as often as it has them");
}

void checkMerged(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const QByteArray &merged)
{
    const Seen inBase = look(base);
    const Seen inOurs = look(ours);
    const Seen inTheirs = look(theirs);
    const Seen inMerged = look(merged);
    newLinesAreThere(inBase, inOurs, inTheirs, inMerged);
    newLinesAreThere(inBase, inTheirs, inOurs, inMerged);
    law(inMerged.cells <= inOurs.cells + inTheirs.cells, "no cell comes from nowhere");
    for (const QByteArray &id : inMerged.ids)
        law(id.isEmpty() || inOurs.ids.contains(id) || inTheirs.ids.contains(id), "no id comes from nowhere");
    const Result<JsonValue> read = readJson(merged);
    const QByteArray rewritten = writeJson(*read, JsonStyle::of(merged));
    const Result<JsonValue> again = readJson(rewritten);
    law(again && sameJson(*read, *again), "what is written is what was read");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    auto [base, ours, theirs] = tideline::fuzz::parts<3>(data + 1, size - 1);
    if ((data[0] & 1) != 0) {
        for (QByteArray *notebook : {&base, &ours, &theirs})
            *notebook = TestNotebook::fromText(*notebook).toBytes();
    }
    law(isMergedTo(mergeNotebook(base, ours, base), ours), "a side that changed nothing follows ours");
    law(isMergedTo(mergeNotebook(base, base, theirs), theirs), "a side that changed nothing follows theirs");
    law(isMergedTo(mergeNotebook(base, ours, ours), ours), "the same change by both is that change");

    const Outcome outcome = mergeNotebook(base, ours, theirs);
    const Outcome small = mergeNotebook(base, ours, theirs, {.edits = 3, .work = 1000, .jsonValues = 50, .jsonDepth = 5});
    law(std::holds_alternative<TooLarge>(small) || small.index() == outcome.index(), "a limit changes no answer, it only withholds it");
    const auto *merged = std::get_if<Merged>(&outcome);
    if (merged != nullptr && ours != theirs && ours != base && theirs != base)
        checkMerged(base, ours, theirs, merged->bytes);
    return 0;
}
