#include "core/merge/text_merge.h"
#include "tests/core/merge/merge_chance.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

constexpr const char *kConflict = nullptr;

struct Case {
    const char *name;
    QByteArray base;
    QByteArray ours;
    QByteArray theirs;
    QByteArray expected;  ///< null for a conflict
};

// clang-format off
const std::vector<Case> kCases{
    // one side, or the same
    {"nothing changed",                                   "a\n",           "a\n",             "a\n",             "a\n"},
    {"only our side changed",                             "a\n",           "b\n",             "a\n",             "b\n"},
    {"only their side changed",                           "a\n",           "a\n",             "b\n",             "b\n"},
    {"both made the same change",                         "a\n",           "b\n",             "b\n",             "b\n"},
    {"our side emptied it, theirs did nothing",           "a\n",           "",                "a\n",             ""},
    {"both emptied it",                                   "a\n",           "",                "",                ""},
    {"an empty file was filled by both alike",            "",              "a\n",             "a\n",             "a\n"},
    {"an empty file was filled by both differently",      "",              "a\n",             "b\n",             kConflict},
    {"one emptied it, the other edited it",               "a\nb\n",        "",                "a\nc\n",          kConflict},
    // apart, touching, overlapping
    {"edits at both ends",                                "a\nb\nc\n",     "x\nb\nc\n",       "a\nb\ny\n",       "x\nb\ny\n"},
    {"one line between is enough",                        "a\nb\nc\nd\n",  "a\nx\nc\nd\n",    "a\nb\nc\ny\n",    "a\nx\nc\ny\n"},
    {"neighbouring lines conflict",                       "a\nb\nc\nd\n",  "a\nx\nc\nd\n",    "a\nb\ny\nd\n",    kConflict},
    {"the same line conflicts",                           "a\nb\nc\n",     "a\nx\nc\n",       "a\ny\nc\n",       kConflict},
    {"the same edit among other edits is made once",      "a\nb\nc\nd\ne\n", "X\nb\nc\nd\nz\n", "a\nb\nc\nd\nz\n", "X\nb\nc\nd\nz\n"},
    {"the same edit twice, and one each",                 "a\nb\nc\nd\ne\nf\ng\n", "1\nb\nc\n4\ne\nf\ng\n", "a\nb\nc\n4\ne\nf\n7\n", "1\nb\nc\n4\ne\nf\n7\n"},
    {"overlapping edits conflict",                        "a\nb\nc\nd\n",  "a\nx\ny\nd\n",    "a\nb\nz\nd\n",    kConflict},
    {"an edit within a larger one conflicts",             "a\nb\nc\nd\n",  "x\n",             "a\nb\nz\nd\n",    kConflict},
    {"many edits, in turn",                               "a\nb\nc\nd\ne\nf\ng\n", "A\nb\nc\nd\nE\nf\ng\n", "a\nb\nC\nd\ne\nf\nG\n", "A\nb\nC\nd\nE\nf\nG\n"},
    // additions
    {"added at both ends",                                "m\n",           "a\nm\n",          "m\nz\n",          "a\nm\nz\n"},
    {"added at one place by both conflicts",              "a\nb\n",        "a\nx\nb\n",       "a\ny\nb\n",       kConflict},
    {"added at one place, the same by both",              "a\nb\n",        "a\nx\nb\n",       "a\nx\nb\n",       "a\nx\nb\n"},
    {"added at one place, the same and more conflicts",   "a\nb\n",        "a\nx\nb\n",       "a\nx\ny\nb\n",    kConflict},
    {"appended by both conflicts",                        "a\n",           "a\nx\n",          "a\ny\n",          kConflict},
    {"added before a line that the other edited",         "a\nb\nc\n",     "a\nx\nb\nc\n",    "a\nB\nc\n",       kConflict},
    {"added behind a line that the other edited",         "a\nb\nc\n",     "a\nb\nx\nc\n",    "a\nB\nc\n",       kConflict},
    {"added one line away from an edit",                  "a\nb\nc\n",     "a\nb\nx\nc\n",    "A\nb\nc\n",       "A\nb\nx\nc\n"},
    // deletions
    {"deleted here, edited there",                        "a\nb\nc\n",     "a\nc\n",          "a\nB\nc\n",       kConflict},
    {"deleted by both",                                   "a\nb\nc\nd\ne\n", "A\nb\nd\ne\n",  "a\nb\nd\nE\n",    "A\nb\nd\nE\n"},
    {"deleted at both ends",                              "a\nb\nc\n",     "b\nc\n",          "a\nb\n",          "b\n"},
    {"neighbours deleted, one each, conflict",            "a\nb\nc\nd\n",  "a\nc\nd\n",       "a\nb\nd\n",       kConflict},
    {"deleted in overlapping stretches conflicts",        "a\nb\nc\nd\n",  "a\nd\n",          "a\nb\n",          kConflict},
    // doubtful alignments
    {"one of equal lines went, one came among them",      "x\nx\nx\nx\n",  "x\nx\nx\n",       "x\nx\ny\nx\nx\n", kConflict},
    {"one of equal lines went, an edit is elsewhere",     "a\nx\nx\nb\nc\n", "a\nx\nb\nc\n",  "a\nx\nx\nb\nC\n", "a\nx\nb\nC\n"},
    {"a block was repeated, an edit is within it",        "m\nn\nz\n",     "m\nn\nm\nn\nz\n", "m\nX\nn\nz\n",    kConflict},
    {"a repeated block that no difference could slide",   "m\nn\nz\n",     "m\nn\nQ\nm\nn\n", "m\nX\nn\nz\n",    kConflict},
    {"lines swapped, an edit is elsewhere",               "a\nb\nc\nd\n",  "b\na\nc\nd\n",    "a\nb\nc\nD\n",    "b\na\nc\nD\n"},
    {"moved here, edited there",                          "a\nb\nc\nd\n",  "b\nc\nd\na\n",    "A\nb\nc\nd\n",    kConflict},
    {"moved past an edit",                                "a\nb\nc\nd\ne\n", "b\nc\nd\ne\na\n", "a\nb\nc\nD\ne\n", "b\nc\nD\ne\na\n"},
    // line ends
    {"CRLF stays",                                        "a\r\nb\r\nc\r\n", "x\r\nb\r\nc\r\n", "a\r\nb\r\ny\r\n", "x\r\nb\r\ny\r\n"},
    {"mixed line ends stay as each line had them",        "a\r\nb\nc\r\n", "x\nb\nc\r\n",     "a\r\nb\ny\r\n",   "x\nb\ny\r\n"},
    {"new line ends throughout, an edit within",          "a\nb\nc\n",     "a\r\nb\r\nc\r\n", "a\nb\nC\n",       kConflict},
    {"lone carriage returns end no line",                 "a\rb\rc\r",     "x\rb\rc\r",       "a\rb\ry\r",       kConflict},
    {"no newline at the end stays so",                    "a\nb\nc",       "x\nb\nc",         "a\nb\nc\n",       "x\nb\nc\n"},
    {"no newline at the end, edits before it",            "a\nb\nc\nd",    "x\nb\nc\nd",      "a\nb\ny\nd",      "x\nb\ny\nd"},
    {"newline dropped here, line added there",            "a\nb\n",        "a\nb",            "a\nb\nc\n",       kConflict},
    {"newline dropped by both",                           "a\nb\nc\n",     "x\nb\nc",         "a\nb\nc",         "x\nb\nc"},
    {"only blank lines",                                  "\n\n\n",        "\n\n\nx\n",       "y\n\n\n\n",       "y\n\n\n\nx\n"},
    // bytes
    {"a byte order mark stays",                           "\xef\xbb\xbf" "a\nb\nc\n", "\xef\xbb\xbf" "a\nb\nx\n", "\xef\xbb\xbf" "A\nb\nc\n", "\xef\xbb\xbf" "A\nb\nx\n"},
    {"a byte order mark came, an edit is elsewhere",      "a\nb\nc\n",     "\xef\xbb\xbf" "a\nb\nc\n", "a\nb\nx\n", "\xef\xbb\xbf" "a\nb\nx\n"},
    {"a byte order mark came, the first line changed",    "a\nb\nc\n",     "\xef\xbb\xbf" "a\nb\nc\n", "x\nb\nc\n", kConflict},
    {"a byte order mark came, a line before the first",   "a\nb\nc\n",     "\xef\xbb\xbf" "a\nb\nc\n", "x\na\nb\nc\n", kConflict},
    {"any script",                                        "\u6f6e\n-\n\u03b1\n", "\u6c34\n-\n\u03b1\n", "\u6f6e\n-\n\U0001F30A\n", "\u6c34\n-\n\U0001F30A\n"},
    {"spellings of one letter are different bytes",       "\u00e9\n-\nb\n", "e\u0301\n-\nb\n", "\u00e9\n-\nx\n", "e\u0301\n-\nx\n"},
    {"spaces at the end count",                           "a\nb\nc\n",     "a \nb\nc\n",      "a\nb\nx\n",       "a \nb\nx\n"},
    {"broken UTF-8 conflicts",                            "a\nb\nc\n",     "\xff\nb\nc\n",    "a\nb\nx\n",       kConflict},
    {"broken UTF-8 in the base conflicts",                "\xff\nb\nc\n",  "a\nb\nc\n",       "\xff\nb\nx\n",    kConflict},
    {"half a character conflicts",                        "a\nb\nc\n",     "\xc3\nb\nc\n",    "a\nb\nx\n",       kConflict},
    {"binary on one side alone is taken",                 QByteArray("a\0b", 3), QByteArray("\0\xff", 2), QByteArray("a\0b", 3), QByteArray("\0\xff", 2)},
    {"binary on both sides conflicts",                    QByteArray("a\n\0\nb\n", 6), QByteArray("x\n\0\nb\n", 6), QByteArray("a\n\0\ny\n", 6), kConflict},
    {"UTF-16 conflicts",                                  QByteArray("a\0\n\0b\0\n\0c\0", 10), QByteArray("x\0\n\0b\0\n\0c\0", 10), QByteArray("a\0\n\0b\0\n\0x\0", 10), kConflict},
    // what people write
    {"an import here, a function there",
     "import os\n\n\ndef f():\n    return 1\n",
     "import os\nimport sys\n\n\ndef f():\n    return 1\n",
     "import os\n\n\ndef f():\n    return 1\n\n\ndef g():\n    return 2\n",
     "import os\nimport sys\n\n\ndef f():\n    return 1\n\n\ndef g():\n    return 2\n"},
    {"two rows of a table",
     "id,name\n1,a\n2,b\n3,c\n4,d\n", "id,name\n1,A\n2,b\n3,c\n4,d\n", "id,name\n1,a\n2,b\n3,C\n4,d\n", "id,name\n1,A\n2,b\n3,C\n4,d\n"},
    {"both appended to a log",
     "one\n", "one\ntwo\n", "one\nthree\n", kConflict},
    {"a version was raised by both to different numbers",
     "name: x\nversion: 1\n", "name: x\nversion: 2\n", "name: x\nversion: 3\n", kConflict},
};
// clang-format on

