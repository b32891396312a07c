#include "ui/settings/account_page.h"

#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tideline::ui {

namespace {
QLabel *factLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}
}  // namespace

AccountPage::AccountPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent)
    : SettingsPage(u"accountPage"_s, tr("Account"), parent), m_parts(parts), m_engine(engine)
{
    QFormLayout *form = addGroup();
    m_user = factLabel(u"accountUser"_s, this);
    m_server = factLabel(u"accountServer"_s, this);
    m_device = factLabel(u"accountDevice"_s, this);
    form->addRow(tr("Signed in as"), m_user);
    form->addRow(tr("Server"), m_server);
    form->addRow(tr("This computer is called"), m_device);
    m_signIn = new QPushButton(tr("&Sign in…"), this);
    m_signIn->setObjectName(u"accountSignIn"_s);
    m_signOut = new QPushButton(tr("Sign &out"), this);
    m_signOut->setObjectName(u"accountSignOut"_s);
    m_signOut->setToolTip(tr("Folders and files stay. What was kept of the cloud's lists goes."));
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_signIn, m_signOut}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    form->addRow(QString(), buttons);
    makeKeeping();
    if (m_parts.openProfile)
        makeOthers();
    finish();
    connect(m_signIn, &QPushButton::clicked, this, &AccountPage::signInAsked);
    connect(m_signOut, &QPushButton::clicked, this, &AccountPage::signOut);
    connect(&m_parts.state, &ServiceState::overallChanged, this, &AccountPage::ask);
    ask();
}

void AccountPage::makeKeeping()
{
    QFormLayout *form = addGroup(tr("Where the sign-in is kept"));
    m_keptIn = factLabel(u"accountKeptIn"_s, this);
    form->addRow(tr("Now in"), m_keptIn);
    m_home = new QComboBox(this);
    m_home->setObjectName(u"secretStoreCombo"_s);
    m_home->setAccessibleName(tr("Where the sign-in is kept"));
    m_home->addItem(tr("The desktop's key ring; a file where there is none"), u"auto"_s);
    m_home->addItem(tr("A file of this profile, which only you can read"), u"file"_s);
    form->addRow(tr("&Keep it in"), m_home);
    addNote(tr("A key ring opens when you log in to the desktop. The file also serves where nobody logs in to one: over SSH, or as a service."));
    m_managed.add(u"secret_store"_s, tr("&Keep it in"), {m_home}, addManagedNote());
    const auto showHome = [this] {
        m_home->setEnabled(m_engine.isLoaded());
        m_home->setCurrentIndex(std::max(0, m_home->findData(m_engine.value(u"secret_store"_s))));
        m_managed.show(m_engine);
    };
    connect(m_home, &QComboBox::activated, this, [this] { m_engine.set(u"secret_store"_s, m_home->currentData().toString()); });
    connect(&m_engine, &EngineSettings::loaded, this, showHome);
    connect(&m_engine, &EngineSettings::saved, this, [this](const QString &name) {
        if (name == u"secret_store")
            ask();
    });
    connect(&m_engine, &EngineSettings::failed, this, [this, showHome](const QString &name, const Error &failure) {
        if (name != u"secret_store")
            return;
        error().show(failure);
        showHome();
    });
    showHome();
}

void AccountPage::makeOthers()
{
    QFormLayout *form = addGroup(tr("Other accounts"));
    m_others = new QComboBox(this);
    m_others->setObjectName(u"otherProfiles"_s);
    m_others->setEditable(true);
    m_others->setInsertPolicy(QComboBox::NoInsert);
    m_others->addItems(m_parts.preferences.otherProfiles());
    m_others->setCurrentText({});
    m_others->lineEdit()->setPlaceholderText(tr("A name for it, such as work"));
    m_others->setAccessibleName(tr("Name of the other account's profile"));
    auto *open = new QPushButton(tr("Open its &window"), this);
    open->setObjectName(u"openProfile"_s);
    open->setAutoDefault(false);
    open->setProperty("small", true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_others, 1);
    row->addWidget(open);
    form->addRow(tr("&Profile"), row);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(row)))
        label->setBuddy(m_others);
    addNote(tr("Each account has a profile of its own, with its own sign-in, projects and settings, and a window and a tray icon."));
    connect(open, &QPushButton::clicked, this, &AccountPage::openOther);
    connect(m_others->lineEdit(), &QLineEdit::returnPressed, this, &AccountPage::openOther);
}

void AccountPage::openOther()
{
    const QString name = m_others->currentText().trimmed();
    const bool good = isProfileName(name);
    error().setVisible(!good);
    if (!good) {
        error().show({Error::Kind::Invalid, tr("This is no name for a profile."), name, tr("Give letters, digits, - and _, at most 40.")});
        return;
    }
    m_parts.preferences.noteOtherProfile(name);
    m_parts.openProfile(name);
}

void AccountPage::ask()
{
    if (m_parts.state.overall().known && !m_parts.state.overall().signedIn) {
        show({});
        return;
    }
    m_parts.state.backend().call(u"whoami"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        show(reply ? *reply : QJsonObject());
    });
}

void AccountPage::show(const QJsonObject &account)
{
    const bool signedIn = !account.isEmpty();
    m_user->setText(signedIn ? account[u"user"][u"name"].toString() : tr("Nobody"));
    m_server->setText(signedIn ? account[u"url"].toString() : tr("None"));
    m_device->setText(account[u"device"].toString());
    const bool inRing = account[u"secret_in"].toString() == u"key_ring";
    m_keptIn->setText(!signedIn ? tr("Nothing is kept") : inRing ? tr("The desktop's key ring") : tr("%1 (only you can read it)").arg(breakable(account[u"secret_file"].toString())));
    m_signIn->setVisible(!signedIn);
    m_signOut->setVisible(signedIn);
}

void AccountPage::signOut()
{
    m_signOut->setEnabled(false);
    m_parts.state.backend().call(u"logout"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        m_signOut->setEnabled(true);
        error().setVisible(!reply);
        if (!reply)
            error().show(reply.error());
        m_parts.state.refresh();
    });
}

}  // namespace tideline::ui
