// Bytes as hex and text, of a file of any size.
#pragma once

#include "ui/preview/shape_view.h"

namespace tideline::ui {

class HexView;

/// Thread: GUI.
class BytesView final : public ShapeView {
    Q_OBJECT
public:
    BytesView(DocumentPtr document, PreviewWorker &worker, QWidget *parent);
    FindFrom findFrom() const override;
    FindFrom findAfter(const preview::Place &place) const override { return {place.index + 1, 0}; }
    void showPlace(const preview::Place &place) override;
    HexView &hex() { return *m_hex; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    HexView *m_hex;
};

}  // namespace tideline::ui
