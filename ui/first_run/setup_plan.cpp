#include "ui/first_run/setup_plan.h"

#include "ui/words.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
struct Text {
    Q_DECLARE_TR_FUNCTIONS(SetupPlan)
};

/// The project's name, or that with a number where something stands under it.
QString freeName(const QString &name, const QStringList &taken)
{
    QString free = name;
    for (int number = 2; taken.contains(free); ++number)
        free = u"%1 %2"_s.arg(name).arg(number);
    return free;
}

QString sentenceFor(const ProjectRow &row, const QString &folder, bool onlineOnly)
{
    const QString where = homePath(folder);
    if (onlineOnly)
        return Text::tr("Show “%1” in %2; its files come when they are opened.").arg(row.name, where);
    return row.sizeBytes > 0 ? Text::tr("Download “%1” (%2) into %3.").arg(row.name, sizeText(row.sizeBytes), where)
                             : Text::tr("Download “%1” into %2.").arg(row.name, where);
}
}  // namespace

SetupAnswers SetupAnswers::fromText(const QString &text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    SetupAnswers answers;
    answers.cloud = object[u"cloud"].toString() == u"server" ? Cloud::Server : Cloud::ThisComputer;
    answers.url = object[u"url"].toString();
    answers.signedIn = object[u"signed_in"].toBool();
    answers.madeServer = object[u"made_server"].toBool();
    answers.folder = object[u"folder"].toString();
    answers.all = object[u"all"].toBool(true);
    for (const QJsonValue &id : object[u"chosen"].toArray())
        answers.chosen.append(id.toString());
    answers.onlineOnly = object[u"online_only"].toBool();
    return answers;
}

QString SetupAnswers::toText() const
{
    const QJsonObject object{{u"cloud"_s, cloud == Cloud::Server ? u"server"_s : u"this_computer"_s},
                             {u"url"_s, url},
                             {u"signed_in"_s, signedIn},
                             {u"made_server"_s, madeServer},
                             {u"folder"_s, folder},
                             {u"all"_s, all},
                             {u"chosen"_s, QJsonArray::fromStringList(chosen)},
                             {u"online_only"_s, onlineOnly}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QList<SetupStep> setupSteps(const SetupAnswers &answers, const QList<ProjectRow> &projects, const FolderFacts &facts)
{
    const QString where = homePath(answers.folder);
    QList<SetupStep> steps{{SetupStep::Kind::Folder,
                            facts.exists ? Text::tr("Keep projects in %1.").arg(where) : Text::tr("Make the folder %1, and keep projects in it.").arg(where),
                            answers.folder, {}, false}};
    QStringList taken = facts.taken;
    for (const ProjectRow &row : projects) {
        if (!answers.takes(row))
            continue;
        const QString name = freeName(row.name, taken);
        taken.append(name);
        const QString folder = answers.folder + u'/' + name;
        steps.append({SetupStep::Kind::Project, sentenceFor(row, folder, answers.onlineOnly), folder, row.id, answers.onlineOnly});
    }
    return steps;
}

QStringList setupBefore(const SetupAnswers &answers, const QString &url, const QString &user)
{
    const bool isHere = answers.cloud == SetupAnswers::Cloud::ThisComputer && answers.signedIn;
    return {isHere ? Text::tr("A server on this computer keeps the cloud's copy (%1). It runs while Tideline runs.").arg(url)
                   : Text::tr("The cloud is %1.").arg(url),
            Text::tr("You are signed in as %1.").arg(user)};
}

}  // namespace tideline::ui
