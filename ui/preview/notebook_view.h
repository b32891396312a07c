// A notebook of any length: only the cells in sight are widgets.
#pragma once

#include "ui/preview/shape_view.h"

namespace tideline::ui {

class CellColumn;

/// Thread: GUI.
class NotebookView final : public ShapeView {
    Q_OBJECT
public:
    NotebookView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    FindFrom findFrom() const override;
    void showPlace(const preview::Place &place) override;
    CellColumn &column() { return *m_column; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    CellColumn *m_column;
};

}  // namespace tideline::ui
