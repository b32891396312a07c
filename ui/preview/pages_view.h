// A PDF's pages in a column, drawn as they come into sight.
#pragma once

#include "ui/preview/shape_view.h"

namespace tideline::ui {

class PageColumn;
class ZoomBar;

/// Thread: GUI.
class PagesView final : public ShapeView {
    Q_OBJECT
public:
    PagesView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    FindFrom findFrom() const override;
    void showPlace(const preview::Place &place) override;
    PageColumn &column() { return *m_column; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    void follow();

    PageColumn *m_column;
    ZoomBar *m_bar;
};

}  // namespace tideline::ui
