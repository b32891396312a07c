// An SVG drawing that was checked, to be painted at any scale.
#pragma once

#include "app/session/formats/svg_check.h"

#include <QImage>
#include <QSvgRenderer>

#include <memory>

namespace tideline::session {

/// Thread: one at a time, any.
class SvgDrawing {
public:
    /// Errors: Corrupt (no SVG; empty, or without a size).
    static Result<std::unique_ptr<SvgDrawing>> of(const CheckedSvg &checked);

    /// As the drawing says, at most 100,000 a side; its proportions stay. Never empty.
    QSizeF size() const { return m_size; }
    /// `part` (bounded, formats/drawing.h) in so many pixels.
    QImage painted(const preview::Part &part, QSize pixels);
    /// The renderer's nodes: half a kilobyte for each element, and its path data.
    qint64 memoryBytes() const { return m_memoryBytes; }

private:
    SvgDrawing() = default;

    QSvgRenderer m_renderer;
    QSizeF m_size;
    qint64 m_memoryBytes = 0;
};

}  // namespace tideline::session
