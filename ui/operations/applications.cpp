#include "ui/operations/applications.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QMimeDatabase>
#include <QProcess>
#include <QSet>

#include <algorithm>

namespace tideline::ui {

namespace {
struct ApplicationText {
    Q_DECLARE_TR_FUNCTIONS(Applications)
};

QStringList folders(const char *user, const QString &userDefault, const char *system, const QString &systemDefault)
{
    QStringList list{qEnvironmentVariableIsEmpty(user) ? QDir::homePath() + userDefault : qEnvironmentVariable(user)};
    list += (qEnvironmentVariableIsEmpty(system) ? systemDefault : qEnvironmentVariable(system)).split(u':', Qt::SkipEmptyParts);
    list.removeIf([](const QString &folder) { return !folder.startsWith(u'/'); });
    return list;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(1 << 20) : QByteArray();
}

using Entries = QHash<QString, DesktopEntry>;

/// By id; what stands in an earlier folder hides the same id in later ones.
Entries readEntries(const ApplicationPlaces &places)
{
    Entries entries;
    for (const QString &data : places.dataFolders) {
        const QString root = data + u"/applications"_s;
        QDirIterator files(root, {u"*.desktop"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString file = files.next();
            const QString id = file.mid(root.size() + 1).replace(u'/', u'-');
            if (entries.contains(id))
                continue;
            if (auto entry = parseDesktopEntry(contentOf(file), id, file, places.locale))
                entries.insert(id, *std::move(entry));
        }
    }
    entries.removeIf([&](Entries::iterator it) {
        return it->hidden || (!it->tryExec.isEmpty() && findProgram(it->tryExec, places).isEmpty());
    });
    return entries;
}

/// What the user's and the system's mimeapps.list say of one type.
struct Associations {
    QStringList defaults, added;
    QSet<QString> removed;
};

void readAssociations(const QString &path, const QString &type, Associations &found)
{
    QString section;
    QSet<QString> removedHere;
    const QStringList lines = QString::fromUtf8(contentOf(path)).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'['))
            section = line.trimmed();
        if (line.section(u'=', 0, 0).trimmed() != type)
            continue;
        const QStringList ids = line.section(u'=', 1).trimmed().split(u';', Qt::SkipEmptyParts);
        if (section == u"[Default Applications]")
            found.defaults += ids;
        else if (section == u"[Added Associations]")
            std::ranges::copy_if(ids, std::back_inserter(found.added), [&](const QString &id) { return !found.removed.contains(id); });
        else if (section == u"[Removed Associations]")
            removedHere += QSet<QString>(ids.begin(), ids.end());
    }
    found.removed += removedHere;  // of lists that come later, and of what .desktop files say
}

Associations associationsOf(const QString &type, const ApplicationPlaces &places)
{
    Associations found;
    QStringList lists = places.configFolders;
    for (const QString &data : places.dataFolders)
        lists.append(data + u"/applications"_s);
    for (const QString &folder : std::as_const(lists)) {
        for (const QString &desktop : places.desktops)
            readAssociations(folder + u'/' + desktop + u"-mimeapps.list"_s, type, found);
        readAssociations(folder + u"/mimeapps.list"_s, type, found);
    }
    return found;
}

/// The type of what the file holds, and those it is a kind of: a notebook is JSON is text.
QStringList typesOf(const QString &file)
{
    const QMimeDatabase database;
    const QMimeType type = database.mimeTypeForFile(QFileInfo(file));
    return QStringList{type.name()} + type.aliases() + type.allAncestors();
}

/// Ids that open this file, the default first.
QStringList idsFor(const QString &file, const Entries &entries, const ApplicationPlaces &places)
{
    QStringList ids;
    const QStringList types = typesOf(file);
    for (const QString &type : types) {
        if (type == u"application/octet-stream")
            continue;
        const Associations said = associationsOf(type, places);
        QList<DesktopEntry> byFile;
        for (const DesktopEntry &entry : entries) {
            if (entry.mimeTypes.contains(type) && !said.removed.contains(entry.id))
                byFile.append(entry);
        }
        std::ranges::sort(byFile, [order = nameCollator()](const auto &a, const auto &b) { return order.compare(a.name, b.name) < 0; });
        ids += said.defaults + said.added;
        for (const DesktopEntry &entry : std::as_const(byFile))
            ids.append(entry.id);
    }
    ids.removeIf([&](const QString &id) { return !entries.contains(id); });
    ids.removeDuplicates();
    return ids;
}

Result<void> start(const QStringList &command, const QString &folder, const ApplicationPlaces &places)
{
    const QString program = findProgram(command.value(0), places);
    if (program.isEmpty())
        return Error{Error::Kind::NotFound, ApplicationText::tr("The program is not installed."), command.value(0), {}};
    QProcess process;
    process.setProgram(program);
    process.setArguments(command.mid(1));
    process.setWorkingDirectory(folder);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    if (!process.startDetached())
        return Error{Error::Kind::Io, ApplicationText::tr("The program could not be started."), program, process.errorString()};
    return {};
}

