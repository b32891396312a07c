// Two texts: a file of ignore rules, and a path in its folder, with a '/' at the end for a folder.
#include "core/files/ignore_rules.h"
#include "tests/fuzz/law.h"
#include "tests/fuzz/wildmatch.h"

using namespace tideline;
using namespace tideline::files;
using tideline::fuzz::law;
using tideline::fuzz::Wildmatch;

namespace {

RelativePath pathOf(const QByteArray &bytes)
{
    return *RelativePath::parse(bytes);
}

/// The answer by the rules' definition (gitignore(5)): the last line that matches, per part of the path from the top.
IgnoreDecision byDefinition(QByteArray text, const RelativePath &path, bool isFolder)
{
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    RelativePath entry;
    for (const QByteArray &name : path.parts()) {
        entry = entry.child(name);
        const bool folder = isFolder || entry != path;
        IgnoreDecision decision;
        int number = 0;
        for (QByteArray line : text.split('\n')) {
            ++number;
            if (line.endsWith('\r'))
                line.chop(1);
            if (const qsizetype nul = line.indexOf('\0'); nul >= 0)
                line.truncate(nul);
            qsizetype end = 0;
            for (qsizetype i = 0; i < line.size(); ++i) {
                if (line[i] == '\\' && i + 1 < line.size())
                    end = ++i + 1;
                else if (line[i] != ' ')
                    end = i + 1;
            }
            const QByteArray rule = line.startsWith('#') ? QByteArray() : line.first(end);
            QByteArray pattern = rule.startsWith('!') ? rule.mid(1) : rule;
            const bool folders = pattern.endsWith('/');
            pattern.chop(folders ? 1 : 0);
            const bool onName = !pattern.contains('/');
            if (pattern.startsWith('/'))
                pattern.remove(0, 1);
            if (pattern.isEmpty() || (folders && !folder))
                continue;
            if (Wildmatch(pattern, onName ? name : entry.bytes(), !onName).matches())
                decision = {!rule.startsWith('!'), rule, kIgnoreFileName, number};
        }
        if (decision.ignored || entry == path)
            return decision;
    }
    return {};
}

/// A pattern that means these bytes and no others.
QByteArray literally(const QByteArray &bytes)
{
    QByteArray pattern;
    for (const char c : bytes)
        pattern.append(c == '/' ? "" : "\\").append(c);
    return pattern;
}

void checkLastLine(IgnoreRules &rules, const QByteArray &text, const RelativePath &path, bool isFolder)
{
    const RelativePath file = pathOf(kIgnoreFileName);
    const bool lies = rules.decide(path.parent(), true).ignored;
    rules.setFile(file, text + "\n!/" + literally(path.bytes()));
    law(rules.decide(path, isFolder).ignored == lies, "the last line keeps an entry, but in an ignored folder");
    rules.setFile(file, text + "\n/" + literally(path.bytes()));
    law(rules.decide(path, isFolder).ignored, "the last line ignores an entry");
    rules.setFile(file, {});
    law(rules.decide(path, isFolder) == IgnoreDecision{}, "no rules, no answer");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    auto [text, bytes] = fuzz::parts<2>(data, size);
    const bool isFolder = bytes.endsWith('/');
    bytes.chop(isFolder ? 1 : 0);
    if (text.size() > 600 || bytes.size() > 200)
        return 0;  // for the definition's sake, which takes time
    const Result<RelativePath> path = RelativePath::parse(bytes);
    if (!path || path->isRoot())
        return 0;

    IgnoreRules rules(IgnoreRules::GitIgnore::Read, {});
    rules.setFile(pathOf(kIgnoreFileName), text);
    const IgnoreDecision decision = rules.decide(*path, isFolder);
    law(decision == byDefinition(text, *path, isFolder), "a decision is what the rules' definition says");
    law(rules.inFolder(path->parent()).ignores(path->name(), isFolder)
            == rules.inFolder(path->parent()).decide(path->name(), isFolder).ignored,
        "the short answer is the long one's");
    if (decision.ignored && isFolder)
        law(rules.decide(path->child("x"), false) == decision, "what lies in an ignored folder is ignored, for its reason");

    IgnoreRules git(IgnoreRules::GitIgnore::Read, {});
    git.setFile(pathOf(kGitIgnoreFileName), text);
    IgnoreDecision other = git.decide(*path, isFolder);
    law(other.source == (other.line > 0 ? kGitIgnoreFileName : ""), "a decision names its file");
    other.source = decision.source;
    law(other == decision, "the rules mean the same in both files");

    if (const Result<RelativePath> deeper = RelativePath::parse("a[/" + bytes)) {
        IgnoreRules below(IgnoreRules::GitIgnore::AsTheProjectSays, {});
        below.setFile(pathOf(QByteArray("a[/") + kIgnoreFileName), text);
        other = below.decide(*deeper, isFolder);
        other.source = decision.source;
        law(other == decision, "rules are about what lies below their folder, wherever that is");
    }
    if (!bytes.contains('\n') && !bytes.contains('\r'))
        checkLastLine(rules, text, *path, isFolder);
    return 0;
}
