#include "ui/first_run/first_run_dialog.h"

#include "ui/first_run/cloud_page.h"
#include "ui/first_run/folder_page.h"
#include "ui/first_run/sign_in_page.h"
#include "ui/first_run/summary_page.h"
#include "ui/first_run/which_projects_page.h"
#include "ui/theme/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>

namespace tideline::ui {

namespace {
QPushButton *footButton(const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    return button;
}
}  // namespace

FirstRunDialog::FirstRunDialog(const FirstRunParts &parts, QWidget *parent)
    : QDialog(parent), m_parts(parts), m_answers(SetupAnswers::fromText(parts.preferences.firstRun()))
{
    setObjectName(u"firstRunDialog"_s);
    setWindowTitle(tr("Set up Tideline"));
    auto *icon = new QLabel(this);
    icon->setPixmap(appIcon().pixmap(40, 40));
    m_title = new QLabel(this);
    m_title->setObjectName(u"firstRunTitle"_s);
    m_title->setProperty("role", u"title"_s);
    m_step = new QLabel(this);
    m_step->setObjectName(u"firstRunStep"_s);
    m_step->setProperty("role", u"muted"_s);
    m_pages = new QStackedWidget(this);
    addPage(m_cloud = new CloudPage(m_parts, m_answers, m_pages));
    addPage(m_signIn = new SignInPage(m_parts, m_answers, m_pages));
    addPage(m_folder = new FolderPage(m_parts, m_answers, m_pages));
    addPage(m_projects = new WhichProjectsPage(m_parts, m_answers, m_pages));
    addPage(m_summary = new SummaryPage(m_parts, m_answers, m_pages));
    m_back = footButton(u"firstRunBack"_s, tr("&Back"), this);
    m_cancel = footButton(u"firstRunCancel"_s, tr("Cancel"), this);
    m_cancel->setToolTip(tr("All stays as it was before."));
    m_next = footButton(u"firstRunNext"_s, {}, this);
    m_next->setDefault(true);

    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(icon);
    head->addWidget(m_title, 1);
    head->addWidget(m_step, 0, Qt::AlignBottom);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_back);
    foot->addStretch();
    foot->addWidget(m_cancel);
    foot->addWidget(m_next);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(20, 20, 20, 16);
    all->setSpacing(16);
    all->addLayout(head);
    all->addWidget(m_pages, 1);
    all->addLayout(foot);
    all->addStrut(520);
    setMinimumHeight(480);

    connect(m_back, &QPushButton::clicked, this, &FirstRunDialog::goBack);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_next, &QPushButton::clicked, this, [this] {
        keep();  // what is cut short from here on is gone on with at the next start
        current()->advance();
    });
    showPage(Cloud);
    connect(&m_parts.state, &ServiceState::overallChanged, this, &FirstRunDialog::begin);
    begin();
}

/// Once the engine has said who is signed in, if anybody: on the first page that has something to ask.
void FirstRunDialog::begin()
{
    const Overall &overall = m_parts.state.overall();
    if (!overall.known)
        return;
    disconnect(&m_parts.state, &ServiceState::overallChanged, this, &FirstRunDialog::begin);
    m_answers.signedIn = m_answers.signedIn && overall.signedIn;
    showPage(overall.signedIn ? Folder : Cloud);
}

void FirstRunDialog::addPage(FirstRunPage *page)
{
    m_pages->addWidget(page);
    connect(page, &FirstRunPage::changed, this, &FirstRunDialog::updateFoot);
    connect(page, &FirstRunPage::done, this, &FirstRunDialog::goOn);
}

FirstRunPage *FirstRunDialog::current() const
{
    return static_cast<FirstRunPage *>(m_pages->currentWidget());
}

FirstRunDialog::Page FirstRunDialog::page() const
{
    return Page(m_pages->currentIndex());
}

void FirstRunDialog::showPage(Page page)
{
    if (page == SignIn)
        m_signIn->setOffered(m_cloud->ways());
    else if (page == Projects)
        m_projects->setFacts(m_folder->facts());
    else if (page == Summary)
        m_summary->setSubject(m_projects->projects(), m_folder->facts());
    m_pages->setCurrentIndex(page);
    current()->enter();
    updateFoot();
}

/// Only a server elsewhere is signed in to by hand.
FirstRunDialog::Page FirstRunDialog::before(Page page) const
{
    const bool isByHand = m_answers.cloud == SetupAnswers::Cloud::Server && m_answers.signedIn;
    return page == Folder && !isByHand ? Cloud : Page(page - 1);
}

void FirstRunDialog::goOn()
{
    if (sender() != current())
        return;  // the answer to a page that was left
    keep();
    if (page() == Summary) {
        accept();
        return;
    }
    const bool isIn = m_answers.signedIn || (m_parts.state.overall().known && m_parts.state.overall().signedIn);
    const bool skipsSignIn = page() == Cloud && isIn && (m_answers.cloud == SetupAnswers::Cloud::ThisComputer || !m_answers.signedIn);
    showPage(skipsSignIn ? Folder : Page(page() + 1));
}

void FirstRunDialog::goBack()
{
    current()->halt();
    if (page() != Cloud)
        showPage(before(page()));
}

void FirstRunDialog::updateFoot()
{
    m_title->setText(current()->title());
    const int skipped = m_cloud->asksSignIn() ? 0 : 1;
    m_step->setText(tr("Step %L1 of %L2").arg(page() + 1 - (page() > SignIn ? skipped : 0)).arg(Summary + 1 - skipped));
    current()->setAccessibleName(current()->title());
    const bool isEnd = m_summary->isSetUp() && page() == Summary;
    m_back->setEnabled(page() != Cloud && !isEnd);
    m_cancel->setEnabled(!isEnd);
    m_next->setText(current()->nextText());
    m_next->setEnabled(current()->isReady());
}

void FirstRunDialog::keep()
{
    if (!m_summary->isSetUp())
        m_parts.preferences.setFirstRun(m_answers.toText());
}

void FirstRunDialog::takeBack()
{
    current()->halt();
    m_parts.preferences.setFirstRun({});
    Backend &backend = m_parts.state.backend();
    // A project that came meanwhile (a step that was done before the cancel, or the command line) keeps its account, and its server.
    const bool hasProjects = std::ranges::any_of(m_parts.state.projects(), &ProjectRow::isHere);
    if (hasProjects || (m_answers.madeServer && !m_parts.server.isEmpty()))
        return;
    if (m_answers.signedIn)
        backend.call(u"logout"_s, {}, &m_parts.state, [state = &m_parts.state](const Result<QJsonObject> &) { state->refresh(); });
    if (m_answers.madeServer)
        m_parts.server.discard();
}

void FirstRunDialog::done(int result)
{
    if (result == Rejected && m_summary->isSetUp())
        result = Accepted;  // closed at its end
    if (result == Rejected)
        takeBack();
    QDialog::done(result);
}

}  // namespace tideline::ui
