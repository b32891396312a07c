#include "ui/folder_actions.h"

#include "core/control/protocol.h"
#include "ui/operations/file_actions.h"
#include "ui/operations/info_actions.h"
#include "ui/operations/open_actions.h"
#include "ui/operations/sync_actions.h"
#include "ui/theme/icons.h"
#include "ui/views/toast.h"

#include <QJsonArray>
#include <QMenu>

#include <algorithm>

namespace tideline::ui {

FolderActions::FolderActions(ServiceState &state, FileView &view, WindowActions &actions, QWidget *window)
    : QObject(window), m_actions(actions), m_folder(state, view, window), m_history(state.backend(), m_work), m_toast(new Toast(*view.parentWidget()))
{
    m_files = new FileActions(m_folder, actions, m_work, m_history);
    m_opening = new OpenActions(m_folder, actions);
    m_syncing = new SyncActions(m_folder, actions, m_history);
    m_info = new InfoActions(m_folder, actions);
    connect(m_opening, &OpenActions::folderAsked, this, &FolderActions::folderAsked);
    connect(m_syncing, &SyncActions::whyAsked, this, &FolderActions::whyAsked);
    connect(&view, &FileView::menuAsked, this, &FolderActions::showMenu);
    connect(&view, &FileView::selectionChanged, this, &FolderActions::updateAllowed);
    bindKeys(window);
    connectWords();
    updateAllowed();
}

FolderActions::~FolderActions() = default;

/// Keys that change files, or mean something else where text is, work only where the files are: Del in the sidebar deletes nothing.
void FolderActions::bindKeys(QWidget *window)
{
    for (QAction *action : {m_actions.rename, m_actions.trash, m_actions.cut, m_actions.copy, m_actions.duplicate, m_actions.selectAll,
                            m_actions.invertSelection, m_actions.properties}) {
        window->removeAction(action);
        action->setShortcutContext(Qt::WidgetShortcut);
        m_folder.view().addViewAction(action);
    }
}

void FolderActions::connectWords()
{
    connect(&m_folder, &ShownFolder::failed, this, &FolderActions::failed);
    connect(&m_folder, &ShownFolder::said, this, [this](const QString &what) {
        m_toast->say(what);
        Q_EMIT done(what);
    });
    connect(&m_folder, &ShownFolder::undoable, this, [this](const QString &what) {
        m_toast->say(what, tr("Undo"), [this] { m_history.undo(); });
        Q_EMIT done(what);
    });
    connect(&m_folder, &ShownFolder::busy, this, [this](const QString &what, const std::function<void()> &cancel) {
        if (!what.isEmpty())
            m_toast->hold(what, cancel ? tr("Stop") : QString(), cancel);
        else if (m_toast->isHeld())
            m_toast->clear();
    });
}

void FolderActions::setProject(const QString &key)
{
    m_folder.setProject(key);
    updateAllowed();
}

void FolderActions::updateAllowed()
{
    m_files->updateAllowed();
    m_opening->updateAllowed();
    m_syncing->updateAllowed();
    m_info->updateAllowed();
    const bool one = m_folder.project() && m_folder.view().selected().size() == 1;
    WindowActions::allow(m_actions.quickLook, one, tr("select one entry"));
}

void FolderActions::openFile(const QString &file)
{
    m_opening->openFile(file);
}

void FolderActions::copyVersionLink(const QString &projectKey, const QByteArray &path, qint64 revision)
{
    m_info->copyVersionLink(projectKey, path, revision);
}

void FolderActions::noteRestored(const QString &localId, const QString &path)
{
    const ProjectRow *project = m_folder.state().project(localId);
    if (!project || !project->isHere())
        return;
    m_history.add({tr("putting back of “%1”").arg(path), {{FileChange::Kind::Made, {}, project->folder + u'/' + path}}, {}, {}});
    Q_EMIT m_folder.undoable(tr("Put back: %1 / %2").arg(project->name, path));
}

void FolderActions::bringBack(const QString &projectKey, const QByteArray &path, qint64 revision, qint64 held)
{
    const ProjectRow *project = m_folder.state().project(projectKey);
    if (!project)
        return;
    const auto restoring = [argument = project->argument(), path](qint64 wanted) {
        return VerbCall{u"restore"_s, {{u"project"_s, argument}, {u"path"_s, QString::fromUtf8(path)}, {u"revision"_s, wanted}}};
    };
    const QString name = QString::fromUtf8(path.mid(path.lastIndexOf('/') + 1));
    const VerbCall call = restoring(revision);
    m_folder.state().backend().call(call.verb, call.args, this, [this, restoring, name, revision, held](const Result<QJsonObject> &reply) {
        if (!reply)
            return Q_EMIT failed(reply.error());
        const QJsonObject row = reply->value(u"rows").toArray().first().toObject();
        const QString what = row.value(u"what").toString();
        if (what == u"failed")
            return Q_EMIT failed(control::errorFromJson(row.value(u"error").toObject()));
        if (what == u"same")
            return Q_EMIT m_folder.said(tr("“%1” is like that already.").arg(name));
        const QString told = tr("“%1” is as it was in revision %L2").arg(name).arg(revision);
        if (held == 0)
            return Q_EMIT m_folder.said(tr("%1; what stood there is in the trash").arg(told));
        m_history.add({tr("return of “%1” to revision %L2").arg(name).arg(revision), {}, {restoring(held)}, {restoring(revision)}});
        Q_EMIT m_folder.undoable(told);
    });
}

void FolderActions::showMenu(const QPoint &global)
{
    QMenu *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(global);
}

QMenu *FolderActions::makeMenu()
{
    auto *menu = new QMenu(m_folder.window());
    menu->setObjectName(u"entryMenu"_s);
    if (m_folder.view().selected().isEmpty())
        fillFolderMenu(menu);
    else
        fillEntryMenu(menu);
    return menu;
}

QMenu *FolderActions::addMenu(QMenu *menu, const QString &title, const QString &icon, const QList<QAction *> &actions)
{
    auto *inner = menu->addMenu(title);
    if (!icon.isEmpty())
        inner->setIcon(actionIcon(icon));
    inner->addActions(actions);
    return inner;
}

QMenu *FolderActions::makeNewMenu(QWidget *parent)
{
    auto *menu = new QMenu(tr("New"), parent);
    menu->setObjectName(u"newMenu"_s);
    menu->setIcon(actionIcon(u"add"_s));
    menu->addAction(m_actions.newFolder);
    menu->addSeparator();
    menu->addActions({m_actions.newNotebook, m_actions.newPython, m_actions.newMarkdown, m_actions.newFile});
    return menu;
}

void FolderActions::fillEntryMenu(QMenu *menu)
{
    menu->addAction(m_actions.open);
    menu->setDefaultAction(m_actions.open);
    menu->addMenu(m_opening->makeOpenWithMenu(menu));
    menu->addSeparator();
    menu->addActions({m_actions.cut, m_actions.copy, m_actions.paste});
    addMenu(menu, tr("Copy as or share"), {}, {m_actions.copyPath, m_actions.copyLink, m_actions.copyHash, m_actions.shareLink})->setObjectName(u"copyMenu"_s);
    menu->addSeparator();
    menu->addAction(m_actions.rename);
    addMenu(menu, tr("Duplicate or pack"), u"duplicate"_s, {m_actions.duplicate, m_actions.pack, m_actions.unpack})->setObjectName(u"makeMenu"_s);
    menu->addActions({m_actions.star, m_actions.trash});
    menu->addSeparator();
    addMenu(menu, tr("Sync"), u"sync"_s, {m_actions.pin, m_actions.free, m_actions.firstFile, m_actions.cancelFile, m_actions.retryFile, m_actions.ignore, m_actions.why, m_actions.versions})->setObjectName(u"syncMenu"_s);
    menu->addAction(m_actions.properties);
}

void FolderActions::cancelTransfer(const QString &project, const QString &path)
{
    m_syncing->setTravel(SyncActions::Travel::Stop, {{u"project"_s, project}, {u"path"_s, path}});
}

void FolderActions::fillFolderMenu(QMenu *menu)
{
    menu->addMenu(makeNewMenu(menu));
    addMenu(menu, tr("Open in"), u"open"_s, {m_actions.reveal, m_actions.terminal, m_actions.jupyter})->setObjectName(u"openInMenu"_s);
    menu->addSeparator();
    menu->addAction(m_actions.paste);
    addMenu(menu, tr("Copy as or share"), {}, {m_actions.copyPath, m_actions.copyLink, m_actions.shareLink})->setObjectName(u"copyMenu"_s);
    addMenu(menu, tr("Select"), {}, {m_actions.selectAll, m_actions.invertSelection, m_actions.selectPattern})->setObjectName(u"selectMenu"_s);
    menu->addSeparator();
    menu->addActions({m_actions.undo, m_actions.redo});
    menu->addSeparator();
    menu->addActions({m_actions.showHidden, m_actions.refresh, m_actions.properties});
}

}  // namespace tideline::ui
