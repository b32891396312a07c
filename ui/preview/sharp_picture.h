// A picture that is drawn at any scale: the whole at hand, and a part in more detail where it was asked for.
#pragma once

#include "core/preview/preview.h"

#include <QImage>
#include <QRectF>

#include <optional>

class QPainter;

namespace tideline::ui {

/// Plain value. Areas are parts of the whole: 0 … 1 of each side.
class SharpPicture {
public:
    bool isNull() const { return m_whole.isNull(); }
    void setWhole(const QImage &image) { m_whole = image; }
    /// What `part` was answered with; one that is the whole takes the whole's place.
    void setPart(const preview::Part &part, const QImage &image);
    qint64 bytes() const { return m_whole.sizeInBytes() + m_part.sizeInBytes(); }

    /// Draws it so that the whole would fill `target`.
    void paint(QPainter &painter, const QRectF &target) const;

    /// What to ask for when `seen` of it is drawn and the whole would be `drawn` device pixels wide: nothing while what is held
    /// is sharp enough. `full`: pixels that the file itself has in a row, no more are to be had (0: any number, as in a PDF).
    std::optional<preview::Part> wanted(const QRectF &seen, double drawn, int full) const;
    static constexpr int kMostPixels = 2048;  ///< of a side, that are asked for at once

private:
    QImage m_whole;
    QImage m_part;
    QRectF m_partArea;
    std::optional<preview::Part> m_answered;  ///< the last: who gives less than was asked for is not asked again
};

}  // namespace tideline::ui
