#include "ui/dialogs/quit_question.h"

#include "ui/service_state.h"
#include "ui/words.h"

#include <QAbstractButton>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace tideline::ui {

namespace {
/// Whether its edits are on their way, or wait for another project's turn: not for the network, a person or a pause.
bool isSending(const ProjectRow &row)
{
    if (row.state == SyncState::Waiting)
        return row.guardReason.isEmpty();
    // The first batch goes up before anybody hears of uploading: only what surely comes down is no reason to wait.
    const QString phase = row.progress ? row.progress->phase : QString();
    return row.state == SyncState::Syncing && phase != u"downloading" && phase != u"pulling";
}
}  // namespace

QuitQuestion::QuitQuestion(ServiceState &state, QWidget &window) : QObject(&window), m_state(state), m_window(window)
{
    for (const auto signal : {&ServiceState::transfersChanged, &ServiceState::projectsReset, &ServiceState::overallChanged})
        connect(&state, signal, this, &QuitQuestion::checkEnd);
    connect(&state, &ServiceState::projectChanged, this, &QuitQuestion::checkEnd);
}

QString QuitQuestion::unfinished() const
{
    const Overall &overall = m_state.overall();
    if (!m_ownsEngine || !overall.known || !overall.signedIn || overall.paused || overall.state == SyncState::Offline)
        return {};
    for (const Transfer &transfer : m_state.transfers()) {
        if (transfer.up && transfer.filesTotal > transfer.filesDone)
            return tr("%Ln files of “%1” are not in the cloud yet.", nullptr, countOf(transfer.filesTotal - transfer.filesDone)).arg(transfer.project);
    }
    for (const ProjectRow &row : m_state.projects()) {
        if (row.isHere() && isSending(row))
            return tr("Changes in “%1” are not in the cloud yet.").arg(row.name);
    }
    return {};
}

void QuitQuestion::ask()
{
    const QString unfinished = this->unfinished();
    if (unfinished.isEmpty())
        Q_EMIT quit();
    else if (m_box && m_box->isVisible())
        m_box->raise();
    else
        show(unfinished);
}

void QuitQuestion::show(const QString &unfinished)
{
    m_box = new QMessageBox(QMessageBox::Question, tr("Quit Tideline"), unfinished, QMessageBox::NoButton, &m_window);
    m_box->setObjectName(u"quitQuestion"_s);
    m_box->setAttribute(Qt::WA_DeleteOnClose);
    m_box->setTextFormat(Qt::PlainText);  // the names are anybody's
    m_box->setInformativeText(tr("They stay on this computer, and go up when Tideline runs again."));
    auto *finish = new QPushButton(tr("Finish, then quit"), m_box);  // not one that closes the box
    finish->setObjectName(u"quitFinish"_s);
    m_box->addButton(finish, QMessageBox::ActionRole);
    disconnect(finish, &QAbstractButton::clicked, nullptr, nullptr);
    QPushButton *now = m_box->addButton(tr("Quit now"), QMessageBox::DestructiveRole);
    now->setObjectName(u"quitNow"_s);
    QPushButton *stay = m_box->addButton(QMessageBox::Cancel);
    stay->setObjectName(u"quitCancel"_s);
    m_box->setDefaultButton(finish);
    m_box->setEscapeButton(stay);
    connect(finish, &QPushButton::clicked, this, &QuitQuestion::waitForEnd);
    connect(now, &QPushButton::clicked, this, &QuitQuestion::quit);
    connect(stay, &QPushButton::clicked, this, [this] { m_waits = false; });
    m_box->open();
}

void QuitQuestion::waitForEnd()
{
    m_waits = true;
    m_box->setText(tr("Tideline quits when everything is in the cloud."));
    if (auto *finish = m_box->findChild<QPushButton *>(u"quitFinish"_s))
        finish->hide();
    checkEnd();
}

void QuitQuestion::checkEnd()
{
    if (!m_waits)
        return;
    const QString left = unfinished();
    if (left.isEmpty()) {
        m_waits = false;
        Q_EMIT quit();
    } else if (m_box) {
        m_box->setInformativeText(left);
    }
}

}  // namespace tideline::ui
