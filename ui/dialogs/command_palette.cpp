#include "ui/dialogs/command_palette.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPixmap>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWidth = 520, kHeight = 380, kFromTop = 56, kAir = 5;
constexpr int kAtBeginning = 4, kAtWord = 2, kInside = 1;

QString plainWords(const QAction &action)
{
    QString words = action.text();
    words.replace(u"&&"_s, u"\n"_s).remove(u'&').replace(u'\n', u'&');
    return words.remove(u'…');
}

/// As wide as the others', so that all words begin at one place.
QIcon emptyIcon()
{
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return nothing;
}
}  // namespace

int paletteScore(const QString &words, const QString &typed)
{
    int score = kInside;
    for (const QString &part : typed.split(u' ', Qt::SkipEmptyParts)) {
        int best = 0;
        for (qsizetype at = words.indexOf(part, 0, Qt::CaseInsensitive); at >= 0; at = words.indexOf(part, at + 1, Qt::CaseInsensitive))
            best = std::max(best, at == 0 ? kAtBeginning : words[at - 1].isLetterOrNumber() ? kInside : kAtWord);
        if (best == 0)
            return 0;
        score += best;
    }
    return score;
}

CommandPalette::CommandPalette(const QList<QAction *> &actions, QList<Destination> destinations, QWidget *parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint), m_noIcon(emptyIcon())
{
    setObjectName(u"commandPalette"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Commands"));
    for (QAction *action : actions)
        m_entries.append({plainWords(*action), action->shortcut().toString(QKeySequence::NativeText), action, [action] { action->trigger(); }});
    for (Destination &destination : destinations)
        m_entries.append({std::move(destination.words), {}, nullptr, std::move(destination.go)});

    m_field = new QLineEdit(this);
    m_field->setObjectName(u"paletteField"_s);
    m_field->setPlaceholderText(tr("What shall be done?"));
    m_field->setAccessibleName(tr("Search commands"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list = new QTreeWidget(this);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 10, 10, 10);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QTreeWidget::itemClicked, this, &CommandPalette::runCurrent);

    fill({});
    const QSize size(std::min(kWidth, parent->width()), std::min(kHeight, parent->height() - kFromTop));
    setGeometry({parent->mapToGlobal(QPoint((parent->width() - size.width()) / 2, kFromTop)), size});
    m_field->setFocus();
}

void CommandPalette::fill(const QString &typed)
{
    std::vector<std::pair<int, qsizetype>> found;  // score, and which entry
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        if (const int score = paletteScore(m_entries[i].words, typed))
            found.emplace_back(score, i);
    }
    const auto rank = [this](const std::pair<int, qsizetype> &one) {
        const QAction *action = m_entries[one.second].action;
        return std::pair(!action || action->isEnabled(), one.first);
    };
    std::ranges::stable_sort(found, std::ranges::greater(), rank);  // what can be done comes first
    m_list->clear();
    for (const auto &[score, index] : found) {
        const Entry &entry = m_entries[index];
        auto *item = new QTreeWidgetItem(m_list, {entry.words, entry.keys});
        item->setData(0, Qt::UserRole, index);
        item->setSizeHint(0, {0, fontMetrics().height() + 2 * kAir});
        item->setIcon(0, entry.action && !entry.action->icon().isNull() ? entry.action->icon() : m_noIcon);
        if (!entry.action)
            continue;
        item->setToolTip(0, entry.action->toolTip());
        item->setDisabled(!entry.action->isEnabled());
    }
    QTreeWidgetItemIterator usable(m_list, QTreeWidgetItemIterator::Enabled);
    m_list->setCurrentItem(*usable);
}

void CommandPalette::runCurrent()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item || item->isDisabled())
        return;
    const auto run = m_entries[item->data(0, Qt::UserRole).toLongLong()].run;
    close();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_list, event);
        return true;
    default:
        return false;
    }
}

}  // namespace tideline::ui
