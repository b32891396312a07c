#include "ui/dialogs/sign_in_dialog.h"

#include "ui/theme/icons.h"
#include "ui/views/error_box.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace tideline::ui {

QString completeUrl(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    if (text.contains(u"://")) {
        const QUrl url(text, QUrl::StrictMode);
        return url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http") ? text : QString();
    }
    const QUrl url(u"https://"_s + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return {};
    const bool here = url.host() == u"localhost" || url.host().startsWith(u"127.") || url.host() == u"::1";
    return (here ? u"http://"_s : u"https://"_s) + text;
}

SignInDialog::SignInDialog(Backend &backend, const QString &url, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"signInDialog"_s);
    setWindowTitle(tr("Sign in"));
    auto *icon = new QLabel(this);
    icon->setPixmap(appIcon().pixmap(48, 48));
    auto *title = new QLabel(tr("Sign in to your cloud"), this);
    title->setProperty("role", u"title"_s);
    auto *words = new QLabel(tr("Your projects are then here and there, always the same, also when you are offline."), this);
    words->setProperty("role", u"muted"_s);
    words->setWordWrap(true);

    m_url = new QLineEdit(url, this);
    m_url->setObjectName(u"urlEdit"_s);
    m_url->setPlaceholderText(tr("https://tideline.example.org"));
    m_url->setAccessibleName(tr("Address of the server"));
    m_ways = new SignInWays(backend, this);
    m_error = new ErrorBox(this);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_signIn = buttons->addButton(tr("Sign in"), QDialogButtonBox::AcceptRole);
    m_signIn->setObjectName(u"signInButton"_s);
    m_signIn->setDefault(true);
    for (QAbstractButton *button : buttons->buttons())
        button->setIcon({});

    auto *head = new QHBoxLayout;
    head->setSpacing(14);
    head->addWidget(icon, 0, Qt::AlignTop);
    auto *texts = new QVBoxLayout;
    texts->addWidget(title);
    texts->addWidget(words);
    head->addLayout(texts, 1);
    auto *form = new QFormLayout;
    form->addRow(tr("&Server"), m_url);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(20, 20, 20, 16);
    all->setSpacing(14);
    all->addLayout(head);
    all->addLayout(form);
    all->addWidget(m_ways);
    all->addWidget(m_error);
    all->addStretch();
    all->addWidget(buttons);
    all->addStrut(440);

    connect(m_url, &QLineEdit::textChanged, this, &SignInDialog::check);
    connect(m_ways, &SignInWays::changed, this, &SignInDialog::check);
    connect(m_ways, &SignInWays::signedIn, this, &QDialog::accept);
    connect(m_ways, &SignInWays::failed, this, &SignInDialog::showFailure);
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (url.isEmpty() ? static_cast<QWidget *>(m_url) : m_signIn)->setFocus();
    check();
}

void SignInDialog::check()
{
    m_signIn->setEnabled(!m_ways->isRunning() && m_ways->isGiven() && !m_url->text().trimmed().isEmpty());
    m_signIn->setText(m_ways->buttonText());
    m_url->setEnabled(!m_ways->isRunning());
}

void SignInDialog::submit()
{
    if (!m_signIn->isEnabled())
        return;
    m_error->hide();
    const QString url = completeUrl(m_url->text());
    if (!url.isEmpty()) {
        m_ways->start(url);
        return;
    }
    m_error->show({Error::Kind::Invalid, tr("That is not the address of a server."), m_url->text(),
                   tr("Write it like https://tideline.example.org or localhost:8080.")});
    adjustSize();
    m_url->setFocus();
}

void SignInDialog::showFailure(const Error &error)
{
    m_error->show(error);
    adjustSize();
    if (error.kind == Error::Kind::SignIn)
        m_ways->focusInput();
    else
        m_url->setFocus();
}

void SignInDialog::done(int result)
{
    if (result == Rejected)
        m_ways->stop();
    QDialog::done(result);
}

}  // namespace tideline::ui
