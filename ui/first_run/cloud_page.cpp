#include "ui/first_run/cloud_page.h"

#include "ui/dialogs/sign_in_dialog.h"
#include "ui/first_run/check_line.h"

#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QRadioButton>
#include <QSysInfo>
#include <QWindow>

namespace tideline::ui {

namespace {
constexpr int kTypingMs = 400;
const QString kUsualAddress = u"http://127.0.0.1:8480"_s;
constexpr int kIndent = 26;  ///< what belongs to a choice stands below its words

QLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setProperty("role", u"muted"_s);
    label->setWordWrap(true);
    return label;
}

QVBoxLayout *indented()
{
    auto *layout = new QVBoxLayout;
    layout->setContentsMargins(kIndent, 0, 0, 12);
    layout->setSpacing(8);
    return layout;
}
}  // namespace

CloudPage::CloudPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
    : FirstRunPage(u"firstRunCloud"_s, tr("Where is your cloud?"), parts, answers, parent)
{
    m_account = new QLabel(this);
    m_account->setObjectName(u"firstRunAccount"_s);
    m_account->setTextFormat(Qt::PlainText);
    m_account->setWordWrap(true);
    m_here = new QRadioButton(tr("&This computer"), this);
    m_here->setObjectName(u"thisComputer"_s);
    m_hereLine = new CheckLine(u"thisComputerLine"_s, this);
    m_server = new QRadioButton(tr("A s&erver"), this);
    m_server->setObjectName(u"aServer"_s);
    m_url = new QLineEdit(answers.cloud == SetupAnswers::Cloud::Server ? answers.url : QString(), this);
    m_url->setObjectName(u"firstRunUrl"_s);
    m_url->setPlaceholderText(tr("https://tideline.example.org"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_serverLine = new CheckLine(u"serverLine"_s, this);

    auto *here = indented();
    here->addWidget(mutedLabel(tr("A server of your own starts here with one click. It keeps every version of your files, also without a network, and runs while Tideline runs."), this));
    here->addWidget(m_hereLine);
    auto *there = indented();
    there->addWidget(mutedLabel(tr("Your team's, or one that you run yourself. Your projects are then the same on all of your computers."), this));
    there->addWidget(m_url);
    there->addWidget(m_serverLine);
    m_body->addWidget(m_account);
    m_body->addWidget(m_here);
    m_body->addLayout(here);
    m_body->addWidget(m_server);
    m_body->addLayout(there);
    m_body->addStretch();

    (answers.cloud == SetupAnswers::Cloud::Server ? m_server : m_here)->setChecked(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTypingMs);
    connect(&m_soon, &QTimer::timeout, this, &CloudPage::check);
    connect(m_here, &QRadioButton::toggled, this, &CloudPage::choose);
    connect(m_url, &QLineEdit::textChanged, this, &CloudPage::typed);
    // Who went to install the server comes back to the window.
    connect(qApp, &QGuiApplication::focusWindowChanged, this, [this](const QWindow *window) {
        if (window && m_isMissing && m_parts.server.isInstalled())
            choose();
    });
}

bool CloudPage::asksSignIn() const
{
    return !m_isFixed && !isHere();
}

bool CloudPage::isHere() const
{
    return m_here->isChecked();
}

void CloudPage::enter()
{
    const Overall &overall = m_parts.state.overall();
    m_isFixed = overall.known && overall.signedIn && !m_answers.signedIn;
    m_account->setVisible(m_isFixed);
    m_account->setText(tr("You are signed in to %1 as %2, and the set-up goes on there. For another cloud, sign out first, or open another profile in the settings.")
                           .arg(overall.url, overall.userName));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_here, m_server, m_url})
        widget->setEnabled(!m_isFixed);
    if (m_isFixed)
        return;
    choose();
    (isHere() ? static_cast<QWidget *>(m_here) : m_url)->setFocus();
    if (!isHere() && m_checked.isEmpty() && !m_url->text().isEmpty())
        check();
    lookForNeighbour();
}

void CloudPage::choose()
{
    m_url->setEnabled(!isHere());
    m_hereLine->clear();
    m_isMissing = isHere() && !m_parts.server.isInstalled();
    if (m_isMissing)
        m_hereLine->show({Error::Kind::NotFound, tr("The server is not installed on this computer."), {},
                          tr("Install the package tideline-server, and come back to this window; or take a server elsewhere.")});
    else if (isHere() && !m_neighbour.isEmpty())
        m_hereLine->show(SyncState::Waiting, tr("Another Tideline server runs on this computer. To use that one, choose “A server”: its address stands there."));
    else if (!isHere() && isVisible())
        m_url->setFocus();
    Q_EMIT changed();
}

/// Whether somebody's cloud is on this computer already: two where one was meant are found out late.
void CloudPage::lookForNeighbour()
{
    if (m_hasLooked || m_parts.server.isSetUp())
        return;
    m_hasLooked = true;
    m_parts.state.backend().call(u"check_server"_s, {{u"url"_s, kUsualAddress}}, this, [this](const Result<QJsonObject> &reply) {
        if (!reply || m_parts.server.isSetUp() || m_busy)
            return;
        m_neighbour = (*reply)[u"url"].toString();
        if (m_url->text().isEmpty())
            m_url->setText(m_neighbour);
        if (isHere())
            choose();
    });
}

void CloudPage::typed()
{
    m_checked.clear();
    if (m_checking != 0)
        m_parts.state.backend().cancel(std::exchange(m_checking, 0));
    m_serverLine->clear();
    if (m_url->text().trimmed().isEmpty())
        m_soon.stop();
    else
        m_soon.start();
    Q_EMIT changed();
}

