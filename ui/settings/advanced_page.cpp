#include "ui/settings/advanced_page.h"

#include "ui/settings/diagnostics_dialog.h"
#include "ui/words.h"

#include <QComboBox>
#include <QDesktopServices>
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

AdvancedPage::AdvancedPage(const SettingsParts &parts, QWidget *parent) : SettingsPage(u"advancedPage"_s, tr("Advanced"), parent), m_parts(parts)
{
    QFormLayout *form = addGroup(tr("Log"));
    auto *level = new QComboBox(this);
    level->setObjectName(u"logLevelCombo"_s);
    level->addItems({tr("Errors alone"), tr("Errors and warnings"), tr("What is done, too"), tr("Everything (slow)")});
    level->setCurrentIndex(int(parts.preferences.logLevel()));
    level->setAccessibleName(tr("What the log tells"));
    form->addRow(tr("&Write down"), level);
    connect(level, &QComboBox::activated, this, [this](int index) { m_parts.preferences.setLogLevel(LogLevel(index)); });
    auto *open = new QPushButton(tr("&Open the log's folder"), this);
    open->setObjectName(u"openLogFolder"_s);
    open->setAutoDefault(false);
    open->setEnabled(!parts.logFile.isEmpty());
    form->addRow(QString(), atLeft(open));
    connect(open, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_parts.logFile).path())); });
    addNote(parts.logFile.isEmpty() ? tr("This window writes no log.") : breakable(parts.logFile));

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

void AdvancedPage::openReport()
{
    auto *dialog = new DiagnosticsDialog(m_parts, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

}  // namespace tideline::ui
