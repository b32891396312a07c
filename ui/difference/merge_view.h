// A conflict in a text: three versions beside each other, what is taken of each change, and what comes of it.
#pragma once

#include "ui/difference/merge_choice.h"
#include "ui/difference/difference_rows.h"
#include "ui/difference/difference_view.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tideline::ui {

class DifferenceCanvas;

/// Shape: TextMerge. The columns are mine, base, theirs; beneath stands the result. 1 takes mine of the current change, 2 the base,
/// 3 theirs, 4 mine and then theirs.
///
/// Thread: GUI.
class MergeView final : public DifferenceView {
    Q_OBJECT
public:
    MergeView(DifferencePtr difference, const QStringList &titles, QWidget *parent);

    const MergeChoice &choice() const { return m_choice; }
    DifferenceCanvas &canvas() { return *m_canvas; }
    /// Of the change that the canvas is at.
    void take(Take take);
    void takeAll(Take take);
    QString resultText() const;

Q_SIGNALS:
    /// Something else is taken now.
    void choiceChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBar();
    void showRows();
    void showChoice();

    MergeChoice m_choice;
    RowWishes m_wishes;
    DifferenceCanvas *m_canvas;
    QLabel *m_words;
    QPlainTextEdit *m_result;
    QList<std::pair<QPushButton *, Take>> m_buttons;
};

}  // namespace tideline::ui
