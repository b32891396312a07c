#include "core/search/file_text.h"

#include "core/search/notebook_text.h"

#include <algorithm>
#include <array>

namespace tideline::search {

namespace {

// Sorted, in lower case.
// clang-format off
constexpr auto kSuffixes = std::to_array<QByteArrayView>({
    "adoc", "awk", "bash", "bat", "bib", "c", "cc", "cfg", "cl", "clj", "cmake", "cmd", "conf", "cpp", "cs", "css", "csv", "cu", "cuh",
    "cxx", "cypher", "dart", "diff", "do", "dot", "ejs", "el", "ex", "exs", "f", "f03", "f90", "f95", "fish", "for", "fs", "geojson",
    "go", "gradle", "graphql", "groovy", "h", "hh", "hpp", "hs", "htm", "html", "hxx", "ini", "ipynb", "j2", "java", "jinja", "jl",
    "js", "json", "jsonl", "jsonld", "jsx", "kt", "kts", "less", "lisp", "log", "lua", "m", "mak", "markdown", "md", "mdx", "mjs", "mk",
    "ml", "mli", "nb", "ndjson", "nf", "nim", "nix", "org", "patch", "php", "pl", "pm", "po", "properties", "proto", "ps1", "psv", "pxd",
    "py", "pyi", "pyx", "qmd", "r", "rb", "rmd", "rnw", "rs", "rst", "s", "sas", "sass", "sbt", "scala", "scss", "sh", "smk", "sql",
    "stan", "sty", "sv", "svelte", "svg", "swift", "tab", "tcl", "tex", "text", "tf", "thrift", "toml", "ts", "tsv", "tsx", "txt", "typ",
    "v", "vb", "vhd", "vhdl", "vim", "vue", "wat", "wdl", "xml", "xsd", "xsl", "yaml", "yml", "zig", "zsh",
});
constexpr auto kNames = std::to_array<QByteArrayView>({
    ".dockerignore", ".editorconfig", ".flake8", ".gitattributes", ".gitignore", ".gitmodules", ".pylintrc", ".rprofile",
    ".tidelineignore", "authors", "changelog", "changes", "citation", "contributing", "copying", "description", "dockerfile",
    "gemfile", "gnumakefile", "install", "jenkinsfile", "justfile", "license", "licence", "makefile", "namespace", "news", "notes",
    "notice", "pipfile", "procfile", "rakefile", "readme", "snakefile", "todo", "vagrantfile",
});
// clang-format on
static_assert(std::ranges::is_sorted(kSuffixes, [](QByteArrayView a, QByteArrayView b) { return std::ranges::lexicographical_compare(a, b); }));

std::optional<std::vector<Passage>> plainPassages(const QByteArray &bytes)
{
    constexpr QByteArrayView mark("\xef\xbb\xbf");
    const QByteArray text = bytes.startsWith(mark) ? bytes.sliced(mark.size()) : bytes;
    return std::vector<Passage>{{text}};
}

}  // namespace

std::optional<store::TextForm> textFormOf(QByteArrayView name)
{
    const QByteArray lower = name.toByteArray().toLower();
    const qsizetype dot = lower.lastIndexOf('.');
    const QByteArrayView suffix = QByteArrayView(lower).sliced(dot + 1);
    if (dot > 0 && suffix == QByteArrayView("ipynb"))
        return store::TextForm::Notebook;
    if (std::ranges::find(kNames, QByteArrayView(lower)) != kNames.end())
        return store::TextForm::Plain;
    if (dot > 0 && std::ranges::find(kSuffixes, suffix) != kSuffixes.end())
        return store::TextForm::Plain;
    return std::nullopt;
}

std::optional<std::vector<Passage>> passagesOf(const QByteArray &bytes, store::TextForm form)
{
    if (bytes.contains('\0') || !bytes.isValidUtf8())
        return std::nullopt;
    return form == store::TextForm::Notebook ? notebookPassages(bytes) : plainPassages(bytes);
}

Result<QByteArray> readWhole(files::FileSystem &disk, const RelativePath &path, qint64 mostBytes)
{
    auto file = disk.openRead(path);
    if (!file)
        return file.error();
    const auto before = (*file)->stat();
    if (!before)
        return before.error();
    if (before->sizeBytes > mostBytes)
        return Error{Error::Kind::Refused, u"The file is too large to be looked through."_s, path.toString(), {}};
    QByteArray bytes(before->sizeBytes, Qt::Uninitialized);
    const auto got = (*file)->read(0, {bytes.data(), std::size_t(bytes.size())});
    if (!got)
        return got.error();
    if (*got != bytes.size())
        return Error{Error::Kind::Conflict, u"The file is being changed."_s, path.toString(), {}};
    return bytes;
}

}  // namespace tideline::search
