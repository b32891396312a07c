// Two images, in four ways of looking at them.
#pragma once

#include "ui/difference/difference_view.h"
#include "ui/difference/image_difference_canvas.h"

class QButtonGroup;
class QSlider;

namespace tideline::ui {

/// Thread: GUI.
class ImageDifferenceView final : public DifferenceView {
    Q_OBJECT
public:
    /// `image` is a part of `difference`.
    ImageDifferenceView(DifferencePtr difference, const preview::ImageDifference &image, const QStringList &titles, QWidget *parent);
    ImageDifferenceCanvas &canvas() { return *m_canvas; }
    void setMode(ImageDifferenceCanvas::Mode mode);

private:
    ImageDifferenceCanvas *m_canvas;
    QButtonGroup *m_modes;
    QSlider *m_share;
};

}  // namespace tideline::ui
