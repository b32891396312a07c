#include "ui/operations/info_actions.h"

#include "ui/dialogs/links_dialog.h"
#include "ui/dialogs/properties_dialog.h"
#include "ui/views/entry_tree.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace tideline::ui {

QString linkTo(const ProjectRow &project, const QByteArray &path, NodeKind kind, qint64 revision)
{
    QUrl url;
    url.setScheme(u"tideline"_s);
    url.setHost(u"open"_s);
    url.setPath(u'/' + project.key() + u'/' + QString::fromUtf8(path) + (kind == NodeKind::Folder && !path.isEmpty() ? u"/"_s : QString()));
    if (revision > 0)
        url.setQuery(u"revision=%1"_s.arg(revision));
    return QString::fromLatin1(url.toEncoded());
}

qint64 revisionOfLink(const QUrl &link)
{
    return std::max(qint64(0), QUrlQuery(link).queryItemValue(u"revision"_s).toLongLong());
}

InfoActions::InfoActions(ShownFolder &folder, WindowActions &actions) : QObject(&folder), m_folder(folder), m_actions(actions)
{
    connect(actions.copyPath, &QAction::triggered, this, &InfoActions::copyPath);
    connect(actions.copyLink, &QAction::triggered, this, &InfoActions::copyLink);
    connect(actions.shareLink, &QAction::triggered, this, &InfoActions::shareLink);
    connect(actions.copyHash, &QAction::triggered, this, &InfoActions::copyHash);
    connect(actions.properties, &QAction::triggered, this, &InfoActions::showProperties);
    connect(actions.selectAll, &QAction::triggered, this, [this] { m_folder.view().tree().selectAll(); });
    connect(actions.invertSelection, &QAction::triggered, this, &InfoActions::invertSelection);
    connect(actions.selectPattern, &QAction::triggered, this, &InfoActions::selectPattern);
}

void InfoActions::updateAllowed()
{
    const ProjectRow *row = m_folder.project();
    const auto selected = row ? m_folder.view().selected() : ShownFolder::Entries();
    const bool oneFile = selected.size() == 1 && selected.first().row.kind == NodeKind::File && selected.first().row.here && row->isHere();
    const QString noProject = tr("no project is shown");
    for (QAction *action : {m_actions.copyPath, m_actions.copyLink, m_actions.properties, m_actions.selectAll, m_actions.invertSelection,
                            m_actions.selectPattern})
        WindowActions::allow(action, row != nullptr, noProject);
    const QString noLinks = whyNotShared(selected);
    WindowActions::allow(m_actions.shareLink, noLinks.isEmpty(), noLinks);
    WindowActions::allow(m_actions.copyHash, oneFile, tr("select one file that is on this computer"));
    WindowActions::allow(m_actions.versions, selected.size() == 1, tr("select one entry"));
}

QString InfoActions::whyNotShared(const ShownFolder::Entries &selected) const
{
    const ProjectRow *row = m_folder.project();
    if (!row)
        return tr("no project is shown");
    if (selected.size() > 1)
        return tr("select one entry");
    if (!selected.isEmpty() && selected.first().row.kind == NodeKind::Symlink)
        return tr("a link leads to a project, a folder or a file");
    return whyNoLinks(*row);
}

ShownFolder::Entries InfoActions::entries() const
{
    auto selected = m_folder.view().selected();
    if (!selected.isEmpty())
        return selected;
    const QByteArray folder = m_folder.view().model().shown().folder;
    ListingRow row;
    row.name = folder.isEmpty() ? m_folder.project()->name.toUtf8() : folder.mid(folder.lastIndexOf('/') + 1);
    row.here = m_folder.isHere();
    row.state = m_folder.project()->state;
    return {{folder, row}};
}

void InfoActions::copyText(const QStringList &lines, const QString &said)
{
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Q_EMIT m_folder.said(said);
}

void InfoActions::copyPath()
{
    const ProjectRow *row = m_folder.project();
    if (!row)
        return;
    QStringList paths;
    const auto all = entries();
    for (const FileView::Entry &entry : all)
        paths.append(row->isHere() ? m_folder.absolute(entry.path) : row->name + u'/' + QString::fromUtf8(entry.path));
    copyText(paths, tr("%Ln paths copied", nullptr, int(paths.size())));
}

