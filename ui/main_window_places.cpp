// The window follows the Navigator: which page, which folder, and what the title, actions and inspector say of it.
#include "core/base/relative_path.h"
#include "ui/browsing/folder_views.h"
#include "ui/browsing/tabs.h"
#include "ui/dialogs/command_palette.h"
#include "ui/finding/finding.h"
#include "ui/folder_actions.h"
#include "ui/inspector/inspector.h"
#include "ui/main_window.h"
#include "ui/models/sidebar_model.h"
#include "ui/operations/info_actions.h"
#include "ui/theme/icons.h"
#include "ui/views/activity_page.h"
#include "ui/tray/pause_menu.h"
#include "ui/views/banner.h"
#include "ui/views/conflicts_page.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/views/path_bar.h"
#include "ui/views/projects_page.h"
#include "ui/views/trash_page.h"

#include <QLineEdit>
#include <QListView>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace tideline::ui {

void MainWindow::showPlace(const Place &place, const QByteArray &from)
{
    {
        const QSignalBlocker blocker(m_filter);
        m_filter->clear();
    }
    m_projects->setFilter({});
    switch (place.kind) {
    case Place::Kind::AllProjects:
    case Place::Kind::OnThisComputer:
    case Place::Kind::Shared:
        m_projects->setShow(place.kind == Place::Kind::AllProjects ? ProjectsPage::Show::All
                            : place.kind == Place::Kind::Shared    ? ProjectsPage::Show::Shared
                                                                   : ProjectsPage::Show::Here);
        m_pages->setCurrentWidget(m_projects);
        m_path->setPage(m_projects->title());
        break;
    case Place::Kind::Starred:
    case Place::Kind::Recent:
    case Place::Kind::Search:
        m_path->setPage(m_finding->show(place));
        break;
    case Place::Kind::Conflicts:
        m_pages->setCurrentWidget(m_conflicts);
        m_path->setPage(tr("Conflicts"));
        m_conflicts->refresh();
        break;
    case Place::Kind::Activity:
        m_pages->setCurrentWidget(m_activity);
        m_path->setPage(tr("Activity"));
        m_activity->refresh();
        break;
    case Place::Kind::Trash:
        m_pages->setCurrentWidget(m_trash);
        m_path->setPage(tr("Trash"));
        m_trash->refresh();
        break;
    case Place::Kind::Folder:
        m_pages->setCurrentWidget(m_files);
        showFolder(m_folderViews->returnTo(place, from));
        break;
    }
    // What led here may be gone (a banner's button): the page has the focus then, and not what happens to come next.
    if (isVisible() && place.kind != Place::Kind::Folder && place.kind != Place::Kind::Search && !m_sidebar->hasFocus())
        m_pages->currentWidget()->setFocus();
    const int row = m_sidebarModel->rowOf(place);
    if (row >= 0)
        m_sidebar->setCurrentIndex(m_sidebarModel->index(row));
    else
        m_sidebar->clearSelection();
    m_inspector->setVisible(inspectorHasUse() && m_actions.inspector->isChecked());
    m_folderActions->setProject(place.kind == Place::Kind::Folder ? place.project : QString());
    m_error.reset();
    updateTitle();
    updateActions();
    updateInspector();
    updateBanner();
}

bool MainWindow::inspectorHasUse() const
{
    return m_pages->currentWidget() == m_files || m_pages->currentWidget() == m_projects || m_finding->isShown();
}

void MainWindow::showFolder(const QByteArray &select)
{
    const Place &place = m_navigator.place();
    const ProjectRow *row = m_state.project(place.project);
    m_path->setFolder(row ? row->name : tr("Project"), place.folder);
    if (!row)
        return;  // checkProject() comes back when the projects are known
    m_shownArgument = row->argument();
    // One who goes through the sidebar by keys stays there. A window that begins to be shown gives it the focus, too.
    const bool fromSidebar = m_sidebar->hasFocus() && m_sidebar->currentIndex().row() == m_sidebarModel->rowOf(place);
    m_files->open(m_shownArgument, place.folder, select);
    if (!fromSidebar)
        m_files->view().setFocus();
}

