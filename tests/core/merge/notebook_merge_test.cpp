#include "core/base/result.h"
#include "core/merge/notebook_merge.h"
#include "tests/core/merge/notebook_text.h"

#include <QTest>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

constexpr const char *kConflict = nullptr;

/// Notebooks as TestNotebook::fromText() reads them.
struct Case {
    const char *name;
    const char *base;
    const char *ours;
    const char *theirs;
    const char *expected;
};

// clang-format off
const std::vector<Case> kCases{
    // sources
    {"two cells, one edited by each",                     "a=1|b=2",              "a=9|b=2",              "a=1|b=8",              "a=9|b=8"},
    {"one cell, lines apart",                             "a=1;2;3",              "a=9;2;3",              "a=1;2;8",              "a=9;2;8"},
    {"one cell, a line at each end",                      "a=1",                  "a=0;1",                "a=1;2",                "a=0;1;2"},
    {"one cell, its line edited and one added behind",    "a=1;2",                "a=1;2;3",              "a=9;2",                "a=9;2;3"},
    {"one cell, the same line conflicts",                 "a=1",                  "a=2",                  "a=3",                  kConflict},
    {"one cell, neighbouring lines conflict",             "a=1;2",                "a=9;2",                "a=1;8",                kConflict},
    {"one cell, the same edit",                           "a=1|b=2",              "a=3|b=9",              "a=3|b=2",              "a=3|b=9"},
    {"an empty cell filled by both conflicts",            "a=",                   "a=1",                  "a=2",                  kConflict},
    {"an empty cell filled here, another edited there",   "a=|b=1",               "a=1|b=1",              "a=|b=2",               "a=1|b=2"},
    {"a cell emptied here, another edited there",         "a=1|b=1",              "a=|b=1",               "a=1|b=2",              "a=|b=2"},
    {"markdown is merged by lines, too",                  "a#t;;x;;y",            "a#T;;x;;y",            "a#t;;x;;Y",            "a#T;;x;;Y"},
    {"a newline at a source's end",                       "a=1;2;3",              "a=9;2;3",              "a=1;2;3;",             "a=9;2;3;"},
    {"a cell edited, a cell added",                       "a=1",                  "a=2",                  "a=1|b=3",              "a=2|b=3"},
    // what runs leave
    {"run here, edited elsewhere",                        "a=1|b=2",              "a=1>o@1|b=2",          "a=1|b=3",              "a=1>o@1|b=3"},
    {"an edit wins over a run of the old source",         "a=1>o@1",              "a=2>p@2",              "a=1>o@9",              "a=2>p@2"},
    {"their edit wins over our run of the old source",    "a=1>o@1",              "a=1>o@9",              "a=2>p@2",              "a=2>p@2"},
    {"an edit not run yet wins, too",                     "a=1>o@1",              "a=2",                  "a=1>o@9",              "a=2"},
    {"run by both: theirs",                               "a=1>o@1",              "a=1>p@2",              "a=1>q@3",              "a=1>q@3"},
    {"run by both, and ours edited another cell",         "a=1>o@1|b=1>o@2",      "a=1>p@3|b=2>p@4",      "a=1>q@5|b=1>q@6",      "a=1>q@5|b=2>p@4"},
    {"the same edit run by both: theirs",                 "a=1|b=1",              "a=2>p@1|b=2",          "a=2>q@1|b=1",          "a=2>q@1|b=2"},
    {"the same edit, run by us alone",                    "a=1|b=1",              "a=2>p@1|b=1",          "a=2|b=2",              "a=2>p@1|b=2"},
    {"both sources in one: outputs are cleared",          "a=1;2;3>o@1",          "a=9;2;3>p@2",          "a=1;2;8>q@3",          "a=9;2;8"},
    {"our edit is within theirs: their outputs",          "a=1;2;3>o@1",          "a=9;2;3>p@2",          "a=9;2;8>q@3",          "a=9;2;8>q@3"},
    {"outputs cleared by both",                           "a=1>o@1|b=1",          "a=1|b=2",              "a=1|b=1",              "a=1|b=2"},
    {"outputs cleared here, run there: theirs",           "a=1>o@1",              "a=1",                  "a=1>q@2",              "a=1>q@2"},
    {"a count alone is a run",                            "a=1>o@1|b=1",          "a=1>o@7|b=1",          "a=1>o@1|b=2",          "a=1>o@7|b=2"},
    {"times of the run go with the outputs",              "a=1!execution:t1",     "a=1>p@2!execution:t2", "a=2>q@3!execution:t3", "a=2>q@3!execution:t3"},
    {"times of the run go when outputs are cleared",      "a=1;2;3!ExecuteTime.s:t1", "a=9;2;3!ExecuteTime.s:t2", "a=1;2;8!ExecuteTime.s:t3", "a=9;2;8"},
    // added cells
    {"added at both ends",                                "a=1",                  "b=2|a=1",              "a=1|c=3",              "b=2|a=1|c=3"},
    {"added at one place: theirs first",                  "a=1|z=9",              "a=1|b=2|z=9",          "a=1|c=3|z=9",          "a=1|c=3|b=2|z=9"},
    {"appended by both: theirs first",                    "a=1",                  "a=1|b=2",              "a=1|c=3",              "a=1|c=3|b=2"},
    {"two added at one place by each stay together",      "a=1",                  "a=1|b=2|c=3",          "a=1|d=4|e=5",          "a=1|d=4|e=5|b=2|c=3"},
    {"a first cell in an empty notebook, by both",        "",                     "a=1",                  "b=2",                  "b=2|a=1"},
    {"the same cell added by both is one",                "a=1",                  "a=1|b=2|c=3",          "a=1|d=2",              "a=1|d=2|c=3"},
    {"an empty cell added by both is one",                "a=1",                  "a=2|b=",               "a=1|c=",               "a=2|c="},
    {"the same cell among others is where both have it",  "a=1",                  "a=1|b=2|c=3",          "a=1|d=4|e=2|f=5",      "a=1|d=4|e=2|f=5|c=3"},
    {"the same source with another tag is another cell",  "a=1",                  "a=1|b=2!tag:x",        "a=1|c=2",              "a=1|c=2|b=2!tag:x"},
    {"one id for two new cells conflicts",                "a=1",                  "a=1|b=2",              "a=1|b=3",              kConflict},
    {"one id for one new cell, the same by both",         "a=1",                  "a=2|b=2",              "a=1|b=2",              "a=2|b=2"},
    {"one id at two places conflicts",                    "a=1",                  "b=2|a=1",              "a=1|b=2",              kConflict},
    {"added behind a cell that the other deleted",        "a=1|b=2|c=3",          "a=1|b=2|x=9|c=3",      "a=1|c=3",              "a=1|x=9|c=3"},
    // deleted cells
    {"deleted here, another edited there",                "a=1|b=2",              "b=2",                  "a=1|b=3",              "b=3"},
    {"deleted by both",                                   "a=1|b=2|c=3",          "a=1|c=4",              "a=0|c=3",              "a=0|c=4"},
    {"neighbours deleted, one each",                      "a=1|b=2|c=3",          "b=2|c=3",              "a=1|c=3",              "c=3"},
    {"all deleted, one each",                             "a=1|b=2",              "a=1",                  "b=2",                  ""},
    {"deleted here, edited there conflicts",              "a=1|b=2",              "b=2",                  "a=9|b=2",              kConflict},
    {"edited here, deleted there conflicts",              "a=1|b=2",              "a=9|b=2",              "b=2",                  kConflict},
    {"deleted here, run there",                           "a=1|b=2",              "b=3",                  "a=1>o@1|b=2",          "b=3"},
    {"deleted here, folded there",                        "a=1|b=2",              "b=3",                  "a=1!collapsed:true|b=2", "b=3"},
    {"deleted here, tagged there conflicts",              "a=1|b=2",              "b=3",                  "a=1!tag:x|b=2",        kConflict},
    {"deleted here, of another type there conflicts",     "a=1|b=2",              "b=3",                  "a#1|b=2",              kConflict},
    // moved cells
    {"moved here, edited there",                          "a=1|b=2|c=3",          "b=2|c=3|a=1",          "a=9|b=2|c=3",          "b=2|c=3|a=9"},
    {"moved here, added there",                           "a=1|b=2|c=3",          "b=2|c=3|a=1",          "a=1|x=9|b=2|c=3",      "b=2|c=3|a=1|x=9"},
    {"moved there, added here",                           "a=1|b=2|c=3",          "a=1|b=2|c=3|x=9",      "c=3|a=1|b=2",          "c=3|x=9|a=1|b=2"},
    {"moved by both alike",                               "a=1|b=2|c=3",          "b=2|c=3|a=1",          "b=2|c=4|a=1",          "b=2|c=4|a=1"},
    {"moved by both differently conflicts",               "a=1|b=2|c=3",          "b=2|a=1|c=3",          "a=1|c=3|b=2",          kConflict},
    {"moved here, deleted there conflicts",               "a=1|b=2|c=3",          "b=2|c=3|a=1",          "b=2|c=3",              kConflict},
    {"moved past a deleted one",                          "a=1|b=2|c=3",          "b=2|c=3|a=1",          "a=1|c=3",              "c=3|a=1"},
    {"two changed places, one deleted",                   "a=1|b=2|c=3",          "b=2|a=1|c=3",          "a=1|c=3",              "a=1|c=3"},
    {"cut and pasted: a new id, the same cell",           "a=1|b=2|c=3",          "b=2|c=3|x=1",          "a=9|b=2|c=3",          "b=2|c=3|x=9"},
    {"cut and pasted by both to two places conflicts",    "a=1|b=2|c=3",          "b=2|c=3|x=1",          "b=2|y=1|c=3",          kConflict},
    // ids
    {"without ids: two edits",                            "=1|=2||minor:4",       "=9|=2||minor:4",       "=1|=8||minor:4",       "=9|=8||minor:4"},
    {"without ids: a cell added before an edited one",    "=1;2;3|=4||minor:4",   "=0|=1;2;3|=4||minor:4", "=1;2;9|=4||minor:4",  "=0|=1;2;9|=4||minor:4"},
    {"without ids: a cell deleted before an edited one",  "=5|=1;2;3||minor:4",   "=1;2;3||minor:4",      "=5|=1;2;9||minor:4",   "=1;2;9||minor:4"},
    {"without ids: deleted here, edited there conflicts", "=1;2;3|=4||minor:4",   "=4||minor:4",          "=1;2;9|=4||minor:4",   kConflict},
    {"without ids: moved here, edited there conflicts",   "=1;2;3|=4|=5||minor:4", "=4|=5|=1;2;3||minor:4", "=1;2;9|=4|=5||minor:4", "=4|=5|=1;2;9||minor:4"},
    {"without ids: which of two equal cells is gone, nobody knows", "=1|=1|=2||minor:4", "=2|=1||minor:4",  "=1|=1;9|=2||minor:4",  kConflict},
    {"without ids: moved by both to two places conflicts", "=1|=2|=3||minor:4",   "=2|=1|=3||minor:4",    "=2|=3|=1||minor:4",    kConflict},
    {"without ids: appended by both",                     "=1||minor:4",          "=1|=2||minor:4",       "=1|=3||minor:4",       "=1|=3|=2||minor:4"},
    {"ids came on one side",                              "=1|=2||minor:4",       "=9|=2||minor:4",       "a=1|b=2",              "a=9|b=2"},
    {"ids came on both sides: theirs",                    "=1|=2||minor:4",       "a=9|b=2",              "c=1|d=8",              "c=9|d=8"},
    {"ids came there, a cell without came here",          "=1||minor:4",          "=1|=2||minor:4",       "a=1",                  kConflict},
    {"all ids were made anew, an edit is elsewhere",      "a=1|b=2",              "c=1|d=2",              "a=1|b=3",              "c=1|d=3"},
    {"all ids were made anew, a cell was added",          "a=1|b=2",              "c=1|d=2",              "a=1|b=2|x=3",          "c=1|d=2|x=3"},
    {"all ids were made anew by both",                    "a=1|b=2",              "c=1|d=2|x=3",          "e=1|f=2",              "e=1|f=2|x=3"},
    {"all ids were made anew by both, one cell edited by both", "a=1;2;3|b=2",    "c=9;2;3|d=2",          "e=1;2;8|f=2",          "e=9;2;8|f=2"},
    {"an id made anew, its cell edited",                  "a=1;2;3|b=2",          "x=9;2;3|b=2",          "a=1;2;8|b=2",          "x=9;2;8|b=2"},
    {"rewritten by both beyond recognition conflicts",    "a=1;2;3;4|b=2",        "x=1;7;8;9|b=2",        "y=6;7;5;1|b=2",        kConflict},
    {"rewritten by both, nothing of it left: two new ones", "a=1|b=2",            "x=5|b=2",              "y=6|b=2",              "y=6|x=5|b=2"},
    {"rewritten here, edited there conflicts",            "a=1;2;3;4|b=2",        "x=1;7;8;9|b=2",        "a=1;2;3;5|b=2",        kConflict},
    // types and metadata of cells
    {"another type here, outputs there",                  "a=1|b=2",              "a#1|b=2",              "a=1>o@1|b=2",          "a#1|b=2"},
    {"another type here, edited there",                   "a=1>o@1|b=2",          "a#1|b=2",              "a=3>p@2|b=2",          "a#3|b=2"},
    {"two other types conflict",                          "a=1|b=2",              "a#1|b=2",              "a%1|b=2",              kConflict},
    {"a tag here, an edit there",                         "a=1",                  "a=1!tag:x",            "a=2",                  "a=2!tag:x"},
    {"two keys",                                          "a=1!k:1,l:1",          "a=1!k:2,l:1",          "a=1!k:1,l:2",          "a=1!k:2,l:2"},
    {"two new keys are in order",                         "a=1!m:1",              "a=1!m:1,n:1",          "a=1!m:1,o:1,b:1",      "a=1!b:1,m:1,n:1,o:1"},
    {"a key removed here, another there",                 "a=1!k:1,l:1,m:1",      "a=1!l:1,m:1",          "a=1!k:1,m:1",          "a=1!m:1"},
    {"one key conflicts",                                 "a=1!k:1",              "a=1!k:2",              "a=1!k:3",              kConflict},
    {"a key removed here, changed there conflicts",       "a=1!k:1|b=1",          "a=1|b=1",              "a=1!k:3|b=1",          kConflict},
    {"keys of one object",                                "a=1!o.k:1,o.l:1",      "a=1!o.k:2,o.l:1",      "a=1!o.k:1,o.l:2",      "a=1!o.k:2,o.l:2"},
    {"one key of one object conflicts",                   "a=1!o.k:1",            "a=1!o.k:2",            "a=1!o.k:3",            kConflict},
    {"folded differently: theirs",                        "a=1!scrolled:auto",    "a=1!scrolled:true",    "a=1!scrolled:false",   "a=1!scrolled:false"},
    // the notebook's metadata
    {"another kernel on both machines: theirs",           "a=1||kernelspec.name:p", "a=2||kernelspec.name:q", "a=1||kernelspec.name:r", "a=2||kernelspec.name:r"},
    {"another kernel here, an edit there",                "a=1||kernelspec.name:p", "a=1||kernelspec.name:q", "a=2||kernelspec.name:p", "a=2||kernelspec.name:q"},
    {"another version of the language on both: theirs",   "a=1||language_info.version:1", "a=2||language_info.version:2", "a=1||language_info.version:3", "a=2||language_info.version:3"},
    {"widgets' state of both: theirs",                    "a=1||widgets.s:1",     "a=2||widgets.s:2",     "a=1||widgets.s:3",     "a=2||widgets.s:3"},
    {"a title set by both conflicts",                     "a=1",                  "a=1||title:x",         "a=1||title:y",         kConflict},
    {"a title here, an author there",                     "a=1",                  "a=1||title:x",         "a=1||author:y",        "a=1||author:y,title:x"},
    {"another minor format on one side",                  "a=1||minor:5",         "a=2||minor:5",         "a=1||minor:6",         "a=2||minor:6"},
    {"other minor formats on both: the higher",           "a=1||minor:5",         "a=2||minor:7",         "a=1||minor:6",         "a=2||minor:7"},
};
// clang-format on