QByteArray inWords(const Outcome &outcome)
{
    if (const auto *merged = std::get_if<Merged>(&outcome))
        return "merged: " + merged->bytes;
    if (std::holds_alternative<Conflict>(outcome))
        return "conflict";
    return "too large";
}

QByteArray mergeInWords(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs)
{
    return inWords(mergeText(base, ours, theirs));
}

/// A base of different lines, what each side does to them, and the merge that must come of it.
struct Edits {
    QByteArray base;
    QByteArray ours;
    QByteArray theirs;
    std::optional<QByteArray> expected;  ///< nullopt when changes touch that are not the same
};

/// One side's doing, by place: what it adds before the base's line (or behind the last), and whether that line stays.
struct SideEdits {
    std::vector<QByteArray> added;
    std::vector<bool> kept;

    SideEdits(Random &random, std::size_t lines, const char *name, quint64 rate) : added(lines + 1), kept(lines, true)
    {
        for (std::size_t i = 0; i <= lines; ++i) {
            if (random.below(rate) == 0) {
                for (quint64 n = random.below(3) + 1; n > 0; --n)
                    added[i] += QByteArray(name) + QByteArray::number(i) + '.' + QByteArray::number(n) + '\n';
            }
            if (i < lines && random.below(rate) == 0)
                kept[i] = false;
        }
    }
    bool touches(std::size_t gap) const
    {
        return !added[gap].isEmpty() || (gap > 0 && !kept[gap - 1]) || (gap < kept.size() && !kept[gap]);
    }
    bool isAs(const SideEdits &other, std::size_t gap) const
    {
        return added[gap] == other.added[gap] && (gap == kept.size() || kept[gap] == other.kept[gap]);
    }
    QByteArray apply() const
    {
        QByteArray text;
        for (std::size_t i = 0; i < added.size(); ++i) {
            text += added[i];
            if (i < kept.size() && kept[i])
                text += "line " + QByteArray::number(i) + '\n';
        }
        return text;
    }
};

