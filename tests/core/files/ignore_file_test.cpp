// Rule files of several folders together, judged by git; and rules added to a file.
#include "core/base/random.h"
#include "core/files/ignore_file.h"
#include "tests/core/files/git_ignore.h"
#include "tests/support/temp_folder.h"

#include <QStandardPaths>
#include <QTest>

#include <unistd.h>

using namespace tideline;
using namespace tideline::files;
using namespace tideline::test;

namespace {

using Files = std::vector<std::pair<QByteArray, QByteArray>>;

struct Case {
    const char *name;
    Files files;
    QByteArray path;  ///< ends with '/' for a folder
    bool ignored;
};

// clang-format off
const std::vector<Case> kCases{
    {"a file below adds rules",                        {{"", "*.a\n"}, {"x", "*.b\n"}},                "x/f.b",     true},
    {"and not above",                                  {{"", "*.a\n"}, {"x", "*.b\n"}},                "f.b",       false},
    {"and not beside",                                 {{"x", "*.b\n"}},                               "y/f.b",     false},
    {"the rules above hold below",                     {{"", "*.a\n"}, {"x", "*.b\n"}},                "x/f.a",     true},
    {"below wins over above, keeping",                 {{"", "*.a\n"}, {"x", "!f.a\n"}},               "x/f.a",     false},
    {"below wins over above, ignoring",                {{"", "!f.a\n"}, {"x", "*.a\n"}},               "x/f.a",     true},
    {"what is kept below is kept there alone",         {{"", "*.a\n"}, {"x", "!f.a\n"}},               "y/f.a",     true},
    {"the deepest of three wins",                      {{"", "f\n"}, {"x", "!f\n"}, {"x/y", "f\n"}},   "x/y/f",     true},
    {"the one in the middle holds where it must",      {{"", "f\n"}, {"x", "!f\n"}, {"x/y", "g\n"}},   "x/y/f",     false},
    {"order within a file, then the file above",       {{"", "f\n"}, {"x", "!f\nf\n!f\n"}},            "x/f",       false},
    {"an anchored rule is anchored to its folder",     {{"x", "/f\n"}},                                "x/f",       true},
    {"an anchored rule, a level deeper",               {{"x", "/f\n"}},                                "x/y/f",     false},
    {"a path is counted from its folder",              {{"x", "y/f\n"}},                               "x/y/f",     true},
    {"a path with the folder's own name",              {{"x", "x/f\n"}},                               "x/f",       false},
    {"two stars in front, from its folder",            {{"x", "**/f\n"}},                              "x/y/z/f",   true},
    {"two stars in front, not above its folder",       {{"x", "**/f\n"}},                              "f",         false},
    {"two stars behind, from its folder",              {{"x", "y/**\n"}},                              "x/y/z",     true},
    {"a folder ignored above is not brought back",     {{"", "x/\n"}, {"x", "!f\n"}},                  "x/f",       true},
    {"nor by keeping everything",                      {{"", "x/\n"}, {"x", "!*\n"}},                  "x/y/f",     true},
    {"nor two levels down",                            {{"", "x\n"}, {"x/y", "!f\n"}},                 "x/y/f",     true},
    {"a folder kept again above is entered",           {{"", "x/\n!x/\n"}, {"x", "f\n"}},              "x/g",       false},
    {"its content by a star can be brought back",      {{"", "x/*\n"}, {"x", "!f\n"}},                 "x/f",       false},
    {"others of it cannot",                            {{"", "x/*\n"}, {"x", "!f\n"}},                 "x/g",       true},
    {"a folder within can be brought back",            {{"", "x/*\n"}, {"x", "!y/\n"}},                "x/y/f",     false},
    {"a folder rule below, a file",                    {{"x", "y/\n"}},                                "x/y",       false},
    {"a folder rule below, a folder",                  {{"x", "y/\n"}},                                "x/y/",      true},
    {"a folder rule kept below as a file rule",        {{"", "y/\n"}, {"x", "!y\n"}},                  "x/y/",      false},
    {"the rule file itself can be ignored",            {{"x", "*\n"}},                                 "x/.gitignore", true},
    {"and be brought back",                            {{"x", "*\n!.gitignore\n"}},                    "x/.gitignore", false},
    {"a mark and Windows lines below",                 {{"x", "\xef\xbb\xbf" "f\r\n!g\r\n"}},          "x/f",       true},
    {"an empty file changes nothing",                  {{"", "f\n"}, {"x", "\n# f\n"}},                "x/f",       true},
    {"signs of a pattern in a folder's name",          {{"[x]*", "f\n"}},                              "[x]*/f",    true},
    {"a folder's name is no pattern",                  {{"[x]*", "f\n"}},                              "x/f",       false},
    {"names that begin alike",                         {{"x", "f\n"}},                                 "xy/f",      false},
};
// clang-format on

QByteArray own(const QByteArray &folder)
{
    return folder.isEmpty() ? QByteArray(kIgnoreFileName) : folder + '/' + kIgnoreFileName;
}

/// Our rule files have another name than git's, and so has what is asked of them.
IgnoreDecision askUs(const Files &files, QByteArray path)
{
    IgnoreRules rules(IgnoreRules::GitIgnore::AsTheProjectSays, {});
    for (const auto &[folder, text] : files)
        rules.setFile(*RelativePath::parse(own(folder)), QByteArray(text).replace(".gitignore", kIgnoreFileName));
    path.replace(".gitignore", kIgnoreFileName);
    const bool isFolder = path.endsWith('/');
    return rules.decide(*RelativePath::parse(isFolder ? path.chopped(1) : path), isFolder);
}

QByteArray pick(SeededRandom &random, const QList<QByteArray> &from)
{
    return from[qsizetype(random.below(quint64(from.size())))];
}

QByteArray randomRules(SeededRandom &random)
{
    QByteArray rules;
    for (quint64 line = 0, lines = 1 + random.below(4); line < lines; ++line) {
        rules += random.below(3) == 0 ? "!" : "";
        rules += pick(random, {"", "", "/", "a/", "**/", "b/**/", "*/"});
        rules += pick(random, {"a", "b", "ab", "*", "a*", "?", "[ab]", "b*", "**"});
        rules += pick(random, {"", "", "/", "/**", "/*"}) + '\n';
    }
    return rules;
}

}  // namespace

class IgnoreFileTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"git"_s).isEmpty())
            return;
        std::vector<GitQuestion> questions;
        for (const Case &one : kCases)
            questions.push_back({one.files, one.path});
        m_git = askGit(questions);
        QVERIFY(!m_git.isEmpty());
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
        const IgnoreDecision ours = askUs(asked.files, asked.path);
        QCOMPARE(ours.ignored, asked.ignored);
        if (m_git.isEmpty())
            QSKIP("no git to compare with");
        QCOMPARE(m_git[index].ignored, asked.ignored);
        QCOMPARE(ours.line, m_git[index].line);
    }

    void randomFilesInSeveralFoldersAgreeWithGit()
    {
        if (m_git.isEmpty())
            QSKIP("no git to compare with");
        const bool given = qEnvironmentVariableIsSet("TIDELINE_SEED");
        const quint64 seed = given ? qEnvironmentVariable("TIDELINE_SEED").toULongLong() : 1;
        qInfo("seed %llu", seed);
        SeededRandom random(seed);
        std::vector<GitQuestion> questions;
        for (int i = 0, count = given ? 20'000 : 300; i < count; ++i) {
            GitQuestion question;
            for (const char *folder : {"", "a", "a/b"}) {
                if (random.below(3) != 0)
                    question.files.emplace_back(folder, randomRules(random));
            }
            question.path = "a/b/" + pick(random, {"a", "b", "ab", "a/b", "b/a/", "ab/"});
            questions.push_back(question);
        }
        const QList<GitAnswer> git = askGit(questions);
        QVERIFY(!git.isEmpty());
        for (qsizetype i = 0; i < git.size(); ++i) {
            const GitQuestion &asked = questions[std::size_t(i)];
            const IgnoreDecision ours = askUs(asked.files, asked.path);
            QByteArray all = "path " + asked.path + "\nours: " + ours.source + ' ' + ours.rule + "\ngit:  " + git[i].rule + '\n';
            for (const auto &[folder, text] : asked.files)
                all += "in " + folder + ":\n" + text;
            QVERIFY2(ours.ignored == git[i].ignored && ours.line == git[i].line && ours.rule == git[i].rule, all);
        }
    }

    void allRulesAreListedInTheOrderInWhichTheyAreAsked()
    {
        IgnoreRules rules(IgnoreRules::GitIgnore::AsTheProjectSays, "d\n");
        rules.setFile(*RelativePath::parse(own("")), "# first\na\n!b\n");
        rules.setFile(*RelativePath::parse(own("x")), "c\n");
        const std::vector<IgnoreDecision> all = rules.inFolder(*RelativePath::parse(QByteArray("x/y"))).all();
        const std::vector<IgnoreDecision> expected{{true, "c", "x/.tidelineignore", 1}, {false, "!b", ".tidelineignore", 3},
                                                   {true, "a", ".tidelineignore", 2}, {true, "d", "defaults", 1}};
        QVERIFY(all == expected);
    }

    void rulesAreAddedOnceAndNothingElseChanges_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("added");
        QTest::newRow("no file") << QByteArray() << QByteArray("*.a\n!b/\n") << 2;
        QTest::newRow("a file") << QByteArray("# mine\nx\n") << QByteArray("# mine\nx\n*.a\n!b/\n") << 2;
        QTest::newRow("no newline at its end") << QByteArray("x") << QByteArray("x\n*.a\n!b/\n") << 2;
        QTest::newRow("one is there") << QByteArray("*.a\nx\n") << QByteArray("*.a\nx\n!b/\n") << 1;
        QTest::newRow("both are there") << QByteArray("*.a\r\n!b/\r\n") << QByteArray("*.a\r\n!b/\r\n") << 0;
        QTest::newRow("Windows lines") << QByteArray("x\r\n") << QByteArray("x\r\n*.a\r\n!b/\r\n") << 2;
    }
    void rulesAreAddedOnceAndNothingElseChanges()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(int, added);
        const TempFolder folder;
        folder.write("x/y", "");
        if (!before.isEmpty())
            folder.write("x/.tidelineignore", before);
        const auto disk = openPosixFileSystem(folder.path());
        const auto done = addRules(**disk, *RelativePath::parse(QByteArray("x")), {"*.a", "!b/"});
        QVERIFY(done);
        QCOMPARE(*done, added);
        QCOMPARE(folder.read("x/.tidelineignore"), after);
        QCOMPARE((*disk)->list(*RelativePath::parse(QByteArray("x")))->size(), std::size_t(2));
        const auto rules = readRules(**disk, *RelativePath::parse(QByteArray("x/z")));
        QVERIFY(rules && rules->decide(*RelativePath::parse(QByteArray("x/z/f.a")), false).ignored);
    }

    void whatIsNoRuleIsNotAdded()
    {
        const TempFolder folder;
        const auto disk = openPosixFileSystem(folder.path());
        for (const QByteArray &line : {QByteArray(), QByteArray("  "), QByteArray("# x"), QByteArray("a\nb"), QByteArray("a\r"), QByteArray("a\0b", 3)})
            QVERIFY(addRules(**disk, {}, {"good", line}).error().kind == Error::Kind::Invalid);
        QVERIFY((*disk)->list({})->empty());
        QVERIFY(::symlink("/etc/hostname", (folder.path().toLocal8Bit() + "/.tidelineignore").constData()) == 0);
        QVERIFY(addRules(**disk, {}, {"good"}).error().kind == Error::Kind::Conflict);
    }

private:
    QList<GitAnswer> m_git;
};

QTEST_GUILESS_MAIN(IgnoreFileTest)
#include "ignore_file_test.moc"
