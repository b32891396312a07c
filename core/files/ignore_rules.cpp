#include "core/files/ignore_rules.h"

#include <ranges>

namespace tideline::files {

namespace {

/// Spaces at the end do not count unless escaped.
QByteArrayView withoutTrailingSpaces(QByteArrayView line)
{
    qsizetype end = 0;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == '\\')
            end = std::min(++i + 1, line.size());
        else if (line[i] != ' ')
            end = i + 1;
    }
    return line.first(end);
}

Result<QByteArray> readWhole(FileSystem &fs, const RelativePath &path)
{
    auto file = fs.openRead(path);
    if (!file)
        return file.error();
    QByteArray text(kMaxIgnoreFileBytes + 1, Qt::Uninitialized);
    const auto got = (*file)->read(0, {text.data(), size_t(text.size())});
    if (!got)
        return got.error();
    if (*got > kMaxIgnoreFileBytes)
        return Error{Error::Kind::Invalid, u"A file of ignore rules is larger than 1 MiB."_s, path.toString(),
                     u"Shorten it."_s};
    text.truncate(*got);
    return text;
}

bool asksForGit(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const qsizetype newline = text.indexOf('\n');
        const QByteArrayView line = newline < 0 ? text : text.first(newline);
        if (line.trimmed() == kReadGitIgnoreLine)
            return true;
        text = newline < 0 ? QByteArrayView() : text.sliced(newline + 1);
    }
    return false;
}

}  // namespace

IgnoreRules::IgnoreRules(GitIgnore gitIgnore, QByteArrayView defaults)
    : m_gitIgnore(gitIgnore), m_defaults(parse(defaults, "defaults", {}))
{
}

bool IgnoreRules::isRuleFile(QByteArrayView name) const
{
    return name == kIgnoreFileName || (readsGit() && name == kGitIgnoreFileName);
}

Result<void> IgnoreRules::readFolder(FileSystem &fs, const RelativePath &folder)
{
    for (const char *name : {kIgnoreFileName, kGitIgnoreFileName}) {
        if (!isRuleFile(name))
            continue;
        const RelativePath path = folder.child(name);
        auto stat = fs.stat(path);
        if (!stat)
            return stat.error();
        if (!*stat || (*stat)->kind != FileKind::File) {  // a link is not followed; git does not, either
            setFile(path, {});
            continue;
        }
        auto text = readWhole(fs, path);
        if (!text && text.error().kind != Error::Kind::NotFound)
            return text.error();
        setFile(path, text ? *text : QByteArray());  // gone since it was looked at
    }
    return {};
}

void IgnoreRules::setFile(const RelativePath &file, QByteArrayView text)
{
    Q_ASSERT(isRuleFile(file.name()));
    const RelativePath folder = file.parent();
    if (folder.isRoot() && file.name() == kIgnoreFileName) {
        m_asksForGit = asksForGit(text);
        if (!readsGit())
            m_git.clear();
    }
    RuleFiles &files = file.name() == kIgnoreFileName ? m_own : m_git;
    RuleFile parsed = parse(text, file.bytes(), folder);
    if (parsed.rules.empty())
        files.erase(folder.bytes());
    else
        files.insert_or_assign(folder.bytes(), std::move(parsed));
}

IgnoreRules::RuleFile IgnoreRules::parse(QByteArrayView text, const QByteArray &source, const RelativePath &folder)
{
    RuleFile file{source, folder.isRoot() ? 0 : folder.bytes().size() + 1, {}, true};
    if (text.startsWith("\xef\xbb\xbf"))
        text = text.sliced(3);
    for (int number = 1; !text.isEmpty(); ++number) {
        const qsizetype newline = text.indexOf('\n');
        QByteArrayView line = newline < 0 ? text : text.first(newline);
        text = newline < 0 ? QByteArrayView() : text.sliced(newline + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (const qsizetype nul = line.indexOf('\0'); nul >= 0)
            line = line.first(nul);
        if (line.startsWith('#'))
            continue;
        line = withoutTrailingSpaces(line);
        if (line.isEmpty())
            continue;
        file.rules.push_back(parseLine(line, number));
        file.onNamesOnly = file.onNamesOnly && file.rules.back().onName;
    }
    return file;
}

IgnoreRules::Rule IgnoreRules::parseLine(QByteArrayView line, int number)
{
    QByteArrayView pattern = line;
    const bool keeps = pattern.startsWith('!');
    if (keeps)
        pattern = pattern.sliced(1);
    const bool foldersOnly = pattern.endsWith('/');
    if (foldersOnly)
        pattern.chop(1);
    const bool onName = !pattern.contains('/');
    if (pattern.startsWith('/'))
        pattern = pattern.sliced(1);
    return {Glob(pattern, onName ? Glob::Against::Name : Glob::Against::Path), keeps, foldersOnly, onName,
            line.toByteArray(), number};
}

FolderRules IgnoreRules::inFolder(const RelativePath &folder) const
{
    FolderRules rules;
    if (!folder.isRoot())
        rules.m_prefix = folder.bytes() + '/';
    for (const RuleFiles *files : {&m_own, &m_git}) {
        if (files->empty())
            continue;
        for (RelativePath at = folder;; at = at.parent()) {
            if (const auto found = files->find(at.bytes()); found != files->end())
                rules.m_files.push_back(&found->second);
            if (at.isRoot())
                break;
        }
    }
    rules.m_files.push_back(&m_defaults);
    return rules;
}

IgnoreDecision IgnoreRules::decide(const RelativePath &path, bool isFolder) const
{
    RelativePath folder;
    IgnoreDecision decision;
    const QList<QByteArray> parts = path.parts();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        decision = inFolder(folder).decide(parts[i], isFolder || i + 1 < parts.size());
        if (decision.ignored)
            break;
        folder = folder.child(parts[i]);
    }
    return decision;
}

FolderRules::Match FolderRules::find(QByteArrayView name, bool isFolder) const
{
    QByteArray path;
    for (const IgnoreRules::RuleFile *file : m_files) {
        if (!file->onNamesOnly && path.isEmpty())
            path = m_prefix + name.toByteArray();
        for (const IgnoreRules::Rule &rule : std::views::reverse(file->rules)) {
            if (rule.foldersOnly && !isFolder)
                continue;
            if (rule.glob.matches(rule.onName ? name : QByteArrayView(path).sliced(file->baseSize)))
                return {file, &rule};
        }
    }
    return {};
}

IgnoreDecision FolderRules::decide(QByteArrayView name, bool isFolder) const
{
    const Match match = find(name, isFolder);
    if (!match.rule)
        return {};
    return {!match.rule->keeps, match.rule->text, match.file->source, match.rule->line};
}

std::vector<IgnoreDecision> FolderRules::all() const
{
    std::vector<IgnoreDecision> rules;
    for (const IgnoreRules::RuleFile *file : m_files) {
        for (const IgnoreRules::Rule &rule : std::views::reverse(file->rules))
            rules.push_back({!rule.keeps, rule.text, file->source, rule.line});
    }
    return rules;
}

bool FolderRules::ignores(QByteArrayView name, bool isFolder) const
{
    const Match match = find(name, isFolder);
    return match.rule && !match.rule->keeps;
}

}  // namespace tideline::files
