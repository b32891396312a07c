#include "app/session/formats/svg_drawing.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tideline::session {

namespace {

constexpr double kLongestSide = 100'000;

/// What the drawing says of its size, within reason; empty where it says nothing.
QSizeF sensibleSize(const QSvgRenderer &renderer)
{
    QSizeF size = renderer.defaultSize();
    if (size.isEmpty())
        size = renderer.viewBoxF().size();
    if (size.isEmpty() || !std::isfinite(size.width()) || !std::isfinite(size.height()))
        return {};
    const double longest = std::max(size.width(), size.height());
    return longest > kLongestSide ? size * (kLongestSide / longest) : size;
}

}  // namespace

Result<std::unique_ptr<SvgDrawing>> SvgDrawing::of(const CheckedSvg &checked)
{
    std::unique_ptr<SvgDrawing> drawing(new SvgDrawing);
    if (!drawing->m_renderer.load(checked.xml))
        return Error{Error::Kind::Corrupt, u"This XML is no SVG drawing."_s, {}, {}};
    drawing->m_size = sensibleSize(drawing->m_renderer);
    if (drawing->m_size.isEmpty())
        return Error{Error::Kind::Corrupt, u"The drawing is empty, or its size is."_s, {}, {}};
    drawing->m_memoryBytes = checked.xml.size() * 4 + checked.drawn * 512;
    return drawing;
}

QImage SvgDrawing::painted(const preview::Part &part, QSize pixels)
{
    QImage image(pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const double width = image.width() / part.width;
    const double height = image.height() / part.height;
    QPainter painter(&image);
    m_renderer.render(&painter, QRectF(-part.x * width, -part.y * height, width, height));
    painter.end();
    return image;
}

}  // namespace tideline::session
