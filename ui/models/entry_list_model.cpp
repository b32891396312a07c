#include "ui/models/entry_list_model.h"

#include "core/base/relative_path.h"
#include "ui/models/entry_merge.h"
#include "ui/theme/icons.h"
#include "ui/words.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace tideline::ui {

namespace {
constexpr int kPage = 200;
constexpr int kWhole = 2'000;         ///< folders up to this size are looked at whole when refreshed
constexpr quint64 kTicketsAlive = 6;  ///< pages that were scrolled past are not worth their query
constexpr int kKeepLoaded = 20'000;   ///< beyond, rows far from the eye are let go

bool isNumber(int column)
{
    return column == EntryListModel::SizeColumn || column == EntryListModel::RevisionColumn;
}
}  // namespace

EntryListModel::EntryListModel(ListingReader &reader, QObject *parent) : QAbstractTableModel(parent), m_reader(reader)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &EntryListModel::askWanted);
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(60);  // events come in bursts
    connect(&m_refreshSoon, &QTimer::timeout, this, &EntryListModel::refresh);
}

EntryListModel::~EntryListModel()
{
    m_ticket->store(~quint64(0));
}

void EntryListModel::open(const QString &project, const QByteArray &folder, const QByteArray &select)
{
    m_query.project = project;
    m_query.folder = folder;
    m_query.filter.clear();
    load(select);
}

void EntryListModel::close()
{
    ++m_generation;
    m_isOpen = m_isLoading = false;
    m_query.project.clear();
    m_query.folder.clear();
    replaceAll(m_query, {});
}

void EntryListModel::setFilter(const QString &filter)
{
    if (std::exchange(m_query.filter, filter) != filter)
        load();
}

void EntryListModel::setHidden(bool shown)
{
    if (std::exchange(m_query.hidden, shown) != shown)
        load();
}

void EntryListModel::setSort(int column, Qt::SortOrder order)
{
    static constexpr ListingSort kSorts[] = {ListingSort::Name, ListingSort::State, ListingSort::Size, ListingSort::Modified};
    if (column < 0 || column > ModifiedColumn)  // the others are only shown
        return;
    m_query.sort = kSorts[column];
    m_query.descending = order == Qt::DescendingOrder;
}

void EntryListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column > ModifiedColumn)
        return;
    setSort(column, order);
    load();
}

void EntryListModel::load(const QByteArray &around)
{
    if (m_query.project.isEmpty())
        return;
    const quint64 generation = ++m_generation;
    const quint64 ticket = ++*m_ticket;
    m_wantedPages.clear();
    m_asked.clear();
    m_refreshing = m_refreshAgain = false;
    m_isLoading = true;
    m_query.offset = 0;
    m_query.limit = kPage;
    ListingQuery query = m_query;
    query.around = around;
    m_reader.ask(
        query, this, [tickets = m_ticket, ticket] { return tickets->load() - ticket < kTicketsAlive; },
        [this, generation, query = m_query](const Result<ListingPage> &page) {
            if (generation != m_generation)
                return;
            m_isLoading = false;
            loaded(query, page);
            if (std::exchange(m_refreshAgain, false))
                m_refreshSoon.start();
        });
}

void EntryListModel::loaded(const ListingQuery &query, const Result<ListingPage> &page)
{
    const bool sameFolder = m_isOpen && query.project == m_shown.project && query.folder == m_shown.folder;
    m_isOpen = bool(page);
    replaceAll(query, page ? *page : ListingPage{});
    if (page)
        Q_EMIT opened(sameFolder);
    else
        Q_EMIT failed(page.error());
}

void EntryListModel::replaceAll(const ListingQuery &query, ListingPage page)
{
    beginResetModel();
    m_shown = query;
    m_rows.clear();
    m_rows.resize(size_t(page.total));
    m_loaded = 0;
    m_lastPage = int(page.offset) / kPage;
    m_asked.clear();
    m_movingName.clear();
    const size_t first = size_t(page.offset);
    for (size_t i = 0; i < page.rows.size() && first + i < m_rows.size(); ++i) {
        m_rows[first + i] = std::make_unique<ListingRow>(std::move(page.rows[i]));
        ++m_loaded;
    }
    endResetModel();
}

void EntryListModel::want(int row) const
{
    m_lastPage = row / kPage;
    m_wantedPages.insert(m_lastPage);
    if (!m_soon.isActive())
        m_soon.start();
}

void EntryListModel::askWanted()
{
    const QSet<int> pages = std::exchange(m_wantedPages, {});
    for (const int number : pages) {
        const auto asked = m_asked.constFind(number);
        if (asked != m_asked.constEnd() && m_ticket->load() - *asked < kTicketsAlive)
            continue;  // on its way
        const quint64 ticket = ++*m_ticket;
        m_asked.insert(number, ticket);
        ListingQuery query = m_shown;
        query.offset = qint64(number) * kPage;
        query.limit = kPage;
        m_reader.ask(
            query, this, [tickets = m_ticket, ticket] { return tickets->load() - ticket < kTicketsAlive; },
            [this, number, generation = m_generation, offset = query.offset](const Result<ListingPage> &page) {
                if (generation != m_generation)
                    return;
                m_asked.remove(number);
                if (!page)
                    return;  // a refresh or the next look asks again
                if (page->total != qint64(m_rows.size()))
                    m_refreshSoon.start();
                fill(offset, page->rows);
            });
    }
}

