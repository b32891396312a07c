// Colours of code.
#include "app/session/formats/code_lexer.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "tests/support/cpu_timer.h"

#include <QHash>
#include <QTest>

#include <array>

using namespace tideline;
using namespace tideline::session;
using preview::Span;
using preview::Style;

namespace {

/// The text with its spans in brackets: "<K:def> <F:f>()".
QString marked(QStringView text, const std::vector<Span> &spans)
{
    static const QHash<int, QChar> letters{
        {int(Style::Keyword), u'K'}, {int(Style::Type), u'T'},    {int(Style::Function), u'F'}, {int(Style::Text), u'S'},  {int(Style::Number), u'N'},
        {int(Style::Comment), u'C'}, {int(Style::Operator), u'O'}, {int(Style::Key), u'Y'},      {int(Style::Markup), u'M'},
    };
    QString out;
    qsizetype at = 0;
    for (const Span &span : spans) {
        if (span.start < at || span.length <= 0 || span.start + span.length > text.size())
            return u"spans overlap, are empty, or out of the text"_s;
        out += text.sliced(at, span.start - at);
        out += u"<%1:%2>"_s.arg(letters.value(int(span.style), u'?')).arg(text.sliced(span.start, span.length));
        at = span.start + span.length;
    }
    return out.append(text.sliced(at));
}

QString marked(const QString &text, Language language)
{
    return marked(text, spansOf(text, language));
}

constexpr std::array kLanguages{Language::Python, Language::R,    Language::Sql,   Language::Json,
                                Language::Yaml,   Language::Toml, Language::Shell, Language::Cpp};

}  // namespace

class CodeLexerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wordsAreToldApart_data()
    {
        QTest::addColumn<Language>("language");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, Language language, const char *text, const char *expected) {
            QTest::newRow(name) << language << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        // clang-format off
        row("python: a function", Language::Python, "def f(x=1.5e-3):  # why\n    return None",
            "<K:def> <F:f>(x<O:=><N:1.5e-3>):  <C:# why>\n    <K:return> <K:None>");
        row("python: strings and their prefixes", Language::Python, "a = rb'\\'x' + f\"y\" + 'open\nb", "a <O:=> <S:rb'\\'x'> <O:+> <S:f\"y\"> <O:+> <S:'open>\nb");
        row("python: a string over lines", Language::Python, "s = \"\"\"one\n\"two\" # no\n\"\"\" + x", "s <O:=> <S:\"\"\"one\n\"two\" # no\n\"\"\"> <O:+> x");
        row("python: decorators, and @ between matrices", Language::Python, "@app.get('/')\na @ b", "<M:@app.get>(<S:'/'>)\na @ b");
        row("python: no number within a name", Language::Python, "x1 = 0xFF_FF", "x1 <O:=> <N:0xFF_FF>");
        row("R: names with dots, raw strings, operators", Language::R, "is.na(x) %in% r\"(a\"b)\" # c", "<F:is.na>(x) <O:%in%> <S:r\"(a\"b)\"> <C:# c>");
        row("R: dashes around raw strings", Language::R, "r\"--[a]\" ]--\" + 1L", "<S:r\"--[a]\" ]--\"> <O:+> <N:1L>");
        row("SQL: any case", Language::Sql, "Select count(*) FROM t -- all\nwhere a = 'it''s'", "<K:Select> <F:count>(<O:*>) <K:FROM> t <C:-- all>\n<K:where> a <O:=> <S:'it''s'>");
        row("SQL: comments in comments", Language::Sql, "/* a /* b */ c */ 1", "<C:/* a /* b */ c */> <N:1>");
        row("SQL: dollar quotes", Language::Sql, "AS $body$ select $1 $body$;", "<K:AS> <S:$body$ select $1 $body$>;");
        row("JSON: keys and values", Language::Json, "{\"a\" : \"b\\\"c\", \"d\": [-1.5, true]}", "{<Y:\"a\"> : <S:\"b\\\"c\">, <Y:\"d\">: [<O:-><N:1.5>, <K:true>]}");
        row("YAML: keys, values, comments", Language::Yaml, "a: 1 # c\n- b: 'x: y'\n  c#d: it's no string", "<Y:a><O::> <N:1> <C:# c>\n<O:-> <Y:b><O::> <S:'x: y'>\n  <Y:c#d><O::> it's no string");
        row("YAML: a block by its indentation", Language::Yaml, "a: |\n  # text\n\n  b: c\nd: yes", "<Y:a><O::> <M:|>\n<S:  # text\n\n  b: c\n><Y:d><O::> <K:yes>");
        row("YAML: anchors, tags, documents", Language::Yaml, "---\na: &x !t b\nc: *x", "<M:--->\n<Y:a><O::> <M:&x> <T:!t> b\n<Y:c><O::> <M:*x>");
        row("TOML: sections, keys, values", Language::Toml, "[tool.x]\na-b = \"c\" # d\nq = '''\n'x\n'''", "<T:[tool.x]>\n<Y:a-b ><O:=> <S:\"c\"> <C:# d>\n<Y:q ><O:=> <S:'''\n'x\n'''>");
        row("shell: variables, comments, strings", Language::Shell, "if [ $# = 1 ]; then echo \"$a\" ${b#c} # d\nfi", "<K:if> [ <Y:$># <O:=> <N:1> ]; <K:then> <T:echo> <S:\"$a\"> <Y:${b>#c} <C:# d>\n<K:fi>");
        row("shell: here documents", Language::Shell, "cat <<'END' | x\n$a 'b\nEND\necho", "cat <M:<<'END'> <O:|> x\n<S:$a 'b\n><M:END>\n<T:echo>");
        row("shell: here documents behind tabs", Language::Shell, "cat <<-E\n\ta\n\tE\nfi", "cat <M:<<-E>\n<S:\ta\n><M:\tE>\n<K:fi>");
        row("C++: directives, raw strings, characters", Language::Cpp, "#include <map> \nauto s = u8R\"x(a)\")x\"; c = '\\''; // d", "<M:#include> <S:<map> >\n<T:auto> s <O:=> <S:u8R\"x(a)\")x\">; c <O:=> <S:'\\''>; <C:// d>");
        row("C++: comments do not nest", Language::Cpp, "/* a /* b */ int 1'000'000u", "<C:/* a /* b */> <T:int> <N:1'000'000u>");
        // clang-format on
    }

    void wordsAreToldApart()
    {
        QFETCH(Language, language);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        QCOMPARE(marked(text, language), expected);
    }

    void whatHasNoEndIsColouredToTheEnd()
    {
        QCOMPARE(marked(u"x = '''a\nb"_s, Language::Python), u"x <O:=> <S:'''a\nb>"_s);
        QCOMPARE(marked(u"/* a"_s, Language::Cpp), u"<C:/* a>"_s);
        QCOMPARE(marked(u"\"a\\"_s, Language::Json), u"<S:\"a\\>"_s);
    }

    void piecesThatBeginWithLinesGiveTheSpansOfTheWhole()
    {
        const quint64 seed = systemRandom().next();
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        SeededRandom random(seed);
        const QStringList parts{u"\""_s, u"'"_s,  u"\"\"\""_s, u"'''"_s, u"`"_s,    u"/*"_s,  u"*/"_s, u"//"_s,  u"#"_s,  u"--"_s,    u"\n"_s,    u"\n  "_s, u"<<E"_s, u"\nE\n"_s,
                                u"\\"_s, u"$x$"_s, u"R\"a("_s,  u")a\""_s, u"r\"-("_s, u")-\""_s, u"k: "_s, u"|\n"_s, u"- "_s, u"word "_s, u"1.5 "_s, u"@f "_s,  u"%"_s,   u"="_s,
                                u"["_s,  u"]"_s,  u"{"_s,      u": "_s,  u"\U0001F30A"_s};
        for (int round = 0; round < 2000; ++round) {
            QString text;
            for (quint64 i = random.below(60); i > 0; --i)
                text += parts[qsizetype(random.below(quint64(parts.size())))];
            const Language language = kLanguages[random.below(kLanguages.size())];
            const QString whole = marked(text, language);
            LexerState state;
            std::vector<Span> joined;
            for (qsizetype at = 0; at < text.size();) {
                const qsizetype newline = text.indexOf(u'\n', at);
                const qsizetype end = newline < 0 ? text.size() : newline + 1;
                for (Span span : spansOf(QStringView(text).sliced(at, end - at), language, state)) {
                    span.start += int(at);
                    if (!joined.empty() && joined.back().style == span.style && joined.back().start + joined.back().length == span.start)
                        joined.back().length += span.length;
                    else
                        joined.push_back(span);
                }
                at = end;
            }
            QCOMPARE(marked(text, joined), whole);
        }
    }

    void timeGrowsWithTheTextAlone_data()
    {
        QTest::addColumn<QString>("part");
        const QStringList parts{u"\""_s, u"'"_s, u"${"_s, u"$"_s, u"$a"_s, u"%"_s, u"<<E "_s, u"a"_s, u"1"_s, u"/*"_s, u"\"a\" "_s, u" "_s, u"R\"a("_s, u"r\"---"_s, u"["_s, u"a: "_s, u"- "_s,
                                u"#"_s,  u"\\"_s, u"@a."_s, u"'''"_s, u"a=\n"_s, u"\n"_s, u"|"_s, u"|\n"_s};
        for (const QString &part : parts)
            QTest::newRow(qPrintable(part.simplified())) << part;
    }

    void timeGrowsWithTheTextAlone()
    {
        QFETCH(QString, part);
        const QString text = part.repeated(100'000 / part.size());
        const test::CpuTimer timer;
        for (const Language language : kLanguages)
            spansOf(text, language);
        QVERIFY2(timer.elapsedMs() < 2000, qPrintable(u"%1 ms"_s.arg(timer.elapsedMs())));  // quadratic would be minutes
    }

    void aLanguageIsKnownByItsNameOrFirstLine()
    {
        QVERIFY(languageOf(u"model.py"_s, {}) == Language::Python);
        QVERIFY(languageOf(u"plot.r"_s, {}) == Language::R);
        QVERIFY(languageOf(u"environment.yml"_s, {}) == Language::Yaml);
        QVERIFY(languageOf(u"poetry.lock"_s, {}) == Language::Toml);
        QVERIFY(languageOf(u"run"_s, "#!/usr/bin/env -S python3.11 -u\n") == Language::Python);
        QVERIFY(languageOf(u"run"_s, "#! /bin/sh\n") == Language::Shell);
        QVERIFY(languageOf(u"run"_s, "#!/usr/bin/Rscript") == Language::R);
        QVERIFY(languageOf(u"notes.txt"_s, "python") == Language::None);
        QVERIFY(languageNamed(u"IPython3") == Language::Python);
        QVERIFY(languageNamed(u"") == Language::None);
        QCOMPARE(nameOf(Language::Cpp), u"C++"_s);
        QVERIFY(spansOf(u"def f(): pass", Language::None).empty());
    }
};

QTEST_GUILESS_MAIN(CodeLexerTest)
#include "code_lexer_test.moc"
