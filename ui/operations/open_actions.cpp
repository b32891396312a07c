#include "ui/operations/open_actions.h"

#include "ui/dialogs/program_dialog.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDesktopServices>
#include <QDir>
#include <QJsonArray>
#include <QMenu>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>

namespace tideline::ui {

OpenActions::OpenActions(ShownFolder &folder, WindowActions &actions) : QObject(&folder), m_folder(folder), m_actions(actions)
{
    connect(actions.open, &QAction::triggered, this, [this] {
        if (const auto entry = m_folder.view().current())
            openEntry(*entry);
    });
    connect(&folder.view(), &FileView::activated, this, &OpenActions::openEntry);
    connect(actions.openWith, &QAction::triggered, this, &OpenActions::chooseProgram);
    connect(actions.terminal, &QAction::triggered, this, &OpenActions::openTerminal);
    connect(actions.jupyter, &QAction::triggered, this, &OpenActions::openJupyter);
    connect(actions.reveal, &QAction::triggered, this, &OpenActions::reveal);
    setPlaces(ApplicationPlaces::ofThisProcess());
}

void OpenActions::setPlaces(const ApplicationPlaces &places)
{
    m_places = places;
    m_actions.jupyter->setVisible(false);
    m_worker.ask(
        this, [places] { return !findProgram(u"jupyter-lab"_s, places).isEmpty(); },
        [this](bool found) {
            m_hasJupyter = found;
            m_actions.jupyter->setVisible(found);
        });
}

void OpenActions::updateAllowed()
{
    const auto entries = m_folder.project() ? m_folder.view().selected() : ShownFolder::Entries();
    const bool some = !entries.isEmpty();
    const bool one = entries.size() == 1;
    const bool here = m_folder.isHere();
    const bool allHere = here && std::ranges::all_of(entries, [](const auto &entry) { return entry.row.here; });
    const QString cloudOnly = m_folder.project() ? tr("it is in the cloud only") : tr("no project is shown");
    WindowActions::allow(m_actions.open, one, some ? tr("select one entry") : tr("nothing is selected"));
    WindowActions::allow(m_actions.openWith, some && allHere, some ? cloudOnly : tr("nothing is selected"));
    for (QAction *action : {m_actions.reveal, m_actions.terminal, m_actions.jupyter})
        WindowActions::allow(action, allHere, cloudOnly);
}

void OpenActions::openFile(const QString &file)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
        Q_EMIT m_folder.failed({Error::Kind::NotFound, tr("No program opens this kind of file."), file, tr("Choose one with “Open with”.")});
}

void OpenActions::openEntry(const FileView::Entry &entry)
{
    if (entry.row.kind == NodeKind::Folder)
        Q_EMIT folderAsked(entry.path);
    else if (entry.row.here && m_folder.isHere())
        openFile(m_folder.absolute(entry.path));
    else if (entry.row.kind == NodeKind::File && m_folder.isHere())
        fetchAndOpen(entry);
    else if (entry.row.kind == NodeKind::File)
        openCopy(entry);
}

/// The project is on this disk: the file comes to its place and stays there, so that what is changed in it is synced.
void OpenActions::fetchAndOpen(const FileView::Entry &entry)
{
    const QString name = QString::fromUtf8(entry.row.name);
    const QString argument = m_folder.project()->argument();
    Backend &backend = m_folder.state().backend();
    Q_EMIT m_folder.busy(tr("Fetching %1…").arg(name), {});
    const auto fail = [this](const Error &error) {
        Q_EMIT m_folder.busy({}, {});
        if (error.kind != Error::Kind::Cancelled)
            Q_EMIT m_folder.failed(error);
    };
    backend.call(u"pin"_s, m_folder.argumentsFor(entry.path), this,
                 [this, &backend, fail, name, argument, place = m_folder.argumentsFor(entry.path), file = m_folder.absolute(entry.path)](const Result<QJsonObject> &pinned) {
        if (!pinned) {
            fail(pinned.error());
            return;
        }
        const auto call = std::make_shared<quint64>(0);
        const auto cancel = [this, &backend, call, place] {  // and no later sync fetches it
            backend.cancel(*call);
            backend.call(u"free"_s, place, this, {});
        };
        *call = backend.call(
            u"sync"_s, {{u"projects"_s, QJsonArray{argument}}}, this,
            [this, fail, file](const Result<QJsonObject> &synced) {
                if (!synced) {
                    fail(synced.error());
                    return;
                }
                Q_EMIT m_folder.busy({}, {});
                openFile(file);
            },
            [this, name, cancel](const QJsonObject &progress) {
                const ProgressRow row = progressFromJson(progress);
                Q_EMIT m_folder.busy(row.percent() < 0 ? tr("Fetching %1…").arg(name) : tr("Fetching %1 — %L2 %").arg(name).arg(row.percent()), cancel);
            });
        Q_EMIT m_folder.busy(tr("Fetching %1…").arg(name), cancel);
    });
}

