// Our line merge beside git's.
#include "core/merge/text_merge.h"
#include "core/base/result.h"
#include "tests/core/merge/merge_chance.h"
#include "tests/support/temp_folder.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include <array>
#include <vector>

using namespace tideline;
using namespace tideline::merge;
using namespace tideline::test;

namespace {

struct GitAnswer {
    bool clean;
    QByteArray bytes;
};

/// What `git merge-file` makes of each base, ours and theirs. One shell starts it for all of them.
QList<GitAnswer> askGit(const QString &git, const std::vector<std::array<QByteArray, 3>> &cases)
{
    const TempFolder folder;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const QByteArray number = QByteArray::number(i);
        folder.write("base" + number, cases[i][0]);
        folder.write("ours" + number, cases[i][1]);
        folder.write("theirs" + number, cases[i][2]);
    }
    QProcess shell;
    shell.setWorkingDirectory(folder.path());
    shell.start(u"/bin/sh"_s, {u"-c"_s, uR"(i=0; while [ $i -lt "$2" ]; do
        "$1" merge-file -q ours$i base$i theirs$i && echo clean || echo conflict; i=$((i + 1)); done)"_s,
                              u"sh"_s, git, QString::number(cases.size())});
    if (!shell.waitForFinished(300'000))
        return {};
    QList<GitAnswer> answers;
    for (const QByteArray &word : shell.readAllStandardOutput().split('\n').first(qsizetype(cases.size())))
        answers.append({word == "clean", folder.read("ours" + QByteArray::number(answers.size()))});
    return answers;
}

}  // namespace

class TextMergeGitTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWeMergeGitMergesAlike_data()
    {
        QTest::addColumn<quint64>("kinds");
        QTest::newRow("lines that hardly repeat") << quint64(1'000'000);
        QTest::newRow("lines that repeat") << quint64(12);
        QTest::newRow("lines that repeat much") << quint64(3);
    }
    void whatWeMergeGitMergesAlike()
    {
        QFETCH(quint64, kinds);
        const QString git = QStandardPaths::findExecutable(u"git"_s);
        if (git.isEmpty())
            QSKIP("no git to compare with");
        SeededRandom random(mergeSeed());
        const int rounds = qEnvironmentVariableIsSet("TIDELINE_SEED") ? 3000 : 700;
        std::vector<std::array<QByteArray, 3>> cases;
        for (int round = 0; round < rounds; ++round) {
            const QByteArrayList lines = randomLines(random, random.below(30), kinds);
            QByteArray ours = randomlyEdited(random, lines, 4, kinds).join();
            if (random.below(8) == 0 && ours.endsWith('\n'))
                ours.chop(1);
            cases.push_back({lines.join(), ours, randomlyEdited(random, lines, 4, kinds).join()});
        }
        const QList<GitAnswer> gits = askGit(git, cases);
        QCOMPARE(gits.size(), rounds);

        int bothClean = 0;
        int bothConflict = 0;
        int stricter = 0;
        for (int round = 0; round < rounds; ++round) {
            const auto &[base, ours, theirs] = cases[std::size_t(round)];
            const Outcome outcome = mergeText(base, ours, theirs);
            const Merged *merged = std::get_if<Merged>(&outcome);
            if (merged)
                QVERIFY2(gits[round].clean && gits[round].bytes == merged->bytes,
                         "base:\n" + base + "ours:\n" + ours + "theirs:\n" + theirs + "git:\n" + gits[round].bytes + "merged:\n"
                             + merged->bytes);
            (merged ? bothClean : gits[round].clean ? stricter : bothConflict) += 1;
        }
        qInfo("%d merges: %d clean in both, %d conflicts in both, %d conflicts in ours alone", rounds, bothClean, bothConflict,
              stricter);
        QVERIFY(bothClean > rounds / 2);
        // We are stricter where a shortest difference has a choice: seldom, unless lines repeat.
        QVERIFY(stricter <= (kinds > 1000 ? rounds / 100 : rounds / 5));
    }
};

QTEST_GUILESS_MAIN(TextMergeGitTest)
#include "text_merge_git_test.moc"