Edits randomEdits(Random &random)
{
    const std::size_t lines = std::size_t(random.below(24));
    const quint64 rate = 3 + random.below(20);
    const SideEdits ours(random, lines, "our ", rate);
    const SideEdits theirs(random, lines, "their ", rate);
    Edits edits;
    for (std::size_t i = 0; i < lines; ++i)
        edits.base += "line " + QByteArray::number(i) + '\n';
    edits.ours = ours.apply();
    edits.theirs = theirs.apply();
    SideEdits both = ours;
    bool conflict = false;
    // Places hang together while the line between them is gone on a side; a line that both kept ends the stretch.
    bool oursTouch = false;
    bool theirsTouch = false;
    bool alike = true;
    for (std::size_t i = 0; i <= lines; ++i) {
        oursTouch |= ours.touches(i);
        theirsTouch |= theirs.touches(i);
        alike &= ours.isAs(theirs, i);
        both.added[i] += theirs.added[i];
        if (i < lines)
            both.kept[i] = ours.kept[i] && theirs.kept[i];
        if (i == lines || both.kept[i]) {
            conflict |= oursTouch && theirsTouch && !alike;
            oursTouch = theirsTouch = false;
            alike = true;
        }
    }
    if (!conflict)
        edits.expected = both.apply();
    return edits;
}

