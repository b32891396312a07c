// What is zoomed and moved by wheel, mouse and keys: an image.
#pragma once

#include "ui/preview/sharp_picture.h"
#include "ui/preview/zoom.h"

#include <QWidget>

#include <optional>

namespace tideline::ui {

/// The drawing. Wheel, + and - zoom, arrows and dragging move it, 0 fits, 1 shows pixel by pixel. Who draws something else than one
/// picture overrides drawContent().
///
/// Thread: GUI.
/// Invariant: while it fits it stays fitted when the room changes; it never leaves the room wholly.
class ImageCanvas : public QWidget {
    Q_OBJECT
public:
    ImageCanvas(QSize size, QWidget *parent);

    SharpPicture &picture() { return m_picture; }
    /// Logical pixels of the screen for each of the image's.
    double scale() const { return m_zoom.scale(); }
    bool isFitted() const { return m_zoom.isFitted(); }
    /// What of it is seen, as parts of its sides.
    QRectF seen() const;
    void zoom(double factor, const QPointF &around);
    void zoom(double factor) { zoom(factor, QRectF(room()).center()); }
    void fit();
    void showFull();
    QSize sizeHint() const override { return {300, 220}; }

Q_SIGNALS:
    /// Another part, or another scale.
    void moved();

protected:
    /// Draws what would fill `whole`. As it is: the picture.
    virtual void drawContent(QPainter &painter, const QRectF &whole);
    /// Where the content is drawn when it is drawn once: the widget.
    virtual QRect room() const { return rect(); }
    /// A place of the widget as one of the room.
    virtual QPointF inRoom(const QPointF &at) const { return at; }
    QRectF target() const;
    void paintBackground(QPainter &painter, const QRectF &whole) const;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    double fitScale() const;
    void setScale(double scale, const QPointF &around, Zoom::By by = Zoom::By::Person);
    void pan(const QPointF &by);
    void keepInside();

    QSize m_size;
    SharpPicture m_picture;
    Zoom m_zoom;
    QPointF m_at;  ///< of the image's upper left corner in the widget
    std::optional<QPointF> m_dragged;
};

}  // namespace tideline::ui
