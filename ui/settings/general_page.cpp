#include "ui/settings/general_page.h"

#include "ui/settings/languages.h"
#include "ui/views/error_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QThreadPool>

namespace tideline::ui {

GeneralPage::GeneralPage(const SettingsParts &parts, QWidget *parent)
    : SettingsPage(u"generalPage"_s, tr("General"), parent), m_parts(parts)
{
    makeStarting(*addGroup(tr("Starting and closing")));
    makeLook(*addGroup(tr("Look")));
    addNote(tr("A new language is used from the next start on."));
    finish();
    readAutostart();
}

void GeneralPage::makeStarting(QFormLayout &form)
{
    m_atLogin = new QCheckBox(tr("Start Tideline when I &log in"), this);
    m_atLogin->setObjectName(u"startAtLogin"_s);
    m_hidden = new QCheckBox(tr("Start &hidden, with the tray icon alone"), this);
    m_hidden->setObjectName(u"startHidden"_s);
    m_hidden->setChecked(true);
    auto *toTray = new QCheckBox(tr("&Keep running in the tray when the window is closed"), this);
    toTray->setObjectName(u"closeToTray"_s);
    toTray->setChecked(m_parts.preferences.closesToTray());
    toTray->setToolTip(tr("Only where a tray shows the icon; without one, closing the window ends Tideline."));
    form.addRow(m_atLogin);
    form.addRow(m_hidden);
    form.addRow(toTray);
    m_atLogin->setEnabled(false);
    m_hidden->setEnabled(false);
    for (QCheckBox *box : {m_atLogin, m_hidden})
        connect(box, &QCheckBox::clicked, this, &GeneralPage::writeAutostart);
    connect(toTray, &QCheckBox::toggled, &m_parts.preferences, &Preferences::setClosesToTray);
    connect(&m_parts.preferences, &Preferences::changed, toTray, [this, toTray] { toTray->setChecked(m_parts.preferences.closesToTray()); });
}

void GeneralPage::makeLook(QFormLayout &form)
{
    auto *scheme = new QComboBox(this);
    scheme->setObjectName(u"schemeCombo"_s);
    scheme->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
    scheme->setAccessibleName(tr("Colours"));
    form.addRow(tr("&Colours"), scheme);
    connect(scheme, &QComboBox::activated, this, [this](int index) { m_parts.preferences.setScheme(Preferences::Scheme(index)); });

    auto *language = new QComboBox(this);
    language->setObjectName(u"languageCombo"_s);
    language->addItem(tr("As the desktop"), QString());
    const QStringList codes = installedLanguages();
    for (const QString &code : codes)
        language->addItem(languageName(code), code);
    language->setAccessibleName(tr("Language"));
    form.addRow(tr("L&anguage"), language);
    connect(language, &QComboBox::activated, this, [this, language] { m_parts.preferences.setLanguage(language->currentData().toString()); });
    const auto show = [this, scheme, language] {
        scheme->setCurrentIndex(m_parts.preferences.scheme());
        language->setCurrentIndex(std::max(0, language->findData(m_parts.preferences.language())));
    };
    connect(&m_parts.preferences, &Preferences::changed, scheme, show);
    show();
}

void GeneralPage::readAutostart()
{
    if (!m_parts.autostart) {
        m_atLogin->setToolTip(tr("Not in this window: it was started for a picture."));
        return;
    }
    QThreadPool::globalInstance()->start([autostart = m_parts.autostart, page = QPointer(this)] {
        const Autostart::State state = autostart->read();
        QMetaObject::invokeMethod(qApp, [page, state] {
            if (!page)
                return;
            page->m_atLogin->setChecked(state.on);
            page->m_hidden->setChecked(state.inBackground);
            page->m_atLogin->setEnabled(true);
            page->m_hidden->setEnabled(state.on);
        }, Qt::QueuedConnection);
    });
}

void GeneralPage::writeAutostart()
{
    const Autostart::State wanted{m_atLogin->isChecked(), m_hidden->isChecked()};
    m_hidden->setEnabled(wanted.on);
    QThreadPool::globalInstance()->start([autostart = m_parts.autostart, wanted, page = QPointer(this)] {
        const auto written = autostart->write(wanted);
        QMetaObject::invokeMethod(qApp, [page, written] {
            if (!page)
                return;
            page->error().setVisible(!written);
            if (!written) {
                page->error().show(written.error());
                page->readAutostart();
            }
        }, Qt::QueuedConnection);
    });
}

NotificationsPage::NotificationsPage(const SettingsParts &parts, QWidget *parent)
    : SettingsPage(u"notificationsPage"_s, tr("Notifications"), parent)
{
    auto *on = new QCheckBox(tr("&Tell me of conflicts, and of questions that hold a sync up"), this);
    on->setObjectName(u"notifications"_s);
    on->setChecked(parts.preferences.notifies());
    connect(on, &QCheckBox::toggled, &parts.preferences, &Preferences::setNotifies);
    connect(&parts.preferences, &Preferences::changed, on, [on, &kept = parts.preferences] { on->setChecked(kept.notifies()); });
    addGroup()->addRow(on);
    addNote(tr("The tray icon and the status bar show them in any case. What just goes well is never announced."));
    finish();
}

}  // namespace tideline::ui
