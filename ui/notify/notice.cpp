#include "ui/notify/notice.h"

#include "ui/words.h"

#include <QCoreApplication>

namespace tideline::ui {

using namespace Qt::StringLiterals;
using Urgency = Notification::Urgency;
using Kind = News::Kind;

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(Notice)
};

using Actions = QList<std::pair<QString, QString>>;

std::pair<QString, QString> openAction()
{
    return {u"default"_s, Text::tr("Open")};
}

QString wordOf(Kind kind)
{
    switch (kind) {
    case Kind::Conflict: return u"conflict"_s;
    case Kind::Guard: return u"guard"_s;
    case Kind::Error: return u"error"_s;
    case Kind::Revoked: return u"revoked"_s;
    case Kind::Files: return u"files"_s;
    }
    return {};
}

QString summaryOfMany(Kind kind, qsizetype projects)
{
    const int count = countOf(projects);
    switch (kind) {
    case Kind::Conflict: return Text::tr("%Ln projects have conflicts", nullptr, count);
    case Kind::Guard: return Text::tr("%Ln projects wait for your yes", nullptr, count);
    case Kind::Error: return Text::tr("%Ln projects cannot be synced", nullptr, count);
    case Kind::Revoked: return Text::tr("You have no access to %Ln projects any more", nullptr, count);
    case Kind::Files: return Text::tr("New files in your projects");
    }
    return {};
}

QString summaryOf(const News &one)
{
    switch (one.kind) {
    case Kind::Conflict: return Text::tr("A conflict in “%1”").arg(one.project);
    case Kind::Guard: return Text::tr("“%1” waits for your yes").arg(one.project);
    case Kind::Error: return Text::tr("“%1” cannot be synced").arg(one.project);
    case Kind::Revoked: return Text::tr("You have no access to “%1” any more").arg(one.project);
    case Kind::Files: return one.project;
    }
    return {};
}

QString bodyOf(const News &one)
{
    if (one.kind == Kind::Guard)
        return Text::tr("%1\nNothing was deleted yet.").arg(one.text);
    if (one.kind == Kind::Revoked)
        return Text::tr("It is no longer shared with you, or was deleted. Your files stay in %1.").arg(one.text);
    return one.text;
}

QString bodyOfMany(const QList<News> &news)
{
    QStringList lines;
    for (const News &one : news)
        lines.append(one.kind == Kind::Revoked || one.text.isEmpty() ? one.project : u"%1: %2"_s.arg(one.project, one.text));
    return lines.join(u'\n');
}

Actions actionsOf(Kind kind, bool many)
{
    Actions actions{openAction()};
    if (kind == Kind::Conflict)
        actions.append({u"conflicts"_s, Text::tr("Resolve…")});
    else if (kind == Kind::Guard && !many)
        actions.append({u"show"_s, Text::tr("Show…")});
    else if (kind == Kind::Error && !many)
        actions.append({u"retry"_s, Text::tr("Try again")});
    return actions;
}

/// "Ana", "Ana and Bo", "Ana and 2 others".
QString peopleText(const QStringList &names)
{
    if (names.size() <= 1)
        return names.value(0);
    return names.size() == 2 ? Text::tr("%1 and %2").arg(names[0], names[1]) : Text::tr("%1 and %Ln others", nullptr, countOf(names.size() - 1)).arg(names[0]);
}
}  // namespace

QString noticeKey(Kind kind, const QString &project)
{
    return u"%1 %2"_s.arg(wordOf(kind), project);
}

Notification noticeOf(const QList<News> &news)
{
    Q_ASSERT(!news.isEmpty());
    const News &one = news.first();
    const bool many = news.size() > 1;
    const bool failed = one.kind == Kind::Error || one.kind == Kind::Revoked;
    return {noticeKey(one.kind, many ? u"all"_s : one.key),
            many ? summaryOfMany(one.kind, news.size()) : summaryOf(one),
            many ? bodyOfMany(news) : bodyOf(one),
            one.kind == Kind::Guard ? Urgency::Critical : one.kind == Kind::Files ? Urgency::Low : Urgency::Normal,
            failed ? u"transfer.error"_s : one.kind == Kind::Files ? u"transfer.complete"_s : u"transfer"_s,
            actionsOf(one.kind, many)};
}

QString conflictsText(int count)
{
    return Text::tr("%Ln files were changed in two places. Both versions are kept.", nullptr, count);
}

QString filesFromText(qint64 files, const QStringList &people, const QStringList &paths)
{
    return files == 1 && paths.size() == 1 && people.size() == 1 ? Text::tr("%1 changed %2").arg(people.first(), paths.first())
                                                                  : Text::tr("%1 from %2").arg(filesText(files), peopleText(people));
}

QString invitationKey(const QString &id)
{
    return u"invitation "_s + id;
}

Notification invitationNotice(const QJsonObject &row)
{
    const QString to = row.value(u"to").toObject().value(u"name").toString(), role = row.value(u"role").toString();
    const QJsonValue by = row.value(u"invited_by");
    const QString who = by.isObject() ? by.toObject().value(u"name").toString() : by.toString();
    return {invitationKey(row.value(u"id").toString()), Text::tr("An invitation to “%1”").arg(to),
            who.isEmpty() ? Text::tr("You are invited as %1.").arg(role) : Text::tr("%1 invites you as %2.").arg(who, role), Urgency::Normal,
            u"transfer"_s, {openAction(), {u"accept"_s, Text::tr("Accept")}, {u"decline"_s, Text::tr("Decline")}}};
}

Notification failedAnswerNotice(const QString &invitation, const QString &why)
{
    return {invitationKey(invitation), Text::tr("The invitation could not be answered"), why, Urgency::Normal, u"transfer.error"_s, {openAction()}};
}

Notification joinedNotice(const QString &project, const QString &name)
{
    return {u"joined "_s + project, Text::tr("You are a member of “%1” now").arg(name),
            Text::tr("It is in the cloud. Get a copy to work with it on this computer."), Urgency::Low, u"transfer"_s,
            {openAction(), {u"clone"_s, Text::tr("Get a copy here…")}}};
}

Notification hiddenNotice()
{
    return {u"hidden"_s, Text::tr("Tideline goes on syncing"),
            Text::tr("The window is closed; the icon in the tray opens it again. Quit is in its menu."), Urgency::Low, u"device"_s, {openAction()}};
}

}  // namespace tideline::ui