void InfoActions::copyLink()
{
    const ProjectRow *row = m_folder.project();
    if (!row)
        return;
    QStringList links;
    const auto all = entries();
    for (const FileView::Entry &entry : all)
        links.append(linkTo(*row, entry.path, entry.row.kind));
    copyText(links, tr("%Ln links copied", nullptr, int(links.size())));
}

void InfoActions::shareLink()
{
    const ProjectRow *row = m_folder.project();
    if (!row)
        return;
    auto *dialog = new LinksDialog(m_folder.state(), row->key(), QString::fromUtf8(entries().first().path), m_folder.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void InfoActions::copyVersionLink(const QString &projectKey, const QByteArray &path, qint64 revision)
{
    if (const ProjectRow *row = m_folder.state().project(projectKey))
        copyText({linkTo(*row, path, NodeKind::File, revision)}, tr("Link to revision %L1 copied").arg(revision));
}

void InfoActions::copyHash()
{
    const QStringList files = m_folder.filesOf(m_folder.view().selected());
    if (files.size() != 1)
        return;
    const auto control = std::make_shared<WorkControl>();
    Q_EMIT m_folder.busy(tr("Computing the SHA-256 of %1…").arg(files.first().section(u'/', -1)), [control] { control->cancel(); });
    m_worker.ask(this, [file = files.first(), control] { return sha256Of(file, *control); }, [this](const Result<QString> &hash) {
        Q_EMIT m_folder.busy({}, {});
        if (hash)
            copyText({*hash}, tr("SHA-256 copied: %1…").arg(hash->left(12)));
        else if (hash.error().kind != Error::Kind::Cancelled)
            Q_EMIT m_folder.failed(hash.error());
    });
}

void InfoActions::showProperties()
{
    const ProjectRow *row = m_folder.project();
    if (!row)
        return;
    const auto all = entries();
    QStringList files;
    for (const FileView::Entry &entry : all)
        files.append(entry.row.here ? m_folder.absolute(entry.path) : QString());
    auto *dialog = new PropertiesDialog(row->name, all, files, m_folder.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PropertiesDialog::failed, &m_folder, &ShownFolder::failed);
    dialog->open();
}

void InfoActions::invertSelection()
{
    const EntryListModel &model = m_folder.view().model();
    if (model.rowCount() > 0)
        m_folder.view().tree().selectionModel()->select(
            QItemSelection(model.index(0, 0), model.index(model.rowCount() - 1, EntryListModel::ColumnCount - 1)), QItemSelectionModel::Toggle);
}

void InfoActions::selectPattern()
{
    auto *dialog = new QInputDialog(m_folder.window());
    dialog->setObjectName(u"patternDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Select by pattern"));
    dialog->setLabelText(tr("Names like (* and ? stand for anything)"));
    dialog->setTextValue(u"*.csv"_s);
    dialog->setMinimumWidth(380);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &pattern) {
        m_folder.withAll([this, pattern](const ShownFolder::Entries &all) {
            const QRegularExpression names = QRegularExpression::fromWildcard(pattern, Qt::CaseInsensitive);
            const EntryListModel &model = m_folder.view().model();
            QItemSelection selection;
            int found = 0;
            for (int row = 0; row < all.size(); ++row) {
                if (!names.match(QString::fromUtf8(all[row].row.name)).hasMatch())
                    continue;
                ++found;
                if (!selection.isEmpty() && selection.last().bottom() == row - 1)
                    selection.last() = QItemSelectionRange(selection.last().topLeft(), model.index(row, EntryListModel::ColumnCount - 1));
                else
                    selection.append(QItemSelectionRange(model.index(row, 0), model.index(row, EntryListModel::ColumnCount - 1)));
            }
            m_folder.view().tree().selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
            Q_EMIT m_folder.said(tr("%Ln items selected", nullptr, found));
        });
    });
    dialog->open();
}

}  // namespace tideline::ui
