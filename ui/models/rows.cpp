#include "ui/models/rows.h"

#include "core/control/protocol.h"
#include "ui/words.h"

#include <algorithm>

namespace tideline::ui {

int ProgressRow::percent() const
{
    if (bytesTotal > 0)
        return int(std::clamp<qint64>(bytesDone * 100 / bytesTotal, 0, 100));
    if (filesTotal > 0)
        return int(std::clamp<qint64>(filesDone * 100 / filesTotal, 0, 100));
    return -1;
}

ProgressRow progressFromJson(const QJsonObject &object)
{
    ProgressRow row;
    row.phase = object.value(u"phase").toString();
    row.filesDone = object.value(u"files_done").toInteger();
    row.filesTotal = object.value(u"files_total").toInteger();
    row.bytesDone = object.value(u"bytes_done").toInteger();
    row.bytesTotal = object.value(u"bytes_total").toInteger();
    row.path = object.value(u"path").toString();
    return row;
}

ProjectRow projectFromJson(const QJsonObject &object)
{
    ProjectRow row;
    row.name = object.value(u"project").toString();
    row.id = object.value(u"id").toString();
    row.localId = object.value(u"local_id").toString();
    row.folder = object.value(u"path").toString();
    const QString where = object.value(u"where").toString();
    row.where = where == u"both" ? Where::Both : where == u"local" ? Where::Local : Where::Cloud;
    row.state = stateFrom(object.value(u"state").toString());
    row.text = object.value(u"text").toString();
    row.guardReason = object.value(u"guard_reason").toString();
    row.title = object.value(u"title").toString();
    row.description = object.value(u"description").toString();
    row.ownerId = object.value(u"owner").toObject().value(u"id").toString();
    row.ownerName = object.value(u"owner").toObject().value(u"name").toString();
    row.role = object.value(u"role").toString();
    row.revision = object.value(u"revision").toInteger();
    row.headRevision = object.value(u"head_revision").toInteger();
    row.sizeBytes = object.value(u"size").toInteger();
    row.fileCount = object.value(u"file_count").toInteger();
    row.lastSyncedAtMs = object.value(u"last_synced_at_ms").toInteger();
    row.updatedAtMs = object.value(u"updated_at_ms").toInteger();
    row.conflicts = object.value(u"conflicts").toInt();
    row.problems = object.value(u"problems").toInt();
    row.paused = object.value(u"paused").toBool();
    row.onlineOnly = object.value(u"online_only").toBool();
    if (object.contains(u"progress"))
        row.progress = progressFromJson(object.value(u"progress").toObject());
    if (object.contains(u"error"))
        row.error = control::errorFromJson(object.value(u"error").toObject());
    return row;
}

}  // namespace tideline::ui
