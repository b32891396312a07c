#include "ui/views/entry_tree.h"

#include <QHeaderView>

namespace tideline::ui {

EntryTree::EntryTree(QWidget *parent) : QTreeView(parent)
{
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setItemsExpandable(false);
    setMouseTracking(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    header()->setSortIndicatorShown(true);
    header()->setSectionsMovable(false);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setMinimumSectionSize(70);
    m_drag = new EntryDrag(*this);
}

void EntryTree::keyboardSearch(const QString &search)
{
    if (!search.trimmed().isEmpty())
        Q_EMIT typed(search);
}

}  // namespace tideline::ui
