#include "app/session/formats/code_syntax.h"

#include "core/base/result.h"

#include <algorithm>
#include <array>

namespace tideline::session {

namespace {

constexpr std::array kPythonQuotes{Quote{u"\"\"\"", true, true}, Quote{u"'''", true, true}, Quote{u"\"", false, true},
                                   Quote{u"'", false, true}};
constexpr std::array kRQuotes{Quote{u"\"", true, true}, Quote{u"'", true, true}, Quote{u"`", false, false}};
constexpr std::array kSqlQuotes{Quote{u"'", true, false}, Quote{u"\"", true, false}, Quote{u"`", false, false}};
constexpr std::array kJsonQuotes{Quote{u"\"", false, true}};
constexpr std::array kYamlQuotes{Quote{u"\"", true, true}, Quote{u"'", true, false}};
constexpr std::array kTomlQuotes{Quote{u"\"\"\"", true, true}, Quote{u"'''", true, false}, Quote{u"\"", false, true},
                                 Quote{u"'", false, false}};
constexpr std::array kShellQuotes{Quote{u"\"", true, true}, Quote{u"'", true, false}, Quote{u"`", true, true}};
constexpr std::array kCppQuotes{Quote{u"\"", false, true}, Quote{u"'", false, true}};

// clang-format off
const std::array<Syntax, 9> kSyntaxes{{
    {},
    {.language = Language::Python, .name = "Python",
     .keywords = u"False None True and as assert async await break case class continue def del elif else except finally for from "
                 u"global if import in is lambda match nonlocal not or pass raise return try while with yield",
     .types = u"bool bytearray bytes complex dict float frozenset int list object self cls set str tuple type",
     .prefixes = u"rRbBuUfF", .quotes = kPythonQuotes, .comment = u"#", .traits = Decorators | Calls},
    {.language = Language::R, .name = "R",
     .keywords = u"break else FALSE for function if in Inf NA NA_character_ NA_complex_ NA_integer_ NA_real_ NaN next NULL repeat "
                 u"return TRUE while",
     .types = u"character complex data.frame double factor integer list logical matrix numeric vector",
     .wordMarks = u".", .quotes = kRQuotes, .comment = u"#", .traits = RRaw | Calls | PercentOperators},
    {.language = Language::Sql, .name = "SQL",
     .keywords = u"add all alter analyze and any as asc attach begin between by cascade case check collate column commit conflict "
                 u"constraint copy create cross current database default delete desc distinct do drop else end escape except "
                 u"exists explain fetch filter first following for foreign from full function grant group having if ignore in "
                 u"index inner insert intersect into is isnull join key lateral left like limit materialized natural not nothing "
                 u"notnull null nulls of offset on only or order outer over partition pragma preceding primary procedure "
                 u"qualify range recursive references rename replace restrict returning returns revoke right rollback row rows "
                 u"sample schema select set show some table tablesample temp temporary then to transaction trigger true false "
                 u"truncate unbounded union unique update use using vacuum values view virtual when where window with without",
     .types = u"array bigint binary bit blob boolean bytea char character date datetime decimal double float int integer interval "
              u"json jsonb numeric real serial smallint string struct text time timestamp timestamptz tinyint uuid varchar",
     .prefixes = u"eEnNxXbB", .quotes = kSqlQuotes, .comment = u"--", .commentOpen = u"/*", .commentClose = u"*/",
     .commentsNest = true, .traits = FoldsCase | DollarQuotes | Calls},
    {.language = Language::Json, .name = "JSON", .keywords = u"false Infinity NaN null true", .quotes = kJsonQuotes,
     .comment = u"//", .commentOpen = u"/*", .commentClose = u"*/", .traits = StringKeys},
    {.language = Language::Yaml, .name = "YAML",
     .keywords = u"false False FALSE no No NO null Null NULL off Off OFF on On ON true True TRUE yes Yes YES",
     .wordMarks = u".-/'", .quotes = kYamlQuotes, .comment = u"#", .traits = SpacedComments | StringKeys | Indented},
    {.language = Language::Toml, .name = "TOML", .keywords = u"false inf nan true", .wordMarks = u"-", .quotes = kTomlQuotes,
     .comment = u"#", .traits = EqualsKeys},
    {.language = Language::Shell, .name = "Shell",
     .keywords = u"break case continue coproc do done elif else esac eval exec exit export fi for function if in local readonly "
                 u"return select set shift source then time trap typeset declare unset until while",
     .types = u"alias cd command echo printf pwd read test true false type ulimit umask wait",
     .wordMarks = u"-./", .quotes = kShellQuotes, .comment = u"#", .traits = SpacedComments | Variables | HereDocuments},
    {.language = Language::Cpp, .name = "C++",
     .keywords = u"alignas alignof asm break case catch class co_await co_return co_yield concept const const_cast consteval constexpr "
                 u"constinit continue decltype default delete do dynamic_cast else enum explicit export extern false final for "
                 u"friend goto if inline mutable namespace new noexcept nullptr operator override private protected public "
                 u"register reinterpret_cast requires return sizeof static static_assert static_cast struct switch template "
                 u"this thread_local throw true try typedef typeid typename union using virtual volatile while NULL",
     .types = u"auto bool char char16_t char32_t char8_t double float int int16_t int32_t int64_t int8_t long ptrdiff_t short signed "
              u"size_t ssize_t std string string_view uint16_t uint32_t uint64_t uint8_t unsigned vector void wchar_t",
     .prefixes = u"LuU8R", .quotes = kCppQuotes, .comment = u"//", .commentOpen = u"/*", .commentClose = u"*/",
     .traits = Directives | CppRaw | Calls},
}};

struct Name {
    const char *word;
    Language language;
};
/// Suffixes, whole names of files, what kernels and Markdown call them, and what stands behind #!.
constexpr std::array kNames{
    Name{"py", Language::Python}, Name{"pyw", Language::Python}, Name{"pyi", Language::Python}, Name{"pyx", Language::Python},
    Name{"python", Language::Python}, Name{"python3", Language::Python}, Name{"python2", Language::Python},
    Name{"ipython", Language::Python}, Name{"ipython3", Language::Python}, Name{"snakefile", Language::Python},
    Name{"smk", Language::Python}, Name{"sage", Language::Python},
    Name{"r", Language::R}, Name{"rprofile", Language::R}, Name{"rscript", Language::R}, Name{"ir", Language::R},
    Name{"sql", Language::Sql}, Name{"ddl", Language::Sql}, Name{"dml", Language::Sql}, Name{"psql", Language::Sql},
    Name{"sqlite", Language::Sql}, Name{"postgresql", Language::Sql}, Name{"mysql", Language::Sql},
    Name{"json", Language::Json}, Name{"json5", Language::Json}, Name{"jsonc", Language::Json}, Name{"geojson", Language::Json},
    Name{"topojson", Language::Json}, Name{"jsonl", Language::Json}, Name{"ndjson", Language::Json},
    Name{"webmanifest", Language::Json},
    Name{"yaml", Language::Yaml}, Name{"yml", Language::Yaml}, Name{"cff", Language::Yaml}, Name{"dvc", Language::Yaml},
    Name{"toml", Language::Toml}, Name{"pipfile", Language::Toml}, Name{"poetry.lock", Language::Toml},
    Name{"cargo.lock", Language::Toml}, Name{"uv.lock", Language::Toml},
    Name{"sh", Language::Shell}, Name{"bash", Language::Shell}, Name{"zsh", Language::Shell}, Name{"ksh", Language::Shell},
    Name{"dash", Language::Shell}, Name{"shell", Language::Shell}, Name{"bashrc", Language::Shell},
    Name{"profile", Language::Shell}, Name{"envrc", Language::Shell}, Name{"slurm", Language::Shell},
    Name{"c", Language::Cpp}, Name{"cc", Language::Cpp}, Name{"cpp", Language::Cpp}, Name{"cxx", Language::Cpp},
    Name{"c++", Language::Cpp}, Name{"h", Language::Cpp}, Name{"hh", Language::Cpp}, Name{"hpp", Language::Cpp},
    Name{"hxx", Language::Cpp}, Name{"cu", Language::Cpp}, Name{"cuh", Language::Cpp}, Name{"ino", Language::Cpp},
    Name{"stan", Language::Cpp}, Name{"xcpp11", Language::Cpp}, Name{"xcpp14", Language::Cpp}, Name{"xcpp17", Language::Cpp},
};
// clang-format on

using Words = QHash<QString, preview::Style>;

std::array<Words, kSyntaxes.size()> allWords()
{
    std::array<Words, kSyntaxes.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (QStringView word : QStringView(kSyntaxes[i].keywords).split(u' ', Qt::SkipEmptyParts))
            all[i][word.toString()] = preview::Style::Keyword;
        for (QStringView word : QStringView(kSyntaxes[i].types).split(u' ', Qt::SkipEmptyParts))
            all[i][word.toString()] = preview::Style::Type;
    }
    return all;
}

}  // namespace

