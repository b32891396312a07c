#include "ui/inspector/version_list.h"

#include "ui/difference/conflict_versions.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSet>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>
#include <utility>

namespace tideline::ui {

namespace {
enum Role { DetailsRole = Qt::UserRole + 1, RevisionRole, SizeRole, TitleRole, PlainRole };
constexpr int kMargin = 6;

/// The number and time, and beneath it who, where and how large.
class VersionDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {80, 2 * option.fontMetrics.height() + 8};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, option.palette.color(QPalette::Highlight));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, Theme::colours().hover);
        const QRect room = option.rect.adjusted(kMargin, 4, -kMargin, -4);
        const int line = option.fontMetrics.height();
        painter->setFont(option.font);
        painter->setPen(option.palette.color(QPalette::Text));
        painter->drawText(QRect(room.left(), room.top(), room.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room.width()));
        painter->setPen(Theme::colours().muted);
        painter->drawText(QRect(room.left(), room.top() + line, room.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data(DetailsRole).toString(), Qt::ElideRight, room.width()));
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(Theme::colours().accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
        }
        painter->restore();
    }
};

VersionRef versionOf(const QListWidgetItem &item)
{
    return {item.data(RevisionRole).toLongLong(), item.data(SizeRole).toLongLong(), item.data(TitleRole).toString()};
}
}  // namespace

VersionList::VersionList(QWidget *parent) : QWidget(parent)
{
    m_list = new QListWidget(this);
    m_list->setObjectName(u"versionList"_s);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setItemDelegate(new VersionDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    m_compare = new QPushButton(tr("Compare"), this);
    m_compare->setObjectName(u"compareVersions"_s);
    m_compare->setProperty("small", true);
    m_restore = new QPushButton(tr("Bring back"), this);
    m_restore->setObjectName(u"restoreVersion"_s);
    m_restore->setProperty("small", true);
    m_name = new QAction(tr("Name…"), m_list);
    m_name->setObjectName(u"nameVersion"_s);
    m_link = new QAction(tr("Copy link to this version"), m_list);
    m_link->setObjectName(u"copyVersionLink"_s);
    m_link->setShortcut(QKeySequence::Copy);
    m_link->setShortcutContext(Qt::WidgetShortcut);
    m_list->addActions({m_name, m_link});
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_more = new QToolButton(this);
    m_more->setObjectName(u"moreForVersion"_s);
    m_more->setProperty("flat", true);
    m_more->setText(u"⋯"_s);
    m_more->setAccessibleName(tr("More for this version"));
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->addActions({m_name, m_link});
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_list);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_compare);
    buttons->addWidget(m_restore);
    buttons->addWidget(m_more);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();
    connect(m_list, &QListWidget::itemSelectionChanged, this, &VersionList::updateButtons);
    connect(m_list, &QListWidget::itemActivated, this, &VersionList::ask);
    connect(m_compare, &QPushButton::clicked, this, &VersionList::ask);
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreAsked(versionOf(*m_list->selectedItems().first())); });
    connect(m_name, &QAction::triggered, this, [this] { Q_EMIT nameAsked(versionOf(*m_list->selectedItems().first())); });
    connect(m_link, &QAction::triggered, this, [this] { Q_EMIT linkAsked(versionOf(*m_list->selectedItems().first())); });
    setRows({});
}

