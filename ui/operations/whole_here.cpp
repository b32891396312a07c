#include "ui/operations/whole_here.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <memory>

namespace tideline::ui {

namespace {
struct HereText {
    Q_DECLARE_TR_FUNCTIONS(FileOperations)
};

constexpr int kPage = 20'000;  ///< the most that the engine gives at once

/// One question, asked of the engine folder by folder.
struct Look {
    ShownFolder &folder;
    QList<QByteArray> folders;
    std::function<void()> go;
    QString first;  ///< that is in the cloud alone
    int count = 0;
};

void note(Look &look, const QString &path)
{
    if (look.count++ == 0)
        look.first = path;
}

void finish(const Look &look)
{
    Q_EMIT look.folder.busy({}, {});
    if (look.count == 0)
        look.go();
    else
        Q_EMIT look.folder.failed({Error::Kind::Refused, HereText::tr("%Ln entries are in the cloud alone; nothing was made.", nullptr, look.count),
                                   look.first, HereText::tr("Keep it on this computer first.")});
}

void askNext(const std::shared_ptr<Look> &look, const QString &after)
{
    if (look->folders.isEmpty()) {
        finish(*look);
        return;
    }
    QJsonObject args = look->folder.argumentsFor(look->folders.first());
    args.insert(u"all"_s, true);
    args.insert(u"limit"_s, kPage);
    if (!after.isEmpty())
        args.insert(u"after"_s, after);
    look->folder.state().backend().call(u"status"_s, args, &look->folder, [look](const Result<QJsonObject> &reply) {
        if (!reply && reply.error().kind != Error::Kind::NotFound) {  // a folder that the engine has not met yet has nothing in the cloud
            Q_EMIT look->folder.busy({}, {});
            Q_EMIT look->folder.failed(reply.error());
            return;
        }
        const QJsonObject page = reply ? *reply : QJsonObject();
        const QJsonArray rows = page.value(u"rows").toArray();
        for (const QJsonValue &row : rows) {
            if (row[u"state"].toString() == toString(SyncState::OnlineOnly))
                note(*look, row[u"path"].toString());
        }
        const QString more = page.value(u"after").toString();
        if (more.isEmpty())
            look->folders.removeFirst();
        askNext(look, more);
    });
}
}  // namespace

void ifWholeHere(ShownFolder &folder, const ShownFolder::Entries &entries, std::function<void()> go)
{
    const auto look = std::make_shared<Look>(Look{folder, {}, std::move(go), {}, 0});
    const ProjectRow *project = folder.project();
    for (const FileView::Entry &entry : entries) {
        if (!entry.row.here)
            note(*look, QString::fromUtf8(entry.path));
        else if (entry.row.kind == NodeKind::Folder && project && !project->id.isEmpty())
            look->folders.append(entry.path);
    }
    if (!look->folders.isEmpty())
        Q_EMIT folder.busy(HereText::tr("Looking whether all of it is on this computer…"), {});
    askNext(look, {});
}

}  // namespace tideline::ui
