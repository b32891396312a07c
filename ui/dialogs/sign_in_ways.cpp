#include "ui/dialogs/sign_in_ways.h"

#include <QAccessible>
#include <QClipboard>
#include <QDesktopServices>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace tideline::ui {

namespace {
constexpr QMargins kInside(12, 14, 12, 12);

/// A server names pages for a browser, and nothing else. False: no browser took it.
bool openPage(const QString &address)
{
    const QUrl page(address);
    return page.isValid() && (page.scheme() == u"https" || page.scheme() == u"http") && QDesktopServices::openUrl(page);
}

QLabel *wordsLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}
}  // namespace

SignInWays::SignInWays(Backend &backend, QWidget *parent) : QTabWidget(parent), m_backend(backend)
{
    setObjectName(u"signInWays"_s);
    setAccessibleName(tr("Ways of signing in"));
    addTab(makeBrowser(), tr("In the browser"));
    addTab(makeDevice(), tr("By a code"));
    addTab(makeToken(), tr("With a token"));
    addTab(makePassword(), tr("With a password"));
    for (QLineEdit *edit : {m_token, m_user, m_password})
        connect(edit, &QLineEdit::textChanged, this, &SignInWays::changed);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        stop();  // who takes another way waits for the first no longer
        Q_EMIT changed();
    });
    showPage({});
    showCode({}, {}, {});
}

QWidget *SignInWays::makeBrowser()
{
    auto *page = new QWidget(this);
    m_browserWords = wordsLabel({}, page);
    m_copyPage = new QPushButton(tr("&Copy the address"), page);
    m_copyPage->setObjectName(u"copySignInPage"_s);
    m_copyPage->setAutoDefault(false);
    m_copyPage->setProperty("small", true);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(kInside);
    layout->setSpacing(10);
    layout->addWidget(m_browserWords);
    layout->addWidget(m_copyPage, 0, Qt::AlignLeading);
    layout->addStretch();
    connect(m_copyPage, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_page); });
    return page;
}

/// `address` empty: nothing is waited for.
void SignInWays::showPage(const QString &address)
{
    m_page = address;
    m_browserWords->setText(address.isEmpty()   ? tr("A page of the server opens in your browser. Sign in there, and you are signed in here.")
                            : openPage(address) ? tr("Sign in on the page that opens in your browser. If none does, copy its address into one.")
                                                : tr("No browser could be opened. Copy the address into one that runs on this computer, or sign in another way."));
    m_copyPage->setVisible(!address.isEmpty());
}

QWidget *SignInWays::makeDevice()
{
    auto *page = new QWidget(this);
    m_deviceWords = wordsLabel({}, page);
    m_code = new QLabel(page);
    m_code->setObjectName(u"deviceCode"_s);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * 1.8);
    m_code->setFont(font);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copyCode = new QPushButton(tr("&Copy the code"), page);
    m_copyCode->setObjectName(u"copyDeviceCode"_s);
    m_openPage = new QPushButton(tr("&Open the page here"), page);
    m_openPage->setObjectName(u"openDevicePage"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_code);
    row->addStretch();
    for (QPushButton *button : {m_copyCode, m_openPage}) {
        button->setAutoDefault(false);
        button->setProperty("small", true);
        row->addWidget(button);
    }
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(kInside);
    layout->addWidget(m_deviceWords);
    layout->addLayout(row);
    layout->addStretch();
    connect(m_copyCode, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
    connect(m_openPage, &QPushButton::clicked, this, [this] { openPage(m_page); });
    return page;
}

QWidget *SignInWays::makeToken()
{
    m_token = new QLineEdit(this);
    m_token->setObjectName(u"tokenEdit"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("Paste your token"));
    m_token->setAccessibleName(tr("Token"));
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(kInside);
    form->addRow(tr("&Token"), m_token);
    auto *hint = wordsLabel(tr("Whoever runs the server makes one for you."), page);
    hint->setToolTip(tr("tideline-server token create USER"));
    hint->setProperty("role", u"muted"_s);
    form->addRow(QString(), hint);
    return page;
}

