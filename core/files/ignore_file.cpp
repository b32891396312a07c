#include "core/files/ignore_file.h"

namespace tideline::files {

namespace {

constexpr char kTemporaryName[] = ".tidelineignore.tmp-tideline";  // which the defaults ignore

struct RuleText {
    std::optional<FileStat> stat;
    QByteArray text;
};

Result<RuleText> readText(FileSystem &disk, const RelativePath &path)
{
    auto stat = disk.stat(path);
    if (!stat)
        return stat.error();
    if (!*stat)
        return RuleText{};
    if ((*stat)->kind != FileKind::File)
        return Error{Error::Kind::Conflict, u"The place of the ignore rules is taken by something that is no file."_s,
                     path.toString(), u"Move it away."_s};
    if ((*stat)->sizeBytes > kMaxIgnoreFileBytes)
        return Error{Error::Kind::Invalid, u"A file of ignore rules is larger than 1 MiB."_s, path.toString(), u"Shorten it."_s};
    auto file = disk.openRead(path);
    if (!file)
        return file.error();
    RuleText read{*stat, QByteArray(qsizetype((*stat)->sizeBytes), Qt::Uninitialized)};
    const auto got = (*file)->read(0, {read.text.data(), std::size_t(read.text.size())});
    if (!got)
        return got.error();
    read.text.truncate(*got);
    return read;
}

Result<void> replace(FileSystem &disk, const RelativePath &path, const RuleText &held, const QByteArray &text)
{
    const RelativePath temporary = path.parent().child(kTemporaryName);
    if (auto removed = disk.removeFile(temporary); !removed && removed.error().kind != Error::Kind::NotFound)
        return removed;
    {
        auto file = disk.create(temporary);
        if (!file)
            return file.error();
        if (auto written = (*file)->write(0, text); !written)
            return written;
        if (auto synced = (*file)->sync(); !synced)
            return synced;
    }
    auto now = disk.stat(path);
    if (!now || *now != held.stat) {
        (void)disk.removeFile(temporary);
        return now ? Error{Error::Kind::Conflict, u"The ignore rules were written to meanwhile."_s, path.toString(), u"Try again."_s}
                   : now.error();
    }
    if (auto renamed = disk.rename(temporary, path, held.stat ? IfExists::Replace : IfExists::Fail); !renamed) {
        (void)disk.removeFile(temporary);
        return renamed;
    }
    return disk.syncFolder(path.parent());
}

Result<void> checkLines(const QByteArrayList &lines)
{
    for (const QByteArray &line : lines) {
        if (line.contains('\n') || line.contains('\r') || line.contains('\0') || line.trimmed().isEmpty()
            || (line.startsWith('#') && line != kReadGitIgnoreLine))
            return Error{Error::Kind::Invalid, u"This is no rule: it is empty, a comment, or more than one line."_s,
                         QString::fromUtf8(line), u"A name that begins with # is written \\#name."_s};
    }
    return {};
}

struct Longer {
    QByteArray text;
    qsizetype added = 0;
};

/// The text of a rule file with those of the lines that it has not.
Longer withLines(const QByteArray &held, const QByteArrayList &lines)
{
    Longer longer{held, 0};
    const QByteArray newline = held.contains("\r\n") ? "\r\n" : "\n";
    if (!held.isEmpty() && !held.endsWith('\n'))
        longer.text += newline;
    QByteArrayList known = longer.text.split('\n');
    for (QByteArray &line : known) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    for (const QByteArray &line : lines) {
        if (known.contains(line))
            continue;
        known += line;
        longer.text += line + newline;
        ++longer.added;
    }
    return longer;
}

}  // namespace

Result<IgnoreRules> readRules(FileSystem &disk, const RelativePath &folder)
{
    IgnoreRules rules;
    RelativePath at;
    const QList<QByteArray> parts = folder.parts();
    for (qsizetype i = 0;; ++i) {
        auto read = rules.readFolder(disk, at);
        if (!read && read.error().kind != Error::Kind::NotFound)
            return tideline::at(read.error(), at.toString());
        if (i == parts.size())
            return rules;
        at = at.child(parts[i]);
    }
}

Result<IgnoreRules> tryRules(FileSystem &disk, const RelativePath &folder, const QByteArrayList &lines)
{
    if (auto good = checkLines(lines); !good)
        return good.error();
    auto rules = readRules(disk, folder);
    if (!rules)
        return rules;
    const RelativePath path = RelativePath().child(kIgnoreFileName);
    const auto held = readText(disk, path);
    if (!held)
        return held.error();
    rules->setFile(path, withLines(held->text, lines).text);
    return rules;
}

Result<qsizetype> addRules(FileSystem &disk, const RelativePath &folder, const QByteArrayList &lines)
{
    if (auto good = checkLines(lines); !good)
        return good.error();
    const RelativePath path = folder.child(kIgnoreFileName);
    auto held = readText(disk, path);
    if (!held)
        return held.error();
    const Longer longer = withLines(held->text, lines);
    if (longer.added == 0)
        return longer.added;
    if (auto done = replace(disk, path, *held, longer.text); !done)
        return done.error();
    return longer.added;
}

}  // namespace tideline::files
