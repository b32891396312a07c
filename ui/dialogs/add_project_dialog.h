// A project on this computer: a folder of mine that goes to the cloud, or a copy of one that is there.
#pragma once

#include "ui/service_state.h"
#include "ui/settings/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QTabWidget;

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: closes only when the engine has made the project; the first sync goes on in the background.
class AddProjectDialog final : public QDialog {
    Q_OBJECT
public:
    explicit AddProjectDialog(ServiceState &state, QWidget *parent = nullptr);
    /// Where copies go, and what a folder leaves out. Before anything is chosen.
    void setDefaults(const NewProjectDefaults &defaults);
    /// Shows the second way with this project chosen.
    void setClone(const QString &key);
    /// What came out of it: ProjectRow::key(); empty until accepted.
    QString project() const { return m_project; }

private:
    QWidget *makeCreate();
    QWidget *makeClone();
    QLineEdit *addFolderRow(QFormLayout *form, const QString &label, const QString &name);
    void listProjects();
    void check();
    void proposeFolder();
    void submit();
    void finish(const Result<QJsonObject> &reply);

    ServiceState &m_state;
    QTabWidget *m_ways;
    QLineEdit *m_from = nullptr, *m_name = nullptr, *m_to = nullptr;
    QComboBox *m_projects = nullptr;
    QCheckBox *m_unite = nullptr;
    ErrorBox *m_error = nullptr;
    QPushButton *m_ok = nullptr;
    NewProjectDefaults m_defaults;
    bool m_running = false;
    QString m_proposedName, m_proposedFolder;  ///< ours, to be replaced as long as the user has not typed
    QString m_wanted;   ///< the key that setClone() asked for, until another is chosen
    QString m_project;
};

}  // namespace tideline::ui
