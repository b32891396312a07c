#include "ui/dialogs/sign_in_dialog.h"

#include "ui/theme/icons.h"
#include "ui/views/error_box.h"

#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
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

SignInDialog::SignInDialog(Backend &backend, const QString &url, QWidget *parent) : QDialog(parent), m_backend(backend)
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
    m_token = new QLineEdit(this);
    m_token->setObjectName(u"tokenEdit"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("Paste your token"));
    m_token->setAccessibleName(tr("Token"));
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"userEdit"_s);
    m_user->setAccessibleName(tr("User name"));
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));

    auto *byBrowser = new QLabel(tr("A page of the server opens in your browser. Sign in there, and you are signed in here."), this);
    byBrowser->setContentsMargins(12, 14, 12, 12);
    byBrowser->setAlignment(Qt::AlignTop);
    byBrowser->setWordWrap(true);
    auto *byToken = new QWidget(this);
    auto *tokenForm = new QFormLayout(byToken);
    tokenForm->setContentsMargins(12, 14, 12, 12);
    tokenForm->addRow(tr("&Token"), m_token);
    auto *hint = new QLabel(tr("Whoever runs the server makes one for you."), byToken);
    hint->setToolTip(tr("tideline-server token create USER"));
    hint->setProperty("role", u"muted"_s);
    tokenForm->addRow(QString(), hint);
    auto *byPassword = new QWidget(this);
    auto *passwordForm = new QFormLayout(byPassword);
    passwordForm->setContentsMargins(12, 14, 12, 12);
    passwordForm->addRow(tr("&User"), m_user);
    passwordForm->addRow(tr("Pass&word"), m_password);
    m_ways = new QTabWidget(this);
    m_ways->setObjectName(u"signInWays"_s);
    m_ways->addTab(byBrowser, tr("In the browser"));
    m_ways->addTab(byToken, tr("With a token"));
    m_ways->addTab(byPassword, tr("With a password"));

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
    setMinimumWidth(480);

    for (QLineEdit *edit : {m_url, m_token, m_user, m_password})
        connect(edit, &QLineEdit::textChanged, this, &SignInDialog::check);
    connect(m_ways, &QTabWidget::currentChanged, this, &SignInDialog::check);
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (url.isEmpty() ? static_cast<QWidget *>(m_url) : m_signIn)->setFocus();
    check();
}

SignInDialog::Way SignInDialog::way() const
{
    return Way(m_ways->currentIndex());
}

void SignInDialog::check()
{
    const bool given = way() == Browser || (way() == Token ? !m_token->text().trimmed().isEmpty() : !m_user->text().isEmpty() && !m_password->text().isEmpty());
    m_signIn->setEnabled(m_call == 0 && given && !m_url->text().trimmed().isEmpty());
    m_signIn->setText(m_call == 0 ? tr("Sign in") : way() == Browser ? tr("Waiting for the browser…") : tr("Signing in…"));
    m_ways->setEnabled(m_call == 0);
}

void SignInDialog::submit()
{
    if (!m_signIn->isEnabled())
        return;
    m_error->hide();
    const QString url = completeUrl(m_url->text());
    if (url.isEmpty()) {
        m_error->show({Error::Kind::Invalid, tr("That is not the address of a server."), m_url->text(),
                       tr("Write it like https://tideline.example.org or localhost:8080.")});
        adjustSize();
        m_url->setFocus();
        return;
    }
    QJsonObject args{{u"url"_s, url}};
    if (way() == Browser) {
        args.insert(u"method"_s, u"browser"_s);
    } else if (way() == Token) {
        args.insert(u"token"_s, m_token->text().trimmed());
    } else {
        args.insert(u"user"_s, m_user->text());
        args.insert(u"password"_s, m_password->text());
    }
    m_call = m_backend.call(u"login"_s, args, this, [this](const Result<QJsonObject> &reply) {
        m_call = 0;
        check();
        if (reply) {
            accept();
            return;
        }
        m_error->show(reply.error());
        adjustSize();
        if (reply.error().kind != Error::Kind::SignIn)
            m_url->setFocus();
        else if (way() != Browser)
            (way() == Token ? m_token : m_password)->setFocus();
    }, [](const QJsonObject &progress) {
        if (const QUrl page(progress[u"open"].toString()); page.isValid() && (page.scheme() == u"https" || page.scheme() == u"http"))
            QDesktopServices::openUrl(page);
    });
    check();
}

void SignInDialog::done(int result)
{
    if (result == Rejected && m_call != 0)
        m_backend.cancel(m_call);
    QDialog::done(result);
}

}  // namespace tideline::ui
