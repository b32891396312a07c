#include "app/session/formats/image_format.h"

#include "app/session/formats/drawing.h"
#include "app/session/formats/format_tools.h"
#include "app/session/formats/image_decoder.h"
#include "app/session/formats/plain_line.h"

#include <QColorSpace>

#include <cmath>

namespace tideline::session {

namespace {
using Turn = QImageIOHandler::Transformation;

/// The part of the stored image that becomes `part` of the shown one.
preview::Part storedPart(preview::Part part, QImageIOHandler::Transformations orientation)
{
    if (orientation & Turn::TransformationRotate90) {
        std::swap(part.width, part.height);
        const double x = part.x;
        part.x = part.y;
        part.y = 1 - x - part.height;
    }
    if (orientation & Turn::TransformationMirror)
        part.x = 1 - part.x - part.width;
    if (orientation & Turn::TransformationFlip)
        part.y = 1 - part.y - part.height;
    return bounded(part);
}

QString depthText(QImage::Format format)
{
    switch (format) {
    case QImage::Format_Invalid: return {};
    case QImage::Format_Mono:
    case QImage::Format_MonoLSB: return u"1 bit"_s;
    case QImage::Format_Indexed8: return u"8 bits, of a palette"_s;
    case QImage::Format_Grayscale8: return u"8 bits, grey"_s;
    case QImage::Format_Grayscale16: return u"16 bits, grey"_s;
    default: break;
    }
    const QPixelFormat pixel = QImage::toPixelFormat(format);
    const bool alpha = pixel.alphaUsage() == QPixelFormat::UsesAlpha;
    return u"%1 bits each of red, green and blue%2"_s.arg(pixel.redSize()).arg(alpha ? u", with transparency" : u"");
}

class ImagePreview final : public FilePreview {
public:
    ImagePreview(std::shared_ptr<Source> source, const ImageKind &kind, const Limits &limits)
        : FilePreview(std::move(source)), m_kind(kind), m_limits(limits), m_device(this->source()), m_decoder(m_device, kind, limits)
    {
    }