void EntryListModel::fill(qint64 offset, std::vector<ListingRow> rows)
{
    const auto end = std::min(m_rows.size(), size_t(offset) + rows.size());
    if (size_t(offset) >= end)
        return;
    if (m_loaded > kKeepLoaded) {
        drop(0, std::max(0, int(offset) - kKeepLoaded / 4));
        drop(int(end) + kKeepLoaded / 4, int(m_rows.size()));
    }
    for (size_t i = size_t(offset); i < end; ++i) {
        m_loaded += m_rows[i] ? 0 : 1;
        m_rows[i] = std::make_unique<ListingRow>(std::move(rows[i - size_t(offset)]));
    }
    Q_EMIT dataChanged(index(int(offset), 0), index(int(end) - 1, ColumnCount - 1));
}

void EntryListModel::drop(int from, int to)
{
    for (int i = from; i < to; ++i) {
        if (std::exchange(m_rows[size_t(i)], nullptr))
            --m_loaded;
    }
}

void EntryListModel::refresh()
{
    if (m_isLoading || m_refreshing) {  // what was read for it may be older than the reason for this
        m_refreshAgain = true;
        return;
    }
    if (!m_isOpen)
        return;
    m_refreshing = true;
    ListingQuery query = m_shown;
    const bool whole = m_rows.size() <= size_t(kWhole);
    query.offset = whole ? 0 : std::max(0, m_lastPage - 1) * kPage;
    query.limit = whole ? kWhole : 3 * kPage;
    m_reader.ask(query, this, {}, [this, generation = m_generation, query](const Result<ListingPage> &page) {
        if (generation != m_generation)
            return;
        m_refreshing = false;
        if (page) {
            merge(query.offset, *page);
        } else if (page.error().kind == Error::Kind::NotFound) {
            loaded(m_shown, page);  // the folder is gone
            return;
        }
        if (std::exchange(m_refreshAgain, false))
            m_refreshSoon.start();
    });
}

void EntryListModel::readAll(std::function<void(const Result<ListingPage> &)> onPage)
{
    ListingQuery query = m_shown;
    query.offset = 0;
    query.limit = qint64(m_rows.size());
    m_reader.ask(query, this, {}, [this, generation = m_generation, query, onPage = std::move(onPage)](const Result<ListingPage> &page) {
        const bool same = generation == m_generation && (!page || matches(*page));
        if (!same)
            onPage(Error{Error::Kind::Conflict, tr("The folder changed just now; nothing was done."), QString::fromUtf8(query.folder), tr("Try again.")});
        else
            onPage(page);
    });
}

bool EntryListModel::matches(const ListingPage &whole) const
{
    if (whole.rows.size() != m_rows.size())
        return false;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i] && m_rows[i]->name != whole.rows[i].name)
            return false;
    }
    return true;
}

void EntryListModel::merge(qint64 offset, ListingPage page)
{
    bool structure = false;
    EntryMerge merge(*this, int(offset), std::move(page));
    if (merge.isLarge()) {
        replaceAll(m_shown, merge.takePage());
        Q_EMIT opened(true);
        return;
    }
    structure = merge.apply();
    Q_EMIT refreshed(structure);
}

void EntryListModel::setMoving(const QString &project, const QByteArray &path, int percent)
{
    QByteArray name;
    if (percent >= 0 && project == m_shown.project) {
        const qsizetype slash = path.lastIndexOf('/');
        if (path.left(std::max<qsizetype>(slash, 0)) == m_shown.folder)
            name = path.mid(slash + 1);
    }
    if (name == m_movingName && percent == m_movingPercent)
        return;
    const QByteArray before = std::exchange(m_movingName, name);
    m_movingPercent = percent;
    for (const QByteArray &changed : {before, name}) {
        const int row = changed.isEmpty() ? -1 : find(changed);
        if (row >= 0)
            Q_EMIT dataChanged(index(row, StatusColumn), index(row, StatusColumn));
    }
}

void EntryListModel::setProjectState(SyncState state)
{
    if (stateOfUnsettled(std::exchange(m_projectState, state)) == stateOfUnsettled(state) || m_rows.empty())
        return;
    Q_EMIT dataChanged(index(0, StatusColumn), index(int(m_rows.size()) - 1, StatusColumn));
}

SyncState EntryListModel::stateOf(const ListingRow &row) const
{
    return row.state == SyncState::Waiting ? stateOfUnsettled(m_projectState) : row.state;
}