void CloudPage::check()
{
    m_soon.stop();
    const QString typed = m_url->text();
    const QString url = completeUrl(typed);
    if (url.isEmpty()) {
        m_serverLine->show({Error::Kind::Invalid, tr("That is not the address of a server."), {},
                            tr("Write it like https://tideline.example.org or localhost:8080.")});
        return;
    }
    m_serverLine->show(SyncState::Syncing, tr("Looking for the server…"));
    m_checking = m_parts.state.backend().call(u"check_server"_s, {{u"url"_s, url}}, this, [this, typed](const Result<QJsonObject> &reply) {
        if (typed == m_url->text())
            takeCheck(reply);
    });
}

void CloudPage::takeCheck(const Result<QJsonObject> &reply)
{
    m_checking = 0;
    if (!reply) {
        if (reply.error().kind != Error::Kind::Cancelled)
            m_serverLine->show(reply.error());
        return;
    }
    m_checked = m_url->text();
    m_origin = (*reply)[u"url"].toString();
    m_ways.clear();
    for (const QJsonValue &way : (*reply)[u"ways"].toArray())
        m_ways.append(way.toString());
    const QString version = (*reply)[u"version"].toString();
    m_serverLine->show(SyncState::Synced, (*reply)[u"tls"].toString() == u"verified"
                                              ? tr("A Tideline server, version %1. The way to it is encrypted.").arg(version)
                                              : tr("A Tideline server on this computer, version %1.").arg(version));
    Q_EMIT changed();
}

bool CloudPage::isReady() const
{
    if (m_busy || !m_parts.state.overall().known)
        return false;
    if (m_isFixed)
        return true;
    return isHere() ? m_parts.server.isInstalled() : !m_checked.isEmpty() && m_checked == m_url->text();
}

QString CloudPage::nextText() const
{
    return m_busy ? tr("Starting…") : !m_isFixed && isHere() ? tr("&Start it") : FirstRunPage::nextText();
}

void CloudPage::advance()
{
    if (m_isFixed) {
        m_answers.cloud = SetupAnswers::Cloud::Server;
        m_answers.url = m_parts.state.overall().url;
        Q_EMIT done();
        return;
    }
    m_answers.cloud = isHere() ? SetupAnswers::Cloud::ThisComputer : SetupAnswers::Cloud::Server;
    if (isHere()) {
        startServer();
        return;
    }
    const QString before = std::exchange(m_answers.url, m_origin);
    if (m_answers.madeServer && before == m_origin) {
        m_answers.cloud = SetupAnswers::Cloud::ThisComputer;  // its address was typed
        Q_EMIT done();
    } else if (m_answers.signedIn && before != m_origin) {
        leaveAccount([this] { takeOther(); });
    } else {
        takeOther();
    }
}

/// The server that was made here is not wanted after all.
void CloudPage::takeOther()
{
    if (std::exchange(m_answers.madeServer, false))
        m_parts.server.discard();
    Q_EMIT done();
}

void CloudPage::startServer()
{
    setBusy(true);
    m_hereLine->show(SyncState::Syncing, tr("The server starts…"));
    m_parts.server.start(this, [this, round = m_round](const Result<LocalServer::Access> &access) {
        if (round != m_round)
            return;
        if (!access) {
            setBusy(false);
            m_hereLine->show(access.error());
            return;
        }
        m_answers.madeServer = m_answers.madeServer || access->made;
        if (m_answers.signedIn && m_answers.url == access->url) {
            setBusy(false);
            Q_EMIT done();
        } else if (m_answers.signedIn) {
            leaveAccount([this, access = *access] { signIn(access); });
        } else {
            signIn(*access);
        }
    });
}

void CloudPage::signIn(const LocalServer::Access &access)
{
    // The Backend is the context: a sign-in that ends after all was given up is taken back.
    Backend &backend = m_parts.state.backend();
    m_call = backend.call(u"login"_s, {{u"url"_s, access.url}, {u"token"_s, access.token}, {u"device"_s, QSysInfo::machineHostName()}}, &backend,
                          [&backend, page = QPointer(this), url = access.url, round = m_round](const Result<QJsonObject> &reply) {
        if (page && round == page->m_round)
            page->takeSignIn(url, reply);
        else if (reply)
            backend.call(u"logout"_s, {}, &backend, {});
    });
}

void CloudPage::takeSignIn(const QString &url, const Result<QJsonObject> &reply)
{
    m_call = 0;
    setBusy(false);
    if (!reply) {
        m_hereLine->show(reply.error());
        return;
    }
    m_answers.url = url;
    m_answers.signedIn = true;
    m_hereLine->show(SyncState::Synced, tr("Your server runs."));
    m_parts.state.refresh();
    Q_EMIT done();
}

/// Whoever this first run signed in before goes, so that no token of theirs is left behind.
void CloudPage::leaveAccount(std::function<void()> then)
{
    setBusy(true);
    m_parts.state.backend().call(u"logout"_s, {}, this, [this, then = std::move(then), round = m_round](const Result<QJsonObject> &reply) {
        if (round != m_round)
            return;
        setBusy(false);
        if (!reply) {
            (isHere() ? m_hereLine : m_serverLine)->show(reply.error());
            return;
        }
        m_answers.signedIn = false;
        m_parts.state.refresh();
        then();
    });
}

void CloudPage::setBusy(bool busy)
{
    m_busy = busy;
    m_here->setEnabled(!busy);
    m_server->setEnabled(!busy);
    m_url->setEnabled(!busy && !isHere());
    Q_EMIT changed();
}

void CloudPage::halt()
{
    ++m_round;
    m_soon.stop();
    for (quint64 *call : {&m_checking, &m_call}) {
        if (*call != 0)
            m_parts.state.backend().cancel(std::exchange(*call, 0));
    }
    if (m_busy)
        setBusy(false);
}

}  // namespace tideline::ui
