#include "ui/preview/tree_view.h"

#include "ui/preview/tree_model.h"
#include "ui/words.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMenu>
#include <QTreeView>
#include <QVBoxLayout>

namespace tideline::ui {

TreeView::TreeView(DocumentPtr shown, PreviewWorker &worker, QWidget *parent) : ShapeView(std::move(shown), worker, parent)
{
    m_model = new TreeModel(std::get<preview::TreeDocument>(document().shape), worker, this);
    m_tree = new QTreeView(this);
    m_tree->setObjectName(u"previewTree"_s);
    m_tree->setAccessibleName(tr("Tree"));
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setModel(m_model);
    const QModelIndex root = m_model->index(0, 0);
    m_tree->expand(root);
    if (std::get<preview::TreeDocument>(document().shape).root.childCount == 1)
        m_tree->expand(m_model->index(0, 0, root));  // where all is in it
    m_tree->setColumnWidth(TreeModel::NameColumn, 220);
    m_tree->setColumnWidth(TreeModel::ValueColumn, 260);
    m_tree->header()->setStretchLastSection(true);
    setFocusProxy(m_tree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tree);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &TreeView::showMenu);
    connect(m_model, &TreeModel::failed, this,
            [this](const Error &error) { Q_EMIT noticed(tr("A part of the tree cannot be read. %1").arg(error.what)); });
    connect(m_model, &TreeModel::reached, this, &TreeView::takeReached);
    auto *copyValue = new QAction(tr("Copy the value"), this);
    copyValue->setShortcut(QKeySequence::Copy);
    copyValue->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyValue, &QAction::triggered, this, [this] { copy(TreeModel::ValueColumn); });
    addAction(copyValue);
}

void TreeView::showEvent(QShowEvent *event)
{
    ShapeView::showEvent(event);
    const auto &root = std::get<preview::TreeDocument>(document().shape).root;
    const int width = m_tree->viewport()->width();
    m_tree->setColumnWidth(TreeModel::NameColumn, std::max(140, width * 40 / 100));
    m_tree->setColumnWidth(TreeModel::ValueColumn, std::max(90, width * 32 / 100));
    Q_EMIT summaryChanged(tr("%Ln entries", nullptr, countOf(root.childCount)));
}

void TreeView::showPlace(const preview::Place &place)
{
    m_model->goTo(place.address);
}

void TreeView::takeReached(const QModelIndex &index, bool isThere)
{
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
    if (!isThere)
        Q_EMIT said(tr("It was found further down than can be shown."));
}

void TreeView::copy(int column)
{
    const QModelIndex current = m_tree->currentIndex();
    if (!current.isValid())
        return;
    const QString text = column < 0 ? m_model->pathOf(current) : m_model->data(current.siblingAtColumn(column), Qt::EditRole).toString();
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(column < 0 ? tr("Copied the path.") : tr("Copied the value."));
}

void TreeView::showMenu(const QPoint &at)
{
    QMenu menu(this);
    connect(menu.addAction(tr("Copy the value")), &QAction::triggered, this, [this] { copy(TreeModel::ValueColumn); });
    connect(menu.addAction(tr("Copy the name")), &QAction::triggered, this, [this] { copy(TreeModel::NameColumn); });
    connect(menu.addAction(tr("Copy the path")), &QAction::triggered, this, [this] { copy(-1); });
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

}  // namespace tideline::ui
