// A difference as rows, and what a person makes of a merge: plain values in, plain values out.
#include "core/preview/soundness.h"
#include "ui/difference/conflict_versions.h"
#include "ui/difference/difference_rows.h"
#include "ui/difference/merge_choice.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;
using preview::Happened;
using preview::Who;

namespace {
/// A text of `count` lines "w 0", "w 1", …
QString lines(const QString &word, int count)
{
    QString text;
    for (int i = 0; i < count; ++i)
        text += u"%1 %2\n"_s.arg(word).arg(i);
    return text;
}

/// `before` equal lines, "old" became "new", `after` equal lines.
preview::TextDifference changedInTheMiddle(int before, int after)
{
    preview::TextDifference text;
    text.older = lines(u"a"_s, before) + u"old words\n"_s + lines(u"b"_s, after);
    text.newer = lines(u"a"_s, before) + u"new words\nand more\n"_s + lines(u"b"_s, after);
    text.hunks = {{Happened::Equal, {0, before}, {0, before}}, {Happened::Changed, {before, 1}, {before, 2}},
                  {Happened::Equal, {before + 1, after}, {before + 2, after}}};
    const int at = int(lines(u"a"_s, before).size());
    text.olderSpans = {{at, 3, preview::Style::Removed}};
    text.newerSpans = {{at, 3, preview::Style::Added}};
    return text;
}

QStringList wordsOf(const DifferenceRows &made)
{
    QStringList words;
    for (const DifferenceRow &row : made.rows) {
        QStringList parts{row.words};
        for (int i = 0; i < made.columns && row.kind == DifferenceRow::Kind::Line; ++i)
            parts.append(signOf(row.parts[std::size_t(i)].tone) + (row.parts[std::size_t(i)].tone == Tone::Nothing ? u"/"_s : row.parts[std::size_t(i)].text));
        parts.removeAll(QString());
        words.append(parts.join(u'|'));
    }
    return words;
}

/// base "one two three", mine changes one, theirs three, and both two.
preview::TextMerge conflicting()
{
    preview::TextMerge merge;
    merge.base = u"one\ntwo\nthree\n"_s;
    merge.mine = u"ONE\ntwo of mine\nthree\n"_s;
    merge.theirs = u"one\ntwo of theirs\nTHREE\n"_s;
    merge.hunks = {{Who::Mine, {0, 1}, {0, 1}, {0, 1}}, {Who::Both, {1, 1}, {1, 1}, {1, 1}}, {Who::Theirs, {2, 1}, {2, 1}, {2, 1}}};
    return merge;
}

QJsonObject logRow(qint64 revision, const QString &user, const QString &device)
{
    return {{u"revision"_s, revision}, {u"by"_s, QJsonObject{{u"id"_s, user}, {u"name"_s, user}}}, {u"device"_s, device}, {u"at_ms"_s, revision}};
}

qint64 baseOf(const QList<QJsonObject> &log, bool isWhole, const QList<QJsonObject> &copyLog = {})
{
    const auto base = mergeBase(log, isWhole, copyLog, u"lovelace"_s, u"ada"_s);
    return base ? base->revision : 0;
}
}  // namespace

class DifferenceRowsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void equalLinesFarFromAChangeAreFoldedAndUnfoldedByTheirNumber()
    {
        const preview::TextDifference text = changedInTheMiddle(20, 20);
        QVERIFY(preview::isSound(preview::Difference{text, false, {}, {}}));
        RowWishes wishes;
        const DifferenceRows folded = rowsOf(text, wishes);
        QCOMPARE(wordsOf(folded), (QStringList{u"17 equal lines"_s, u"a 17|a 17"_s, u"a 18|a 18"_s, u"a 19|a 19"_s, u"−old words|+new words"_s,
                                               u"/|+and more"_s, u"b 0|b 0"_s, u"b 1|b 1"_s, u"b 2|b 2"_s, u"17 equal lines"_s}));
        QCOMPARE(folded.changes, 1);
        wishes.unfolded.insert(folded.rows.front().fold);
        QCOMPARE(int(rowsOf(text, wishes).rows.size()), 9 + 17);
        wishes.context = 1'000;
        QCOMPARE(int(rowsOf(text, wishes).rows.size()), 42);
    }

    void inOneColumnWhatIsGoneStandsAboveWhatCame()
    {
        RowWishes wishes;
        wishes.sideBySide = false;
        const DifferenceRows made = rowsOf(changedInTheMiddle(2, 1), wishes);
        QCOMPARE(made.columns, 1);
        QCOMPARE(wordsOf(made), (QStringList{u"a 0"_s, u"a 1"_s, u"−old words"_s, u"+new words"_s, u"+and more"_s, u"b 0"_s}));
        QCOMPARE(made.rows[2].parts[0].number, 2);
        QCOMPARE(made.rows[2].parts[0].second, -1);
        QCOMPARE(made.rows[3].parts[0].number, -1);
        QCOMPARE(made.rows[3].parts[0].second, 2);
    }

    void wordsAreMarkedWithinTheirLine()
    {
        const DifferenceRows made = rowsOf(changedInTheMiddle(2, 1), {});
        QCOMPARE(made.rows[2].parts[0].words, (std::vector<preview::Span>{{0, 3, preview::Style::Removed}}));
        QCOMPARE(made.rows[2].parts[1].words, (std::vector<preview::Span>{{0, 3, preview::Style::Added}}));
        QVERIFY(made.rows[3].parts[1].words.empty());
    }

    void aHugeLineIsShownByItsBeginning()
    {
        preview::TextDifference text;
        text.newer = QString(5'000'000, u'x');
        text.hunks = {{Happened::Added, {0, 0}, {0, 1}}};
        QCOMPARE(rowsOf(text, {}).rows[0].parts[1].text.size(), 2'000);
    }

    void equalCellsAreOneFoldAndACellWithOtherOutputsIsAChange()
    {
        preview::TextDifference same;
        same.older = same.newer = u"x\n"_s;
        same.hunks = {{Happened::Equal, {0, 1}, {0, 1}}};
        preview::NotebookDifference notebook;
        for (int i = 0; i < 5; ++i)
            notebook.cells.push_back({Happened::Equal, i, i, preview::Cell::Kind::Code, same, i == 3, false});
        notebook.cells.push_back({Happened::Changed, 5, 5, preview::Cell::Kind::Code, changedInTheMiddle(1, 1), false, false});
        const DifferenceRows made = rowsOf(notebook, {});
        QCOMPARE(made.rows[0].words, u"3 equal cells"_s);
        QVERIFY(made.rows[1].words.contains(u"Cell 4") && made.rows[1].words.contains(u"other outputs"));
        QCOMPARE(made.rows[1].change, 0);
        QCOMPARE(made.changes, 2);
        RowWishes wishes;
        wishes.unfolded.insert(made.rows[0].fold);
        QCOMPARE(rowsOf(notebook, wishes).rows.size(), made.rows.size() - 1 + 6);
    }

    void hunksThatDoNotHoldAllLinesAreNotSound()
    {
        preview::TextDifference text = changedInTheMiddle(3, 3);
        text.hunks[1].newer.count = 2'000'000'000;
        QVERIFY(!preview::isSound(preview::Difference{text, false, {}, {}}));
        text = changedInTheMiddle(3, 3);
        text.hunks[2].older.begin = -1;
        QVERIFY(!preview::isSound(preview::Difference{text, false, {}, {}}));
        text = changedInTheMiddle(3, 3);
        text.hunks.pop_back();
        QVERIFY(!preview::isSound(preview::Difference{text, false, {}, {}}));
        preview::TextMerge merge = conflicting();
        QVERIFY(preview::isSound(preview::Difference{merge, false, {}, {}}));
        merge.hunks[1].theirs.count = 7;
        QVERIFY(!preview::isSound(preview::Difference{merge, false, {}, {}}));
    }

    void whatOneSideChangedIsTakenFromItAndAPersonDecidesTheRest()
    {
        const preview::TextMerge merge = conflicting();
        MergeChoice choice(merge);
        QCOMPARE(choice.changes(), (std::vector<int>{0, 1, 2}));
        QCOMPARE(choice.undecided(), 1);
        const auto early = choice.bytes(merge.base.toUtf8(), merge.mine.toUtf8(), merge.theirs.toUtf8());
        QVERIFY(!early && early.error().kind == Error::Kind::Invalid);
        choice.set(1, Take::MineThenTheirs);
        QCOMPARE(choice.text(), u"ONE\ntwo of mine\ntwo of theirs\nTHREE\n"_s);
        QCOMPARE(*choice.bytes(merge.base.toUtf8(), merge.mine.toUtf8(), merge.theirs.toUtf8()), choice.text().toUtf8());
        choice.setAll(Take::Mine);
        QCOMPARE(choice.text(), merge.mine);
        choice.setAll(Take::Theirs);
        QCOMPARE(choice.text(), merge.theirs);
        choice.setAll(Take::Base);
        QCOMPARE(choice.text(), merge.base);
    }

    void lineEndsAndTheMarkStayAsTheirLinesHadThem()
    {
        const preview::TextMerge merge = conflicting();
        MergeChoice choice(merge);
        choice.set(1, Take::TheirsThenMine);
        const QByteArray base = "\xEF\xBB\xBFone\r\ntwo\r\nthree\r\n", mine = "\xEF\xBB\xBFONE\r\ntwo of mine\r\nthree\r\n", theirs = "one\ntwo of theirs\nTHREE\n";
        const auto merged = choice.bytes(base, mine, theirs);
        QVERIFY2(merged, qPrintable(merged ? QString() : toText(merged.error())));
        QCOMPARE(*merged, QByteArray("\xEF\xBB\xBFONE\r\ntwo of theirs\ntwo of mine\r\nTHREE\n"));
    }

    void aLastLineWithoutAnEndGetsOneWhereSomethingFollows()
    {
        preview::TextMerge merge;
        merge.base = u"a"_s;
        merge.mine = u"mine"_s;
        merge.theirs = u"theirs"_s;
        merge.hunks = {{Who::Both, {0, 1}, {0, 1}, {0, 1}}};
        MergeChoice choice(merge);
        choice.set(0, Take::MineThenTheirs);
        QCOMPARE(choice.text(), u"mine\ntheirs"_s);
        QCOMPARE(*choice.bytes("a", "mine", "theirs"), QByteArray("mine\ntheirs"));
    }

    void aVersionThatIsNotWhatWasComparedIsNotMerged()
    {
        const preview::TextMerge merge = conflicting();
        MergeChoice choice(merge);
        choice.setAll(Take::Mine);
        const QByteArray base = merge.base.toUtf8(), mine = merge.mine.toUtf8(), theirs = merge.theirs.toUtf8();
        for (const QByteArray &other : {theirs + "more\n", QByteArray(), QByteArray(theirs).replace("THREE", "thr\xe9\xe9")}) {
            const auto merged = choice.bytes(base, mine, other);
            QVERIFY(!merged && merged.error().kind == Error::Kind::Conflict);
        }
    }

    void theBaseIsWhatBothSurelyHeld()
    {
        const QJsonObject own = logRow(7, u"ada"_s, u"lovelace"_s), theirs = logRow(9, u"bo"_s, u"turing"_s), between = logRow(8, u"bo"_s, u"turing"_s);
        const QJsonObject first = logRow(2, u"cy"_s, u"hopper"_s);
        QCOMPARE(baseOf({theirs, own, first}, true), 7);
        QCOMPARE(baseOf({theirs, between, own, first}, true), 7);  // 8 may be newer than what mine began with
        QCOMPARE(baseOf({theirs, between, first}, true), 2);
        QCOMPARE(baseOf({theirs, between, first}, false), 0);      // the first one is not known
        QCOMPARE(baseOf({theirs}, true), 0);                       // both made the file
        QCOMPARE(baseOf({}, true), 0);
        QCOMPARE(baseOf({theirs, logRow(7, u"bo"_s, u"lovelace"_s), first}, true), 2);  // another person on a computer of that name
    }

    void whatCameAfterTheCopyIsNoBase()
    {
        const QJsonObject copy = logRow(10, u"ada"_s, u"lovelace"_s);
        const QList<QJsonObject> log{logRow(12, u"ada"_s, u"lovelace"_s), logRow(11, u"ada"_s, u"lovelace"_s), logRow(9, u"bo"_s, u"turing"_s),
                                     logRow(7, u"ada"_s, u"lovelace"_s)};
        QCOMPARE(baseOf(log, true, {copy}), 7);
    }
};

QTEST_GUILESS_MAIN(DifferenceRowsTest)
#include "difference_rows_test.moc"