/// The command line that runs another one in a terminal; an empty one for the shell.
QStringList terminalCommand(const QStringList &inside, const ApplicationPlaces &places)
{
    static const QStringList kTerminals{u"xdg-terminal-exec"_s, u"x-terminal-emulator"_s, u"gnome-terminal"_s, u"kgx"_s,     u"konsole"_s,
                                        u"xfce4-terminal"_s,    u"qterminal"_s,           u"alacritty"_s,      u"kitty"_s, u"foot"_s, u"xterm"_s};
    const QStringList wished = places.terminal.isEmpty() ? kTerminals : QStringList{places.terminal} + kTerminals;
    for (const QString &name : wished) {
        if (findProgram(name, places).isEmpty())
            continue;
        if (inside.isEmpty())
            return {name};
        const QString base = name.section(u'/', -1);
        const bool bare = base == u"xdg-terminal-exec" || base == u"kitty" || base == u"foot";
        const QString mark = base == u"gnome-terminal" || base == u"kgx" ? u"--"_s : u"-e"_s;
        return (bare ? QStringList{name} : QStringList{name, mark}) + inside;
    }
    return {};
}

Error noTerminal()
{
    return {Error::Kind::NotFound, ApplicationText::tr("No terminal is installed."), {},
            ApplicationText::tr("Install one, or name it in the environment variable TERMINAL.")};
}
}  // namespace

ApplicationPlaces ApplicationPlaces::ofThisProcess()
{
    ApplicationPlaces places;
    places.configFolders = folders("XDG_CONFIG_HOME", u"/.config"_s, "XDG_CONFIG_DIRS", u"/etc/xdg"_s);
    places.dataFolders = folders("XDG_DATA_HOME", u"/.local/share"_s, "XDG_DATA_DIRS", u"/usr/local/share:/usr/share"_s);
    places.programFolders = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    places.desktops = qEnvironmentVariable("XDG_CURRENT_DESKTOP").toLower().split(u':', Qt::SkipEmptyParts);
    places.locale = QLocale().name();
    places.terminal = qEnvironmentVariable("TERMINAL");
    return places;
}

QString findProgram(const QString &name, const ApplicationPlaces &places)
{
    const auto runs = [](const QString &path) { return QFileInfo(path).isFile() && QFileInfo(path).isExecutable(); };
    if (name.startsWith(u'/'))
        return runs(name) ? name : QString();
    for (const QString &folder : places.programFolders) {
        if (const QString path = folder + u'/' + name; !name.isEmpty() && runs(path))
            return path;
    }
    return {};
}

QList<DesktopEntry> applicationsFor(const QStringList &files, const ApplicationPlaces &places)
{
    const Entries entries = readEntries(places);
    QStringList ids;
    for (qsizetype i = 0; i < files.size(); ++i) {
        const QStringList these = idsFor(files[i], entries, places);
        if (i == 0)
            ids = these;
        else
            ids.removeIf([&](const QString &id) { return !these.contains(id); });
    }
    QList<DesktopEntry> found;
    for (const QString &id : std::as_const(ids))
        found.append(entries.value(id));
    return found;
}

QList<DesktopEntry> allApplications(const ApplicationPlaces &places)
{
    QList<DesktopEntry> all = readEntries(places).values();
    all.removeIf([](const DesktopEntry &entry) { return entry.noDisplay || !entry.exec.contains(u'%'); });
    std::ranges::sort(all, [order = nameCollator()](const auto &a, const auto &b) { return order.compare(a.name, b.name) < 0; });
    return all;
}

Result<void> startApplication(const DesktopEntry &entry, const QStringList &files, const ApplicationPlaces &places)
{
    const QList<QStringList> commands = commandsOf(entry, files);
    if (commands.isEmpty())
        return Error{Error::Kind::Invalid, ApplicationText::tr("The program's entry on this desktop is broken."), entry.file, {}};
    const QString folder = !entry.path.isEmpty() ? entry.path : QFileInfo(files.value(0)).path();
    for (const QStringList &command : commands) {
        const QStringList whole = entry.terminal ? terminalCommand(command, places) : command;
        if (whole.isEmpty())
            return noTerminal();
        if (auto started = start(whole, folder, places); !started)
            return started;
    }
    return {};
}

Result<void> startTerminal(const QString &folder, const ApplicationPlaces &places)
{
    const QStringList command = terminalCommand({}, places);
    return command.isEmpty() ? Result<void>(noTerminal()) : start(command, folder, places);
}

Result<void> startJupyterLab(const QString &path, const ApplicationPlaces &places)
{
    return start({u"jupyter-lab"_s, path}, QFileInfo(path).isDir() ? path : QFileInfo(path).path(), places);
}

}  // namespace tideline::ui
