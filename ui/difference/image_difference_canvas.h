// Two images at one scale: beside each other, one over the other, or what differs.
#pragma once

#include "core/preview/difference.h"
#include "ui/preview/image_canvas.h"

namespace tideline::ui {

/// Zoomed and moved as ImageCanvas says; both images together.
///
/// Thread: GUI.
class ImageDifferenceCanvas final : public ImageCanvas {
    Q_OBJECT
public:
    enum class Mode {
        SideBySide,
        Swipe,        ///< the older one left of a line, the newer one right of it
        Onion,        ///< the newer one, more or less clear, over the older one
        Differences,  ///< the newer one, pale, and over it the pixels that differ
    };
    ImageDifferenceCanvas(const preview::ImageDifference &difference, QWidget *parent);

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    /// Where the line is, or how much of the newer one is seen: 0 … 1.
    double share() const { return m_share; }
    void setShare(double share);

Q_SIGNALS:
    /// The line was dragged.
    void shareChanged(double share);

protected:
    void drawContent(QPainter &painter, const QRectF &whole) override;
    QRect room() const override;
    QPointF inRoom(const QPointF &at) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    void drawImage(QPainter &painter, const QImage &image, QSize size, const QRectF &whole) const;
    void drawLabel(QPainter &painter, const QString &words, int left, int right, Qt::Alignment side) const;
    double lineAt() const { return m_share * width(); }

    QImage m_older, m_newer, m_mask;
    QSize m_olderSize, m_newerSize, m_all;
    Mode m_mode = Mode::SideBySide;
    double m_share = 0.5;
    bool m_draggingLine = false;
};

}  // namespace tideline::ui
