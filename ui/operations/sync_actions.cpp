#include "ui/operations/sync_actions.h"

#include "ui/dialogs/ignore_dialog.h"
#include "ui/words.h"

#include <QJsonArray>

#include <algorithm>

namespace tideline::ui {

namespace {
bool isOnItsWay(const FileView::Entry &entry)
{
    return entry.row.state == SyncState::Syncing || entry.row.state == SyncState::Waiting;
}
}  // namespace

/// A wish for several entries, asked for one after another.
struct SyncActions::Placing {
    Place place;
    ShownFolder::Entries entries;
    QList<QJsonObject> arguments;  ///< of the verb
    qsizetype next = 0;
    qint64 files = 0, bytes = 0;
    qint64 left = 0;
    QString why;  ///< of the first that was left
    UndoStep step;
};

SyncActions::SyncActions(ShownFolder &folder, WindowActions &actions, UndoHistory &history)
    : QObject(&folder), m_folder(folder), m_actions(actions), m_history(history)
{
    connect(actions.pin, &QAction::triggered, this, [this] { placeSelected(Place::Here); });
    connect(actions.free, &QAction::triggered, this, [this] { placeSelected(Place::CloudOnly); });
    connect(actions.ignore, &QAction::triggered, this, &SyncActions::askIgnore);
    connect(actions.firstFile, &QAction::triggered, this, &SyncActions::putSelectedFirst);
    connect(actions.cancelFile, &QAction::triggered, this, [this] { setTravelOfSelected(Travel::Stop); });
    connect(actions.retryFile, &QAction::triggered, this, [this] { setTravelOfSelected(Travel::Again); });
    connect(actions.why, &QAction::triggered, this, &SyncActions::whyAsked);
}

void SyncActions::updateAllowed()
{
    const ProjectRow *row = m_folder.project();
    const auto entries = row ? m_folder.view().selected() : ShownFolder::Entries();
    const bool one = entries.size() == 1;
    const bool placed = row && row->isHere() && !row->id.isEmpty();
    const auto is = [&](auto test) { return std::ranges::any_of(entries, test); };
    const bool canPin = is([](const auto &entry) { return entry.row.inCloud && (!entry.row.here || entry.row.kind == NodeKind::Folder); });
    const bool canFree = is([](const auto &entry) { return entry.row.inCloud && entry.row.here; });
    const QString notPlaced = entries.isEmpty() ? tr("nothing is selected") : tr("the project is not both here and in the cloud");
    WindowActions::allow(m_actions.pin, placed && canPin, placed && !entries.isEmpty() ? tr("it is here already, or not in the cloud") : notPlaced);
    WindowActions::allow(m_actions.free, placed && canFree, placed && !entries.isEmpty() ? tr("only what is here and in the cloud can be freed") : notPlaced);
    WindowActions::allow(m_actions.ignore, row && row->isHere() && one, one ? tr("it is in the cloud only") : tr("select one entry"));
    WindowActions::allow(m_actions.firstFile, placed && is(isOnItsWay), placed && !entries.isEmpty() ? tr("it is not on its way") : notPlaced);
    const bool onItsWay = placed && one && entries.first().row.kind == NodeKind::File && isOnItsWay(entries.first());
    for (QAction *action : {m_actions.cancelFile, m_actions.retryFile})
        WindowActions::allow(action, onItsWay, one ? tr("it is no file that is on its way") : tr("select one entry"));
    WindowActions::allow(m_actions.why, one && entries.first().row.state != SyncState::Synced, one ? tr("it is synced") : tr("select one entry"));
}

void SyncActions::placeSelected(Place place)
{
    m_folder.withSelected([this, place](const ShownFolder::Entries &entries) {
        auto placing = std::make_shared<Placing>();
        placing->place = place;
        placing->entries = entries;
        const QString items = entries.size() == 1 ? QString::fromUtf8(entries.first().row.name) : tr("%Ln items", nullptr, int(entries.size()));
        placing->step.what = place == Place::Here ? tr("keeping %1 here").arg(items) : tr("freeing of %1").arg(items);
        for (const FileView::Entry &entry : entries)
            placing->arguments.append(m_folder.argumentsFor(entry.path));
        placeNext(placing);
    });
}

void SyncActions::placeNext(const std::shared_ptr<Placing> &placing)
{
    if (placing->next == placing->arguments.size()) {
        finish(*placing);
        return;
    }
    const QString verb = placing->place == Place::Here ? u"pin"_s : u"free"_s;
    const QString opposite = placing->place == Place::Here ? u"free"_s : u"pin"_s;
    const QJsonObject args = placing->arguments[placing->next];
    m_folder.state().backend().call(verb, args, this, [this, placing, verb, opposite, args](const Result<QJsonObject> &reply) {
        if (!reply) {
            m_history.add(placing->step);
            Q_EMIT m_folder.failed(reply.error());
            return;
        }
        placing->files += reply->value(u"files").toInteger();
        placing->bytes += reply->value(u"bytes").toInteger();
        placing->left += reply->value(u"left").toInteger();
        if (const QJsonArray rows = reply->value(u"rows").toArray(); placing->why.isEmpty() && !rows.isEmpty())
            placing->why = rows.first()[u"why"].toString();
        placing->step.back.append({opposite, args});
        placing->step.again.append({verb, args});
        ++placing->next;
        placeNext(placing);
    });
}

void SyncActions::finish(const Placing &placing)
{
    m_history.add(placing.step);
    if (placing.left > 0)
        Q_EMIT m_folder.said(tr("%Ln files stay here: %1", nullptr, countOf(placing.left)).arg(placing.why));
    else if (placing.place == Place::Here)
        Q_EMIT m_folder.undoable(tr("%Ln files will be kept here", nullptr, countOf(placing.files)));
    else
        Q_EMIT m_folder.undoable(tr("%1 freed: %Ln files are in the cloud only", nullptr, countOf(placing.files)).arg(sizeText(placing.bytes)));
}

void SyncActions::putSelectedFirst()
{
    QList<QJsonObject> arguments;
    for (const FileView::Entry &entry : m_folder.view().selected()) {
        if (isOnItsWay(entry))
            arguments.append(m_folder.argumentsFor(entry.path));
    }
    if (!arguments.isEmpty())
        putFirst(std::move(arguments));
}

/// From the last to the first: the last one asked for goes before those before.
void SyncActions::putFirst(QList<QJsonObject> arguments)
{
    const QJsonObject args = arguments.takeLast();
    m_folder.state().backend().call(u"first"_s, args, this, [this, args, arguments](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT m_folder.failed(reply.error());
            return;
        }
        if (!arguments.isEmpty()) {
            putFirst(arguments);
            return;
        }
        const QString name = args.value(u"path").toString().section(u'/', -1);
        Q_EMIT m_folder.said(reply->value(u"already").toBool() ? tr("“%1” is the same on both sides already").arg(name)
                                                               : tr("“%1” goes before all others").arg(name));
    });
}

