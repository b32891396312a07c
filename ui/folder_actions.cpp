#include "ui/folder_actions.h"

#include "ui/words.h"

#include <QClipboard>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>

namespace tideline::ui {

FolderActions::FolderActions(ServiceState &state, FileView &view, WindowActions &actions, QWidget *window)
    : QObject(window), m_state(state), m_view(view), m_actions(actions), m_window(window)
{
    connect(actions.open, &QAction::triggered, this, [this] {
        if (const auto entry = m_view.current())
            openEntry(*entry);
    });
    connect(actions.reveal, &QAction::triggered, this, &FolderActions::reveal);
    connect(actions.rename, &QAction::triggered, this, &FolderActions::rename);
    connect(actions.newFolder, &QAction::triggered, this, &FolderActions::newFolder);
    connect(actions.trash, &QAction::triggered, this, &FolderActions::trash);
    connect(actions.copyPath, &QAction::triggered, this, &FolderActions::copyPath);
    connect(actions.why, &QAction::triggered, this, &FolderActions::whyAsked);
    connect(&view, &FileView::activated, this, &FolderActions::openEntry);
    connect(&view, &FileView::menuAsked, this, &FolderActions::showMenu);
    connect(&view, &FileView::selectionChanged, this, &FolderActions::updateAllowed);
    connect(&view, &FileView::filesDropped, this, &FolderActions::drop);
    // Keys that change files work only where the files are: Del in the sidebar deletes nothing.
    for (QAction *action : {actions.rename, actions.trash}) {
        window->removeAction(action);
        action->setShortcutContext(Qt::WidgetShortcut);
        view.addViewAction(action);
    }
    view.setDropWanted([this] { return project() && project()->isHere(); });
    view.setDragSource([this] {
        QList<QUrl> urls;
        const QStringList files = selectedFiles();
        for (const QString &file : files)
            urls.append(QUrl::fromLocalFile(file));
        return urls;
    });
    updateAllowed();
}

void FolderActions::setProject(const QString &key)
{
    m_project = key;
    updateAllowed();
}

void FolderActions::updateAllowed()
{
    const ProjectRow *row = project();
    const bool here = row && row->isHere();
    const QList<FileView::Entry> entries = row ? m_view.selected() : QList<FileView::Entry>();
    const bool some = !entries.isEmpty();
    const bool one = entries.size() == 1;
    const bool allHere = some && std::ranges::all_of(entries, [](const auto &entry) { return entry.row.here; });
    const QString cloudOnly = tr("it is in the cloud only");
    const QString none = some ? cloudOnly : tr("nothing is selected");
    WindowActions::allow(m_actions.open, one, none);
    WindowActions::allow(m_actions.quickLook, one, some ? tr("select one entry") : none);
    WindowActions::allow(m_actions.rename, here && one && allHere, one ? cloudOnly : tr("select one entry"));
    WindowActions::allow(m_actions.trash, here && allHere, none);
    WindowActions::allow(m_actions.reveal, here && (!some || allHere), cloudOnly);
    WindowActions::allow(m_actions.copyPath, row != nullptr);
    WindowActions::allow(m_actions.newFolder, here, row ? cloudOnly : tr("no project is shown"));
    WindowActions::allow(m_actions.why, one && entries.first().row.state != SyncState::Synced, tr("it is synced"));
}

QString FolderActions::absolute(const QByteArray &path) const
{
    const ProjectRow *row = project();
    if (!row || !row->isHere())
        return {};
    return path.isEmpty() ? row->folder : row->folder + u'/' + QString::fromUtf8(path);
}

QStringList FolderActions::selectedFiles() const
{
    QStringList files;
    const QList<FileView::Entry> entries = m_view.selected();
    for (const FileView::Entry &entry : entries) {
        const QString file = entry.row.here ? absolute(entry.path) : QString();
        if (!file.isEmpty())
            files.append(file);
    }
    return files;
}

void FolderActions::openFile(const QString &file)
{
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
        Q_EMIT failed({Error::Kind::NotFound, tr("No program opens this kind of file."), file,
                       tr("Choose one in your file manager.")});
}

void FolderActions::openEntry(const FileView::Entry &entry)
{
    if (entry.row.kind == NodeKind::Folder)
        Q_EMIT folderAsked(entry.path);
    else if (entry.row.here && project() && project()->isHere())
        openFile(absolute(entry.path));
    else if (entry.row.kind == NodeKind::File)
        openFromCloud(entry);
}

void FolderActions::openFromCloud(const FileView::Entry &entry)
{
    const ProjectRow *row = project();
    if (!row)
        return;
    // The copy outlives this window, since another program reads it; the system clears its temporary folder.
    QTemporaryDir folder(QDir::tempPath() + u"/tideline-XXXXXX"_s);
    folder.setAutoRemove(false);
    const QString to = folder.filePath(QString::fromUtf8(entry.row.name));
    Q_EMIT done(tr("Fetching %1…").arg(QString::fromUtf8(entry.row.name)));
    m_state.backend().call(
        u"cat"_s, {{u"project"_s, row->argument()}, {u"path"_s, QString::fromUtf8(entry.path)}, {u"to"_s, to}}, this,
        [this, to](const Result<QJsonObject> &reply) {
            if (reply)
                openFile(to);
            else
                Q_EMIT failed(reply.error());
        });
}

void FolderActions::showMenu(const QPoint &global)
{
    auto *menu = new QMenu(m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"entryMenu"_s);
    if (!m_view.selected().isEmpty()) {
        menu->addAction(m_actions.open);
        menu->setDefaultAction(m_actions.open);
        if (m_actions.openInTab->isEnabled())
            menu->addAction(m_actions.openInTab);
        menu->addAction(m_actions.quickLook);
        menu->addAction(m_actions.reveal);
        menu->addSeparator();
        menu->addAction(m_actions.rename);
        menu->addAction(m_actions.trash);
        menu->addSeparator();
        menu->addAction(m_actions.star);
        menu->addAction(m_actions.copyPath);
        menu->addAction(m_actions.why);
    } else {
        menu->addAction(m_actions.newFolder);
        menu->addAction(m_actions.reveal);
        menu->addAction(m_actions.copyPath);
        menu->addSeparator();
        menu->addAction(m_actions.showHidden);
        menu->addAction(m_actions.refresh);
    }
    menu->popup(global);
}

QString FolderActions::askName(const QString &title, const QString &label, const QString &name, int selected)
{
    QInputDialog dialog(m_window);
    dialog.setObjectName(u"nameDialog"_s);
    dialog.setWindowTitle(title);
    dialog.setLabelText(label);
    dialog.setTextValue(name);
    dialog.setMinimumWidth(380);
    QTimer::singleShot(0, &dialog, [&dialog, selected] {
        if (auto *edit = dialog.findChild<QLineEdit *>())
            edit->setSelection(0, selected);
    });
    return dialog.exec() == QDialog::Accepted ? dialog.textValue() : QString();
}

void FolderActions::rename()
{
    const auto entries = m_view.selected();
    if (entries.size() != 1)
        return;
    const QString from = absolute(entries.first().path);
    const QString name = QString::fromUtf8(entries.first().row.name);
    const qsizetype dot = entries.first().row.kind == NodeKind::Folder ? -1 : name.lastIndexOf(u'.');
    const QString to = askName(tr("Rename"), tr("New name of “%1”").arg(name), name, int(dot > 0 ? dot : name.size()));
    if (from.isEmpty() || to.isEmpty() || to == name)
        return;
    run({[from, to] { return renameEntry(from, to); }}, tr("Renamed to %1").arg(to), true);
}

void FolderActions::newFolder()
{
    const QString parent = absolute(m_view.model().shown().folder);
    const QString proposed = tr("New folder");
    const QString name = askName(tr("New folder"), tr("Name of the folder"), proposed, int(proposed.size()));
    if (!parent.isEmpty() && !name.isEmpty())
        run({[parent, name] { return makeFolder(parent, name); }}, tr("Folder made"), true);
}

void FolderActions::trash()
{
    QList<FileWork::Operation> operations;
    const QStringList files = selectedFiles();
    for (const QString &file : files)
        operations.append([file] { return moveToTrash(file); });
    if (operations.isEmpty())
        return;
    const QString words = files.size() == 1 ? tr("“%1” is in the trash of your desktop").arg(QFileInfo(files.first()).fileName())
                                            : tr("%1 items are in the trash of your desktop").arg(files.size());
    run(operations, words, false);
}

void FolderActions::drop(const QList<QUrl> &files, const QByteArray &folder)
{
    const QString into = absolute(folder);
    if (into.isEmpty())
        return;
    QList<FileWork::Operation> operations;
    for (const QUrl &file : files)
        operations.append([source = file.toLocalFile(), into] { return copyInto(source, into); });
    run(operations, files.size() == 1 ? tr("1 item copied here") : tr("%1 items copied here").arg(files.size()),
        folder == m_view.model().shown().folder);
}

void FolderActions::run(QList<FileWork::Operation> operations, const QString &words, bool selectMade)
{
    m_work.run(std::move(operations), [this, words, selectMade](const QList<QString> &made, const QList<Error> &errors) {
        if (selectMade) {
            QList<QByteArray> names;
            for (const QString &path : made)
                names.append(QFileInfo(path).fileName().toUtf8());
            m_view.selectLater(names);
        }
        if (!errors.isEmpty())
            Q_EMIT failed(errors.first());
        else
            Q_EMIT done(words);
    });
}

void FolderActions::reveal()
{
    QStringList files = selectedFiles();
    if (files.isEmpty())
        files.append(absolute(m_view.model().shown().folder));
    if (files.first().isEmpty())
        return;
    QStringList uris;
    for (const QString &file : std::as_const(files))
        uris.append(QString::fromUtf8(QUrl::fromLocalFile(file).toEncoded()));
    auto ask = QDBusMessage::createMethodCall(u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
                                              u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    ask << uris << QString();
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(ask, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, file = files.first()] {
        watcher->deleteLater();
        if (watcher->isError())
            openFile(QFileInfo(file).isDir() ? file : QFileInfo(file).path());
    });
}

void FolderActions::copyPath()
{
    const ProjectRow *row = project();
    if (!row)
        return;
    QStringList paths = selectedFiles();
    if (paths.isEmpty()) {
        const auto entry = m_view.current();
        const QByteArray inside = entry ? entry->path : m_view.model().shown().folder;
        paths.append(row->isHere() ? absolute(inside) : row->name + u'/' + QString::fromUtf8(inside));
    }
    QGuiApplication::clipboard()->setText(paths.join(u'\n'));
    Q_EMIT done(paths.size() == 1 ? tr("Path copied") : tr("%1 paths copied").arg(paths.size()));
}

}  // namespace tideline::ui