QByteArray inWords(const Outcome &outcome)
{
    if (const auto *merged = std::get_if<Merged>(&outcome))
        return merged->bytes;
    if (const auto *conflict = std::get_if<Conflict>(&outcome))
        return "conflict: " + conflict->why.toUtf8();
    return "too large: " + std::get<TooLarge>(outcome).what.toUtf8();
}

QByteArray bytes(const char *text)
{
    return TestNotebook::fromText(text).toBytes();
}

}  // namespace

class NotebookMergeTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachCaseHasOneAnswer_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < kCases.size(); ++i)
            QTest::newRow(kCases[i].name) << int(i);
    }
    void eachCaseHasOneAnswer()
    {
        QFETCH(int, index);
        const Case &c = kCases[std::size_t(index)];
        const QByteArray merged = inWords(mergeNotebook(bytes(c.base), bytes(c.ours), bytes(c.theirs)));
        if (c.expected == kConflict)
            QVERIFY2(merged.startsWith("conflict: "), merged);
        else
            QCOMPARE(merged, bytes(c.expected));
    }

    void aConflictSaysWhere_data()
    {
        QTest::addColumn<QByteArray>("ours");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("a line") << QByteArray("a=1|b=3") << QByteArray("a=1|b=4")
                                << QByteArray("Cell 2: Both sides changed line 1 or what touches it.");
        QTest::newRow("a key") << QByteArray("a=1|b=2!o.k:1") << QByteArray("a=1|b=2!o.k:2")
                               << QByteArray("Cell 2: Both sides changed metadata.o.k.");
        QTest::newRow("a cell") << QByteArray("a=1") << QByteArray("a=1|b=4")
                                << QByteArray("One side changed cell 2, the other deleted it.");
        QTest::newRow("the notebook") << QByteArray("a=1|b=2||t:1") << QByteArray("a=1|b=2||t:2")
                                      << QByteArray("Both sides changed the notebook's metadata.t.");
    }
    void aConflictSaysWhere()
    {
        QFETCH(QByteArray, ours);
        QFETCH(QByteArray, theirs);
        QFETCH(QByteArray, why);
        QCOMPARE(inWords(mergeNotebook(bytes("a=1|b=2"), bytes(ours), bytes(theirs))), "conflict: " + why);
    }

    void aSideThatIsNoNotebookConflicts_data()
    {
        QTest::addColumn<QByteArray>("side");
        const QByteArray good = bytes("a=1;2");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << good.chopped(3);
        QTest::newRow("a comma too many") << QByteArray(good).replace("],", "],,");
        QTest::newRow("git's marks") << "<<<<<<< ours\n" + good;
        QTest::newRow("a byte order mark") << "\xef\xbb\xbf" + good;
        QTest::newRow("broken UTF-8") << QByteArray(good).replace("1", "\xff");
        QTest::newRow("not a number") << QByteArray(good).replace("null", "NaN");
        QTest::newRow("a key twice") << QByteArray(good).replace("\"outputs\"", "\"source\"");
        QTest::newRow("an array") << "[" + good + "]";
        QTest::newRow("another format") << QByteArray(good).replace("\"nbformat\": 4", "\"nbformat\": 3");
        QTest::newRow("no cells") << QByteArray(good).replace("\"cells\"", "\"worksheets\"");
        QTest::newRow("a cell that is a number") << QByteArray("{\"cells\": [1], \"nbformat\": 4, \"nbformat_minor\": 5}");
        QTest::newRow("a source of numbers") << QByteArray(good).replace("\"2\"", "2");
        QTest::newRow("no source") << QByteArray(good).replace("\"source\"", "\"text\"");
        QTest::newRow("no type") << QByteArray(good).replace("\"cell_type\"", "\"type\"");
        QTest::newRow("outputs that are an object") << QByteArray(good).replace("\"outputs\": []", "\"outputs\": {}");
        QTest::newRow("two cells with one id") << bytes("a=1|a=2");
    }
    void aSideThatIsNoNotebookConflicts()
    {
        QFETCH(QByteArray, side);
        const QByteArray one = bytes("a=1;2");
        const QByteArray other = bytes("a=1;3");
        for (const auto &[base, ours, theirs] : {std::array{side, one, other}, std::array{one, side, other}, std::array{one, other, side}})
            QVERIFY2(inWords(mergeNotebook(base, ours, theirs)).startsWith("conflict: "), inWords(mergeNotebook(base, ours, theirs)));
        QCOMPARE(inWords(mergeNotebook(one, side, one)), side);
        QCOMPARE(inWords(mergeNotebook(side, other, side)), other);
    }

    void theLayoutIsTheirs_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("Jupyter's") << QByteArray() << QByteArray();
        QTest::newRow("two spaces") << QByteArray(" ") << QByteArray("  ");
        QTest::newRow("tabs") << QByteArray(" ") << QByteArray("\t");
        QTest::newRow("CRLF") << QByteArray("\n") << QByteArray("\r\n");
    }
    void theLayoutIsTheirs()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const auto laidOut = [&](const char *text) {
            QByteArray bytes;
            for (QByteArray line : ::bytes(text).split('\n')) {
                qsizetype depth = 0;
                while (depth < line.size() && line[depth] == ' ')
                    ++depth;
                bytes += (from == " " ? to.repeated(depth) : QByteArray(depth, ' ')) + line.sliced(depth) + (from == "\n" ? to : "\n");
            }
            return bytes.chopped(from == "\n" ? to.size() : 1);
        };
        QCOMPARE(inWords(mergeNotebook(bytes("a=1|b=2"), bytes("a=9|b=2"), laidOut("a=1|b=8>o@1!x:y"))), laidOut("a=9|b=8>o@1!x:y"));
    }

    void whatNobodyTouchedComesBackToTheByte()
    {
        // Numbers, escapes, unknown keys and the order of keys are as somebody's tool wrote them.
        const QByteArray base = R"({
  "nbformat_minor": 5, "nbformat": 4,
  "metadata": {"z": 1.0, "a": 1e-7, "big": 12345678901234567890, "esc": "\u00e9\/\ud83d\ude00\ud800"},
  "cells": [{"source": "x = 1", "outputs": [{"data": {"text/plain": ["1.10"], "application/json": {"b": [], "a": {}}}}],
             "cell_type": "code", "execution_count": 1, "id": "a", "metadata": {}, "own": [1, 2.50]},
            {"source": ["# T\n", "t\u00ebxt"], "cell_type": "markdown", "id": "b", "metadata": {}}]})";
        const QByteArray ours = QByteArray(base).replace("x = 1", "x = 2");
        const QByteArray theirs = QByteArray(base).replace("# T", "# U");
        const QByteArray merged = inWords(mergeNotebook(base, ours, theirs));
        QByteArray expected = QByteArray(base).replace("x = 1", "x = 2").replace("# T", "# U");
        const auto withoutSpace = [](QByteArray text) { return text.replace(' ', "").replace('\n', ""); };
        QCOMPARE(withoutSpace(merged), withoutSpace(expected));
        QVERIFY(merged.startsWith("{\n  \"nbformat_minor\": 5,\n  \"nbformat\": 4,\n  \"metadata\": {\n    \"z\": 1.0,\n"));
    }

    void aMergedSourceIsCutAsPythonCuts()
    {
        const QByteArray base = bytes("a=1;2;3");
        const QByteArray ours = QByteArray(base).replace("\"1\\n\"", "\"\u00e9\\fx\\n\"");
        const QByteArray theirs = QByteArray(base).replace("\"3\"", "\"3\\r\\n\",\n    \"y\u2028z\"");
        const QByteArray merged = inWords(mergeNotebook(base, ours, theirs));
        QVERIFY2(merged.contains("    \"\u00e9\\f\",\n    \"x\\n\",\n    \"2\\n\",\n    \"3\\r\\n\",\n    \"y\u2028\",\n    \"z\"\n"), merged);
    }

    void aSourceThatIsOneStringStaysOne()
    {
        const auto asString = [](const char *source) {
            return QByteArray("{\"cells\":[{\"cell_type\":\"code\",\"id\":\"a\",\"metadata\":{},\"outputs\":[],\"execution_count\":null,\"source\":\"")
                   + source + "\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}";
        };
        QCOMPARE(inWords(mergeNotebook(asString("1\\n2\\n3"), asString("9\\n2\\n3"), asString("1\\n2\\n8"))), asString("9\\n2\\n8"));
    }

    void whatIsTooLargeIsSaid()
    {
        const QByteArray base = bytes("=1;2;3;4|=5||minor:4");
        const QByteArray ours = bytes("=9;2;3;4|=5||minor:4");
        const QByteArray theirs = bytes("=1;2;3;8|=6||minor:4");
        const auto answer = [&](const Limits &limits) { return inWords(mergeNotebook(base, ours, theirs, limits)); };
        QCOMPARE(answer({}), bytes("=9;2;3;8|=6||minor:4"));
        QVERIFY(answer({.work = 40}).startsWith("too large"));
        QVERIFY(answer({.notebookBytes = base.size() - 1}).startsWith("too large"));
        QVERIFY(answer({.jsonValues = 20}).startsWith("too large"));
        QVERIFY(answer({.jsonDepth = 2}).startsWith("too large"));
        QVERIFY(answer({.lines = 2}).startsWith("too large"));
        QCOMPARE(inWords(mergeNotebook(base, ours, base, {.work = 0, .notebookBytes = 0})), ours);
    }
};

QTEST_GUILESS_MAIN(NotebookMergeTest)
#include "notebook_merge_test.moc"
