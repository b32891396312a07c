// A tree of nodes of which only those are here that were opened.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QAbstractItemModel>

namespace tideline::ui {

/// The document's root is the one top row. Children come in portions; behind those that are here stands a row "… N more", which
/// asks for the next portion when it is seen.
///
/// Thread:    GUI; questions go through the worker.
/// Ownership: borrows the worker, which outlives it and has this tree open.
/// Invariant: at most kMostNodes nodes are held.
class TreeModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { NameColumn, ValueColumn, TypeColumn, ColumnCount };
    static constexpr int kPortion = 500;
    static constexpr int kMostNodes = 200'000;

    TreeModel(const preview::TreeDocument &tree, PreviewWorker &worker, QObject *parent = nullptr);
    ~TreeModel() override;

    /// The names from the root's child on: "a/3/b".
    QString pathOf(const QModelIndex &index) const;
    int nodesHeld() const { return m_nodes; }
    /// Goes to the node at this address (child numbers from the root), asking for what is not here yet: reached() says when it is there.
    /// Whoever was on the way before is forgotten.
    void goTo(std::vector<qint64> address);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void failed(const tideline::Error &error);
    /// The node that was gone to; or the one above it that is nearest, when it is too far down to be held.
    void reached(const QModelIndex &index, bool isThere);

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(Node *node) const;
    void ask(Node *node);
    void goOn();
    void take(Node *node, qint64 from, const Result<std::vector<preview::TreeNode>> &children);
    void add(Node *node, const std::vector<preview::TreeNode> &children);
    void dropMore(Node *node);
    bool hasMore(const Node *node) const;

    PreviewWorker &m_worker;
    std::unique_ptr<Node> m_root;
    int m_nodes = 1;
    std::optional<std::vector<qint64>> m_goal;  ///< on the way to it
};

}  // namespace tideline::ui
