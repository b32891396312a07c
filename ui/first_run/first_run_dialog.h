// The first run: from nothing to projects on this computer, page by page.
#pragma once

#include "ui/first_run/first_run_page.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace tideline::ui {

class CloudPage;
class FolderPage;
class SignInPage;
class SummaryPage;
class WhichProjectsPage;

/// Thread:    GUI.
/// Ownership: borrows the parts.
/// Invariant: how far it has come is kept from page to page; cancelling takes back what it did itself (a sign-in, a server that was
///            made), and leaves what was there before.
class FirstRunDialog final : public QDialog {
    Q_OBJECT
public:
    enum Page { Cloud, SignIn, Folder, Projects, Summary };

    /// Goes on where one that was not ended has left off.
    explicit FirstRunDialog(const FirstRunParts &parts, QWidget *parent = nullptr);
    void done(int result) override;
    /// For pictures and tests: the page as it is when one comes to it.
    void showPage(Page page);
    Page page() const;

private:
    void begin();
    FirstRunPage *current() const;
    Page before(Page page) const;
    void addPage(FirstRunPage *page);
    void goOn();
    void goBack();
    void updateFoot();
    void keep();
    void takeBack();

    FirstRunParts m_parts;
    SetupAnswers m_answers;
    QStackedWidget *m_pages;
    CloudPage *m_cloud;
    SignInPage *m_signIn;
    FolderPage *m_folder;
    WhichProjectsPage *m_projects;
    SummaryPage *m_summary;
    QLabel *m_title, *m_step;
    QPushButton *m_back, *m_cancel, *m_next;
};

}  // namespace tideline::ui
