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

    /// Child numbers from the root: ".a.3.b" as JSON's tools write it.
    QString pathOf(const QModelIndex &index) const;
    int nodesHeld() const { return m_nodes; }

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

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(Node *node) const;
    void ask(Node *node);
    void take(Node *node, qint64 from, const Result<std::vector<preview::TreeNode>> &children);
    void add(Node *node, const std::vector<preview::TreeNode> &children);
    void dropMore(Node *node);
    bool hasMore(const Node *node) const;

    PreviewWorker &m_worker;
    std::unique_ptr<Node> m_root;
    int m_nodes = 1;
};

}  // namespace tideline::ui
