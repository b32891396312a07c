#include "ui/settings/advanced_page.h"

#include "ui/settings/diagnostics_dialog.h"
#include "ui/settings/settings_transfer.h"
#include "ui/views/error_box.h"
#include "ui/words.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>

namespace tideline::ui {

namespace {
/// As wide as its words.
QHBoxLayout *atLeft(QWidget *widget)
{
    auto *row = new QHBoxLayout;
    row->addWidget(widget);
    row->addStretch();
    return row;
}
}  // namespace

AdvancedPage::AdvancedPage(const SettingsParts &parts, EngineSettings &engine, QWidget *parent)
    : SettingsPage(u"advancedPage"_s, tr("Advanced"), parent), m_parts(parts), m_transfer(new SettingsTransfer(parts, engine, this))
{
    makeLog(*addGroup(tr("Log")));
    addNote(parts.logFile.isEmpty() ? tr("This window writes no log.") : breakable(parts.logFile));

    makeTransfer(*addGroup(tr("All settings as a file")));
    addNote(tr("For another computer. Secrets and what belongs to this computer stay here: the sign-in, folders, files of certificates, this computer's name. "
               "The file says what was left out. Of a file with a wrong setting nothing is taken."));

    QFormLayout *help = addGroup(tr("Report for whoever helps you"));
    auto *report = new QPushButton(tr("&Look at the report…"), this);
    report->setObjectName(u"showReport"_s);
    report->setAutoDefault(false);
    help->addRow(atLeft(report));
    addNote(tr("Versions, checks, figures and settings of this profile. Names, paths and secrets are taken out; you see what was, before anything is saved."));
    connect(report, &QPushButton::clicked, this, &AdvancedPage::openReport);

    QFormLayout *profile = addGroup(tr("Profile"));
    auto *folder = new QLabel(parts.profile.isEmpty() ? tr("None: this window was drawn from a file.") : breakable(parts.profile), this);
    folder->setTextFormat(Qt::PlainText);
    folder->setWordWrap(true);
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    profile->addRow(tr("Folder"), folder);
    finish();
}

void AdvancedPage::makeLog(QFormLayout &form)
{
    auto *level = new QComboBox(this);
    level->setObjectName(u"logLevelCombo"_s);
    level->addItems({tr("Errors alone"), tr("Errors and warnings"), tr("What is done, too"), tr("Everything (slow)")});
    level->setCurrentIndex(int(m_parts.preferences.logLevel()));
    level->setAccessibleName(tr("What the log tells"));
    form.addRow(tr("&Write down"), level);
    connect(level, &QComboBox::activated, this, [this](int index) { m_parts.preferences.setLogLevel(LogLevel(index)); });
    connect(&m_parts.preferences, &Preferences::changed, level, [this, level] { level->setCurrentIndex(int(m_parts.preferences.logLevel())); });
    auto *open = new QPushButton(tr("&Open the log's folder"), this);
    open->setObjectName(u"openLogFolder"_s);
    open->setAutoDefault(false);
    open->setEnabled(!m_parts.logFile.isEmpty());
    form.addRow(QString(), atLeft(open));
    connect(open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_parts.logFile).path())); });
}

void AdvancedPage::makeTransfer(QFormLayout &form)
{
    auto *save = new QPushButton(tr("Save settings to a &file…"), this);
    save->setObjectName(u"saveSettings"_s);
    auto *take = new QPushButton(tr("&Take settings from a file…"), this);
    take->setObjectName(u"takeSettings"_s);
    m_transferred = new QLabel(this);
    m_transferred->setObjectName(u"settingsTransferred"_s);
    m_transferred->setTextFormat(Qt::PlainText);
    m_transferred->setWordWrap(true);
    m_transferred->hide();
    for (QPushButton *button : {save, take}) {
        button->setAutoDefault(false);
        form.addRow(atLeft(button));
    }
    form.addRow(m_transferred);
    connect(save, &QPushButton::clicked, this, &AdvancedPage::askWhereTo);
    connect(take, &QPushButton::clicked, this, &AdvancedPage::askWhereFrom);
    const auto say = [this](const QString &text) {
        error().hide();
        m_transferred->setText(text);
        m_transferred->show();
    };
    connect(m_transfer, &SettingsTransfer::saved, this, [say](const QString &file) { say(tr("Saved: %1").arg(breakable(file))); });
    connect(m_transfer, &SettingsTransfer::taken, this, [say](const QString &file) { say(tr("Taken: %1").arg(breakable(file))); });
    connect(m_transfer, &SettingsTransfer::failed, this, [this](const Error &failure) {
        m_transferred->hide();
        error().show(failure);
        ensureWidgetVisible(&error());
    });
}

void AdvancedPage::askWhereTo()
{
    auto *chooser = new QFileDialog(this, tr("Save settings to a file"), {}, tr("Settings (*.json)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(u"json"_s);
    chooser->selectFile(u"tideline-settings.json"_s);
    connect(chooser, &QFileDialog::fileSelected, m_transfer, &SettingsTransfer::save);
    chooser->open();
}

void AdvancedPage::askWhereFrom()
{
    auto *chooser = new QFileDialog(this, tr("Take settings from a file"), {}, tr("Settings (*.json);;All files (*)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, m_transfer, &SettingsTransfer::take);
    chooser->open();
}

void AdvancedPage::openReport()
{
    auto *dialog = new DiagnosticsDialog(m_parts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace tideline::ui
