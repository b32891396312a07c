// Texts and notebooks against each other, line by line.
#pragma once

#include "ui/difference/difference_rows.h"
#include "ui/difference/difference_view.h"

class QLabel;
class QToolButton;

namespace tideline::ui {

class DifferenceCanvas;

/// Two versions side by side or in one column; three beside each other. Shape: a text's
/// difference, a notebook's difference or merge.
///
/// Thread: GUI.
class LineDifferenceView final : public DifferenceView {
    Q_OBJECT
public:
    LineDifferenceView(DifferencePtr difference, const QStringList &titles, QWidget *parent);

    DifferenceCanvas &canvas() { return *m_canvas; }
    /// Side by side, else in one column. Of three versions there is one way alone.
    void setSideBySide(bool sideBySide);
    /// Opens all folds, or closes them.
    void setAllShown(bool shown);

private:
    void build();
    void showStep();
    void chooseCell(int cell);
    QToolButton *addButton(const QString &text, const QString &name, const QString &objectName);

    QStringList m_titles;
    RowWishes m_wishes;
    bool m_allShown = false;
    DifferenceCanvas *m_canvas;
    QLabel *m_step;
    QToolButton *m_two, *m_one, *m_all, *m_before, *m_next;
};

}  // namespace tideline::ui
