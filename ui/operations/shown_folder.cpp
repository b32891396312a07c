#include "ui/operations/shown_folder.h"

#include <QTreeView>

#include "core/base/relative_path.h"
#include "ui/views/entry_tree.h"

namespace tideline::ui {

bool ShownFolder::isHere() const
{
    const ProjectRow *row = project();
    return row && row->isHere();
}

QString ShownFolder::absolute(const QByteArray &path) const
{
    const ProjectRow *row = project();
    const QList<QByteArray> parts = path.split('/');
    const bool leadsOut = parts.contains("..") || isReservedName(parts.first());  // whatever a listing says
    if (!row || !row->isHere() || leadsOut)
        return {};
    return path.isEmpty() ? row->folder : row->folder + u'/' + QString::fromUtf8(path);
}

QStringList ShownFolder::filesOf(const Entries &entries) const
{
    QStringList files;
    for (const FileView::Entry &entry : entries) {
        const QString file = entry.row.here ? absolute(entry.path) : QString();
        if (!file.isEmpty())
            files.append(file);
    }
    return files;
}

void ShownFolder::withSelected(std::function<void(const Entries &)> take)
{
    QList<int> rows;
    bool allLoaded = true;
    const QItemSelection selection = m_view.tree().selectionModel()->selection();
    for (const QItemSelectionRange &range : selection) {
        if (range.left() > 0)
            continue;
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.append(row);
            allLoaded = allLoaded && m_view.model().entry(row);
        }
    }
    if (rows.isEmpty())
        return;
    if (allLoaded) {
        take(m_view.selected());
        return;
    }
    withAll([rows, take = std::move(take)](const Entries &all) {
        Entries entries;
        for (const int row : rows)
            entries.append(all[row]);
        take(entries);
    });
}

void ShownFolder::withAll(std::function<void(const Entries &)> take)
{
    m_view.model().readAll([this, take = std::move(take)](const Result<ListingPage> &page) {
        if (!page) {
            Q_EMIT failed(page.error());
            return;
        }
        const QByteArray folder = m_view.model().shown().folder;
        Entries entries;
        for (const ListingRow &row : page->rows) {
            entries.append({folder.isEmpty() ? row.name : folder + '/' + row.name, row});
            entries.last().row.state = m_view.model().stateOf(row);
        }
        take(entries);
    });
}

QJsonObject ShownFolder::argumentsFor(const QByteArray &path) const
{
    const ProjectRow *row = project();
    return {{u"project"_s, row ? row->argument() : QString()}, {u"path"_s, QString::fromUtf8(path)}};
}

}  // namespace tideline::ui
