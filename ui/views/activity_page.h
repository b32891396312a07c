// What was done in the projects: when, by whom, to which files; and the last sync taken back.
#pragma once

#include "ui/service_state.h"
#include "ui/views/table_page.h"

#include <QHash>
#include <QTimer>

class QComboBox;
class QLineEdit;

namespace tideline::ui {

class ErrorBox;

/// The histories of the projects on this computer, newest first, and between them what went wrong here.
///
/// Thread:    GUI.
/// Ownership: borrows the state, which outlives it.
/// Invariant: what is known is shown at once; what is newer takes its place when the cloud has said it.
class ActivityPage final : public TablePage {
    Q_OBJECT
public:
    explicit ActivityPage(ServiceState &state, QWidget *parent = nullptr);

    /// Asks for the histories again.
    void refresh();

Q_SIGNALS:
    /// Leads to a folder of a project (as ProjectRow::key()) and the entry in it.
    void entryAsked(const QString &key, const QByteArray &folder, const QByteArray &entry);
    /// What an undo did, in words.
    void undone(const QString &what);

private:
    void makeFilters();
    void makeUndo();
    void askHistory(const ProjectRow &project);
    void showRows();
    void fillProjects();
    void openRow(const QJsonObject &row);
    void askUndo();
    void showUndo(const QString &key, const QJsonObject &survey);
    void undo(const QString &key);

    ServiceState &m_state;
    QComboBox *m_project, *m_kind;
    QLineEdit *m_words;
    QPushButton *m_undo;
    ErrorBox *m_error;
    QHash<QString, QList<QJsonObject>> m_histories;  ///< log rows, by ProjectRow::key()
    QTimer m_soon;                                   ///< merges bursts of changes
};

/// A log row of a project in a line: "roc.png", "roc.png and 3 more"; without names the number of changes.
QString changedText(const QJsonObject &logRow);

}  // namespace tideline::ui