void SyncActions::setTravelOfSelected(Travel travel)
{
    const auto entries = m_folder.view().selected();
    if (entries.size() == 1)
        setTravel(travel, m_folder.argumentsFor(entries.first().path));
}

void SyncActions::setTravel(Travel travel, const QJsonObject &arguments)
{
    QJsonObject args = arguments;
    if (travel == Travel::Again)
        args.insert(u"again"_s, true);
    m_folder.state().backend().call(u"cancel_file"_s, args, this, [this, travel, arguments](const Result<QJsonObject> &reply) {
        if (!reply) {
            Q_EMIT m_folder.failed(reply.error());
            return;
        }
        const QString name = arguments.value(u"path").toString().section(u'/', -1);
        Q_EMIT m_folder.said(reply->value(u"already").toBool() ? tr("“%1” is the same on both sides already").arg(name)
                             : travel == Travel::Again         ? tr("“%1” is synced again").arg(name)
                                                               : tr("“%1” is left out until its next edit, or until you sync it again").arg(name));
    });
}

void SyncActions::askIgnore()
{
    const auto entries = m_folder.view().selected();
    const ProjectRow *row = m_folder.project();
    if (entries.size() != 1 || !row || !row->isHere())
        return;
    auto *dialog = new IgnoreDialog(m_folder.state().backend(), row->folder, entries.first(), m_folder.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &IgnoreDialog::added, this, [this](const QString &rule) {
        Q_EMIT m_folder.said(tr("“%1” is in .tidelineignore at the project's root").arg(rule));
    });
    dialog->open();
}

}  // namespace tideline::ui
