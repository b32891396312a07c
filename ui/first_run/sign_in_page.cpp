#include "ui/first_run/sign_in_page.h"

#include "ui/dialogs/sign_in_ways.h"
#include "ui/views/error_box.h"

#include <QLabel>
#include <QPushButton>

namespace tideline::ui {

SignInPage::SignInPage(const FirstRunParts &parts, SetupAnswers &answers, QWidget *parent)
    : FirstRunPage(u"firstRunSignIn"_s, tr("Sign in"), parts, answers, parent)
{
    m_words = new QLabel(this);
    m_words->setObjectName(u"firstRunSignInWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_other = new QPushButton(tr("Use &another account"), this);
    m_other->setObjectName(u"otherAccount"_s);
    m_other->setAutoDefault(false);
    m_ways = new SignInWays(parts.state.backend(), this);
    m_error = new ErrorBox(this);
    m_body->addWidget(m_words);
    m_body->addWidget(m_other, 0, Qt::AlignLeading);
    m_body->addWidget(m_ways);
    m_body->addWidget(m_error);
    m_body->addStretch();
    connect(m_ways, &SignInWays::changed, this, &FirstRunPage::changed);
    connect(m_ways, &SignInWays::signedIn, this, &SignInPage::takeAccount);
    connect(m_ways, &SignInWays::failed, this, [this](const Error &error) {
        m_error->show(error);
        m_ways->focusInput();
    });
    connect(m_other, &QPushButton::clicked, this, &SignInPage::leaveAccount);
}

void SignInPage::setOffered(const QStringList &ways)
{
    m_ways->setOffered(ways);
}

void SignInPage::enter()
{
    if (m_answers.signedIn && m_user.isEmpty())
        m_user = m_parts.state.overall().userName;
    m_error->hide();
    showAccount();
    (m_answers.signedIn ? static_cast<QWidget *>(m_other) : m_ways)->setFocus();
}

void SignInPage::showAccount()
{
    const bool isIn = m_answers.signedIn;
    m_words->setText(isIn ? tr("You are signed in to %1 as %2.").arg(m_answers.url, m_user)
                          : tr("You sign in to %1. This computer keeps no password, only a sign-in that can be taken back.").arg(m_answers.url));
    m_other->setVisible(isIn);
    m_ways->setVisible(!isIn);
    Q_EMIT changed();
}

bool SignInPage::isReady() const
{
    return m_answers.signedIn || (m_ways->isGiven() && !m_ways->isRunning());
}

QString SignInPage::nextText() const
{
    return m_answers.signedIn ? FirstRunPage::nextText() : m_ways->buttonText();
}

void SignInPage::advance()
{
    if (m_answers.signedIn) {
        Q_EMIT done();
        return;
    }
    m_error->hide();
    m_ways->start(m_answers.url);
}

void SignInPage::takeAccount(const QJsonObject &account)
{
    m_answers.signedIn = true;
    m_user = account[u"user"][u"name"].toString();
    m_parts.state.refresh();
    showAccount();
    Q_EMIT done();
}

void SignInPage::leaveAccount()
{
    m_other->setEnabled(false);
    m_parts.state.backend().call(u"logout"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        m_other->setEnabled(true);
        if (!reply) {
            m_error->show(reply.error());
            return;
        }
        m_answers.signedIn = false;
        m_parts.state.refresh();
        showAccount();
        m_ways->setFocus();
    });
}

void SignInPage::halt()
{
    m_ways->stop();
}

}  // namespace tideline::ui
