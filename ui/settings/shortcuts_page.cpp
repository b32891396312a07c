#include "ui/settings/shortcuts_page.h"

#include <QHeaderView>
#include <QHBoxLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace tideline::ui {

namespace {
QString wordsOf(const QAction *action)
{
    return action->text().remove(u'&').remove(u'…');
}

QString keysText(const QAction *action)
{
    return QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

QPushButton *smallButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    button->setProperty("small", true);
    return button;
}
}  // namespace

ShortcutsPage::ShortcutsPage(const SettingsParts &parts, QWidget *parent)
    : SettingsPage(u"shortcutsPage"_s, tr("Shortcuts"), parent), m_shortcuts(parts.shortcuts)
{
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"shortcutFilter"_s);
    m_filter->setPlaceholderText(tr("Find an action or its keys"));
    m_filter->setAccessibleName(tr("Find an action"));
    m_filter->setClearButtonEnabled(true);
    add(m_filter);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"shortcutList"_s);
    m_list->setAccessibleName(tr("Actions and their keys"));
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Action"), tr("Keys")});
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_list->setMinimumHeight(220);
    add(m_list, 1);
    add(makeEditor());
    fill();
    connect(m_filter, &QLineEdit::textChanged, this, &ShortcutsPage::showRows);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &ShortcutsPage::showChosen);
    connect(&m_shortcuts, &Shortcuts::changed, this, &ShortcutsPage::showRows);
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

QWidget *ShortcutsPage::makeEditor()
{
    auto *editor = new QWidget(this);
    m_words = new QLabel(editor);
    m_words->setTextFormat(Qt::PlainText);
    m_keys = new QKeySequenceEdit(editor);
    m_keys->setObjectName(u"shortcutKeys"_s);
    m_keys->setClearButtonEnabled(false);
    m_words->setBuddy(m_keys);
    m_none = smallButton(tr("&No keys"), u"shortcutNone"_s, editor);
    m_own = smallButton(tr("&Default"), u"shortcutDefault"_s, editor);
    auto *all = smallButton(tr("&All to their defaults"), u"shortcutsReset"_s, editor);
    m_message = new QLabel(editor);
    m_message->setObjectName(u"shortcutMessage"_s);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_takeAway = smallButton(tr("&Use them here"), u"shortcutTake"_s, editor);
    m_takeAway->hide();

    auto *row = new QHBoxLayout;
    row->addWidget(m_words, 1);
    row->addWidget(m_keys);
    row->addWidget(m_none);
    row->addWidget(m_own);
    auto *below = new QHBoxLayout;
    below->addWidget(m_message, 1);
    below->addWidget(m_takeAway);
    below->addWidget(all);
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addLayout(below);

    connect(m_keys, &QKeySequenceEdit::keySequenceChanged, this, [this](const QKeySequence &keys) {
        if (!keys.isEmpty())
            take(QKeySequence(keys[0]));
    });
    connect(m_takeAway, &QPushButton::clicked, this, [this] {
        m_shortcuts.set(chosen(), {m_wanted});
        say({});
        m_list->setFocus();
    });
    connect(m_none, &QPushButton::clicked, this, [this] { m_shortcuts.set(chosen(), {}); });
    connect(m_own, &QPushButton::clicked, this, [this] {
        for (const QKeySequence &keys : m_shortcuts.ownKeys(chosen())) {
            if (const QAction *other = m_shortcuts.holder(keys, chosen())) {
                say(tr("%1 is of “%2” now. Give that one other keys first.").arg(keys.toString(QKeySequence::NativeText), wordsOf(other)));
                return;
            }
        }
        m_shortcuts.reset(chosen());
    });
    connect(all, &QPushButton::clicked, &m_shortcuts, &Shortcuts::resetAll);
    return editor;
}

QAction *ShortcutsPage::chosen() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? m_shortcuts.actions().value(item->data(0, Qt::UserRole).toInt()) : nullptr;
}

void ShortcutsPage::fill()
{
    const QList<QAction *> &actions = m_shortcuts.actions();
    QPixmap empty(16, 16);  // so that words without an icon stand below the others
    empty.fill(Qt::transparent);
    for (qsizetype i = 0; i < actions.size(); ++i) {
        auto *item = new QTreeWidgetItem(m_list, {wordsOf(actions[i]), keysText(actions[i])});
        item->setIcon(0, actions[i]->icon().isNull() ? QIcon(empty) : actions[i]->icon());
        item->setData(0, Qt::UserRole, int(i));
    }
}

void ShortcutsPage::showRows()
{
    const QString wanted = m_filter->text().trimmed();
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem *item = m_list->topLevelItem(i);
        const QAction *action = m_shortcuts.actions().at(i);
        item->setText(1, keysText(action));
        QFont font = m_list->font();
        font.setBold(m_shortcuts.isChanged(action));
        item->setFont(1, font);
        item->setHidden(!item->text(0).contains(wanted, Qt::CaseInsensitive) && !item->text(1).contains(wanted, Qt::CaseInsensitive));
    }
    showChosen();
}

void ShortcutsPage::showChosen()
{
    const QAction *action = chosen();
    for (QWidget *one : std::initializer_list<QWidget *>{m_keys, m_none, m_own})
        one->setEnabled(action);
    if (!action)
        return;
    m_words->setText(tr("Keys of “%1”").arg(wordsOf(action)));
    m_keys->setAccessibleName(m_words->text());
    const QSignalBlocker quiet(m_keys);
    m_keys->setKeySequence(action->shortcut());
    m_own->setEnabled(m_shortcuts.isChanged(action));
    m_none->setEnabled(!action->shortcuts().isEmpty());
    say({});
}

void ShortcutsPage::take(const QKeySequence &keys)
{
    QAction *action = chosen();
    if (!action || action->shortcuts().contains(keys))
        return;
    if (const QString why = Shortcuts::whyNot(keys); !why.isEmpty()) {
        say(why);
    } else if (const QAction *other = m_shortcuts.holder(keys, action)) {
        m_wanted = keys;
        say(tr("%1 is of “%2”, which would then have none.").arg(keys.toString(QKeySequence::NativeText), wordsOf(other)), true);
    } else {
        m_shortcuts.set(action, {keys});
    }
}

void ShortcutsPage::say(const QString &text, bool canTake)
{
    m_message->setText(text);
    m_takeAway->setVisible(canTake);
}

}  // namespace tideline::ui
