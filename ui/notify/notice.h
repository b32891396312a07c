// News in the words of notifications.
#pragma once

#include "ui/notify/desktop_notifications.h"

#include <QJsonObject>

namespace tideline::ui {

/// One thing that happened to a project.
struct News {
    enum class Kind { Conflict, Guard, Error, Revoked, Files };
    Kind kind;
    QString key;      ///< of the project, as ProjectRow::key()
    QString project;  ///< its name
    QString text;     ///< Revoked: its folder; else what is to be said
};

/// What Notification::key is for this; ends with a blank and the project's key.
QString noticeKey(News::Kind kind, const QString &project);
/// News of one kind, at least one; of several projects they make one notification.
Notification noticeOf(const QList<News> &news);

/// "A file was changed in two places. …"
QString conflictsText(int count);
/// "Bo changed roc.png", "12 files from Ana and 2 others". `paths` may be a sample.
QString filesFromText(qint64 files, const QStringList &people, const QStringList &paths);

QString invitationKey(const QString &id);
/// `row`: an invitation row of core/control/README.md.
Notification invitationNotice(const QJsonObject &row);
Notification failedAnswerNotice(const QString &invitation, const QString &why);
/// One is a member of a project from now on.
Notification joinedNotice(const QString &project, const QString &name);
/// The window is closed, the program is not.
Notification hiddenNotice();

}  // namespace tideline::ui
