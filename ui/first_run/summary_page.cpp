#include "ui/first_run/summary_page.h"

#include "ui/first_run/check_line.h"
#include "ui/theme/icons.h"
#include "ui/views/error_box.h"

#include <QListWidget>

namespace tideline::ui {

namespace {
SyncState iconOf(SetupRun::State state)
{
    switch (state) {
    case SetupRun::State::Waiting: return SyncState::Waiting;
    case SetupRun::State::Running: return SyncState::Syncing;
    case SetupRun::State::Done: return SyncState::Synced;
    case SetupRun::State::Failed: return SyncState::Error;
    }
    return SyncState::Waiting;
}

/// For who does not see the icon.
QString wordOf(SetupRun::State state)
{
    switch (state) {
    case SetupRun::State::Waiting: return SummaryPage::tr("To do");
    case SetupRun::State::Running: return SummaryPage::tr("Being done");
    case SetupRun::State::Done: return SummaryPage::tr("Done");
    case SetupRun::State::Failed: return SummaryPage::tr("Failed");
    }
    return {};
}

void mark(QListWidgetItem &item, SyncState state, const QString &word)
{
    item.setIcon(stateIcon(state));
    item.setToolTip(word);
    item.setData(Qt::AccessibleTextRole, SummaryPage::tr("%1: %2").arg(word, item.text()));
}
}  // namespace

SummaryPage::SummaryPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
    : FirstRunPage(u"firstRunSummary"_s, tr("This will be done"), parts, answers, parent), m_run(parts.state)
{
    m_list = new QListWidget(this);
    m_list->setObjectName(u"firstRunSteps"_s);
    m_list->setAccessibleName(tr("What is done"));
    m_list->setWordWrap(true);
    m_list->setSpacing(3);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_line = new CheckLine(u"firstRunLine"_s, this);
    m_error = new ErrorBox(this);
    m_body->addWidget(m_list, 1);
    m_body->addWidget(m_line);
    m_body->addWidget(m_error);
    connect(&m_run, &SetupRun::stepChanged, this, &SummaryPage::showStep);
    connect(&m_run, &SetupRun::stepFailed, this, [this](int, const Error &error) { m_error->show(error); });
    connect(&m_run, &SetupRun::ended, this, &SummaryPage::showEnd);
    connect(&m_parts.state, &ServiceState::projectChanged, this, &SummaryPage::showProject);
    connect(&m_parts.state, &ServiceState::projectsReset, this, [this] {
        for (const SetupStep &step : std::as_const(m_steps))
            showProject(step.project);
    });
    connect(&m_parts.state, &ServiceState::overallChanged, this, [this] {
        if (isSetUp())
            showEnd();
    });
}

void SummaryPage::setSubject(const QList<ProjectRow> &projects, const FolderFacts &facts)
{
    m_projects = projects;
    m_facts = facts;
}

void SummaryPage::enter()
{
    m_hasRun = false;
    m_error->hide();
    m_list->clear();
    const Overall &overall = m_parts.state.overall();
    for (const QString &sentence : setupBefore(m_answers, m_answers.url.isEmpty() ? overall.url : m_answers.url, overall.userName))
        addLine(sentence, SyncState::Synced, wordOf(SetupRun::State::Done));
    m_first = m_list->count();
    m_steps = setupSteps(m_answers, m_projects, m_facts);
    for (const SetupStep &step : std::as_const(m_steps))
        addLine(step.text, SyncState::Waiting, wordOf(SetupRun::State::Waiting));
    m_run.setSteps(m_steps);
    m_list->setCurrentRow(m_first);
    m_list->setFocus();
    m_line->show(SyncState::Waiting, tr("What has no tick yet is done when you press “Set up”."));
    Q_EMIT changed();
}

void SummaryPage::addLine(const QString &text, SyncState state, const QString &word)
{
    mark(*new QListWidgetItem(text, m_list), state, word);
}

void SummaryPage::showStep(int step)
{
    QListWidgetItem *item = m_list->item(m_first + step);
    if (!item)
        return;
    mark(*item, iconOf(m_run.stateOf(step)), wordOf(m_run.stateOf(step)));
    if (m_run.stateOf(step) == SetupRun::State::Done && !m_steps[step].project.isEmpty())
        showProject(m_steps[step].project);
    if (m_run.stateOf(step) == SetupRun::State::Running) {
        m_list->setCurrentItem(item);
        m_list->scrollToItem(item);
        m_line->show(SyncState::Syncing, item->text());
    }
}

/// A project that was added is on its way: its tick is that of the sync, which goes on when this is closed.
void SummaryPage::showProject(const QString &key)
{
    for (int step = 0; step < m_steps.size(); ++step) {
        if (m_steps[step].project != key || m_run.stateOf(step) != SetupRun::State::Done)
            continue;
        const ProjectRow *row = m_parts.state.project(key);
        const bool isKnown = row && row->isHere();
        mark(*m_list->item(m_first + step), isKnown ? row->state : SyncState::Syncing, isKnown ? row->text : wordOf(SetupRun::State::Running));
    }
}

void SummaryPage::showEnd()
{
    if (isSetUp()) {
        m_parts.preferences.setProjectsFolder(m_answers.folder);
        m_parts.preferences.setFirstRun({});
        const Overall &overall = m_parts.state.overall();
        m_line->show(overall.state, overall.text);
    } else {
        m_line->show(SyncState::Error, tr("Not all of it could be done. What is done stays, and is not done again."));
    }
    Q_EMIT changed();
}

QString SummaryPage::title() const
{
    return isSetUp() ? tr("All is set up") : m_run.isRunning() ? tr("Setting up…") : m_hasRun ? tr("Not all is set up") : FirstRunPage::title();
}

QString SummaryPage::nextText() const
{
    return isSetUp() ? tr("&Open Tideline") : m_run.isRunning() ? tr("Setting up…") : m_hasRun ? tr("&Try again") : tr("&Set up");
}

void SummaryPage::advance()
{
    if (isSetUp()) {
        Q_EMIT done();
        return;
    }
    m_hasRun = true;
    m_error->hide();
    m_run.start();
    Q_EMIT changed();
}

}  // namespace tideline::ui
