// JSON and HDF5 as a tree that is read where one opens it.
#pragma once

#include "ui/preview/shape_view.h"

class QTreeView;

namespace tideline::ui {

class TreeModel;

/// Thread: GUI.
class TreeView final : public ShapeView {
    Q_OBJECT
public:
    TreeView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    FindFrom findAfter(const preview::Place &place) const override { return {place.index + 1, 0}; }
    /// Opens what is above the node, and makes it the current one.
    void showPlace(const preview::Place &place) override;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void takeReached(const QModelIndex &index, bool isThere);
    void copy(int column);
    void showMenu(const QPoint &at);

    TreeModel *m_model;
    QTreeView *m_tree;
};

}  // namespace tideline::ui
