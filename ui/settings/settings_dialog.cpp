#include "ui/settings/settings_dialog.h"

#include "ui/settings/about_page.h"
#include "ui/settings/account_page.h"
#include "ui/settings/advanced_page.h"
#include "ui/settings/general_page.h"
#include "ui/settings/network_page.h"
#include "ui/settings/page_search.h"
#include "ui/settings/shortcuts_page.h"
#include "ui/settings/sync_page.h"
#include "ui/theme/icons.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

namespace {
constexpr int kSideWidth = 190;
}

SettingsDialog::SettingsDialog(const SettingsParts &parts, QWidget *parent) : QDialog(parent), m_engine(parts.state.backend())
{
    setObjectName(u"settingsDialog"_s);
    setWindowTitle(tr("Settings"));
    QWidget *side = makeSide();
    m_pages = new QStackedWidget(this);
    addPage(new GeneralPage(parts, m_pages), u"settings"_s);
    addPage(new SyncPage(parts, m_pages), u"sync"_s);
    addPage(new NetworkPage(parts, m_engine, m_pages), u"cloud"_s);
    addPage(new NotificationsPage(parts, m_pages), u"info"_s);
    addPage(new ShortcutsPage(parts, m_pages), u"edit"_s);
    auto *account = new AccountPage(parts, m_engine, m_pages);
    addPage(account, u"sign-in"_s);
    addPage(new AdvancedPage(parts, m_engine, m_pages), u"projects"_s);
    addPage(new AboutPage(parts, m_pages), u"file"_s);
    m_list->ensurePolished();
    side->setFixedWidth(std::max(kSideWidth, m_list->sizeHintForColumn(0) + 28));
    m_nothing = new QLabel(m_pages);
    m_nothing->setObjectName(u"settingsNothing"_s);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_pages->addWidget(m_nothing);
    connect(account, &AccountPage::signInAsked, this, &SettingsDialog::signInAsked);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    buttons->setContentsMargins(16, 10, 16, 12);
    auto *line = new QFrame(this);
    line->setObjectName(u"settingsLine"_s);
    line->setFixedHeight(1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(side);
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

QWidget *SettingsDialog::makeSide()
{
    auto *side = new QWidget(this);
    side->setObjectName(u"settingsSide"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    m_search = new QLineEdit(side);
    m_search->setObjectName(u"settingsSearch"_s);
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(tr("Search settings"));
    m_search->setToolTip(tr("Finds settings on all pages by their words (%1)").arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setClearButtonEnabled(true);
    m_count = new QLabel(side);
    m_count->setObjectName(u"settingsFound"_s);
    m_count->setProperty("role", u"muted"_s);
    m_count->setWordWrap(true);
    m_count->hide();
    m_list = new QListWidget(side);
    m_list->setObjectName(u"settingsPages"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(10, 12, 10, 0);
    head->setSpacing(6);
    head->addWidget(m_search);
    head->addWidget(m_count);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::find);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_pages->currentWidget() != m_nothing)
            pageAt(m_list->currentRow())->search().focusFirst();
    });
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    return side;
}

void SettingsDialog::addPage(SettingsPage *page, const QString &icon)
{
    m_pages->addWidget(page);
    new QListWidgetItem(actionIcon(icon), page->title(), m_list);
}

SettingsPage *SettingsDialog::pageAt(int row) const
{
    return static_cast<SettingsPage *>(m_pages->widget(row));  // addPage() fills both at once
}

void SettingsDialog::showPage(Page page)
{
    m_search->clear();
    m_list->setCurrentRow(page);
}

void SettingsDialog::find(const QString &typed)
{
    const QString wanted = typed.trimmed();
    int things = 0, first = -1;
    for (int row = 0; row < m_list->count(); ++row) {
        const int found = pageAt(row)->search().find(wanted);
        m_list->item(row)->setHidden(!wanted.isEmpty() && found == 0);
        if (found > 0 && first < 0)
            first = row;
        things += found;
    }
    m_count->setVisible(things > 0);
    m_count->setText(tr("%Ln found", nullptr, things));
    m_nothing->setText(tr("Nothing found for “%1”").arg(wanted));
    if (first >= 0)
        m_list->setCurrentRow(first);
    if (wanted.isEmpty() || first >= 0)
        m_pages->setCurrentIndex(m_list->currentRow());
    else
        m_pages->setCurrentWidget(m_nothing);
    if (first >= 0)
        pageAt(first)->ensureWidgetVisible(pageAt(first)->search().first());
}

/// To the next page that is listed.
void SettingsDialog::step(int by)
{
    int row = m_list->currentRow() + by;
    while (row >= 0 && row < m_list->count() && m_list->item(row)->isHidden())
        row += by;
    if (row >= 0 && row < m_list->count())
        m_list->setCurrentRow(row);
}

/// What the field does not take itself. Esc clears the search wherever the keyboard is, and then closes.
void SettingsDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_search->text().isEmpty())
        m_search->clear();
    else if (m_search->hasFocus() && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        step(event->key() == Qt::Key_Up ? -1 : 1);
    else
        QDialog::keyPressEvent(event);
}

}  // namespace tideline::ui
