#include "core/base/random.h"
#include "core/files/ignore_file.h"
#include "core/files/ignore_rules.h"
#include "tests/core/files/git_ignore.h"
#include "tests/support/cpu_timer.h"
#include "tests/support/temp_folder.h"
#include "tests/support/thin_disk.h"

#include <QStandardPaths>
#include <QTest>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;

namespace {

/// One question to both of us: is `path` ignored by `rules`, which stand in the folder above it?
struct Case {
    const char *name;
    QByteArray rules;
    QByteArray path;  ///< ends with '/' for a folder
    bool ignored;
};

// clang-format off
const std::vector<Case> kCases{
    // names
    {"a name matches in its folder",                 "foo\n",               "foo",            true},
    {"a name matches below",                         "foo\n",               "a/b/foo",        true},
    {"a name matches a folder, too",                 "foo\n",               "foo/",           true},
    {"what lies in an ignored folder is ignored",    "foo\n",               "foo/a/b",        true},
    {"a name is whole",                              "foo\n",               "foobar",         false},
    {"a name is whole at its front",                 "foo\n",               "xfoo",           false},
    {"case counts",                                  "foo\n",               "Foo",            false},
    {"no newline at the end",                        "foo",                 "foo",            true},
    {"the rules of Windows editors",                 "foo\r\nbar\r\n",      "foo",            true},
    {"a mark at the start is skipped",               "\xef\xbb\xbf" "foo\n", "foo",          true},
    {"no rule, no answer",                           "",                    "foo",            false},
    {"bytes beyond ASCII",                           "caf\xc3\xa9\n",       "caf\xc3\xa9",    true},
    {"not UTF-8",                                    "x\xff*\n",            "x\xff\xfe",      true},
    // comments, blanks, spaces
    {"a comment",                                    "# foo\n",             "# foo",          false},
    {"a comment that is escaped",                    "\\#foo\n",            "#foo",           true},
    {"a sign in the middle is no comment",           "foo#bar\n",           "foo#bar",        true},
    {"blank lines",                                  "\n\n  \nfoo\n",       "foo",            true},
    {"trailing spaces are dropped",                  "foo   \n",            "foo",            true},
    {"an escaped trailing space stays",              "foo\\ \n",            "foo ",           true},
    {"an escaped trailing space is needed",          "foo\\ \n",            "foo",            false},
    {"spaces after an escaped one are dropped",      "foo\\   \n",          "foo ",           true},
    {"leading spaces count",                         " foo\n",              "foo",            false},
    {"leading spaces match",                         " foo\n",              " foo",           true},
    {"a tab at the end counts",                      "foo\t\n",             "foo",            false},
    {"spaces inside count",                          "a b\n",               "a b",            true},
    // folders only
    {"a slash at the end asks for a folder",         "foo/\n",              "foo/",           true},
    {"a slash at the end leaves a file",             "foo/\n",              "foo",            false},
    {"a folder rule matches below",                  "foo/\n",              "a/foo/",         true},
    {"a folder rule takes what is in it",            "foo/\n",              "a/foo/b/c",      true},
    {"a folder rule with spaces behind",             "foo/  \n",            "foo/",           true},
    {"a lone slash matches nothing",                 "/\n",                 "foo/",           false},
    {"two slashes match nothing",                    "//\n",                "foo/",           false},
    {"stars and a slash match all folders",          "*/\n",                "a/",             true},
    {"stars and a slash match no file",              "*/\n",                "a",              false},
    // anchored
    {"a slash in front anchors",                     "/foo\n",              "foo",            true},
    {"a slash in front keeps what is below",         "/foo\n",              "a/foo",          false},
    {"a slash inside anchors",                       "a/foo\n",             "a/foo",          true},
    {"a slash inside keeps what is below",           "a/foo\n",             "b/a/foo",        false},
    {"an anchored folder",                           "/a/b/\n",             "a/b/",           true},
    {"an anchored folder is no file",                "/a/b/\n",             "a/b",            false},
    {"an anchored folder and its content",           "/a/b/\n",             "a/b/c",          true},
    {"an anchored star",                             "/*.c\n",              "x.c",            true},
    {"an anchored star stays in its folder",         "/*.c\n",              "a/x.c",          false},
    // negation
    {"a later rule keeps",                           "*.log\n!keep.log\n",  "keep.log",       false},
    {"a later rule takes back",                      "!keep.log\n*.log\n",  "keep.log",       true},
    {"the last match wins",                          "*\n!a\na\n",          "a",              true},
    {"kept, but its folder is ignored",              "dir/\n!dir/keep\n",   "dir/keep",       true},
    {"kept, since only the content is ignored",      "dir/*\n!dir/keep\n",  "dir/keep",       false},
    {"others in that folder stay ignored",           "dir/*\n!dir/keep\n",  "dir/other",      true},
    {"all but one branch, its folder",               "/*\n!/foo\n/foo/*\n!/foo/bar\n", "foo/bar/", false},
    {"all but one branch, a sibling",                "/*\n!/foo\n/foo/*\n!/foo/bar\n", "foo/x",    true},
    {"an escaped sign of negation",                  "\\!foo\n",            "!foo",           true},
    {"an escaped sign negates nothing",              "foo\n\\!foo\n",       "foo",            true},
    {"only files of a kind, in all folders",         "*\n!*/\n!*.txt\n",    "a/b/c.txt",      false},
    {"only files of a kind, another kind",           "*\n!*/\n!*.txt\n",    "a/b/c.bin",      true},
    {"a lone sign",                                  "!\nfoo\n",            "foo",            true},
    {"two signs keep a strange name",                "*\n!!foo\n",          "!foo",           false},
    {"a kept folder does not keep a file",           "foo\n!foo/\n",        "foo",            true},
    // stars
    {"a star in front",                              "*.log\n",             "a/x.log",        true},
    {"a star in front takes an empty stem",          "*.log\n",             ".log",           true},
    {"a star behind",                                "tmp*\n",              "a/tmp123",       true},
    {"a star in the middle",                         "a*z\n",               "abcz",           true},
    {"a star in the middle, nothing there",          "a*z\n",               "az",             true},
    {"two stars go back",                            "*ab*ab\n",            "xabxaabab",      true},
    {"two stars that fail",                          "*ab*ab\n",            "xabxaaba",       false},
    {"a star does not cross a slash",                "a/*/c\n",             "a/b/b/c",        false},
    {"a star takes one folder",                      "a/*/c\n",             "a/b/c",          true},
    {"a question mark",                              "a?c\n",               "abc",            true},
    {"a question mark wants a byte",                 "a?c\n",               "ac",             false},
    {"a question mark is one byte, not one letter",  "?\n",                 "\xc3\xa9",       false},
    {"a question mark is no slash",                  "x/a?b\n",             "x/a/b",          false},
    {"a star alone",                                 "*\n",                 "a",              true},
    // double stars
    {"two stars in front",                           "**/foo\n",            "foo",            true},
    {"two stars in front, below",                    "**/foo\n",            "a/b/foo",        true},
    {"two stars in front of a path",                 "**/a/b\n",            "x/y/a/b",        true},
    {"two stars in front are whole parts",           "**/foo\n",            "xfoo",           false},
    {"two stars behind",                             "a/**\n",              "a/b/c",          true},
    {"two stars behind leave the folder",            "a/**\n!a/b/\n",       "a/b/",           false},
    {"two stars behind: the folder itself is not",   "a/**\n",              "a/",             false},
    {"two stars inside, no folder",                  "a/**/b\n",            "a/b",            true},
    {"two stars inside, many folders",               "a/**/b\n",            "a/x/y/b",        true},
    {"two stars inside are whole parts",             "a/**/b\n",            "a/xb",           false},
    {"two stars twice",                              "a/**/b/**/c\n",       "a/1/b/b/2/c",    true},
    {"two stars and a star",                         "**/x*/y\n",           "q/xa/xb/y",      true},
    {"two stars as one",                             "x/foo**bar\n",        "x/foozbar",      true},
    {"two stars as one stay in their part",          "x/foo**bar\n",        "x/foo/bar",      false},
    {"three stars",                                  "***/foo\n",           "a/foo",          true},
    {"two stars and a slash take folders",           "**/\n",               "a/",             true},
    {"two stars behind a literal beginning",         "x**/b\n",             "xa/c/b",         true},
    {"two stars alone",                              "**\n",                "a",              true},
    // escapes
    {"an escaped star",                              "a\\*b\n",             "a*b",            true},
    {"an escaped star is no star",                   "a\\*b\n",             "axb",            false},
    {"an escaped letter",                            "\\a\\b\n",            "ab",             true},
    {"a lone escape matches nothing",                "ab\\\n",              "ab",             false},
    {"an escaped escape",                            "a\\\\b\n",            "a\\b",           true},
    {"an escaped slash",                             "a\\/b\n",             "a/b",            true},
    // sets
    {"a set",                                        "[abc]x\n",            "bx",             true},
    {"a set that lacks it",                          "[abc]x\n",            "dx",             false},
    {"a range",                                      "[a-c]x\n",            "bx",             true},
    {"a set negated by !",                           "[!a-c]x\n",           "dx",             true},
    {"a set negated by ^",                           "[^a-c]x\n",           "bx",             false},
    {"a bracket in a set",                           "[]a]x\n",             "]x",             true},
    {"a bracket in a negated set",                   "[!]a]x\n",            "]x",             false},
    {"a dash at the end",                            "[a-]x\n",             "-x",             true},
    {"a dash at the front",                          "[-a]x\n",             "-x",             true},
    {"a dash behind a range",                        "[a-c-e]x\n",          "dx",             false},
    {"a range that is turned round",                 "[c-a]x\n",            "bx",             false},
    {"an escape in a set",                           "[\\]]x\n",            "]x",             true},
    {"an escaped dash",                              "[a\\-z]x\n",          "mx",             false},
    {"a range up to an escape",                      "[a-\\c]x\n",          "bx",             true},
    {"a set that is not closed",                     "[abc\n",              "[abc",           false},
    {"a set is no slash",                            "a[/]b\n",             "a/b",            false},
    {"a negated set is no slash",                    "x/a[!x]b\n",          "x/a/b",          false},
    {"a class",                                      "[[:digit:]]x\n",      "7x",             true},
    {"a class and more",                             "[_[:upper:]]x\n",     "_x",             true},
    {"a class that lacks it",                        "[[:upper:]]x\n",      "ax",             false},
    {"a class beside a dash",                        "[[:digit:]-z]x\n",    "-x",             true},
    {"a class that is unknown",                      "[[:nope:]]x\n",       "nx",             false},
    {"a class that is not closed",                   "[[:digit]x\n",        ":x",             true},
    {"hidden names are names",                       "*\n",                 ".hidden",        true},
};
// clang-format on

/// All cases at once; each has its rules in one file at its top.
QList<GitAnswer> askGitAll(const std::vector<Case> &cases)
{
    std::vector<GitQuestion> questions;
    for (const Case &one : cases)
        questions.push_back({{{QByteArray(), one.rules}}, one.path});
    return askGit(questions);
}

IgnoreDecision askUs(const Case &asked)
{
    IgnoreRules rules(IgnoreRules::GitIgnore::AsTheProjectSays, {});
    rules.setFile(*RelativePath::parse(QByteArrayView("case/.tidelineignore")), asked.rules);
    // Not parse(): a name that is not UTF-8 never gets this far in a project, but the patterns must stand it.
    RelativePath folder = *RelativePath::parse(QByteArrayView("case"));
    const bool isFolder = asked.path.endsWith('/');
    const QList<QByteArray> parts = (isFolder ? asked.path.chopped(1) : asked.path).split('/');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        const IgnoreDecision decision = rules.inFolder(folder).decide(parts[i], !last || isFolder);
        if (decision.ignored || last)
            return decision;
        folder = folder.child(parts[i]);
    }
    return {};
}