const ListingRow *EntryListModel::entry(int row) const
{
    return row >= 0 && size_t(row) < m_rows.size() ? m_rows[size_t(row)].get() : nullptr;
}

QByteArray EntryListModel::pathOf(int row) const
{
    const ListingRow *found = entry(row);
    if (!found)
        return {};
    return m_shown.folder.isEmpty() ? found->name : m_shown.folder + '/' + found->name;
}

int EntryListModel::find(const QByteArray &name) const
{
    const auto it = std::ranges::find_if(m_rows, [&](const auto &row) { return row && row->name == name; });
    return it == m_rows.end() ? -1 : int(it - m_rows.begin());
}

int EntryListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EntryListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

Qt::ItemFlags EntryListModel::flags(const QModelIndex &index) const
{
    Q_ASSERT(checkIndex(index));
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const ListingRow *row = entry(index.row());
    if (!row)
        return flags;
    const Qt::ItemFlags into = row->kind == NodeKind::Folder ? Qt::ItemIsDropEnabled : Qt::NoItemFlags;
    return flags | Qt::ItemIsDragEnabled | into | (index.column() == NameColumn ? Qt::ItemIsEditable : Qt::NoItemFlags);
}

bool EntryListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const ListingRow *row = index.isValid() ? entry(index.row()) : nullptr;
    const QString name = value.toString();
    if (!row || role != Qt::EditRole || index.column() != NameColumn || name.isEmpty() || name.toUtf8() == row->name)
        return false;
    Q_EMIT nameEdited(index.row(), name);
    return false;
}

QVariant EntryListModel::text(const ListingRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return QString::fromUtf8(row.name);
    case StatusColumn:
        return stateWord(stateOf(row));
    case SizeColumn:
        return row.kind == NodeKind::File ? sizeText(row.sizeBytes) : QString();
    case ModifiedColumn:
        return timeText(row.modifiedMs);
    case TypeColumn:
        return typeOf(row);
    case RevisionColumn:
        return row.revision > 0 ? QLocale().toString(row.revision) : QString();
    default:
        return {};
    }
}

QString EntryListModel::typeOf(const ListingRow &row) const
{
    if (row.kind != NodeKind::File)
        return row.kind == NodeKind::Folder ? tr("Folder") : tr("Link");
    const qsizetype dot = extensionStart(row.name);
    return dot < row.name.size() - 1 ? QString::fromUtf8(row.name.mid(dot + 1)).toUpper() : tr("File");
}

/// What a screen reader says after the name: it goes from row to row, and would not come to the other columns.
QString EntryListModel::description(const ListingRow &row) const
{
    QStringList words{typeOf(row), stateWord(stateOf(row)), row.what, text(row, SizeColumn).toString()};
    words.removeAll(QString());
    return words.join(u", "_s);
}

QVariant EntryListModel::toolTip(const ListingRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return tipText(row.kind == NodeKind::Symlink ? tr("%1 → %2").arg(QString::fromUtf8(row.name), QString::fromUtf8(row.target))
                                                     : QString::fromUtf8(row.name));
    case StatusColumn:
        return row.what.isEmpty() ? stateWord(stateOf(row)) : tipText(row.what);
    case SizeColumn:
        return row.sizeBytes < 0 ? QVariant() : bytesText(row.sizeBytes);
    case ModifiedColumn:
        return fullTimeText(row.modifiedMs);
    default:
        return {};
    }
}

QVariant EntryListModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid));
    const ListingRow *row = entry(index.row());
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment(isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == LoadedRole)
        return row != nullptr;
    if (!row) {
        if (role == Qt::DisplayRole)
            want(index.row());
        return role == Qt::DisplayRole && index.column() == NameColumn ? u"…"_s : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::ToolTipRole:
        return toolTip(*row, index.column());
    case Qt::DecorationRole:
        return index.column() == NameColumn ? QVariant(entryIcon(QString::fromUtf8(row->name), toString(row->kind)))
                                            : QVariant();
    case Qt::AccessibleTextRole:
        return index.column() == StatusColumn && !row->what.isEmpty() ? tr("%1: %2").arg(stateWord(stateOf(*row)), row->what)
                                                                       : text(*row, index.column());
    case Qt::AccessibleDescriptionRole:
        return index.column() == NameColumn ? QVariant(description(*row)) : QVariant();
    case Qt::EditRole:
    case NameRole:
        return QString::fromUtf8(row->name);
    case KindRole:
        return toString(row->kind);
    case StateRole:
        return int(stateOf(*row));
    case PercentRole:
        return row->name == m_movingName ? m_movingPercent : -1;
    default:
        return {};
    }
}

QVariant EntryListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::Alignment(isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case StatusColumn:
        return tr("Status");
    case SizeColumn:
        return tr("Size");
    case ModifiedColumn:
        return tr("Modified");
    case TypeColumn:
        return tr("Type");
    case RevisionColumn:
        return tr("Revision");
    default:
        return {};
    }
}

}  // namespace tideline::ui