void MainWindow::checkProject()
{
    const Place place = m_navigator.place();
    if (place.kind != Place::Kind::Folder)
        return;
    const ProjectRow *row = m_state.project(place.project);
    if (!row) {
        if (m_state.overall().known && !m_shownArgument.isEmpty()) {
            m_shownArgument.clear();
            m_navigator.replace(Place{});  // the project is gone
        }
        return;
    }
    if (m_shownArgument == row->argument())
        return;
    // It became known, or was cloned: its entries come from elsewhere now.
    showPlace(place, {});
}

void MainWindow::updateTitle()
{
    const Place &place = m_navigator.place();
    const ProjectRow *row = m_state.project(place.project);
    QString where;
    if (place.kind == Place::Kind::Folder && row)
        where = place.folder.isEmpty() ? row->name : tr("%1 in %2").arg(QString::fromUtf8(place.folder), row->name);
    setWindowTitle(where.isEmpty() ? tr("Tideline") : tr("%1 — Tideline").arg(where));
}

void MainWindow::updateActions()
{
    const Overall &overall = m_state.overall();
    const Place &place = m_navigator.place();
    const bool folder = place.kind == Place::Kind::Folder;
    WindowActions::allow(m_actions.back, m_navigator.canBack());
    WindowActions::allow(m_actions.forward, m_navigator.canForward());
    WindowActions::allow(m_actions.up, m_navigator.canUp());
    WindowActions::allow(m_actions.editPath, folder);
    WindowActions::allow(m_actions.syncNow, overall.signedIn, tr("you are not signed in"));
    WindowActions::allow(m_actions.addProject, overall.signedIn, tr("you are not signed in"));
    m_actions.signIn->setVisible(!overall.signedIn);
    m_actions.signOut->setVisible(overall.signedIn);
    m_actions.pause->setText(overall.paused ? tr("Resume syncing") : overall.metered ? tr("Sync anyway") : tr("Pause syncing"));
    m_actions.pause->setMenu(overall.isHeld() ? nullptr : m_pauseMenu);
    m_actions.pause->setIcon(actionIcon(overall.isHeld() ? u"resume"_s : u"pause"_s));
    WindowActions::allow(m_actions.pause, true);
    WindowActions::allow(m_actions.inspector, inspectorHasUse(), tr("this page shows everything itself"));
    m_filter->setEnabled(folder || m_pages->currentWidget() == m_projects);
    m_folderActions->updateAllowed();
}

void MainWindow::updateInspector()
{
    if (!m_inspector->isVisibleTo(this))
        return;
    const Place &place = m_navigator.place();
    if (place.kind == Place::Kind::Folder) {
        m_inspector->showEntries(place.project, m_files->selected());
        return;
    }
    if (m_finding->isShown()) {
        m_finding->inspect(*m_inspector);
        return;
    }
    const auto rows = m_pages->currentWidget() == m_projects ? m_projects->selected() : QList<QJsonObject>();
    if (rows.isEmpty())
        m_inspector->showNothing();
    else
        m_inspector->showProject(rows.first().value(u"key").toString());
}

void MainWindow::updateMoving()
{
    const QString shown = m_files->model().shown().project;
    for (const Transfer &transfer : m_state.transfers()) {
        if (transfer.localId != shown)
            continue;
        const int percent = transfer.bytesTotal > 0 ? int(transfer.bytesDone * 100 / transfer.bytesTotal) : 0;
        m_files->model().setMoving(shown, transfer.path.toUtf8(), percent);
        return;
    }
    m_files->model().setMoving(shown, {}, -1);
}

void MainWindow::updateProjectState()
{
    if (const ProjectRow *row = m_state.project(m_navigator.place().project))
        m_files->model().setProjectState(row->isHere() ? row->state : SyncState::OnlineOnly);
}

void MainWindow::applyFilter()
{
    if (m_pages->currentWidget() == m_files)
        m_files->setFilter(m_filter->text());
    else
        m_projects->setFilter(m_filter->text());
}

/// Leads to a path on this disk, or to one that begins with a project's name. False: it names no project that is known.
bool MainWindow::goToProject(const QString &path)
{
    for (const ProjectRow &row : m_state.projects()) {
        for (const QString &prefix : {row.folder, row.name, row.key()}) {
            if (!prefix.isEmpty() && (path == prefix || path.startsWith(prefix + u'/'))) {
                goInside(row, path.mid(prefix.size()));
                return true;
            }
        }
    }
    return false;
}