QByteArray randomRules(SeededRandom &random)
{
    static const QList<QByteArray> pieces{"a", "b", "ab", "*", "**", "/", "/", "?", "[ab]", "[!a]", "a*", "\\b", "[a-", "]", "**/", "/**"};
    QByteArray rules;
    for (quint64 line = 0, lines = 1 + random.below(3); line < lines; ++line) {
        rules += random.below(4) == 0 ? "!" : "";
        for (quint64 i = 0, count = 1 + random.below(6); i < count; ++i)
            rules += pieces[qsizetype(random.below(quint64(pieces.size())))];
        rules += '\n';
    }
    return rules;
}

QByteArray randomPath(SeededRandom &random)
{
    static const QList<QByteArray> names{"a", "b", "ab", "aab", "abb", "ba"};
    QByteArray path;
    for (quint64 i = 0, count = 1 + random.below(4); i < count; ++i)
        path += names[qsizetype(random.below(quint64(names.size())))] + '/';
    return random.below(2) == 0 ? path : path.chopped(1);
}

}  // namespace

class IgnoreRulesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QStandardPaths::findExecutable(u"git"_s).isEmpty()) {
            m_git = askGitAll(kCases);
            QVERIFY(!m_git.isEmpty());
        }
    }

    void eachCaseAgreesWithGit_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < int(kCases.size()); ++i)
            QTest::newRow(kCases[std::size_t(i)].name) << i;
    }
    void eachCaseAgreesWithGit()
    {
        QFETCH(int, index);
        const Case &asked = kCases[std::size_t(index)];
        const IgnoreDecision ours = askUs(asked);
        QCOMPARE(ours.ignored, asked.ignored);
        if (m_git.isEmpty())
            QSKIP("no git to compare with");
        QCOMPARE(m_git[index].ignored, asked.ignored);
        QCOMPARE(ours.rule, m_git[index].rule);
        QCOMPARE(ours.line, m_git[index].line);
    }

    void randomRulesAgreeWithGit()
    {
        if (m_git.isEmpty())
            QSKIP("no git to compare with");
        const quint64 seed = qEnvironmentVariableIsSet("TIDELINE_SEED") ? qEnvironmentVariable("TIDELINE_SEED").toULongLong() : 1;
        const int count = qEnvironmentVariableIsSet("TIDELINE_SEED") ? 20'000 : 300;
        qInfo("seed %llu", seed);
        SeededRandom random(seed);
        std::vector<Case> cases;
        for (int i = 0; i < count; ++i)
            cases.push_back({"random", randomRules(random), randomPath(random), false});
        const QList<GitAnswer> git = askGitAll(cases);
        QVERIFY(!git.isEmpty());
        for (qsizetype i = 0; i < git.size(); ++i) {
            const IgnoreDecision ours = askUs(cases[std::size_t(i)]);
            QVERIFY2(ours.ignored == git[i].ignored && ours.line == git[i].line,
                     cases[std::size_t(i)].rules + "path " + cases[std::size_t(i)].path + "\nours: " + ours.rule
                         + "\ngit:  " + git[i].rule);
        }
    }

    void theDefaultsIgnoreWhatToolsLeaveBehind_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<bool>("ignored");
        for (const char *folder : {"a/.ipynb_checkpoints", "__pycache__", "x/.venv", "venv", "node_modules"})
            QTest::newRow(folder) << true << true;
        for (const char *file : {"a.txt~", ".a.txt.swp", ".~lock.a.ods#", "~$a.docx", ".#a.txt", "x/a.tmp-tideline", ".DS_Store", "Thumbs.db"})
            QTest::newRow(file) << false << true;
        for (const char *file : {"a.txt", "venv", "swp", ".gitignore", ".tidelineignore", "a~b", "lock"})
            QTest::newRow(file) << false << false;
        QTest::newRow("x/.git") << true << true;
        QTest::newRow(".git") << false << true;  // of a worktree: a path on one machine
        QTest::newRow("x/.github") << true << false;
    }
    void theDefaultsIgnoreWhatToolsLeaveBehind()
    {
        QFETCH(bool, isFolder);
        QFETCH(bool, ignored);
        const IgnoreDecision decision = IgnoreRules().decide(path(QTest::currentDataTag()), isFolder);
        QCOMPARE(decision.ignored, ignored);
        QCOMPARE(decision.source, QByteArray(ignored ? "defaults" : ""));
        QCOMPARE(decision.line > 0, ignored);
    }

    void aDecisionNamesItsRule()
    {
        IgnoreRules rules;
        rules.setFile(path("data/.tidelineignore"), "# raw data\n*.bin\n!small.bin\n");
        QCOMPARE(rules.decide(path("data/x/a.bin"), false), (IgnoreDecision{true, "*.bin", "data/.tidelineignore", 2}));
        QCOMPARE(rules.decide(path("data/small.bin"), false), (IgnoreDecision{false, "!small.bin", "data/.tidelineignore", 3}));
        QCOMPARE(rules.decide(path("a.bin"), false), IgnoreDecision{});
        QCOMPARE(rules.decide(path("data-2/a.bin"), false), IgnoreDecision{});
        QCOMPARE(rules.decide({}, true), IgnoreDecision{});
        QCOMPARE(rules.decide(path("node_modules/x/y"), false).source, QByteArray("defaults"));
    }

    void aDeeperFileWinsAndOursWinsOverGits()
    {
        IgnoreRules rules(IgnoreRules::GitIgnore::Read);
        rules.setFile(path(".tidelineignore"), "*.csv\n!keep.pt\n!venv/\n");
        rules.setFile(path("a/.tidelineignore"), "!*.csv\n");
        rules.setFile(path("a/.gitignore"), "*.csv\n*.pt\n");
        QVERIFY(rules.decide(path("x.csv"), false).ignored);
        QVERIFY(!rules.decide(path("a/x.csv"), false).ignored);
        QVERIFY(rules.decide(path("a/x.pt"), false).ignored);
        QVERIFY(!rules.decide(path("a/keep.pt"), false).ignored);  // ours above beats git's below
        QVERIFY(!rules.decide(path("venv"), true).ignored);        // and the defaults
        rules.setFile(path("a/.tidelineignore"), {});
        QVERIFY(rules.decide(path("a/x.csv"), false).ignored);
    }

    void gitsOwnRulesCountWhereTheProjectSaysSo()
    {
        const TempFolder folder;
        folder.write("a/b/.gitignore", "*.o\n");
        folder.write(".tidelineignore", "secret\n# tideline: read .gitignore\n");
        const auto fs = openPosixFileSystem(folder.path());
        auto rules = readRules(**fs, path("a/b"));
        QVERIFY(rules && rules->isRuleFile(".gitignore"));
        QVERIFY(rules->decide(path("a/b/x.o"), false).ignored && !rules->decide(path("a/x.o"), false).ignored);
        rules->setFile(path(".tidelineignore"), "secret\n");
        QVERIFY(!rules->decide(path("a/b/x.o"), false).ignored);
        rules->setFile(path("a/.tidelineignore"), "# tideline: read .gitignore\n");  // the project's root alone says so
        QVERIFY(!rules->isRuleFile(".gitignore"));
    }

    void ruleFilesAreReadFromTheDisk()
    {
        const TempFolder folder;
        folder.write("a/.tidelineignore", "secret\n");
        folder.write("a/.gitignore", "*.o\n");
        const auto fs = openPosixFileSystem(folder.path());
        IgnoreRules without, with(IgnoreRules::GitIgnore::Read);
        QVERIFY(!without.isRuleFile(".gitignore") && with.isRuleFile(".gitignore") && without.isRuleFile(".tidelineignore"));
        QVERIFY(without.readFolder(**fs, path("a")) && with.readFolder(**fs, path("a")));
        QVERIFY(without.decide(path("a/secret"), false).ignored);
        QVERIFY(!without.decide(path("a/x.o"), false).ignored);
        QVERIFY(with.decide(path("a/x.o"), false).ignored);
        QVERIFY((*fs)->removeFile(path("a/.gitignore")));
        QVERIFY(with.readFolder(**fs, path("a")));
        QVERIFY(!with.decide(path("a/x.o"), false).ignored);
        QVERIFY(with.decide(path("a/secret"), false).ignored);
        folder.write("a/.tidelineignore", QByteArray(kMaxIgnoreFileBytes + 1, 'x'));
        QVERIFY(with.readFolder(**fs, path("a")).error().kind == Error::Kind::Invalid);
        QVERIFY(with.decide(path("a/secret"), false).ignored);
    }

    void aRuleFileThatGoesWhileItIsReadHasNoRules()
    {
        class LateDisk final : public test::ThinDisk {
        public:
            using ThinDisk::ThinDisk;
            Result<std::unique_ptr<ReadFile>> openRead(const RelativePath &path) override
            {
                (void)removeFile(path);
                return ThinDisk::openRead(path);
            }
        };
        const TempFolder folder;
        folder.write("a/.tidelineignore", "secret\n");
        LateDisk disk(*openPosixFileSystem(folder.path()));
        IgnoreRules rules;
        QVERIFY(rules.readFolder(disk, path("a")));
        QVERIFY(!rules.decide(path("a/secret"), false).ignored);
    }

    void aHostilePatternEndsSoon()
    {
        IgnoreRules rules(IgnoreRules::GitIgnore::AsTheProjectSays, {});
        const QByteArray stars = QByteArray("*a").repeated(120), deep = QByteArray("**/a*").repeated(100);
        rules.setFile(path(".tidelineignore"), stars + "b\n" + deep + "/b\n");
        RelativePath at;
        for (int i = 0; i < 15; ++i)
            at = at.child(QByteArray(250, 'a'));
        const test::CpuTimer timer;
        QVERIFY(!rules.decide(at, false).ignored);
        QVERIFY2(timer.elapsedMs() < 2000, qPrintable(QString::number(timer.elapsedMs())));
    }

    void aMillionQuestionsCostLittle()
    {
        const IgnoreRules rules;
        const FolderRules folder = rules.inFolder(path("some/folder/of/a/project"));
        const test::CpuTimer timer;
        int ignored = 0;
        for (int i = 0; i < 1'000'000; ++i)
            ignored += folder.ignores("measurement_0001.parquet", false) ? 1 : 0;
        QCOMPARE(ignored, 0);
        qInfo("%lld ns an entry", timer.elapsedUs() / 1000);
        QVERIFY(timer.elapsedMs() < 5000);  // some 60 ms; the rest is for sanitizers
    }

private:
    static RelativePath path(const char *text) { return *RelativePath::parse(QByteArrayView(text)); }
    QList<GitAnswer> m_git;
};

QTEST_GUILESS_MAIN(IgnoreRulesTest)
#include "ignore_rules_test.moc"