/// The project is in the cloud alone: a copy in the system's temporary folder, which outlives this window, since another program reads it.
void OpenActions::openCopy(const FileView::Entry &entry)
{
    const QString name = QString::fromUtf8(entry.row.name);
    Q_EMIT m_folder.busy(tr("Fetching %1…").arg(name), {});
    const auto make = [] {
        QTemporaryDir folder(QDir::tempPath() + u"/tideline-XXXXXX"_s);
        folder.setAutoRemove(false);
        return folder.path();
    };
    m_worker.ask(this, make, [this, name, args = m_folder.argumentsFor(entry.path)](const QString &folder) {
        QJsonObject whole = args;
        const QString to = folder + u'/' + name;
        whole.insert(u"to"_s, to);
        m_folder.state().backend().call(u"cat"_s, whole, this, [this, to](const Result<QJsonObject> &reply) {
            Q_EMIT m_folder.busy({}, {});
            if (reply)
                openFile(to);
            else
                Q_EMIT m_folder.failed(reply.error());
        });
    });
}

QMenu *OpenActions::makeOpenWithMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("Open with"), parent);
    menu->setObjectName(u"openWithMenu"_s);
    const QStringList files = m_folder.filesOf(m_folder.view().selected());
    QAction *end = menu->addSeparator();
    menu->addAction(m_actions.openWith);
    menu->addAction(m_actions.openInTab);
    menu->addAction(m_actions.quickLook);
    menu->addAction(m_actions.reveal);
    menu->addAction(m_actions.terminal);
    menu->addAction(m_actions.jupyter);
    if (files.isEmpty())
        return menu;
    m_worker.ask(
        menu, [files, places = m_places] { return applicationsFor(files, places); },
        [this, menu, end, files](const QList<DesktopEntry> &found) {
            for (const DesktopEntry &entry : found.first(std::min<qsizetype>(found.size(), 8))) {
                auto *action = new QAction(QIcon::fromTheme(entry.icon), QString(entry.name).replace(u'&', u"&&"_s), menu);
                action->setObjectName(entry.id);
                connect(action, &QAction::triggered, this, [this, entry, files] { start(entry, files); });
                menu->insertAction(end, action);
            }
        });
    return menu;
}

void OpenActions::chooseProgram()
{
    const QStringList files = m_folder.filesOf(m_folder.view().selected());
    if (files.isEmpty())
        return;
    auto *dialog = new ProgramDialog(files, m_folder.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ProgramDialog::chosen, this, [this, files](const DesktopEntry &entry) { start(entry, files); });
    m_worker.ask(dialog, [places = m_places] { return allApplications(places); },
                 [dialog](const QList<DesktopEntry> &all) { dialog->setPrograms(all); });
    dialog->open();
}

void OpenActions::start(const DesktopEntry &entry, const QStringList &files)
{
    run([entry, files, places = m_places] { return startApplication(entry, files, places); });
}

void OpenActions::run(std::function<Result<void>()> work)
{
    m_worker.ask(this, std::move(work), [this](const Result<void> &started) {
        if (!started)
            Q_EMIT m_folder.failed(started.error());
    });
}

QString OpenActions::oneFolder() const
{
    const auto entries = m_folder.view().selected();
    const bool isFolder = entries.size() == 1 && entries.first().row.kind == NodeKind::Folder && entries.first().row.here;
    return isFolder ? m_folder.absolute(entries.first().path) : m_folder.folder();
}

void OpenActions::openTerminal()
{
    if (const QString folder = oneFolder(); !folder.isEmpty())
        run([folder, places = m_places] { return startTerminal(folder, places); });
}

void OpenActions::openJupyter()
{
    const auto entries = m_folder.view().selected();
    const bool isNotebook = entries.size() == 1 && entries.first().row.name.endsWith(".ipynb");
    const QString path = isNotebook ? m_folder.absolute(entries.first().path) : oneFolder();
    if (!path.isEmpty() && m_hasJupyter)
        run([path, places = m_places] { return startJupyterLab(path, places); });
}

void OpenActions::reveal()
{
    QStringList files = m_folder.filesOf(m_folder.view().selected());
    const QString folder = m_folder.folder();
    if (files.isEmpty())
        files.append(folder);
    if (folder.isEmpty())
        return;
    QStringList uris;
    for (const QString &file : std::as_const(files))
        uris.append(QString::fromUtf8(QUrl::fromLocalFile(file).toEncoded()));
    auto ask = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
                                              u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    ask << uris << QString();
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, folder] {
        watcher->deleteLater();
        if (watcher->isError())
            openFile(folder);
    });
}

}  // namespace tideline::ui