void MainWindow::goInside(const ProjectRow &row, QString inside)
{
    while (inside.startsWith(u'/'))
        inside.remove(0, 1);
    while (inside.endsWith(u'/'))
        inside.chop(1);
    if (const auto path = RelativePath::parse(inside); !path) {  // "..", say: whoever made the link wants more than the project
        m_wished = {};
        showError(at(path.error(), inside));
        return;
    }
    m_wished = Place::folderOf(row.key(), inside.toUtf8());
    m_navigator.go(m_wished);
}

/// A path that was typed or linked to is no folder: it may be a file's.
void MainWindow::showAsFile(const Error &error)
{
    const Place wished = std::exchange(m_wished, {});
    if (error.kind != Error::Kind::NotFound || wished.folder.isEmpty() || m_navigator.place() != wished)
        return;
    const qsizetype slash = wished.folder.lastIndexOf('/');
    m_navigator.replace(Place::folderOf(wished.project, wished.folder.left(std::max<qsizetype>(slash, 0))));
    m_files->selectLater({wished.folder.mid(slash + 1)});
}

void MainWindow::goTyped(const QString &typed)
{
    const QString path = typed.trimmed();
    const ProjectRow *current = m_state.project(m_navigator.place().project);
    if (!goToProject(path) && current)
        goInside(*current, path);
}

void MainWindow::showCommands()
{
    QList<QAction *> actions = m_actions.all();
    actions.removeOne(m_actions.commands);
    actions.removeIf([](const QAction *action) { return !action->isVisible(); });
    QList<CommandPalette::Destination> destinations;
    for (int row = 0; row < m_sidebarModel->rowCount(); ++row) {
        const QModelIndex index = m_sidebarModel->index(row);
        if (index.flags().testFlag(Qt::ItemIsSelectable))
            destinations.append({tr("Go to %1").arg(index.data().toString()), [this, place = m_sidebarModel->placeAt(row)] { m_navigator.go(place); }});
    }
    (new CommandPalette(actions, std::move(destinations), this))->show();
}

void MainWindow::openUri(const QString &uri)
{
    const QUrl url(uri, QUrl::StrictMode);
    if (uri.isEmpty() || !url.isValid() || url.scheme() != u"tideline" || url.host() != u"open")
        return;
    // At the program's start the projects are not known yet.
    const bool isLed = goToProject(url.path().mid(1));
    m_awaitedUri = isLed || !m_state.projects().empty() ? QString() : uri;
    if (const qint64 revision = revisionOfLink(url); isLed && revision > 0 && !m_wished.project.isEmpty()) {
        m_actions.inspector->setChecked(true);  // who shows versions
        m_inspector->awaitVersion(m_wished.project, m_wished.folder, revision);
    }
}

void MainWindow::saveView(QSettings &settings) const
{
    settings.setValue(u"geometry"_s, saveGeometry());
    settings.setValue(u"splitter"_s, m_splitter->saveState());
    m_folderViews->save(settings);
    m_tabs->save(settings);
    settings.setValue(u"hidden"_s, m_actions.showHidden->isChecked());
    settings.setValue(u"inspector"_s, m_actions.inspector->isChecked());
    settings.setValue(u"preview"_s, m_inspector->isPreviewOn());
    settings.setValue(u"transfers"_s, m_actions.transfers->isChecked());
}

void MainWindow::restoreView(QSettings &settings)
{
    restoreGeometry(settings.value(u"geometry"_s).toByteArray());
    m_splitter->restoreState(settings.value(u"splitter"_s).toByteArray());
    m_folderViews->restore(settings);
    m_actions.showHidden->setChecked(settings.value(u"hidden"_s, false).toBool());
    m_actions.inspector->setChecked(settings.value(u"inspector"_s, true).toBool());
    m_inspector->setPreviewOn(settings.value(u"preview"_s, true).toBool());
    m_actions.transfers->setChecked(settings.value(u"transfers"_s, true).toBool());
    m_tabs->restore(settings);
}

}  // namespace tideline::ui
