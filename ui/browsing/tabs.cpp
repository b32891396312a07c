#include "ui/browsing/tabs.h"

#include "core/base/result.h"
#include "ui/models/sidebar_model.h"
#include "ui/theme/icons.h"
#include "ui/views/entry_grid.h"
#include "ui/views/entry_tree.h"
#include "ui/views/file_view.h"
#include "ui/words.h"

#include <QMouseEvent>
#include <QSettings>
#include <QToolButton>

#include <utility>

namespace tideline::ui {

namespace {
/// What a tab is called: the folder, or the page.
QString nameOf(const Place &place, const ServiceState &state)
{
    switch (place.kind) {
    case Place::Kind::AllProjects:
        return Tabs::tr("All projects");
    case Place::Kind::OnThisComputer:
        return Tabs::tr("On this computer");
    case Place::Kind::Shared:
        return Tabs::tr("Shared with me");
    case Place::Kind::Starred:
        return Tabs::tr("Starred");
    case Place::Kind::Recent:
        return Tabs::tr("Recent");
    case Place::Kind::Conflicts:
        return Tabs::tr("Conflicts");
    case Place::Kind::Trash:
        return Tabs::tr("Trash");
    case Place::Kind::Search:
        return place.folder.isEmpty() ? Tabs::tr("Search") : Tabs::tr("Search: %1").arg(QString::fromUtf8(place.folder));
    case Place::Kind::Folder:
        break;
    default:
        return Tabs::tr("Tideline");
    }
    if (!place.folder.isEmpty())
        return QString::fromUtf8(place.folder.mid(place.folder.lastIndexOf('/') + 1));
    const ProjectRow *row = state.project(place.project);
    return row ? row->name : Tabs::tr("Project");
}

QIcon iconOf(const Place &place)
{
    return place.kind == Place::Kind::Folder ? entryIcon({}, u"dir"_s) : actionIcon(place.kind == Place::Kind::Search ? u"search"_s : u"projects"_s);
}
}  // namespace

Tabs::Tabs(Navigator &navigator, ServiceState &state, WindowActions &actions, QWidget *parent)
    : QTabBar(parent), m_navigator(navigator), m_state(state), m_actions(actions)
{
    setObjectName(u"tabs"_s);
    setAccessibleName(tr("Tabs"));
    setAutoHide(true);
    setDocumentMode(true);
    setMovable(true);
    setExpanding(false);
    setElideMode(Qt::ElideMiddle);
    setUsesScrollButtons(true);
    setFocusPolicy(Qt::TabFocus);
    setDrawBase(false);
    m_histories.push_back(navigator.history());
    addTab({});
    connect(this, &QTabBar::currentChanged, this, &Tabs::show);
    connect(this, &QTabBar::tabMoved, this, [this](int from, int to) {
        auto moved = std::move(m_histories[size_t(from)]);
        m_histories.erase(m_histories.begin() + from);
        m_histories.insert(m_histories.begin() + to, std::move(moved));
        m_front = currentIndex();
    });
    connect(&navigator, &Navigator::moved, this, &Tabs::updateTitles);
    connect(&state, &ServiceState::projectsReset, this, &Tabs::updateTitles);
    connect(actions.newTab, &QAction::triggered, this, [this] { open(m_navigator.place(), true); });
    connect(actions.closeTab, &QAction::triggered, this, [this] { count() > 1 ? close(currentIndex()) : m_actions.closeWindow->trigger(); });
    connect(actions.nextTab, &QAction::triggered, this, [this] { setCurrentIndex((currentIndex() + 1) % count()); });
    connect(actions.previousTab, &QAction::triggered, this, [this] { setCurrentIndex((currentIndex() + count() - 1) % count()); });
    connect(actions.openInTab, &QAction::triggered, this, &Tabs::openSelected);
    updateTitles();
    updateActions();
}

Place Tabs::placeOf(int tab) const
{
    return tab == m_front ? m_navigator.place() : m_histories[size_t(tab)].place;
}

void Tabs::open(const Place &place, bool inFront)
{
    if (count() >= kMost)
        return;
    const int at = inFront ? currentIndex() + 1 : count();
    m_histories.insert(m_histories.begin() + at, {place, {}, {}});
    insertTab(at, {});  // after the one in front, whose index stays
    updateTitles();
    if (inFront)
        setCurrentIndex(at);
}

void Tabs::show(int tab)
{
    if (tab < 0 || tab == m_front)
        return;
    m_histories[size_t(m_front)] = m_navigator.history();
    m_front = tab;
    m_navigator.setHistory(m_histories[size_t(tab)]);
}

void Tabs::close(int tab)
{
    if (count() <= 1 || tab < 0 || tab >= count())
        return;
    if (tab == m_front)
        setCurrentIndex(tab + 1 < count() ? tab + 1 : tab - 1);  // the neighbour comes to the front first
    m_histories.erase(m_histories.begin() + tab);
    m_front -= tab < m_front ? 1 : 0;
    removeTab(tab);
    updateTitles();
}

void Tabs::updateTitles()
{
    for (int i = 0; i < count(); ++i) {
        const Place place = placeOf(i);
        const QString name = nameOf(place, m_state);
        QString shown = name;
        setTabText(i, shown.replace(u'&', u"&&"_s));
        setTabToolTip(i, tipText(place.kind == Place::Kind::Folder && !place.folder.isEmpty() ? QString::fromUtf8(place.folder) : name));
        setTabIcon(i, iconOf(place));
        setAccessibleTabName(i, name);
    }
}

void Tabs::tabInserted(int tab)
{
    auto *button = new QToolButton(this);
    button->setIcon(actionIcon(u"close"_s));
    button->setIconSize({12, 12});
    button->setFixedSize(18, 18);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::NoFocus);  // Ctrl+W does it
    button->setAccessibleName(tr("Close tab"));
    button->setToolTip(tr("Close tab"));
    connect(button, &QToolButton::clicked, this, [this, button] {
        for (int i = 0; i < count(); ++i) {
            if (tabButton(i, QTabBar::RightSide) == button)
                return close(i);
        }
    });
    setTabButton(tab, QTabBar::RightSide, button);
}

