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
    bool canFind() const override { return false; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void copy(int column);
    void showMenu(const QPoint &at);

    TreeModel *m_model;
    QTreeView *m_tree;
};

}  // namespace tideline::ui