enum class Step { Delete, Add, Keep };
using Taste = std::array<Step, 3>;  ///< which step an alignment takes first where it has the choice

/// The places of the base's lines in the side (-1: gone) in the shortest alignment of that taste.
std::vector<qsizetype> alignment(const Taste &taste, const QByteArrayList &a, const QByteArrayList &b)
{
    const qsizetype n = a.size();
    const qsizetype m = b.size();
    std::vector<std::vector<int>> toEnd(std::size_t(n) + 2, std::vector<int>(std::size_t(m) + 2, 1 << 20));
    const auto distance = [&](qsizetype i, qsizetype j) -> int & { return toEnd[std::size_t(i)][std::size_t(j)]; };
    for (qsizetype i = n; i >= 0; --i) {
        for (qsizetype j = m; j >= 0; --j) {
            const int match = i < n && j < m && a[i] == b[j] ? distance(i + 1, j + 1) : 1 << 20;
            distance(i, j) = i == n && j == m ? 0 : std::min({distance(i + 1, j) + 1, distance(i, j + 1) + 1, match});
        }
    }
    std::vector<qsizetype> places(std::size_t(n), -1);
    for (qsizetype i = 0, j = 0; i < n || j < m;) {
        const auto possible = [&](Step step) {
            return step == Step::Delete ? i < n && distance(i + 1, j) + 1 == distance(i, j)
                   : step == Step::Add  ? j < m && distance(i, j + 1) + 1 == distance(i, j)
                                        : i < n && j < m && a[i] == b[j];
        };
        const Step step = *std::ranges::find_if(taste, possible);
        if (step == Step::Keep)
            places[std::size_t(i)] = j;
        i += step != Step::Add;
        j += step != Step::Delete;
    }
    return places;
}