void Tabs::tabLayoutChange()
{
    updateActions();
}

void Tabs::updateActions()
{
    const bool several = count() > 1;
    WindowActions::allow(m_actions.newTab, count() < kMost, tr("there are %1 tabs already").arg(kMost));
    WindowActions::allow(m_actions.nextTab, several, tr("there is one tab"));
    WindowActions::allow(m_actions.previousTab, several, tr("there is one tab"));
}

void Tabs::followFiles(FileView &files)
{
    m_files = &files;
    files.tree().viewport()->installEventFilter(this);
    files.grid().viewport()->installEventFilter(this);
    const auto update = [this] {
        const auto entry = m_files->current();
        WindowActions::allow(m_actions.openInTab, entry && entry->row.kind == NodeKind::Folder, tr("no folder is selected"));
    };
    connect(&files, &FileView::selectionChanged, this, update);
    update();
}

void Tabs::followSidebar(QAbstractItemView &view, const SidebarModel &model)
{
    m_sidebar = &view;
    m_sidebarModel = &model;
    view.viewport()->installEventFilter(this);
}

void Tabs::openSelected()
{
    const QList<FileView::Entry> entries = m_files ? m_files->selected() : QList<FileView::Entry>();
    for (const FileView::Entry &entry : entries) {
        if (entry.row.kind == NodeKind::Folder)
            open(Place::folderOf(m_navigator.place().project, entry.path), false);
    }
}

bool Tabs::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::MouseButtonRelease || static_cast<QMouseEvent *>(event)->button() != Qt::MiddleButton)
        return QTabBar::eventFilter(watched, event);
    const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
    if (m_sidebar && watched == m_sidebar->viewport()) {
        const QModelIndex index = m_sidebar->indexAt(at);
        if (index.flags() & Qt::ItemIsSelectable)
            open(m_sidebarModel->placeAt(index.row()), false);
        return true;
    }
    const QModelIndex index = m_files->view().indexAt(at);
    const ListingRow *row = index.isValid() ? m_files->model().entry(index.row()) : nullptr;
    if (row && row->kind == NodeKind::Folder)
        open(Place::folderOf(m_navigator.place().project, m_files->model().pathOf(index.row())), false);
    return true;
}

void Tabs::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton)
        close(tabAt(event->position().toPoint()));
    else
        QTabBar::mouseReleaseEvent(event);
}

void Tabs::save(QSettings &settings) const
{
    settings.beginWriteArray(u"tabs"_s, count());
    for (int i = 0; i < count(); ++i) {
        const Place place = placeOf(i);
        settings.setArrayIndex(i);
        settings.setValue(u"kind"_s, int(place.kind));
        settings.setValue(u"project"_s, place.project);
        settings.setValue(u"folder"_s, place.folder);
    }
    settings.endArray();
    settings.setValue(u"tab"_s, currentIndex());
}

void Tabs::restore(QSettings &settings)
{
    const int front = settings.value(u"tab"_s).toInt();
    const int saved = std::min(settings.beginReadArray(u"tabs"_s), kMost);
    std::vector<Place> places;
    for (int i = 0; i < saved; ++i) {
        settings.setArrayIndex(i);
        const int kind = settings.value(u"kind"_s).toInt();
        const Place place{Place::Kind(kind), settings.value(u"project"_s).toString(), settings.value(u"folder"_s).toByteArray()};
        const bool isPlace = kind >= 0 && kind < Place::kKinds && (place.kind != Place::Kind::Folder || !place.project.isEmpty());
        places.push_back(isPlace ? place : Place{});
    }
    settings.endArray();
    if (places.empty())
        return;
    m_navigator.replace(places.front());
    for (size_t i = 1; i < places.size(); ++i) {
        m_histories.push_back({places[i], {}, {}});
        addTab({});
    }
    updateTitles();
    if (front > 0 && front < count())
        setCurrentIndex(front);
}

}  // namespace tideline::ui
