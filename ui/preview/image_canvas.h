// An image that is zoomed and moved by wheel, mouse and keys.
#pragma once

#include "ui/preview/sharp_picture.h"

#include <QWidget>

#include <optional>

namespace tideline::ui {

/// The drawing. Wheel, + and - zoom, arrows and dragging move it, 0 fits, 1 shows pixel by pixel.
///
/// Thread: GUI.
/// Invariant: while it fits it stays fitted when the room changes; it never leaves the room wholly.
class ImageCanvas final : public QWidget {
    Q_OBJECT
public:
    ImageCanvas(QSize size, QWidget *parent);

    SharpPicture &picture() { return m_picture; }
    /// Logical pixels of the screen for each of the image's.
    double scale() const { return m_scale; }
    bool isFitted() const { return m_fitted; }
    /// What of it is seen, as parts of its sides.
    QRectF seen() const;
    void zoom(double factor, const QPointF &around);
    void zoom(double factor) { zoom(factor, QRectF(rect()).center()); }
    void fit();
    void showFull();
    QSize sizeHint() const override { return {300, 220}; }

Q_SIGNALS:
    /// Another part, or another scale.
    void moved();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QRectF target() const;
    double fitScale() const;
    void setScale(double scale, const QPointF &around);
    void pan(const QPointF &by);
    void keepInside();

    QSize m_size;
    SharpPicture m_picture;
    double m_scale = 1;
    QPointF m_at;  ///< of the image's upper left corner in the widget
    bool m_fitted = true;
    std::optional<QPointF> m_dragged;
};

}  // namespace tideline::ui
