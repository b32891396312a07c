#include "ui/settings/network_page.h"

#include "ui/views/error_box.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tideline::ui {

namespace {
const QStringList kProxies{u"system"_s, u"none"_s, u"manual"_s};
const QString kSet = u"(set)"_s;  ///< what the engine says of a secret
}  // namespace

NetworkPage::NetworkPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent)
    : SettingsPage(u"networkPage"_s, tr("Network"), parent), m_parts(parts), m_engine(engine)
{
    makeProxy(*addGroup(tr("Proxy")));
    addNote(tr("A server on this computer is always asked straight."));
    makeCertificates(*addGroup(tr("Certificates")));
    addNote(tr("For a server whose certificate your organisation has signed itself. The system's certificates count beside it."));
    QFormLayout *form = addGroup();
    m_test = new QPushButton(tr("&Try the connection"), this);
    m_test->setObjectName(u"testConnection"_s);
    m_test->setAutoDefault(false);
    m_answer = new QLabel(this);
    m_answer->setObjectName(u"connectionAnswer"_s);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setWordWrap(true);
    form->addRow(m_test, m_answer);
    finish();
    connect(m_test, &QPushButton::clicked, this, &NetworkPage::test);
    connect(&m_engine, &EngineSettings::loaded, this, &NetworkPage::show);
    connect(&m_engine, &EngineSettings::saved, this, [this] {
        error().hide();
        show();
    });
    connect(&m_engine, &EngineSettings::failed, this, [this](const QString &name, const Error &failure) {
        if (name.isEmpty() || name.startsWith(u"proxy") || name == u"ca_file")
            error().show(failure);
    });
    show();
}

QLineEdit *NetworkPage::makeField(const QString &label, const QString &setting, const QString &hint)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(setting);
    edit->setPlaceholderText(hint);
    edit->setAccessibleName(QString(label).remove(u'&'));
    connect(edit, &QLineEdit::editingFinished, this, [this, edit, setting] {
        if (edit->isModified())
            m_engine.set(setting, edit->text().trimmed());
        edit->setModified(false);
    });
    return edit;
}

void NetworkPage::makeProxy(QFormLayout &form)
{
    m_proxy = new QComboBox(this);
    m_proxy->setObjectName(u"proxyCombo"_s);
    m_proxy->addItems({tr("As the system says (https_proxy)"), tr("None"), tr("This one:")});
    m_proxy->setAccessibleName(tr("Proxy"));
    form.addRow(tr("&Proxy"), m_proxy);
    m_url = makeField(tr("&Address"), u"proxy_url"_s, tr("http://proxy.example.org:3128"));
    m_user = makeField(tr("&User"), u"proxy_user"_s, tr("Where it asks for one"));
    m_password = makeField(tr("Pass&word"), u"proxy_password"_s, {});
    m_password->setEchoMode(QLineEdit::Password);
    form.addRow(tr("&Address"), m_url);
    form.addRow(tr("&User"), m_user);
    form.addRow(tr("Pass&word"), m_password);
    connect(m_proxy, &QComboBox::activated, this, [this](int index) {
        m_engine.set(u"proxy"_s, kProxies[index]);
        showFields();
        if (index == 2)
            m_url->setFocus();
    });
}

void NetworkPage::makeCertificates(QFormLayout &form)
{
    m_ca = makeField(tr("&File of certificates"), u"ca_file"_s, tr("None of our own"));
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    choose->setProperty("small", true);
    choose->setAccessibleName(tr("Choose the file of certificates"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_ca, 1);
    row->addWidget(choose);
    form.addRow(tr("&File of certificates"), row);
    if (auto *label = qobject_cast<QLabel *>(form.labelForField(row)))
        label->setBuddy(m_ca);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Choose a file of certificates"), {}, tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
        if (!file.isEmpty())
            m_engine.set(u"ca_file"_s, file);
    });
}

void NetworkPage::show()
{
    const bool loaded = m_engine.isLoaded();
    for (QWidget *one : std::initializer_list<QWidget *>{m_proxy, m_url, m_user, m_password, m_ca})
        one->setEnabled(loaded);
    m_proxy->setCurrentIndex(int(std::max<qsizetype>(0, kProxies.indexOf(m_engine.value(u"proxy"_s)))));
    for (QLineEdit *edit : {m_url, m_user, m_ca}) {
        if (!edit->isModified())
            edit->setText(m_engine.value(edit->objectName()));
    }
    if (!m_password->isModified())
        m_password->clear();
    m_password->setPlaceholderText(m_engine.value(u"proxy_password"_s) == kSet ? tr("Kept; type another one to replace it") : QString());
    showFields();
}

void NetworkPage::showFields()
{
    const bool manual = m_engine.isLoaded() && m_proxy->currentIndex() == 2;
    for (QLineEdit *edit : {m_url, m_user, m_password})
        edit->setEnabled(manual);
}

void NetworkPage::test()
{
    m_test->setEnabled(false);
    m_answer->setText(tr("Asking…"));
    error().hide();
    m_parts.state.backend().call(u"whoami"_s, {}, this, [this](const Result<QJsonObject> &reply) {
        m_test->setEnabled(true);
        m_answer->clear();
        const bool online = reply && reply->value(u"online").toBool();
        if (online)
            m_answer->setText(tr("%1 answers.").arg(reply->value(u"url").toString()));
        else if (reply)
            m_answer->setText(tr("%1 does not answer.").arg(reply->value(u"url").toString()));
        else
            error().show(reply.error());
    });
}

}  // namespace tideline::ui