void VersionList::setRows(const QList<QJsonObject> &rows)
{
    // While an answer is awaited there is nothing here; the keyboard is not to go on to a field somewhere else meanwhile.
    if (QWidget *const focused = QApplication::focusWidget(); rows.isEmpty() && parentWidget() && focused && isAncestorOf(focused)) {
        m_hadFocus = true;
        parentWidget()->setFocus();
    }
    QSet<qint64> selected;
    const auto chosen = m_list->selectedItems();
    for (const QListWidgetItem *item : chosen)
        selected.insert(item->data(RevisionRole).toLongLong());
    m_list->clear();
    for (const QJsonObject &row : rows) {
        const qint64 at = row.value(u"at_ms").toInteger();
        QStringList details{row.value(u"by").toObject().value(u"name").toString(), row.value(u"device").toString()};
        if (row.contains(u"size"))
            details.append(sizeText(row.value(u"size").toInteger()));
        details.removeAll(QString());
        const VersionRef version = versionFromLog(row);
        auto *item = new QListWidgetItem(m_list);
        item->setData(PlainRole, tr("%L1   %2").arg(version.revision).arg(timeText(at)));
        item->setData(DetailsRole, details.join(u" · "_s));
        item->setData(RevisionRole, version.revision);
        item->setData(SizeRole, version.sizeBytes);
        item->setData(TitleRole, version.title);
        item->setToolTip(fullTimeText(at));
        item->setSelected(selected.contains(version.revision));
    }
    showNames();
    m_list->setFixedHeight(m_list->count() * std::max(1, m_list->sizeHintForRow(0)));
    setVisible(!rows.isEmpty());
    updateButtons();
    if (!rows.isEmpty() && std::exchange(m_hadFocus, false) && parentWidget()->hasFocus())
        m_list->setFocus();
}

void VersionList::setNames(const QList<QJsonObject> &snapshots)
{
    m_snapshots = snapshots;
    showNames();
}

/// A moment holds the newest version that is not newer than itself.
void VersionList::showNames()
{
    qint64 next = std::numeric_limits<qint64>::max();  // the version that follows
    for (int i = 0; i < m_list->count(); ++i) {
        QListWidgetItem *item = m_list->item(i);
        const qint64 revision = item->data(RevisionRole).toLongLong();
        QStringList names;
        for (const QJsonObject &snapshot : std::as_const(m_snapshots)) {
            if (const qint64 at = snapshot.value(u"revision").toInteger(); at >= revision && at < next)
                names.append(u"“%1”"_s.arg(snapshot.value(u"name").toString()));
        }
        next = revision;
        const QString named = names.join(u", "_s);
        const QString plain = item->data(PlainRole).toString();
        item->setText(named.isEmpty() ? plain : plain + u"   "_s + named);
        QStringList spoken{item->data(TitleRole).toString(), named, item->data(DetailsRole).toString()};
        spoken.removeAll(QString());
        item->setData(Qt::AccessibleTextRole, spoken.join(u", "_s));
    }
}

bool VersionList::isEmpty() const
{
    return m_list->count() == 0;
}

void VersionList::setComparable(bool comparable)
{
    m_comparable = comparable;
    updateButtons();
}

void VersionList::setRestorable(bool restorable)
{
    m_restorable = restorable;
    updateButtons();
}

void VersionList::setNameable(bool nameable)
{
    m_nameable = nameable;
    updateButtons();
}

void VersionList::updateButtons()
{
    const qsizetype count = m_list->selectedItems().size();
    m_compare->setVisible(m_comparable && m_list->count() > 0);
    m_compare->setEnabled(count == 1 || count == 2);
    m_restore->setVisible(m_restorable && m_list->count() > 0);
    m_restore->setEnabled(count == 1);
    m_link->setEnabled(count == 1);
    m_name->setVisible(m_nameable);
    m_name->setEnabled(count == 1);
    m_more->setVisible(m_list->count() > 0);
    m_more->setEnabled(count == 1);
    m_more->setToolTip(count == 1 ? m_more->accessibleName() : tr("Select one version"));
    m_name->setToolTip(count == 1 ? tr("Gives this moment of the project a name, by which it is found again") : tr("Select one version"));
    m_restore->setToolTip(count == 1 ? tr("What stands there now goes to the trash") : tr("Select one version"));
    m_compare->setToolTip(count == 1   ? tr("With what stands there now")
                          : count == 2 ? tr("The two with each other")
                                       : tr("Select one version, or two with Ctrl"));
}

void VersionList::ask()
{
    QList<VersionRef> versions;
    const auto chosen = m_list->selectedItems();
    for (const QListWidgetItem *item : chosen)
        versions.append(versionOf(*item));
    if (!m_comparable || versions.isEmpty() || versions.size() > 2)
        return;
    std::ranges::sort(versions, {}, &VersionRef::revision);
    Q_EMIT compareAsked(versions.first(), versions.size() == 2 ? versions.last() : VersionRef{0, -1, tr("Now")});
}

}  // namespace tideline::ui
