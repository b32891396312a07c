// How the window is built and wired; main_window_places.cpp follows the place, main_window_verbs.cpp talks to the engine,
// main_window_files.cpp looks into files, main_window_seeing.cpp shows what sync does.
#include "ui/main_window.h"

#include "ui/delegates/sidebar_delegate.h"
#include "ui/browsing/folder_views.h"
#include "ui/browsing/tabs.h"
#include "ui/finding/finding.h"
#include "ui/folder_actions.h"
#include "ui/guard_question.h"
#include "ui/inspector/inspector.h"
#include "ui/models/thumbnails.h"
#include "ui/models/sidebar_model.h"
#include "ui/theme/icons.h"
#include "ui/views/activity_page.h"
#include "ui/views/banner.h"
#include "ui/views/conflicts_page.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/views/path_bar.h"
#include "ui/views/projects_page.h"
#include "ui/views/quota_strip.h"
#include "ui/views/status_strip.h"
#include "ui/views/transfer_panel.h"
#include "ui/views/trash_page.h"

#include <QCloseEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tideline::ui {

MainWindow::MainWindow(ServiceState &state, ListingReader &reader) : m_state(state), m_reader(reader), m_actions(this)
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(appIcon());
    setContextMenuPolicy(Qt::NoContextMenu);
    makeBody();
    makeToolBar();
    m_status = new StatusStrip(state, this);
    setStatusBar(m_status);
    m_folderActions = new FolderActions(state, *m_files, m_actions, this);
    m_menuButton->menu()->insertMenu(m_actions.undo, m_folderActions->makeNewMenu(m_menuButton->menu()));
    m_guard = new GuardQuestion(state, *this);
    m_finding = new Finding(state, m_navigator, *m_files, m_actions, *m_pages);
    // Space types elsewhere; and there is nothing to look at before setPreviews().
    removeAction(m_actions.quickLook);
    m_actions.quickLook->setShortcutContext(Qt::WidgetShortcut);
    m_actions.quickLook->setVisible(false);
    m_files->addViewAction(m_actions.quickLook);
    connectActions();
    connectState();
    connectSeeing();
    resize(1180, 740);
    setMinimumSize(720, 440);
    m_actions.inspector->setChecked(true);
    m_actions.transfers->setChecked(true);
    showPlace(m_navigator.place(), {});
    updateActions();
}

MainWindow::~MainWindow() = default;

QWidget *MainWindow::makeSidebar()
{
    auto *pane = new QWidget(this);
    pane->setObjectName(u"sidebarPane"_s);
    pane->setAttribute(Qt::WA_StyledBackground);
    m_sidebarModel = new SidebarModel(m_state, this);
    m_sidebar = new QListView(pane);
    m_sidebar->setObjectName(u"sidebar"_s);
    m_sidebar->setAccessibleName(tr("Places and projects"));
    m_sidebar->setModel(m_sidebarModel);
    m_sidebar->setItemDelegate(new SidebarDelegate(m_sidebar));
    m_sidebar->setMouseTracking(true);
    m_sidebar->setContextMenuPolicy(Qt::CustomContextMenu);
    m_sidebar->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_sidebar->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_sidebar->viewport()->setAutoFillBackground(false);
    auto *add = new QToolButton(pane);
    add->setDefaultAction(m_actions.addProject);
    add->setObjectName(u"sidebarAdd"_s);
    add->setProperty("flat", true);
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setAccessibleName(tr("Add project"));
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 8, 0, 6);
    layout->setSpacing(2);
    layout->addWidget(m_sidebar, 1);
    layout->addWidget(new QuotaStrip(m_state, pane));
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 0, 8, 0);
    foot->addWidget(add);
    foot->addStretch();
    layout->addLayout(foot);
    layout->addStrut(170);

    connect(m_sidebar->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid() && m_sidebar->hasFocus() && m_sidebarModel->rowOf(m_navigator.place()) != index.row())
            m_navigator.go(m_sidebarModel->placeAt(index.row()));
    });
    // A click leads to a project's root also when one is deep inside.
    connect(m_sidebar, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (index.flags() & Qt::ItemIsSelectable)
            m_navigator.go(m_sidebarModel->placeAt(index.row()));
    });
    connect(m_sidebar, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        const QString key = m_sidebar->indexAt(at).data(SidebarModel::KeyRole).toString();
        if (!key.isEmpty())
            showProjectMenu(key, m_sidebar->viewport()->mapToGlobal(at));
    });
    return pane;
}