QByteArrayList linesOf(const QByteArray &text)
{
    QByteArrayList lines = text.split('\n');
    lines.removeLast();
    return lines;
}

/// diff3 as its definition says it: what stands between two lines that both sides kept is one piece.
QByteArray mergeByAlignment(const Taste &taste, const QByteArray &base, const QByteArray &ours, const QByteArray &theirs)
{
    const QByteArrayList b = linesOf(base);
    const QByteArrayList o = linesOf(ours);
    const QByteArrayList t = linesOf(theirs);
    const std::vector<qsizetype> inOurs = alignment(taste, b, o);
    const std::vector<qsizetype> inTheirs = alignment(taste, b, t);
    QByteArrayList merged;
    qsizetype i = 0;
    qsizetype j = 0;
    qsizetype k = 0;
    for (qsizetype next = 0; next <= b.size(); ++next) {
        if (next < b.size() && (inOurs[std::size_t(next)] < 0 || inTheirs[std::size_t(next)] < 0))
            continue;
        const qsizetype nextOurs = next < b.size() ? inOurs[std::size_t(next)] : o.size();
        const qsizetype nextTheirs = next < b.size() ? inTheirs[std::size_t(next)] : t.size();
        const QByteArrayList piece = b.mid(i, next - i);
        const QByteArrayList ourPiece = o.mid(j, nextOurs - j);
        const QByteArrayList theirPiece = t.mid(k, nextTheirs - k);
        if (ourPiece != piece && theirPiece != piece && ourPiece != theirPiece)
            return "conflict";
        merged += ourPiece == piece ? theirPiece : ourPiece;
        if (next < b.size())
            merged.append(b[next]);
        i = next + 1;
        j = nextOurs + 1;
        k = nextTheirs + 1;
    }
    return "merged: " + merged.join('\n') + (merged.isEmpty() ? "" : "\n");
}

}  // namespace

