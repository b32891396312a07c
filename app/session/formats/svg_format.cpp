#include "app/session/formats/svg_format.h"

#include "app/session/formats/drawing.h"
#include "app/session/formats/plain_line.h"
#include "app/session/formats/svg_check.h"

#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

namespace tideline::session {

namespace {
constexpr double kLongestSide = 100'000;  // what a drawing may call its size; its proportions stay

class SvgPreview final : public FilePreview {
public:
    SvgPreview(std::shared_ptr<Source> source, const Limits &limits) : FilePreview(std::move(source)), m_limits(limits) {}

    Result<void> open(const preview::Cancelled &cancelled);
    Result<preview::Picture> picture(int index, const preview::Part &part, const preview::Cancelled &cancelled) override;
    /// The renderer's nodes: half a kilobyte for each element, and its path data.
    qint64 memoryBytes() const override { return (8 << 20) + m_textBytes * 4 + m_elements * 512; }

private:
    preview::Picture draw(const preview::Part &part);
    void tell(const CheckedSvg &checked);

    Limits m_limits;
    QSvgRenderer m_renderer;
    QSizeF m_size;
    qint64 m_textBytes = 0;
    qint64 m_elements = 0;
};

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

Result<void> SvgPreview::open(const preview::Cancelled &cancelled)
{
    const Result<CheckedSvg> checked = checkSvg(source(), m_limits, cancelled);
    if (!checked)
        return checked.error();
    if (!m_renderer.load(checked->xml))
        return Error{Error::Kind::Corrupt, u"This XML is no SVG drawing."_s, {}, {}};
    m_size = sensibleSize(m_renderer);
    if (m_size.isEmpty())
        return Error{Error::Kind::Corrupt, u"The drawing is empty, or its size is."_s, {}, {}};
    m_textBytes = checked->xml.size();
    m_elements = checked->drawn;
    preview::Part all;
    all.pixels = m_limits.pictureEdge;
    m_document.format = u"SVG drawing"_s;
    m_document.shape = preview::ImageDocument{std::max(1, int(std::lround(m_size.width()))), std::max(1, int(std::lround(m_size.height()))),
                                              u"SVG"_s, 1, draw(all)};
    tell(*checked);
    return {};
}

void SvgPreview::tell(const CheckedSvg &checked)
{
    m_document.facts = {{u"Size"_s, u"%1 × %2"_s.arg(m_size.width()).arg(m_size.height())},
                        {u"Elements"_s, QString::number(checked.elements)}};
    if (checked.leftOut > 0)
        m_document.notices << u"Images that lie outside the drawing, or cannot be shown within one, were left out: %1."_s.arg(checked.leftOut);
}

Result<preview::Picture> SvgPreview::picture(int index, const preview::Part &part, const preview::Cancelled &cancelled)
{
    if (index != 0)
        return Error{Error::Kind::Invalid, u"A drawing has one picture."_s, {}, {}};
    if (cancelled)
        return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
    return draw(bounded(part));
}

preview::Picture SvgPreview::draw(const preview::Part &part)
{
    QImage image(drawnSize(part, m_size, m_limits), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const double width = image.width() / part.width;
    const double height = image.height() / part.height;
    QPainter painter(&image);
    m_renderer.render(&painter, QRectF(-part.x * width, -part.y * height, width, height));
    painter.end();
    return toPicture(std::move(image));
}

Result<std::unique_ptr<FilePreview>> openSvg(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                             const preview::Cancelled &cancelled)
{
    auto opened = std::make_unique<SvgPreview>(std::move(source), limits);
    if (const Result<void> done = opened->open(cancelled); !done)
        return done.error();
    return std::unique_ptr<FilePreview>(std::move(opened));
}

int sureOfSvg(const QString &name, QByteArrayView head)
{
    if (name.endsWith(u".svgz") && head.startsWith("\x1f\x8b"))
        return 100;
    const bool hasElement = head.contains("<svg") || head.contains(":svg");
    if (name.endsWith(u".svg"))
        return hasElement ? 100 : head.startsWith("\x1f\x8b") ? 60 : 50;
    return head.trimmed().startsWith("<svg") || (head.trimmed().startsWith("<?xml") && head.contains("<svg")) ? 70 : 0;
}
}  // namespace

const Format kSvgFormat{"svg", sureOfSvg, openSvg};

}  // namespace tideline::session
