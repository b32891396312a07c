#include "ui/settings/network_page.h"

#include "ui/views/error_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeEdit>

#include <algorithm>

namespace tideline::ui {

namespace {
const QStringList kProxies{u"system"_s, u"none"_s, u"manual"_s};
const QString kSet = u"(set)"_s;  ///< what the engine says of a secret
}  // namespace

NetworkPage::NetworkPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent)
    : SettingsPage(u"networkPage"_s, tr("Network"), parent), m_parts(parts), m_engine(engine)
{
    makeLimits(*addGroup(tr("Bandwidth")));
    addNote(tr("Of everything that Tideline sends and receives on this computer, for all projects together."));
    QLabel *limitsNote = addManagedNote();
    makeMetered(*addGroup(tr("Metered networks")));
    addNote(tr("A phone's hotspot, say. Tideline knows of it where this computer's network service tells."));
    QLabel *meteredNote = addManagedNote();
    makeProxy(*addGroup(tr("Proxy")));
    addNote(tr("A server on this computer is always asked straight."));
    QLabel *proxyNote = addManagedNote();
    QFormLayout &certificates = *addGroup(tr("Certificates"));
    m_ca = makeFileField(certificates, tr("&File of certificates"), u"ca_file"_s, tr("None of our own"), tr("Choose the file of certificates"));
    addNote(tr("For a server whose certificate your organisation has signed itself. The system's certificates count beside it."));
    m_client = makeFileField(*addGroup(), tr("This &computer's"), u"client_cert"_s, tr("None"), tr("Choose the file with this computer's certificate and key"));
    addNote(tr("For a server that asks each computer for a certificate: a PEM file that holds it, and its key without a passphrase."));
    addManaged(limitsNote, meteredNote, proxyNote, addManagedNote());
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
        const bool isOurs = name.startsWith(u"proxy") || name.startsWith(u"metered") || name.contains(u"limit_") || name == u"ca_file" || name == u"client_cert";
        if (name.isEmpty() || isOurs)
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

QSpinBox *NetworkPage::makeLimit(const QString &label, const QString &setting)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(setting);
    box->setRange(0, 10'000'000);
    box->setSingleStep(100);
    box->setGroupSeparatorShown(true);
    box->setSuffix(tr(" kB/s"));
    box->setSpecialValueText(tr("No limit"));
    box->setAccessibleName(QString(label).remove(u'&'));
    box->setKeyboardTracking(false);
    box->setButtonSymbols(QAbstractSpinBox::NoButtons);
    connect(box, &QSpinBox::valueChanged, this, [this, setting](int kilobytes) { m_engine.set(setting, QString::number(qint64(kilobytes) * 1000)); });
    return box;
}

void NetworkPage::makeLimits(QFormLayout &form)
{
    m_up = makeLimit(tr("Up&loads at most"), u"upload_limit_bytes_s"_s);
    m_down = makeLimit(tr("&Downloads at most"), u"download_limit_bytes_s"_s);
    form.addRow(tr("Up&loads at most"), m_up);
    form.addRow(tr("&Downloads at most"), m_down);
    m_onlyHours = new QCheckBox(tr("&Only from"), this);
    m_onlyHours->setObjectName(u"onlyHours"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_onlyHours);
    for (QTimeEdit **edit : {&m_from, &m_to}) {
        const bool first = edit == &m_from;
        *edit = new QTimeEdit(first ? QTime(8, 0) : QTime(18, 0), this);
        (*edit)->setObjectName(first ? u"limitFrom"_s : u"limitTo"_s);
        (*edit)->setAccessibleName(first ? tr("Limits begin") : tr("Limits end"));
        (*edit)->setKeyboardTracking(false);
        (*edit)->setButtonSymbols(QAbstractSpinBox::NoButtons);
        (*edit)->setLayoutDirection(Qt::LeftToRight);  // as times are read everywhere
        (*edit)->setDisplayFormat(locale().timeFormat(QLocale::ShortFormat).remove(u":ss"_s));  // the C locale's has them
        row->addWidget(*edit);
        if (first)
            row->addWidget(new QLabel(tr("to"), this));
        connect(*edit, &QTimeEdit::timeChanged, this, &NetworkPage::takeHours);
    }
    row->addStretch();
    form.addRow(QString(), row);
    connect(m_onlyHours, &QCheckBox::toggled, this, &NetworkPage::takeHours);
}

