#include "app/session/formats/svg_format.h"

#include "app/session/formats/drawing.h"
#include "app/session/formats/svg_drawing.h"

#include <cmath>

namespace tideline::session {

namespace {
class SvgPreview final : public FilePreview {
public:
    SvgPreview(std::shared_ptr<Source> source, const Limits &limits) : FilePreview(std::move(source)), m_limits(limits) {}

    Result<void> open(const preview::Cancelled &cancelled);
    Result<preview::Picture> picture(int index, const preview::Part &part, const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override { return (8 << 20) + (m_drawing ? m_drawing->memoryBytes() : 0); }

private:
    preview::Picture draw(const preview::Part &part);
    void tell(const CheckedSvg &checked);

    Limits m_limits;
    std::unique_ptr<SvgDrawing> m_drawing;  ///< from open() on
};

Result<void> SvgPreview::open(const preview::Cancelled &cancelled)
{
    const Result<CheckedSvg> checked = checkSvg(source(), m_limits, cancelled);
    if (!checked)
        return checked.error();
    Result<std::unique_ptr<SvgDrawing>> drawing = SvgDrawing::of(*checked);
    if (!drawing)
        return drawing.error();
    m_drawing = *std::move(drawing);
    const QSizeF size = m_drawing->size();
    preview::Part all;
    all.pixels = m_limits.pictureEdge;
    m_document.format = u"SVG drawing"_s;
    m_document.shape = preview::ImageDocument{std::max(1, int(std::lround(size.width()))), std::max(1, int(std::lround(size.height()))),
                                              u"SVG"_s, 1, draw(all)};
    tell(*checked);
    return {};
}

void SvgPreview::tell(const CheckedSvg &checked)
{
    m_document.facts = {{u"Size"_s, u"%1 × %2"_s.arg(m_drawing->size().width()).arg(m_drawing->size().height())},
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
    return toPicture(m_drawing->painted(part, drawnSize(part, m_drawing->size(), m_limits)));
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
