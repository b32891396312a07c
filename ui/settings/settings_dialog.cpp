#include "ui/settings/settings_dialog.h"

#include "ui/settings/about_page.h"
#include "ui/settings/account_page.h"
#include "ui/settings/advanced_page.h"
#include "ui/settings/general_page.h"
#include "ui/settings/network_page.h"
#include "ui/settings/shortcuts_page.h"
#include "ui/settings/sync_page.h"
#include "ui/theme/icons.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

SettingsDialog::SettingsDialog(const SettingsParts &parts, QWidget *parent) : QDialog(parent), m_engine(parts.state.backend())
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    m_list = new QListWidget(this);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages = new QStackedWidget(this);
    addPage(new GeneralPage(parts, m_pages), u"settings"_s);
    addPage(new SyncPage(parts, m_pages), u"sync"_s);
    addPage(new NetworkPage(parts, m_engine, m_pages), u"cloud"_s);
    addPage(new NotificationsPage(parts, m_pages), u"info"_s);
    addPage(new ShortcutsPage(parts, m_pages), u"edit"_s);
    auto *account = new AccountPage(parts, m_engine, m_pages);
    addPage(account, u"sign-in"_s);
    addPage(new AdvancedPage(parts, m_pages), u"projects"_s);
    addPage(new AboutPage(parts, m_pages), u"file"_s);
    m_list->ensurePolished();
    m_list->setFixedWidth(std::max(170, m_list->sizeHintForColumn(0) + 28));
    connect(account, &AccountPage::signInAsked, this, &SettingsDialog::signInAsked);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->setContentsMargins(16, 10, 16, 12);
    auto *line = new QFrame(this);
    line->setObjectName(u"settingsLine"_s);
    line->setFixedHeight(1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_list);
    middle->addWidget(m_pages, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addWidget(line);
    layout->addWidget(buttons);
    resize(760, 580);
    connect(m_list, &QListWidget::currentRowChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_list->setCurrentRow(0);
    m_list->setFocus();
    m_engine.load();
}

void SettingsDialog::addPage(SettingsPage *page, const QString &icon)
{
    m_pages->addWidget(page);
    new QListWidgetItem(actionIcon(icon), page->title(), m_list);
}

void SettingsDialog::showPage(Page page)
{
    m_list->setCurrentRow(page);
}

}  // namespace tideline::ui
