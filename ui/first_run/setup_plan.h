// What a first run was told, and the steps that follow from it, in the sentences that the summary and the progress show.
#pragma once

#include "ui/first_run/folder_facts.h"
#include "ui/models/rows.h"

#include <QJsonObject>

namespace tideline::ui {

/// What was chosen, page by page. A value: it is kept in the profile until the first run is ended.
struct SetupAnswers {
    enum class Cloud { ThisComputer, Server };
    Cloud cloud = Cloud::ThisComputer;
    QString url;              ///< of the server, once one was checked or started
    bool signedIn = false;    ///< by this first run: taken back when it is cancelled
    bool madeServer = false;  ///< the same
    QString folder;           ///< absolute; empty = not chosen yet
    bool all = true;
    QStringList chosen;       ///< cloud ids, unless `all`
    bool onlineOnly = false;

    /// Empty text = the beginning.
    static SetupAnswers fromText(const QString &text);
    QString toText() const;
    bool takes(const ProjectRow &row) const { return !row.isHere() && (all || chosen.contains(row.id)); }
};

/// One thing that is done.
struct SetupStep {
    enum class Kind { Folder, Project };
    Kind kind = Kind::Folder;
    QString text;     ///< the sentence
    QString folder;   ///< absolute: what is made
    QString project;  ///< the cloud's id
    bool onlineOnly = false;
};

/// In the order in which they are done. `facts` are of the answers' folder.
QList<SetupStep> setupSteps(const SetupAnswers &answers, const QList<ProjectRow> &projects, const FolderFacts &facts);
/// What came before: which cloud, and who is signed in there. Sentences.
QStringList setupBefore(const SetupAnswers &answers, const QString &url, const QString &user);

}  // namespace tideline::ui
