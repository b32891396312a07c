#include "ui/finding/finding.h"

#include "ui/finding/marks_page.h"
#include "ui/finding/search_page.h"
#include "ui/finding/stars.h"
#include "ui/fixture_backend.h"
#include "ui/inspector/inspector.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>

namespace tideline::ui {

Finding::Finding(ServiceState &state, Navigator &navigator, FileView &files, WindowActions &actions, QStackedWidget &pages)
    : QObject(&pages), m_state(state), m_navigator(navigator), m_files(files), m_actions(actions), m_pages(pages)
{
    m_stars = new Stars(state.backend(), this);
    m_search = new SearchPage(state, &pages);
    m_starred = new MarksPage(state, MarksPage::Kind::Starred, &pages);
    m_recent = new MarksPage(state, MarksPage::Kind::Recent, &pages);
    for (FoundPage *page : std::initializer_list<FoundPage *>{m_search, m_starred, m_recent})
        connectPage(*page);
    connect(m_search, &SearchPage::left, this, [this] { m_navigator.canBack() ? m_navigator.back() : m_navigator.go(Place{}); });
    connect(m_search, &SearchPage::searched, this, [this](const QString &text, const QString &project) {
        if (m_navigator.place().kind == Place::Kind::Search)  // not a step of the history for each key
            m_navigator.replace(Place::searchOf(text, project));
    });
    connect(m_actions.search, &QAction::triggered, this, &Finding::startSearch);
    connect(m_actions.star, &QAction::triggered, this, &Finding::toggleStars);
    connect(m_stars, &Stars::failed, this, &Finding::failed);
    connect(m_stars, &Stars::changed, this, &Finding::updateStar);
    connect(&m_navigator, &Navigator::moved, this, &Finding::updateStar);
    connect(&m_files, &FileView::selectionChanged, this, &Finding::updateStar);
    connect(&m_files, &FileView::activated, this, &Finding::noteOpened);
    connect(m_actions.open, &QAction::triggered, this, [this] {
        if (const auto entry = m_files.current())
            noteOpened(*entry);
    });
    connect(&state, &ServiceState::entriesChanged, m_stars, &Stars::refreshSoon);
    updateStar();
}

void Finding::connectPage(FoundPage &page)
{
    m_pages.addWidget(&page);
    connect(&page, &FoundPage::placeAsked, this, [this](const QString &project, const QByteArray &folder, const QByteArray &select) {
        if (select.startsWith('.'))
            m_actions.showHidden->setChecked(true);  // else it would not be there to be selected
        m_navigator.go(Place::folderOf(project, folder), select);
    });
    connect(&page, &FoundPage::menuAsked, this, &Finding::showMenu);
    connect(&page, &TablePage::selectionChanged, this, [this] {
        updateStar();
        Q_EMIT selectionChanged();
    });
}

FoundPage *Finding::shown() const
{
    return qobject_cast<FoundPage *>(m_pages.currentWidget());
}

QString Finding::show(const Place &place)
{
    FoundPage *page = place.kind == Place::Kind::Search    ? static_cast<FoundPage *>(m_search)
                      : place.kind == Place::Kind::Starred ? m_starred
                                                           : m_recent;
    const bool isNew = m_pages.currentWidget() != page;
    m_pages.setCurrentWidget(page);
    if (page == m_search) {
        m_search->search(QString::fromUtf8(place.folder), place.project);
        if (isNew)
            m_search->lookAgain();
        if (isNew && m_search->table().rowCount() > 0)
            m_search->view().setFocus();  // one came back to what was found
        else if (isNew)
            m_search->focusText();
    } else if (isNew) {
        static_cast<MarksPage *>(page)->refresh();
    }
    return page->title();
}

void Finding::startSearch()
{
    const Place &place = m_navigator.place();
    if (place.kind == Place::Kind::Search) {
        m_search->focusText();
        return;
    }
    m_search->offer(place.kind == Place::Kind::Folder ? place.project : QString());
    m_navigator.go(Place::searchOf(m_search->text()));
    m_search->focusText();
}

QList<Finding::Target> Finding::targets() const
{
    QList<Target> targets;
    const Place &place = m_navigator.place();
    if (const FoundPage *page = shown()) {
        const QJsonObject row = page->currentRow();
        if (!row.isEmpty())
            targets.append({FoundPage::projectKey(row), FoundPage::isProject(row) ? QByteArray() : row.value(u"path").toString().toUtf8()});
    } else if (place.kind == Place::Kind::Folder) {
        const QList<FileView::Entry> entries = m_files.selected();
        for (const FileView::Entry &entry : entries)
            targets.append({place.project, entry.path});
        if (targets.isEmpty())
            targets.append({place.project, place.folder});
    }
    return targets;
}

void Finding::toggleStars()
{
    const QList<Target> all = targets();
    const bool on = !std::ranges::all_of(all, [this](const Target &one) { return m_stars->has(one.project, one.path); });
    for (const Target &one : all) {
        if (m_stars->has(one.project, one.path) != on)
            m_stars->set(one.project, one.path, on);
    }
}

void Finding::updateStar()
{
    const QList<Target> all = targets();
    const bool has = !all.isEmpty() && std::ranges::all_of(all, [this](const Target &one) { return m_stars->has(one.project, one.path); });
    m_actions.star->setText(has ? tr("Remove star") : tr("Star"));
    WindowActions::allow(m_actions.star, !all.isEmpty(), tr("nothing is selected"));
}

void Finding::addStar(QMenu &menu, const QString &project)
{
    const bool has = m_stars->has(project, {});
    QAction *action = menu.addAction(actionIcon(u"star"_s), has ? tr("Remove star") : tr("Star"));
    action->setObjectName(u"starProject"_s);
    connect(action, &QAction::triggered, this, [this, project, has] { m_stars->set(project, {}, !has); });
}

void Finding::showMenu(const QJsonObject &row, const QPoint &global)
{
    const QString project = FoundPage::projectKey(row);
    if (FoundPage::isProject(row)) {
        Q_EMIT projectMenuAsked(project, global);
        return;
    }
    const QString path = row.value(u"path").toString();
    const auto go = [this, project](const QString &folder, const QString &select) {
        return [this, project, folder, select] { m_navigator.go(Place::folderOf(project, folder.toUtf8()), select.toUtf8()); };
    };
    auto *menu = new QMenu(&m_pages);
    menu->setObjectName(u"foundMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *place = menu->addAction(actionIcon(u"folder"_s), tr("Show in its folder"));
    connect(place, &QAction::triggered, this, go(path.section(u'/', 0, -2), path.section(u'/', -1)));
    menu->setDefaultAction(place);
    if (FoundPage::isFolder(row)) {
        QAction *open = menu->addAction(actionIcon(u"open"_s), tr("Open"));
        connect(open, &QAction::triggered, this, go(path, {}));
        menu->setDefaultAction(open);
    }
    menu->addAction(m_actions.star);
    const ProjectRow *held = m_state.project(project);
    if (held && held->isHere()) {
        QAction *copy = menu->addAction(actionIcon(u"copy"_s), tr("Copy path"));
        connect(copy, &QAction::triggered, this, [file = held->folder + u'/' + path] { QApplication::clipboard()->setText(file); });
    }
    menu->popup(global);
}

void Finding::inspect(Inspector &inspector) const
{
    const QJsonObject row = shown() ? shown()->currentRow() : QJsonObject();
    if (row.isEmpty())
        inspector.showNothing();
    else if (FoundPage::isProject(row))
        inspector.showProject(FoundPage::projectKey(row));
    else
        inspector.showEntries(FoundPage::projectKey(row), {{row.value(u"path").toString().toUtf8(), listingRowFromJson(row)}});
}

void Finding::noteOpened(const FileView::Entry &entry)
{
    const ProjectRow *project = m_state.project(m_navigator.place().project);
    if (!project || !project->isHere() || entry.row.kind != NodeKind::File)
        return;
    m_state.backend().call(u"opened"_s, {{u"project"_s, project->argument()}, {u"path"_s, QString::fromUtf8(entry.path)}}, this,
                           [](const Result<QJsonObject> &) {});  // without it, it is only not among the recent ones
}

}  // namespace tideline::ui