void NetworkPage::makeMetered(QFormLayout &form)
{
    m_metered = new QComboBox(this);
    m_metered->setObjectName(u"meteredCombo"_s);
    m_metered->addItem(tr("Wait, until you sync anyway"), u"wait"_s);
    m_metered->addItem(tr("Sync as usual"), u"sync"_s);
    m_metered->setAccessibleName(tr("On metered networks"));
    form.addRow(tr("On &metered networks"), m_metered);
    connect(m_metered, &QComboBox::activated, this, [this](int index) { m_engine.set(u"metered_network"_s, m_metered->itemData(index).toString()); });
}

void NetworkPage::addManaged(QLabel *limits, QLabel *metered, QLabel *proxy, QLabel *certificates)
{
    m_managed.add(u"upload_limit_bytes_s"_s, tr("Up&loads at most"), {m_up}, limits);
    m_managed.add(u"download_limit_bytes_s"_s, tr("&Downloads at most"), {m_down}, limits);
    m_managed.add(u"limit_hours"_s, tr("Hours of the limits"), {m_onlyHours, m_from, m_to}, limits);
    m_managed.add(u"metered_network"_s, tr("On &metered networks"), {m_metered}, metered);
    m_managed.add(u"proxy"_s, tr("&Proxy"), {m_proxy}, proxy);
    m_managed.add(u"proxy_url"_s, tr("&Address"), {m_url}, proxy);
    m_managed.add(u"proxy_user"_s, tr("&User"), {m_user}, proxy);
    m_managed.add(u"ca_file"_s, tr("&File of certificates"), {m_ca, findChild<QPushButton *>(u"ca_file_choose"_s)}, certificates);
    m_managed.add(u"client_cert"_s, tr("This &computer's"), {m_client, findChild<QPushButton *>(u"client_cert_choose"_s)}, certificates);
}

void NetworkPage::takeHours()
{
    m_from->setEnabled(m_onlyHours->isChecked());
    m_to->setEnabled(m_onlyHours->isChecked());
    m_engine.set(u"limit_hours"_s, m_onlyHours->isChecked() ? m_from->time().toString(u"HH:mm"_s) + u'-' + m_to->time().toString(u"HH:mm"_s) : QString());
}

void NetworkPage::showLimits()
{
    for (QSpinBox *box : {m_up, m_down}) {
        const QSignalBlocker quiet(box);
        const qint64 bytes = m_engine.value(box->objectName()).toLongLong();
        box->setValue(int(std::min<qint64>((bytes + 999) / 1000, box->maximum())));
    }
    const QString hours = m_engine.value(u"limit_hours"_s);
    const QSignalBlocker quietBox(m_onlyHours), quietFrom(m_from), quietTo(m_to);
    m_onlyHours->setChecked(!hours.isEmpty());
    if (!hours.isEmpty()) {
        m_from->setTime(QTime::fromString(hours.section(u'-', 0, 0), u"HH:mm"_s));
        m_to->setTime(QTime::fromString(hours.section(u'-', 1), u"HH:mm"_s));
    }
    const bool limited = m_engine.isLoaded() && (m_up->value() > 0 || m_down->value() > 0 || !hours.isEmpty());
    m_onlyHours->setEnabled(limited);
    m_from->setEnabled(limited && !hours.isEmpty());
    m_to->setEnabled(limited && !hours.isEmpty());
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

QLineEdit *NetworkPage::makeFileField(QFormLayout &form, const QString &label, const QString &setting, const QString &hint, const QString &question)
{
    QLineEdit *edit = makeField(label, setting, hint);
    auto *choose = new QPushButton(tr("Choose…"), this);
    choose->setAutoDefault(false);
    choose->setProperty("small", true);
    choose->setAccessibleName(question);
    choose->setObjectName(setting + u"_choose"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(edit, 1);
    row->addWidget(choose);
    form.addRow(label, row);
    if (auto *said = qobject_cast<QLabel *>(form.labelForField(row)))
        said->setBuddy(edit);
    connect(choose, &QPushButton::clicked, this, [this, setting, question] {
        const QString file = QFileDialog::getOpenFileName(this, question, {}, tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
        if (!file.isEmpty())
            m_engine.set(setting, file);
    });
    return edit;
}

void NetworkPage::show()
{
    const bool loaded = m_engine.isLoaded();
    for (QWidget *one : std::initializer_list<QWidget *>{m_proxy, m_url, m_user, m_password, m_ca, m_client, m_up, m_down, m_metered})
        one->setEnabled(loaded);
    showLimits();
    m_metered->setCurrentIndex(m_engine.value(u"metered_network"_s) == u"sync" ? 1 : 0);
    m_proxy->setCurrentIndex(int(std::max<qsizetype>(0, kProxies.indexOf(m_engine.value(u"proxy"_s)))));
    for (QLineEdit *edit : {m_url, m_user, m_ca, m_client}) {
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
    m_managed.show(m_engine);
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
