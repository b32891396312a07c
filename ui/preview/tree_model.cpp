#include "ui/preview/tree_model.h"

#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QLocale>

#include <algorithm>

namespace tideline::ui {

/// A node, or the row "… N more" of its parent.
struct TreeModel::Node {
    preview::TreeNode self;
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children;
    std::unique_ptr<Node> more;  ///< stands behind the children; null = all are here, or none was asked for
    bool isMore = false;
    bool asking = false;
    bool ended = false;  ///< no more are to be had, whatever childCount says
};

TreeModel::TreeModel(const preview::TreeDocument &tree, PreviewWorker &worker, QObject *parent)
    : QAbstractItemModel(parent), m_worker(worker), m_root(std::make_unique<Node>())
{
    m_root->self = tree.root;
    if (!tree.children.empty())
        add(m_root.get(), tree.children);
}

TreeModel::~TreeModel() = default;

TreeModel::Node *TreeModel::nodeOf(const QModelIndex &index) const
{
    return static_cast<Node *>(index.internalPointer());
}

QModelIndex TreeModel::indexOf(Node *node) const
{
    return createIndex(node->row, 0, node);
}

bool TreeModel::hasMore(const Node *node) const
{
    return !node->ended && qint64(node->children.size()) < node->self.childCount;
}

QModelIndex TreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(0, column, m_root.get());
    const Node *node = nodeOf(parent);
    return createIndex(row, column, std::size_t(row) < node->children.size() ? node->children[std::size_t(row)].get() : node->more.get());
}

QModelIndex TreeModel::parent(const QModelIndex &child) const
{
    const Node *node = child.isValid() ? nodeOf(child) : nullptr;
    return node && node->parent ? indexOf(node->parent) : QModelIndex();
}

int TreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return 1;
    if (parent.column() != 0)
        return 0;
    const Node *node = nodeOf(parent);
    return int(node->children.size()) + (node->more ? 1 : 0);
}

int TreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool TreeModel::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() || (parent.column() == 0 && (rowCount(parent) > 0 || hasMore(nodeOf(parent))));
}

bool TreeModel::canFetchMore(const QModelIndex &parent) const
{
    if (!parent.isValid() || parent.column() != 0)
        return false;
    const Node *node = nodeOf(parent);
    return node->children.empty() && !node->asking && hasMore(node);
}

void TreeModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        ask(nodeOf(parent));
}

void TreeModel::ask(Node *node)
{
    if (node->asking || !hasMore(node) || m_nodes >= kMostNodes)
        return;
    node->asking = true;
    std::vector<qint64> address;
    for (const Node *step = node; step->parent; step = step->parent)
        address.push_back(step->row);
    std::ranges::reverse(address);
    const qint64 from = qint64(node->children.size());
    // Nodes live as long as the model, and answers end with it.
    m_worker.ask(
        this, {},
        [address, from](preview::Preview &open, const preview::Cancelled &cancelled) {
            return open.children(address, from, kPortion, cancelled);
        },
        [this, node, from](const Result<std::vector<preview::TreeNode>> &children) { take(node, from, children); });
}

void TreeModel::take(Node *node, qint64 from, const Result<std::vector<preview::TreeNode>> &children)
{
    node->asking = false;
    if (from != qint64(node->children.size()))
        return;
    node->ended = !children || children->empty();
    if (node->ended)
        dropMore(node);
    else
        add(node, *children);
    if (!children)
        Q_EMIT failed(children.error());
    goOn();
}

void TreeModel::goTo(std::vector<qint64> address)
{
    m_goal = std::move(address);
    goOn();
}

/// Goes down as far as nodes are here, and asks for those that come next.
void TreeModel::goOn()
{
    if (!m_goal)
        return;
    Node *node = m_root.get();
    bool isThere = true;
    for (const qint64 child : *m_goal) {
        isThere = child >= 0 && std::size_t(child) < node->children.size();
        if (!isThere) {
            const bool mayCome = child >= 0 && hasMore(node) && child - qint64(node->children.size()) < kMostNodes - m_nodes;
            if (!mayCome)
                break;
            ask(node);
            return;
        }
        node = node->children[std::size_t(child)].get();
    }
    m_goal.reset();
    Q_EMIT reached(indexOf(node), isThere);
}

void TreeModel::dropMore(Node *node)
{
    if (!node->more)
        return;
    beginRemoveRows(indexOf(node), node->more->row, node->more->row);
    node->more.reset();
    endRemoveRows();
}

void TreeModel::add(Node *node, const std::vector<preview::TreeNode> &children)
{
    const int before = int(node->children.size());
    const int room = std::max(0, kMostNodes - m_nodes);
    const int count = std::min(int(std::min<qint64>(qint64(children.size()), node->self.childCount - before)), room);
    if (count <= 0)
        return;
    dropMore(node);  // it stands behind them again afterwards, with other words
    const QModelIndex index = indexOf(node);
    beginInsertRows(index, before, before + count - 1);
    for (int i = 0; i < count; ++i) {
        auto child = std::make_unique<Node>();
        child->self = children[std::size_t(i)];
        child->parent = node;
        child->row = before + i;
        node->children.push_back(std::move(child));
    }
    m_nodes += count;
    endInsertRows();
    if (!hasMore(node))
        return;
    beginInsertRows(index, before + count, before + count);
    node->more = std::make_unique<Node>();
    node->more->parent = node;
    node->more->row = before + count;
    node->more->isMore = true;
    endInsertRows();
}

QVariant TreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    Node *node = nodeOf(index);
    if (node->isMore) {
        if (role == Qt::ForegroundRole)
            return Theme::colours().muted;
        if (role != Qt::DisplayRole || index.column() != NameColumn)
            return {};
        const int left = countOf(node->parent->self.childCount - qint64(node->parent->children.size()));
        if (m_nodes >= kMostNodes)
            return tr("… %Ln more are not shown", nullptr, left);
        // It is looked at, so the next ones are wanted.
        QMetaObject::invokeMethod(const_cast<TreeModel *>(this), [self = const_cast<TreeModel *>(this), parent = node->parent] { self->ask(parent); },
                                  Qt::QueuedConnection);
        return tr("… %Ln more", nullptr, left);
    }
    const bool isCounted = index.column() == ValueColumn && node->self.value.isEmpty() && node->self.childCount > 0;
    if (role == Qt::ForegroundRole)
        return index.column() == TypeColumn || isCounted ? QVariant(Theme::colours().muted) : QVariant();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != Qt::EditRole)
        return {};
    if (isCounted && role != Qt::EditRole)
        return tr("%Ln entries", nullptr, countOf(node->self.childCount));
    const QString name = node->parent || !node->self.name.isEmpty() ? node->self.name : tr("(root)");
    QString text = index.column() == NameColumn ? name : index.column() == ValueColumn ? node->self.value : node->self.type;
    if (role == Qt::ToolTipRole)
        return text.isEmpty() ? QVariant() : QVariant(tipText(text));
    text.truncate(512);
    return text.replace(u'\n', u'↵');
}

QVariant TreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : section == ValueColumn ? tr("Value") : tr("Type");
}

QString TreeModel::pathOf(const QModelIndex &index) const
{
    QString path;
    for (const Node *node = index.isValid() ? nodeOf(index) : nullptr; node && node->parent; node = node->parent) {
        if (!node->isMore)
            path.prepend((path.isEmpty() ? QString() : u"/"_s).prepend(node->self.name));
    }
    return path;
}

}  // namespace tideline::ui
