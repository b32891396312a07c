// A refusal that the client can act on: its status, its stable code and what belongs to it.
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace tideline::server {

struct Refusal {
    int status = 422;
    QByteArray code;
    QString title;
    QString detail;
    QJsonObject extra;  ///< further members of the problem, e.g. "need" or "conflicts"
};

}  // namespace tideline::server
