// What one wants to know or tell of entries: path, link, SHA-256, properties; and what is selected.
#pragma once

#include "ui/operations/file_facts.h"
#include "ui/operations/shown_folder.h"
#include "ui/operations/worker.h"
#include "ui/window_actions.h"

#include <QUrl>

namespace tideline::ui {

/// "tideline://open/PROJECT/PATH": the project by its key, so that the link outlives a renaming. A folder's ends in '/'. With
/// "?revision=N": the file as it was in that revision.
QString linkTo(const ProjectRow &project, const QByteArray &path, NodeKind kind, qint64 revision = 0);
/// The N of such a link; 0 = none.
qint64 revisionOfLink(const QUrl &link);

/// Thread:    GUI.
/// Ownership: borrows folder and actions.
class InfoActions final : public QObject {
    Q_OBJECT
public:
    InfoActions(ShownFolder &folder, WindowActions &actions);

    void updateAllowed();
    /// A link to the file as it was in that revision.
    void copyVersionLink(const QString &projectKey, const QByteArray &path, qint64 revision);

private:
    void copyPath();
    void copyLink();
    void shareLink();
    void copyHash();
    void showProperties();
    void invertSelection();
    void selectPattern();
    void copyText(const QStringList &lines, const QString &said);
    /// Empty: a link can be made to what is selected, else to the shown folder.
    QString whyNotShared(const ShownFolder::Entries &selected) const;
    /// What is selected, else the shown folder itself.
    ShownFolder::Entries entries() const;

    ShownFolder &m_folder;
    WindowActions &m_actions;
    Worker m_worker;
};

}  // namespace tideline::ui