class TextMergeTest final : public QObject {
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
        const QByteArray expected = c.expected.isNull() ? "conflict" : "merged: " + c.expected;
        QCOMPARE(mergeInWords(c.base, c.ours, c.theirs), expected);
        QCOMPARE(mergeInWords(c.base, c.theirs, c.ours), expected);
    }

    void aCleanMergeHasBothEditsAndNothingElse()
    {
        SeededRandom random(mergeSeed());
        int clean = 0;
        int ofBoth = 0;
        for (int round = 0; round < 70'000; ++round) {
            const Edits edits = randomEdits(random);
            const QByteArray merged = mergeInWords(edits.base, edits.ours, edits.theirs);
            const QByteArray all = "base:\n" + edits.base + "ours:\n" + edits.ours + "theirs:\n" + edits.theirs + merged;
            QVERIFY2(merged == mergeInWords(edits.base, edits.theirs, edits.ours), all);
            QVERIFY2(merged == (edits.expected ? "merged: " + *edits.expected : QByteArray("conflict")), all);
            clean += merged != "conflict";
            ofBoth += edits.expected && *edits.expected != edits.ours && *edits.expected != edits.theirs;
        }
        qInfo("%d of 70000 clean, %d of them with edits of both", clean, ofBoth);
        QVERIFY(ofBoth > 5'000);
    }

    void aCleanMergeIsTheOneOfEveryShortestAlignment()
    {
        SeededRandom random(mergeSeed());
        int clean = 0;
        for (int round = 0; round < 20'000; ++round) {
            const quint64 kinds = 1 + random.below(12);
            const QByteArrayList lines = randomLines(random, random.below(20), kinds);
            const QByteArray base = lines.join();
            const QByteArray ours = randomlyEdited(random, lines, 4, kinds).join();
            const QByteArray theirs = randomlyEdited(random, lines, 4, kinds).join();
            const QByteArray merged = mergeInWords(base, ours, theirs);
            QCOMPARE(mergeInWords(base, theirs, ours), merged);
            QCOMPARE(mergeInWords(base, ours, base), "merged: " + ours);
            QCOMPARE(mergeInWords(base, base, ours), "merged: " + ours);
            QCOMPARE(mergeInWords(base, ours, ours), "merged: " + ours);
            if (merged == "conflict")
                continue;
            ++clean;
            Taste taste{Step::Delete, Step::Add, Step::Keep};
            do {
                QCOMPARE(mergeByAlignment(taste, base, ours, theirs), merged);
            } while (std::ranges::next_permutation(taste).found);
        }
        qInfo("%d of 20000 clean", clean);
        QVERIFY(clean > 3000);
    }

    void whatIsTooLargeIsSaid()
    {
        const QByteArray base = "a\nb\nc\nd\n";
        const QByteArray ours = "x\nb\nc\nd\n";
        const QByteArray theirs = "a\nb\nc\ny\n";
        const auto answer = [&](const Limits &limits) { return inWords(mergeText(base, ours, theirs, limits)); };
        QCOMPARE(answer({}), QByteArray("merged: x\nb\nc\ny\n"));
        QCOMPARE(answer({.textBytes = 8}), QByteArray("merged: x\nb\nc\ny\n"));
        QCOMPARE(answer({.textBytes = 7}), QByteArray("too large"));
        QCOMPARE(answer({.lines = 3}), QByteArray("too large"));
        QCOMPARE(answer({.work = 30}), QByteArray("too large"));
        QCOMPARE(inWords(mergeText(base, "d\nc\nb\na\n", theirs, {.edits = 5})), QByteArray("too large"));
        QCOMPARE(inWords(mergeText(base, "d\nc\nb\na\n", theirs, {.edits = 6})), QByteArray("conflict"));
        // The limits are for what must be looked into.
        QCOMPARE(inWords(mergeText(base, ours, base, {.textBytes = 1, .lines = 1, .edits = 0, .work = 0})), "merged: " + ours);
    }

    void largeTextsMergeWithinTheLimits_data()
    {
        QTest::addColumn<int>("kinds");
        QTest::addColumn<int>("every");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("a long table, some edits") << 1'000'000 << 1000 << QByteArray("merged");
        QTest::newRow("a long table, many edits") << 1'000'000 << 20 << QByteArray("merged");
        QTest::newRow("few kinds of lines, some edits") << 4 << 1000 << QByteArray("merged");
        QTest::newRow("one kind of line, some edits") << 1 << 1000 << QByteArray("conflict");
        QTest::newRow("few kinds of lines, many edits") << 4 << 20 << QByteArray("too larg");
    }
    void largeTextsMergeWithinTheLimits()
    {
        QFETCH(int, kinds);
        QFETCH(int, every);
        QFETCH(QByteArray, expected);
        SeededRandom random(mergeSeed());
        QByteArrayList lines;
        for (int i = 0; i < 250'000; ++i)
            lines.append("row," + QByteArray::number(random.below(quint64(kinds))) + ",1\n");
        QByteArrayList ours = lines;
        QByteArrayList theirs = lines;
        for (int i = 0; i + every / 2 < lines.size(); i += every) {
            ours[i] = every < 1000 && kinds < 10 ? lines[i + 3] : "ours" + QByteArray::number(i) + '\n';
            theirs[i + every / 2] = "theirs" + QByteArray::number(i) + '\n';
        }
        const QByteArray answer = mergeInWords(lines.join(), ours.join(), theirs.join());
        QCOMPARE(answer.first(expected.size()), expected);
        if (expected == "merged") {
            QCOMPARE(answer.count("ours"), 250'000 / every);
            QCOMPARE(answer.count("theirs"), 250'000 / every);
        }
    }
};

QTEST_GUILESS_MAIN(TextMergeTest)
#include "text_merge_test.moc"
