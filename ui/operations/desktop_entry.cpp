#include "ui/operations/desktop_entry.h"

#include <QHash>
#include <QUrl>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
/// Escapes of values of type string.
QString unescaped(const QString &value)
{
    static const QHash<QChar, QChar> kEscapes{{u's', u' '}, {u'n', u'\n'}, {u't', u'\t'}, {u'r', u'\r'}, {u'\\', u'\\'}};
    QString text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == u'\\' && i + 1 < value.size() && kEscapes.contains(value[i + 1]))
            text += kEscapes.value(value[++i]);
        else
            text += value[i];
    }
    return text;
}

/// "de_DE", then "de", then without.
QString localised(const QHash<QString, QString> &keys, const QString &key, const QString &locale)
{
    for (const QString &suffix : {u"[%1]"_s.arg(locale), u"[%1]"_s.arg(locale.section(u'_', 0, 0)), QString()}) {
        if (const auto found = keys.constFind(key + suffix); found != keys.constEnd())
            return unescaped(*found);
    }
    return {};
}

QHash<QString, QString> keysOf(const QByteArray &content)
{
    QHash<QString, QString> keys;
    bool inside = false;
    const QStringList lines = QString::fromUtf8(content).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'['))
            inside = line.trimmed() == u"[Desktop Entry]";
        const qsizetype equals = line.indexOf(u'=');
        if (inside && equals > 0 && !line.startsWith(u'#'))
            keys.insert(line.left(equals).trimmed(), line.mid(equals + 1).trimmed());
    }
    return keys;
}

/// Cut at spaces outside of quotes. nullopt: a quote is not closed.
std::optional<QStringList> words(const QString &exec)
{
    QStringList found;
    QString word;
    bool quoted = false, any = false;
    for (qsizetype i = 0; i < exec.size(); ++i) {
        const QChar c = exec[i];
        if (quoted && c == u'\\' && i + 1 < exec.size()) {
            word += exec[++i];
        } else if (c == u'"') {
            quoted = !quoted;
            any = true;
        } else if (c.isSpace() && !quoted) {
            if (any || !word.isEmpty())
                found.append(std::exchange(word, {}));
            any = false;
        } else {
            word += c;
        }
    }
    if (any || !word.isEmpty())
        found.append(word);
    return quoted ? std::nullopt : std::optional(found);
}

QString asUri(const QString &file)
{
    return QString::fromLatin1(QUrl::fromLocalFile(file).toEncoded());
}

/// A word's codes that stand for one thing; those of files are of `file`.
QString filled(const QString &word, const DesktopEntry &entry, const QString &file)
{
    QString text;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (word[i] != u'%' || i + 1 == word.size()) {
            text += word[i];
            continue;
        }
        switch (word[++i].unicode()) {
        case u'%': text += u'%'; break;
        case u'f': text += file; break;
        case u'u': text += asUri(file); break;
        case u'c': text += entry.name; break;
        case u'k': text += entry.file; break;
        default: break;  // codes that are no longer used
        }
    }
    return text;
}

QStringList command(const DesktopEntry &entry, const QStringList &parts, const QStringList &files)
{
    QStringList made;
    for (const QString &part : parts) {
        if (part == u"%F") {
            made += files;
        } else if (part == u"%U") {
            for (const QString &file : files)
                made.append(asUri(file));
        } else if (part == u"%i") {
            if (!entry.icon.isEmpty())
                made += {u"--icon"_s, entry.icon};
        } else if (const QString text = filled(part, entry, files.value(0)); !text.isEmpty() || !part.startsWith(u'%')) {
            made.append(text);
        }
    }
    return made;
}
}  // namespace

std::optional<DesktopEntry> parseDesktopEntry(const QByteArray &content, const QString &id, const QString &file, const QString &locale)
{
    const QHash<QString, QString> keys = keysOf(content);
    const auto isTrue = [&](const QString &key) { return keys.value(key) == u"true"; };
    DesktopEntry entry;
    entry.id = id;
    entry.file = file;
    entry.name = localised(keys, u"Name"_s, locale);
    entry.icon = localised(keys, u"Icon"_s, locale);
    entry.exec = unescaped(keys.value(u"Exec"_s));
    entry.tryExec = unescaped(keys.value(u"TryExec"_s));
    entry.path = unescaped(keys.value(u"Path"_s));
    entry.mimeTypes = keys.value(u"MimeType"_s).split(u';', Qt::SkipEmptyParts);
    entry.terminal = isTrue(u"Terminal"_s);
    entry.noDisplay = isTrue(u"NoDisplay"_s);
    entry.hidden = isTrue(u"Hidden"_s);
    if (entry.hidden)
        return entry;
    if (keys.value(u"Type"_s) != u"Application" || entry.name.isEmpty() || entry.exec.isEmpty())
        return std::nullopt;
    return entry;
}

QList<QStringList> commandsOf(const DesktopEntry &entry, const QStringList &files)
{
    const auto parts = words(entry.exec);
    if (!parts || parts->isEmpty())
        return {};
    QList<QStringList> commands;
    if (files.size() < 2 || parts->contains(u"%F"_s) || parts->contains(u"%U"_s)) {
        commands.append(command(entry, *parts, files));
    } else {
        for (const QString &file : files)
            commands.append(command(entry, *parts, {file}));
    }
    return commands;
}

}  // namespace tideline::ui