QWidget *SignInWays::makePassword()
{
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"userEdit"_s);
    m_user->setAccessibleName(tr("User name"));
    m_password = new QLineEdit(this);
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    auto *page = new QWidget(this);
    auto *form = new QFormLayout(page);
    form->setContentsMargins(kInside);
    form->addRow(tr("&User"), m_user);
    form->addRow(tr("Pass&word"), m_password);
    return page;
}

SignInWays::Way SignInWays::way() const
{
    return Way(currentIndex());
}

void SignInWays::setOffered(const QStringList &ways)
{
    const std::pair<Way, QString> words[] = {{Browser, u"browser"_s}, {Device, u"device"_s}, {Token, u"token"_s}, {Password, u"password"_s}};
    for (const auto &[way, word] : words)
        setTabVisible(way, ways.isEmpty() || ways.contains(word));
}

bool SignInWays::isGiven() const
{
    switch (way()) {
    case Browser:
    case Device: return true;
    case Token: return !m_token->text().trimmed().isEmpty();
    case Password: return !m_user->text().isEmpty() && !m_password->text().isEmpty();
    }
    return false;
}

QString SignInWays::buttonText() const
{
    if (!isRunning())
        return way() == Device ? tr("Get a code") : tr("Sign in");
    return way() == Browser ? tr("Waiting for the browser…") : way() == Device ? tr("Waiting for the code…") : tr("Signing in…");
}

void SignInWays::start(const QString &url)
{
    if (isRunning())
        return;
    QJsonObject args{{u"url"_s, url}};
    if (way() == Browser) {
        args.insert(u"method"_s, u"browser"_s);
    } else if (way() == Device) {
        args.insert(u"method"_s, u"device"_s);
    } else if (way() == Token) {
        args.insert(u"token"_s, m_token->text().trimmed());
    } else {
        args.insert(u"user"_s, m_user->text());
        args.insert(u"password"_s, m_password->text());
    }
    m_call = m_backend.call(u"login"_s, args, this, [this](const Result<QJsonObject> &reply) {
        if (!std::exchange(m_call, 0))
            return;  // it was stopped
        showRunning();
        if (reply)
            Q_EMIT signedIn(*reply);
        else
            Q_EMIT failed(reply.error());
    }, [this](const QJsonObject &progress) { takeProgress(progress); });
    showRunning();
}

void SignInWays::stop()
{
    if (const quint64 call = std::exchange(m_call, 0)) {
        m_backend.cancel(call);
        showRunning();
    }
}

void SignInWays::showRunning()
{
    tabBar()->setEnabled(!isRunning() || way() == Browser || way() == Device);  // these wait for somebody
    for (QLineEdit *edit : {m_token, m_user, m_password})
        edit->setEnabled(!isRunning());
    if (!isRunning()) {
        showPage({});
        showCode({}, {}, {});
    }
    Q_EMIT changed();
}

void SignInWays::takeProgress(const QJsonObject &progress)
{
    if (!isRunning())
        return;
    if (progress.contains(u"user_code"_s))
        showCode(progress[u"user_code"].toString(), progress[u"address"].toString(), progress[u"address_with_code"].toString());
    else
        showPage(progress[u"open"].toString());
}

void SignInWays::showCode(const QString &code, const QString &address, const QString &addressWithCode)
{
    m_page = addressWithCode.isEmpty() ? address : addressWithCode;
    m_code->setText(code);
    m_code->setAccessibleName(code.isEmpty() ? QString() : tr("The code is %1").arg(code));
    m_deviceWords->setText(code.isEmpty() ? tr("For a computer without a browser: a code appears here, and you type it on a page of the server, on any computer or phone.")
                                          : tr("Open %1 on any computer or phone, sign in, and type this code:").arg(address));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_code, m_copyCode, m_openPage})
        widget->setVisible(!code.isEmpty());
    if (code.isEmpty())
        return;
    QAccessibleEvent alert(m_code, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void SignInWays::focusInput()
{
    if (way() == Token)
        m_token->setFocus();
    else if (way() == Password)
        (m_user->text().isEmpty() ? m_user : m_password)->setFocus();
}

}  // namespace tideline::ui