const Syntax &syntaxOf(Language language)
{
    return kSyntaxes[std::size_t(language)];
}

const preview::Style *styleOfWord(const Syntax &syntax, QStringView word)
{
    static const std::array<Words, kSyntaxes.size()> all = allWords();
    constexpr qsizetype longest = 24;
    if (word.size() > longest)
        return nullptr;
    const Words &words = all[std::size_t(syntax.language)];
    const auto it = words.constFind(syntax.has(FoldsCase) ? word.toString().toLower() : word.toString());
    return it == words.cend() ? nullptr : &*it;
}

Language languageNamed(QStringView word)
{
    const auto it = std::ranges::find_if(kNames, [&](const Name &name) { return word.compare(QLatin1StringView(name.word), Qt::CaseInsensitive) == 0; });
    return it == kNames.end() ? Language::None : it->language;
}

Language languageOf(const QString &name, QByteArrayView head)
{
    for (QStringView part : {QStringView(name), QStringView(name).sliced(name.lastIndexOf(u'.') + 1)}) {
        const Language language = languageNamed(part);
        if (language != Language::None)
            return language;
    }
    if (!head.startsWith("#!"))
        return Language::None;
    const qsizetype newline = head.indexOf('\n');
    const QString line = QString::fromLatin1(head.first(newline < 0 ? std::min<qsizetype>(head.size(), 256) : newline)).simplified();
    for (const QString &word : line.split(u' ')) {
        QString program = word.sliced(word.lastIndexOf(u'/') + 1);
        while (!program.isEmpty() && (program.back().isDigit() || program.back() == u'.'))
            program.chop(1);  // python3.11
        const Language language = languageNamed(program);
        if (language != Language::None)
            return language;
    }
    return Language::None;
}

QString nameOf(Language language)
{
    return QString::fromLatin1(syntaxOf(language).name);
}

}  // namespace tideline::session
