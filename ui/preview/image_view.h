// An image that one zooms into; what is looked at closely is asked for in its own pixels.
#pragma once

#include "ui/preview/shape_view.h"

#include <QTimer>

namespace tideline::ui {

class ImageCanvas;
class ZoomBar;

/// Thread: GUI.
class ImageView final : public ShapeView {
    Q_OBJECT
public:
    ImageView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    bool canFind() const override { return false; }
    ImageCanvas &canvas() { return *m_canvas; }

Q_SIGNALS:
    /// What is seen was looked at: whether a sharper part is wanted is decided, and asked for.
    void decided();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void askPart();
    void goToFrame(int delta);

    const preview::ImageDocument &m_image;
    ImageCanvas *m_canvas;
    ZoomBar *m_bar;
    int m_frame = 0;
    QTimer m_soon;
};

}  // namespace tideline::ui
