// Fourth page: which projects of the cloud come to this computer, and whether with their files.
#pragma once

#include "ui/first_run/first_run_page.h"

class QCheckBox;
class QRadioButton;
class QTreeWidget;

namespace tideline::ui {

class CheckLine;
class ErrorBox;

class WhichProjectsPage final : public FirstRunPage {
    Q_OBJECT
public:
    WhichProjectsPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent);

    void enter() override;
    bool isReady() const override;
    QString nextText() const override;
    void advance() override;

    /// The projects of the cloud, as it said when this page was entered last.
    const QList<ProjectRow> &projects() const { return m_projects; }
    void setFacts(const FolderFacts &facts) { m_facts = facts; }

private:
    void ask();
    void take(const QJsonObject &reply);
    void takeNone();
    void fill();
    void readChoice();
    void switchAll();
    void showSum();

    QRadioButton *m_all, *m_some;
    QTreeWidget *m_list;
    QCheckBox *m_onlineOnly;
    CheckLine *m_sum;
    ErrorBox *m_error;
    QList<ProjectRow> m_projects;
    FolderFacts m_facts;
    bool m_isKnown = false, m_isAsking = false, m_isFilling = false;
};

}  // namespace tideline::ui
