// An activity row as one phrase: for activity and watch.
#pragma once

#include <QJsonObject>
#include <QString>

namespace tideline::cli {

/// "3 up, 1 down" or, when nothing was counted, what the row says in words.
QString activityText(const QJsonObject &row);

}  // namespace tideline::cli
