#include "ui/views/table_page.h"

#include "core/base/result.h"
#include "ui/delegates/flat_delegate.h"
#include "ui/words.h"

#include <QDialogButtonBox>
#include <QFocusEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tideline::ui {

TablePage::TablePage(const QString &title, const QString &explanation, QList<JsonTableModel::Column> columns, QWidget *parent)
    : QWidget(parent)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title = new QLabel(title, this);
    m_title->setProperty("role", u"title"_s);
    auto *words = new QLabel(explanation, this);
    words->setProperty("role", u"muted"_s);
    words->setWordWrap(true);
    words->setVisible(!explanation.isEmpty());
    m_model = new JsonTableModel(std::move(columns), this);
    m_view = new QTreeView(this);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new FlatDelegate(m_view));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setMouseTracking(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAccessibleName(title);
    setAccessibleName(title);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_view->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_empty = new QLabel(tr("Looking…"), this);
    m_empty->setProperty("role", u"muted"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);  // it may hold what somebody typed
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_view);

    auto *top = new QVBoxLayout;
    top->setContentsMargins(20, 16, 20, 10);
    top->setSpacing(4);
    m_head = new QHBoxLayout;
    m_head->addWidget(m_title);
    m_head->addStretch();
    top->addLayout(m_head);
    top->addWidget(words);
    m_foot = new QVBoxLayout;
    m_foot->setContentsMargins(20, 8, 20, 14);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top);
    auto *indent = new QHBoxLayout;
    indent->setContentsMargins(12, 0, 12, 0);
    indent->addWidget(m_stack);
    all->addLayout(indent, 1);
    all->addLayout(m_foot);

    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TablePage::selectionChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &TablePage::selectionChanged);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &TablePage::selectionChanged);
    connect(m_view, &QTreeView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT activated(m_model->row(index.row())); });
}

QVBoxLayout *TablePage::dialogFoot(QWidget *error, QDialogButtonBox *buttons)
{
    const auto all = buttons->buttons();
    for (QAbstractButton *button : all) {
        if (auto *push = qobject_cast<QPushButton *>(button))
            push->setAutoDefault(false);
    }
    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(20, 0, 16, 16);
    foot->addWidget(error);
    foot->addWidget(buttons);
    return foot;
}

void TablePage::setRows(const QList<QJsonObject> &rows)
{
    const bool wasFocused = hasFocus() || m_view->hasFocus();
    m_model->setRows(rows);
    m_isKnown = true;
    m_empty->setText(m_emptyWords);
    m_stack->setCurrentIndex(rows.isEmpty() ? 0 : 1);
    if (wasFocused)
        rows.isEmpty() ? setFocus() : m_view->setFocus();
}

void TablePage::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_stack->currentWidget() == m_view)
        m_view->setFocus(event->reason());
}

QList<QJsonObject> TablePage::selected() const
{
    QModelIndexList indexes = m_view->selectionModel()->selectedRows();
    std::ranges::sort(indexes, {}, &QModelIndex::row);
    QList<QJsonObject> rows;
    for (const QModelIndex &index : std::as_const(indexes))
        rows.append(m_model->row(index.row()));
    return rows;
}

void TablePage::setEmptyWords(const QString &words)
{
    m_emptyWords = words;
    if (m_isKnown)
        m_empty->setText(words);
}

void TablePage::setUnknown()
{
    if (!m_isKnown)
        m_empty->clear();
}

void TablePage::setTitle(const QString &title)
{
    m_title->setText(title);
    m_view->setAccessibleName(title);
    setAccessibleName(title);
}

QString TablePage::title() const
{
    return m_title->text();
}

int TablePage::statesWidth(const QString &longest) const
{
    const QString words = longest.isEmpty() ? stateWord(SyncState::Syncing) : longest;
    return std::max(115, fontMetrics().horizontalAdvance(words) + 44);
}

int TablePage::sizesWidth() const
{
    return std::max(90, fontMetrics().horizontalAdvance(sizeText(888'000)) + 20);
}

QPushButton *TablePage::makeButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    return button;
}

}  // namespace tideline::ui
