#include "ui/settings/autostart.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSaveFile>

namespace tideline::ui {

namespace {
QString absoluteOr(const char *variable, const QString &otherwise)
{
    const QString value = qEnvironmentVariable(variable);
    return QDir::isAbsolutePath(value) ? value : otherwise;
}

/// The value of a key of the group [Desktop Entry]; empty when it has none.
QString valueOf(const QByteArray &entry, const QByteArray &key)
{
    bool inGroup = false;
    const QList<QByteArray> lines = entry.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith('['))
            inGroup = line.trimmed() == "[Desktop Entry]";
        else if (const qsizetype at = line.indexOf('='); inGroup && at > 0 && line.first(at).trimmed() == key)
            return QString::fromUtf8(line.sliced(at + 1).trimmed());
    }
    return {};
}

std::optional<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? std::optional(file.read(64 << 10)) : std::nullopt;
}
}  // namespace

Autostart::Places Autostart::places()
{
    Places places;
    places.own = absoluteOr("XDG_CONFIG_HOME", QDir::homePath() + u"/.config"_s) + u"/autostart"_s;
    QString folders = qEnvironmentVariable("XDG_CONFIG_DIRS");
    if (folders.isEmpty())
        folders = u"/etc/xdg"_s;
    const QStringList all = folders.split(u':', Qt::SkipEmptyParts);
    for (const QString &folder : all) {
        if (QDir::isAbsolutePath(folder))
            places.system.append(folder + u"/autostart"_s);
    }
    return places;
}

Autostart::State Autostart::read() const
{
    for (const QString &folder : QStringList{m_places.own} + m_places.system) {
        const auto entry = bytesOf(folder + u'/' + m_id + u".desktop"_s);
        if (!entry)
            continue;
        const QString exec = valueOf(*entry, "Exec");
        return {valueOf(*entry, "Hidden") != "true"_L1 && !exec.isEmpty(), exec.isEmpty() || exec.contains("--background"_L1)};
    }
    return {};
}

Result<void> Autostart::write(const State &state) const
{
    if (read() == state)
        return {};
    QStringList command = m_command;
    if (state.inBackground)
        command.append(u"--background"_s);
    const QString text = u"[Desktop Entry]\nType=Application\nVersion=1.5\nName=Tideline\nComment=Keeps projects in sync\nIcon=org.tideline.Tideline\n"
                         "Exec=%1\nTerminal=false\nHidden=%2\nX-GNOME-Autostart-enabled=%3\n"_s.arg(
                             execText(command), state.on ? u"false"_s : u"true"_s, state.on ? u"true"_s : u"false"_s);
    if (!QDir().mkpath(m_places.own))
        return Error{Error::Kind::Denied, u"The folder for autostart entries cannot be made."_s, m_places.own, u"Make it writable."_s};
    QSaveFile out(file());
    if (!out.open(QIODevice::WriteOnly) || out.write(text.toUtf8()) < 0 || !out.commit())
        return Error{Error::Kind::Denied, u"The autostart entry cannot be written: %1."_s.arg(out.errorString()), file(), u"Make it writable."_s};
    return {};
}

QString execText(const QStringList &command)
{
    static const QRegularExpression reserved(uR"([\s"'\\><~|&;$*?#()`])"_s);
    QStringList parts;
    for (QString part : command) {
        part.replace(u'%', u"%%"_s);
        if (part.isEmpty() || part.contains(reserved)) {
            for (const QChar c : {u'\\', u'"', u'`', u'$'})
                part.replace(c, QString(u'\\') + c);
            part.replace(u'\\', u"\\\\"_s);  // once more, for the file's own strings
            part = u'"' + part + u'"';
        }
        parts.append(part);
    }
    return parts.join(u' ');
}

}  // namespace tideline::ui