    Result<void> open(const preview::Cancelled &cancelled);
    Result<preview::Picture> picture(int index, const preview::Part &part, const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override { return m_held.sizeInBytes() + m_decoder.memoryBytes() + m_device.keptBytes() + (8 << 20); }

private:
    Result<preview::Picture> draw(int index, const preview::Part &part, const preview::Cancelled &cancelled);
    Result<QSize> storedSize(int index, const preview::Cancelled &cancelled);
    Result<QImage> pixels(int index, QSize whole, QRect stored, QSize drawn, const preview::Cancelled &cancelled);
    Result<void> hold(int index, QSize scaled, const preview::Cancelled &cancelled);
    bool heldIsEnough(int index, QRect stored, QSize drawn) const;
    QSize largestThatFits() const;
    void tell();

    const ImageKind &m_kind;
    Limits m_limits;
    SourceDevice m_device;
    ImageDecoder m_decoder;
    ImageHeader m_header;
    QImage m_held;         ///< frame m_heldIndex as it is stored, perhaps smaller
    int m_heldIndex = -1;
    bool m_heldWhole = true;
    bool m_cut = false;    ///< what was decoded last ended early
};

Result<void> ImagePreview::open(const preview::Cancelled &cancelled)
{
    const SourceDevice::Call call(m_device, budgetOf(source(), m_limits.remoteBytes), cancelled);
    Result<ImageHeader> header = m_decoder.header();
    if (!header)
        return header.error();
    m_header = *std::move(header);
    m_device.goOn();
    preview::Part all;
    all.pixels = m_limits.pictureEdge;
    const QSize shown = m_header.shown();
    Result<preview::Picture> first = draw(0, all, cancelled);
    if (!first)
        return first.error();
    const QString name = QString::fromLatin1(m_kind.name);
    m_document.format = name + u" image"_s;
    m_document.shape = preview::ImageDocument{shown.width(), shown.height(), name, m_header.frames, *std::move(first)};
    tell();
    return {};
}

void ImagePreview::tell()
{
    std::vector<preview::Fact> &facts = m_document.facts;
    facts.push_back({u"Size"_s, u"%1 × %2 pixels"_s.arg(m_header.shown().width()).arg(m_header.shown().height())});
    if (const QString depth = depthText(m_header.format); !depth.isEmpty())
        facts.push_back({u"Depth"_s, depth});
    if (m_header.frames > 1)
        facts.push_back({m_kind.frames == ImageKind::Frames::Pages ? u"Images"_s : u"Frames"_s, QString::number(m_header.frames)});
    if (m_held.colorSpace().isValid())
        facts.push_back({u"Colour space"_s, plainLine(m_held.colorSpace().description(), 128)});
    if (!m_header.metadata.exif.isEmpty())
        for (preview::Fact &fact : exifFacts(m_header.metadata.exif))
            facts.push_back(std::move(fact));
    for (const auto &[key, value] : m_header.texts)
        facts.push_back({key.isEmpty() ? u"Text"_s : key, value});
    m_cut = m_cut || m_header.cut;
    if (m_cut && m_device.ranOut())
        m_document.notices << u"Only what the first %1 of this file in the cloud hold is shown."_s.arg(
            sizeText(m_limits.remoteBytes));
    else if (m_cut)
        m_document.notices << u"The file is cut off or damaged. What could be decoded is shown."_s;
}

Result<preview::Picture> ImagePreview::picture(int index, const preview::Part &part, const preview::Cancelled &cancelled)
{
    if (index < 0 || index >= m_header.frames)
        return Error{Error::Kind::Invalid, u"The image has no frame %1."_s.arg(index), {}, {}};
    const SourceDevice::Call call(m_device, budgetOf(source(), m_limits.remoteBytes), cancelled);
    return draw(index, bounded(part), cancelled);
}

Result<preview::Picture> ImagePreview::draw(int index, const preview::Part &part, const preview::Cancelled &cancelled)
{
    const Result<QSize> whole = storedSize(index, cancelled);
    if (!whole)
        return whole.error();
    const bool lying = m_header.orientation.testFlag(Turn::TransformationRotate90);
    QSize drawn = drawnSize(part, lying ? whole->transposed() : *whole, m_limits);
    if (lying)
        drawn.transpose();
    const QRect stored = coveredPixels(storedPart(part, m_header.orientation), *whole);
    if (drawn.width() > stored.width() || drawn.height() > stored.height())
        drawn = stored.size();  // enlarging is the window's
    Result<QImage> image = pixels(index, *whole, stored, drawn, cancelled);
    if (!image)
        return image.error();
    preview::Picture picture = toPicture(turned(*std::move(image), m_header.orientation));
    if (picture.width == 0)
        return Error{Error::Kind::Refused, u"There is not enough memory to draw the image."_s, {}, {}};
    return picture;
}

/// The pages of an icon or a TIFF differ in size: of one but the first it is known when it is decoded.
Result<QSize> ImagePreview::storedSize(int index, const preview::Cancelled &cancelled)
{
    if (index == 0 || m_kind.frames != ImageKind::Frames::Pages)
        return m_header.stored;
    if (m_heldIndex != index)
        if (const Result<void> held = hold(index, {}, cancelled); !held)
            return held.error();
    return m_held.size();
}

Result<QImage> ImagePreview::pixels(int index, QSize whole, QRect stored, QSize drawn, const preview::Cancelled &cancelled)
{
    if (!heldIsEnough(index, stored, drawn)) {
        const bool all = stored.size() == m_header.stored;
        const bool fits = m_decoder.fits(m_header.stored, m_header.format);
        if (m_kind.clips && !all && !fits) {
            Result<DecodedImage> part = m_decoder.decode(index, stored, drawn, cancelled);
            return part ? Result<QImage>(std::move(part->image)) : part.error();
        }
        const bool smaller = m_header.scales && all && drawn != stored.size();
        if (const Result<void> held = hold(index, smaller ? drawn : fits ? QSize() : largestThatFits(), cancelled); !held)
            return held.error();
    }
    const double across = double(m_held.width()) / whole.width();
    const double down = double(m_held.height()) / whole.height();
    const QRectF cut(stored.x() * across, stored.y() * down, stored.width() * across, stored.height() * down);
    const QRect inHeld = cut.toAlignedRect().intersected(m_held.rect());
    if (inHeld.isEmpty())
        return m_held;
    const QImage part = inHeld == m_held.rect() ? m_held : m_held.copy(inHeld);
    const QSize size = drawn.boundedTo(part.size());
    return size == part.size() ? part : part.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

bool ImagePreview::heldIsEnough(int index, QRect stored, QSize drawn) const
{
    if (index != m_heldIndex || m_held.isNull())
        return false;
    if (m_held.width() >= m_header.stored.width() || m_kind.frames == ImageKind::Frames::Pages || !m_heldWhole)
        return true;
    const double pixelsThere = double(stored.width()) * m_held.width() / m_header.stored.width();
    if (pixelsThere + 1 >= drawn.width())
        return true;
    // The largest is held already, and parts cannot be had by themselves.
    return !m_kind.clips && m_held.size() == largestThatFits();
}

Result<void> ImagePreview::hold(int index, QSize scaled, const preview::Cancelled &cancelled)
{
    m_held = {};
    m_heldIndex = -1;
    Result<DecodedImage> decoded = m_decoder.decode(index, {}, m_header.scales ? scaled : QSize(), cancelled);
    if (!decoded)
        return decoded.error();
    m_held = std::move(decoded->image);
    m_heldIndex = index;
    m_heldWhole = decoded->whole;
    m_cut = !decoded->whole;
    return {};
}

/// In the image's proportions.
QSize ImagePreview::largestThatFits() const
{
    if (m_decoder.fits(m_header.stored, m_header.format))
        return m_header.stored;
    const double pixels = double(m_header.stored.width()) * m_header.stored.height();
    const double scale = std::sqrt(double(m_limits.memoryBytes) / 8 / pixels);
    return QSize(int(m_header.stored.width() * scale), int(m_header.stored.height() * scale)).expandedTo({1, 1});
}

Result<std::unique_ptr<FilePreview>> openImage(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                               const preview::Cancelled &cancelled)
{
    const Result<QByteArray> head = source->read(0, 4096);
    if (!head)
        return head.error();
    const KnownImage known = knownImage(facts.name.toLower(), *head);
    if (!known.kind)
        return Error{Error::Kind::Corrupt, u"This is no image of a known format."_s, {}, {}};
    auto opened = std::make_unique<ImagePreview>(std::move(source), *known.kind, limits);
    if (const Result<void> done = opened->open(cancelled); !done)
        return done.error();
    return std::unique_ptr<FilePreview>(std::move(opened));
}
}  // namespace

const Format kImageFormat{"image", [](const QString &name, QByteArrayView head) { return knownImage(name, head).sure; }, openImage};

}  // namespace tideline::session
