// The drawing of a difference: rows of one, two or three columns, with numbers, signs and marked words.
#pragma once

#include "ui/difference/difference_rows.h"

#include <QAbstractScrollArea>

#include <functional>
#include <optional>

class QTextLayout;

namespace tideline::ui {

/// Draws what is in sight alone, so that its cost does not grow with the text. Up and Down move the current row, N and P (or F7 and
/// Shift+F7) go to the next change and the one before, Return opens a fold, Ctrl+C copies the selected lines of the column that was
/// clicked last.
///
/// Thread:    GUI.
/// Invariant: the current row is in sight whenever it was moved by a key.
class DifferenceCanvas final : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit DifferenceCanvas(QWidget *parent = nullptr);

    /// Other rows; what is in sight stays about where it was.
    void setRows(DifferenceRows rows);
    const DifferenceRows &rows() const { return m_rows; }
    /// Above the columns, as many as there are.
    void setTitles(const QStringList &titles);
    /// Whether the lines of a change in a column are those that are taken: they get a tick, and the others step back. nullopt: nobody
    /// has decided yet.
    void setTaken(std::function<std::optional<bool>(int change, int column)> isTaken);

    int currentRow() const { return m_current; }
    /// The change that the current row belongs to, else -1.
    int currentChange() const;
    void goToChange(int change);
    /// The next change, or the one before; the first or the last where there is none.
    void stepChange(int delta);
    /// Rows that stand in the viewport.
    int visibleRows() const;
    QSize sizeHint() const override { return {760, 420}; }

Q_SIGNALS:
    void foldChosen(qint64 fold);
    /// A cell's heading was clicked, or Return was pressed upon it.
    void cellChosen(int cell);
    void currentChangeChanged(int change);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    static constexpr double kSign = 16, kPadding = 6;  ///< pixels
    static constexpr int kTab = 4;                     ///< letters

    void layOut();
    int rowAt(double y) const;
    QRectF columnRect(int column, double top) const;
    double textLeft() const;
    void moveTo(int row, bool extend);
    void activateCurrent();
    void copy() const;
    void say();
    void paintRow(QPainter &painter, int row, double top) const;
    void paintPart(QPainter &painter, const DifferenceRow &row, int column, double top) const;
    void paintTitles(QPainter &painter) const;
    void layOutText(QTextLayout &layout, const LinePart &part, bool back) const;

    DifferenceRows m_rows;
    QStringList m_titles;
    std::function<std::optional<bool>(int, int)> m_isTaken;
    int m_current = -1, m_anchor = -1, m_column = 0;
    int m_digits = 3;
    double m_widest = 0;  ///< of the texts, pixels
    double m_lineHeight = 18, m_head = 0;
};

}  // namespace tideline::ui
