// The cells of a notebook in a column: only those in sight are widgets.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QAbstractScrollArea>
#include <QTimer>
#include <QUrl>

#include <map>

namespace tideline::ui {

class CellWidget;

/// The column of cells. Heights are guesses until a cell was built; what is looked at stays where it is when a guess above it
/// turns out wrong.
///
/// Thread:    GUI; further cells come through the worker.
/// Ownership: borrows the worker.
/// Invariant: widgets exist for cells in sight, and a screen above and below; values of at most kMostBytes are kept, but for
///            those in sight.
class CellColumn final : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr qint64 kMostBytes = 64 << 20;
    static constexpr qint64 kMostCells = 200'000;

    CellColumn(const preview::NotebookDocument &notebook, PreviewWorker &worker, QWidget *parent);

    qint64 current() const { return m_current; }
    /// Makes it the current cell and scrolls to it.
    void goTo(qint64 cell);
    /// The same, and marks what was found in it.
    void goToFound(const preview::Place &place);
    int widgets() const { return int(m_built.size()); }

Q_SIGNALS:
    void linkChosen(const QUrl &address);
    void failed(const tideline::Error &error);
    void said(const QString &sentence);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Held {
        std::shared_ptr<const preview::Cell> cell;
        qint64 bytes = 0;
    };
    void keep(const preview::NotebookDocument &notebook);
    void forgetFar(qint64 near);
    void askFor(qint64 cell);
    void arrange();
    void build(qint64 cell);
    void dropFar(int top, int bottom);
    void setHeight(std::size_t cell, int height);
    void updateTops();
    std::size_t cellAt(int y) const;
    void updateBar();
    void setCurrent(qint64 cell);
    void showMenu(qint64 cell, int output, const QPoint &global);
    void copy(qint64 cell, int output);

    PreviewWorker &m_worker;
    std::map<qint64, Held> m_cells;
    qint64 m_bytes = 0;
    std::vector<int> m_heights;
    std::vector<int> m_tops;  ///< one more than cells: where each begins
    std::vector<bool> m_measured;
    std::map<qint64, CellWidget *> m_built;
    qint64 m_current = 0;
    qint64 m_asked = -1;  ///< cell that was asked for and is not there yet
    bool m_failed = false;
    bool m_arranging = false;
    std::optional<preview::Place> m_mark;  ///< found in a cell that is not built yet
    QTimer m_soon;
};

}  // namespace tideline::ui