QWidget *MainWindow::makeContent()
{
    auto *content = new QWidget(this);
    m_banner = new Banner(content);
    m_pages = new QStackedWidget(content);
    m_projects = new ProjectsPage(m_state, m_pages);
    m_files = new FileView(m_reader, m_pages);
    m_conflicts = new ConflictsPage(m_state, m_pages);
    m_activity = new ActivityPage(m_state, m_pages);
    m_trash = new TrashPage(m_state, m_pages);
    for (QWidget *page : std::initializer_list<QWidget *>{m_projects, m_files, m_conflicts, m_activity, m_trash})
        m_pages->addWidget(page);
    m_transfers = new TransferPanel(m_state, content);
    m_folderViews = new FolderViews(m_navigator, *m_files, m_actions, this);
    m_tabs = new Tabs(m_navigator, m_state, m_actions, content);
    m_tabs->followFiles(*m_files);
    m_tabs->followSidebar(*m_sidebar, *m_sidebarModel);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_tabs);
    layout->addWidget(m_banner);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_transfers);
    return content;
}

void MainWindow::makeBody()
{
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(u"splitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeSidebar());
    m_splitter->addWidget(makeContent());
    m_inspector = new Inspector(m_state, this);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({215, 675, 290});
    setCentralWidget(m_splitter);
}

void MainWindow::makeToolBar()
{
    auto *bar = new QToolBar(tr("Tools"), this);
    bar->setObjectName(u"mainToolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setIconSize({18, 18});
    bar->addAction(m_actions.back);
    bar->addAction(m_actions.forward);
    bar->addAction(m_actions.up);
    m_path = new PathBar(bar);
    bar->addWidget(m_path);
    m_filter = new QLineEdit(bar);
    m_filter->setObjectName(u"filterEdit"_s);
    m_filter->setPlaceholderText(tr("Filter (Ctrl+F)"));
    m_filter->setAccessibleName(tr("Filter by name"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setFixedWidth(190);
    m_filter->setFixedHeight(m_path->height());
    m_filter->addAction(actionIcon(u"search"_s), QLineEdit::LeadingPosition)->setText(tr("Filter"));
    m_filter->installEventFilter(this);
    bar->addWidget(m_filter);
    bar->addAction(m_actions.search);
    bar->addAction(m_actions.icons);
    bar->addAction(m_actions.pause);
    bar->addAction(m_actions.syncNow);
    bar->addAction(m_actions.inspector);
    m_menuButton = new QToolButton(bar);
    m_menuButton->setObjectName(u"menuButton"_s);
    m_menuButton->setIcon(actionIcon(u"menu"_s));
    m_menuButton->setToolTip(tr("Menu (Alt+M)"));
    m_menuButton->setAccessibleName(tr("Menu"));
    m_menuButton->setShortcut(QKeySequence(Qt::ALT | Qt::Key_M));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_menuButton);
    for (QAction *action : {m_actions.addProject, m_actions.invitations, m_actions.undo, m_actions.redo, static_cast<QAction *>(nullptr), m_actions.syncNow,
                            m_actions.pause, static_cast<QAction *>(nullptr), m_actions.search, m_actions.newTab, m_actions.icons, m_actions.showHidden, m_actions.inspector,
                            m_actions.transfers, m_actions.refresh, static_cast<QAction *>(nullptr), m_actions.setUp, m_actions.signIn,
                            m_actions.signOut, static_cast<QAction *>(nullptr), m_actions.commands, m_actions.settings, m_actions.about, m_actions.quit}) {
        if (action)
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    m_menuButton->setMenu(menu);
    bar->addWidget(m_menuButton);
    // The path bar and the filter stand with a little air.
    bar->insertWidget(m_actions.search, new QLabel(u" "_s, bar));
    addToolBar(bar);
}

void MainWindow::connectActions()
{
    const WindowActions &actions = m_actions;
    connect(actions.back, &QAction::triggered, &m_navigator, &Navigator::back);
    connect(actions.forward, &QAction::triggered, &m_navigator, &Navigator::forward);
    connect(actions.up, &QAction::triggered, &m_navigator, &Navigator::up);
    connect(actions.editPath, &QAction::triggered, m_path, &PathBar::edit);
    connect(actions.find, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    connect(actions.showHidden, &QAction::toggled, this, [this](bool shown) { m_files->model().setHidden(shown); });
    connect(actions.icons, &QAction::toggled, this, [this](bool icons) { m_files->setLook(icons ? FileView::Look::Icons : FileView::Look::Details); });
    connect(actions.refresh, &QAction::triggered, this, [this] {
        m_state.refresh();
        m_files->model().refresh();
        showPlace(m_navigator.place(), {});
    });
    connect(actions.addProject, &QAction::triggered, this, [this] { askAddProject(); });
    connect(actions.invitations, &QAction::triggered, this, &MainWindow::showInvitations);
    connect(actions.signIn, &QAction::triggered, this, &MainWindow::askSignIn);
    connect(actions.signOut, &QAction::triggered, this, [this] {
        m_state.backend().call(u"logout"_s, {}, this, [this](const Result<QJsonObject> &reply) {
            if (!reply)
                showError(reply.error());
            m_state.refresh();
        });
    });
    connect(actions.syncNow, &QAction::triggered, this, [this] { syncNow(); });
    connect(actions.pause, &QAction::triggered, this, [this] { togglePause({}, !m_state.overall().isHeld()); });
    connect(actions.inspector, &QAction::toggled, this, [this](bool shown) {
        m_inspector->setVisible(shown && inspectorHasUse());
        updateInspector();
    });
    connect(actions.transfers, &QAction::toggled, m_transfers, &QWidget::setVisible);
    connect(m_transfers, &TransferPanel::closeAsked, actions.transfers, [this] { m_actions.transfers->setChecked(false); });
    connect(actions.commands, &QAction::triggered, this, &MainWindow::showCommands);
    connect(actions.closeWindow, &QAction::triggered, this, &QWidget::close);
    connect(actions.quit, &QAction::triggered, this, &MainWindow::quitAsked);
    connect(m_path, &PathBar::folderChosen, this,
            [this](const QByteArray &folder) { m_navigator.go(Place::folderOf(m_navigator.place().project, folder)); });
    connect(m_path, &PathBar::pathTyped, this, &MainWindow::goTyped);
    connect(m_filter, &QLineEdit::textChanged, this, &MainWindow::applyFilter);
    connect(m_files, &FileView::typed, this, [this](const QString &text) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->setText(m_filter->text() + text);
    });
    connect(m_files, &FileView::selectionChanged, this, &MainWindow::updateInspector);
    connect(m_folderActions, &FolderActions::folderAsked, this,
            [this](const QByteArray &folder) { m_navigator.go(Place::folderOf(m_navigator.place().project, folder)); });
    connect(m_folderActions, &FolderActions::failed, this, &MainWindow::showError);
    connect(m_folderActions, &FolderActions::done, this, [this] {
        m_error.reset();
        updateBanner();
    });
    connect(m_folderActions, &FolderActions::whyAsked, this, [this] {
        m_actions.inspector->setChecked(true);
        m_inspector->setFocus();
    });
    connect(m_actions.versions, &QAction::triggered, this, [this] {
        m_actions.inspector->setChecked(true);
        m_inspector->leadToVersions();
    });
    connect(m_projects, &ProjectsPage::projectChosen, this,
            [this](const QString &key) { m_navigator.go(Place::folderOf(key)); });
    connect(m_projects, &ProjectsPage::addAsked, this, [this] { askAddProject(); });
    connect(m_projects, &ProjectsPage::cloneAsked, this, &MainWindow::askAddProject);
    connect(m_projects, &ProjectsPage::menuAsked, this, &MainWindow::showProjectMenu);
    connect(m_projects, &TablePage::selectionChanged, this, &MainWindow::updateInspector);
    connect(m_finding, &Finding::selectionChanged, this, &MainWindow::updateInspector);
    connect(m_finding, &Finding::failed, this, &MainWindow::showError);
    connect(m_finding, &Finding::projectMenuAsked, this, &MainWindow::showProjectMenu);
    connect(m_conflicts, &ConflictsPage::openAsked, m_folderActions, &FolderActions::openFile);
    connect(m_conflicts, &ConflictsPage::folderAsked, this,
            [this](const QString &name, const QByteArray &folder, const QByteArray &entry) {
                for (const ProjectRow &row : m_state.projects()) {
                    if (row.name != name)
                        continue;
                    m_navigator.go(Place::folderOf(row.key(), folder));
                    m_files->selectLater({entry});
                    return;
                }
            });
    connect(m_inspector, &Inspector::nameAsked, this, &MainWindow::nameVersion);
    connect(m_inspector, &Inspector::linkAsked, m_folderActions, &FolderActions::copyVersionLink);
    connect(m_inspector, &Inspector::restorationAsked, this, [this](const QString &project, const QByteArray &path, const VersionRef &version, qint64 held) {
        m_folderActions->bringBack(project, path, version.revision, held);
    });
    connect(m_trash, &TrashPage::restored, this, [this](const QString &localId, const QString &path) {
        m_folderActions->noteRestored(localId, path);
    });
}

void MainWindow::connectState()
{
    connect(&m_navigator, &Navigator::moved, this, &MainWindow::showPlace);
    connect(&m_state, &ServiceState::overallChanged, this, [this] {
        updateActions();
        updateBanner();
    });
    connect(&m_state, &ServiceState::projectsReset, this, [this] {
        openUri(QString(m_awaitedUri));
        checkProject();
        updateProjectState();
        updateActions();
        updateBanner();
    });
    connect(&m_state, &ServiceState::projectChanged, this, [this](const QString &key) {
        const ProjectRow *row = m_state.project(m_navigator.place().project);
        if (!row || row->key() != key)
            return;
        checkProject();
        updateProjectState();
        updateBanner();
        if (m_files->selected().isEmpty())
            updateInspector();
    });
    connect(&m_state, &ServiceState::transfersChanged, this, &MainWindow::updateMoving);
    connect(&m_files->model(), &EntryListModel::failed, this, &MainWindow::showAsFile);
    connect(&m_files->model(), &EntryListModel::opened, this, [this] {
        updateMoving();
        updateProjectState();
    });
    connect(&m_state, &ServiceState::entriesChanged, this,
            [this](const QString &localId, const QStringList &folders, bool all) {
                // A change below a folder may change the folder's own status: "" and every folder above count, too.
                const auto touches = [&](const ListingQuery &query) {
                    const QString here = QString::fromUtf8(query.folder);
                    return query.project == localId && (all || std::ranges::any_of(folders, [&here](const QString &folder) {
                                                            return here.isEmpty() || folder == here || folder.startsWith(here + u'/');
                                                        }));
                };
                EntryListModel &model = m_files->model();
                if (touches(model.shown()) || touches(model.asked()))
                    model.refresh();
            });
    connect(&m_state, &ServiceState::showAsked, this, [this](const QString &uri) {
        raiseWindow();
        openUri(uri);
    });
    connect(m_status, &StatusStrip::conflictsAsked, this, [this] { m_navigator.go({Place::Kind::Conflicts, {}, {}}); });
    connect(m_status, &StatusStrip::problemsAsked, this, &MainWindow::showProblems);
    connect(m_status, &StatusStrip::signInAsked, this, &MainWindow::askSignIn);
    connect(m_guard, &GuardQuestion::changed, this, &MainWindow::updateBanner);
    connect(m_guard, &GuardQuestion::syncAsked, this, &MainWindow::syncNow);
    connect(m_guard, &GuardQuestion::failed, this, &MainWindow::showError);
    connect(m_banner, &Banner::closed, this, [this] {
        if (!m_error)
            m_putAway = m_state.overall().policyTrouble;
        m_error.reset();
        updateBanner();
    });
}

QString MainWindow::bannerText() const
{
    return m_banner->text();
}

void MainWindow::raiseWindow()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    event->ignore();  // who hears closed() may ask first, and hides the window when the program ends
    if (!m_closeHides) {
        Q_EMIT closed();
        return;
    }
    hide();
    Q_EMIT wentToTray();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_filter->text().isEmpty())
        m_filter->clear();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::BackButton)
        m_navigator.back();
    else if (event->button() == Qt::ForwardButton)
        m_navigator.forward();
    else
        QMainWindow::mousePressEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_status) {
        updateBanner();
        updateInspector();
    }
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool toList = key->key() == Qt::Key_Down || key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape) {
            m_filter->clear();
            m_pages->currentWidget() == m_files ? m_files->view().setFocus() : m_pages->currentWidget()->setFocus();
            return true;
        }
        if (toList && m_pages->currentWidget() == m_files) {
            m_files->view().setFocus();
            if (m_files->selected().isEmpty() && m_files->model().rowCount() > 0)
                m_files->view().setCurrentIndex(m_files->model().index(0, 0));
            return true;
        }
    }
    return QMainWindow::eventFilter(watched, event);
}

}  // namespace tideline::ui
