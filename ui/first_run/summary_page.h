// Last page: what will be done, in sentences; then the same sentences as it is done.
#pragma once

#include "ui/first_run/first_run_page.h"
#include "ui/first_run/setup_run.h"

class QListWidget;

namespace tideline::ui {

class CheckLine;
class ErrorBox;

class SummaryPage final : public FirstRunPage {
    Q_OBJECT
public:
    SummaryPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent);

    /// Before it is entered: what the steps are made from.
    void setSubject(const QList<ProjectRow> &projects, const FolderFacts &facts);
    void enter() override;
    bool isReady() const override { return !m_run.isRunning(); }
    QString title() const override;
    QString nextText() const override;
    void advance() override;
    void halt() override { m_run.stop(); }
    /// Whether all is set up: there is no way back, and nothing to cancel.
    bool isSetUp() const { return m_hasRun && m_run.isDone(); }

private:
    void showStep(int step);
    void showProject(const QString &key);
    void showEnd();
    void addLine(const QString &text, SyncState state, const QString &word);

    QListWidget *m_list;
    CheckLine *m_line;
    ErrorBox *m_error;
    SetupRun m_run;
    QList<ProjectRow> m_projects;
    QList<SetupStep> m_steps;
    FolderFacts m_facts;
    int m_first = 0;        ///< the row of the first step
    bool m_hasRun = false;
};

}  // namespace tideline::ui
