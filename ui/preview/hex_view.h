// Bytes as lines of offset, hex and text, of a file of any size.
#pragma once

#include "ui/preview/preview_worker.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <map>

namespace tideline::ui {

/// Offset, hex, text: a line for each 16 bytes (8 where there is less room).
///
/// Thread:    GUI.
/// Ownership: borrows the worker.
/// Invariant: at most kMostBlocks blocks are held; a block that cannot be read is not asked for again.
class HexView final : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr qint64 kBlock = 16 << 10;
    static constexpr std::size_t kMostBlocks = 64;

    HexView(const preview::BytesDocument &bytes, PreviewWorker &worker, QWidget *parent);

    /// Where the marker is: byte of the file.
    qint64 current() const { return m_current; }
    void mark(qint64 offset, qint64 length);
    std::size_t blocksHeld() const { return m_blocks.size(); }
    /// A line as it is shown; "…" for bytes that are not held.
    QString lineText(qint64 line) const;

Q_SIGNALS:
    void failed(const tideline::Error &error);
    void said(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    int perLine() const { return m_perLine; }
    qint64 lines() const { return (m_size + m_perLine - 1) / m_perLine; }
    qint64 topLine() const;
    void setTopLine(qint64 line);
    int shownLines() const;
    void layOut();
    void setCurrent(qint64 offset);
    void askSeen();
    /// -1 = not held, or beyond the end.
    int byteAt(qint64 offset) const;
    void paintLine(QPainter &painter, qint64 line, int y) const;

    PreviewWorker &m_worker;
    qint64 m_size;
    std::map<qint64, QByteArray> m_blocks;
    int m_perLine = 16;
    qint64 m_scale = 1;  ///< lines a step of the bar stands for
    qint64 m_top = 0;    ///< the uppermost line: finer than the bar where that has not as many steps
    bool m_moving = false;
    qint64 m_current = 0;
    qint64 m_markFrom = -1, m_markLength = 0;
    QTimer m_soon;
    bool m_failed = false;
};

}  // namespace tideline::ui
