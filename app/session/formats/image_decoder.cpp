#include "app/session/formats/image_decoder.h"

#include "app/session/formats/format_tools.h"
#include "app/session/formats/plain_line.h"

#include <QTransform>

#include <algorithm>
#include <mutex>

namespace tideline::session {

namespace {
// Qt's own bound, of the whole process: a net below ours, for what a handler allocates before we know its size.
constexpr int kAllocationMegabytes = 512;
constexpr qint64 kMostWhole = 64 << 20;
constexpr int kMostFrames = 100'000;
constexpr qint64 kMostPixelsACall = 2'000'000'000;  // of an animation's frames that lie before the wanted one
constexpr int kMostTexts = 32;
constexpr int kMostPasses = 100;  // of a JPEG; programs write about ten

qint64 bytesOf(QSize size, QImage::Format format)
{
    const int bits = format == QImage::Format_Invalid ? 32 : QImage::toPixelFormat(format).bitsPerPixel();
    return qint64(size.width()) * size.height() * std::max(bits / 8, 4);  // what is drawn has four bytes
}

/// What the header says, where that is a format: after a header that cannot be read, Qt's handlers say any number.
QImage::Format formatOf(const QImageReader &reader)
{
    const QImage::Format format = reader.imageFormat();
    return format > QImage::Format_Invalid && format < QImage::NImageFormats ? format : QImage::Format_Invalid;
}

QString megapixels(QSize size)
{
    return u"%1 × %2 pixels"_s.arg(size.width()).arg(size.height());
}
}  // namespace

QImage turned(QImage image, QImageIOHandler::Transformations orientation)
{
    image = std::move(image).mirrored(orientation & QImageIOHandler::TransformationMirror, orientation & QImageIOHandler::TransformationFlip);
    return orientation & QImageIOHandler::TransformationRotate90 ? image.transformed(QTransform().rotate(90)) : image;
}

ImageDecoder::ImageDecoder(SourceDevice &device, const ImageKind &kind, const Limits &limits)
    : m_device(device), m_kind(kind), m_limits(limits)
{
    static std::once_flag once;
    std::call_once(once, [] { QImageReader::setAllocationLimit(kAllocationMegabytes); });
}

std::unique_ptr<QImageReader> ImageDecoder::reader()
{
    m_device.seek(0);
    auto made = std::make_unique<QImageReader>(&m_device, m_kind.qtName);
    made->setAutoDetectImageFormat(false);
    made->setAutoTransform(false);  // the small picture is turned in the end, not the large image
    return made;
}

Error ImageDecoder::failure(const QImageReader &reader) const
{
    if (m_device.failure())
        return *m_device.failure();
    const QLatin1StringView name(m_kind.name);
    if (m_device.ranOut())
        return notFromTheCloud(u"This %1 image cannot be shown from its first %2 alone."_s.arg(name, sizeText(m_limits.remoteBytes)));
    if (m_device.readPastEnd())
        return {Error::Kind::Corrupt, u"This %1 image is cut off before its first row."_s.arg(name), {}, {}};
    return {Error::Kind::Corrupt, u"This %1 image is damaged: %2"_s.arg(name, plainLine(reader.errorString())), {}, {}};
}

Result<ImageHeader> ImageDecoder::header()
{
    if (m_kind.readsWhole && m_device.size() > kMostWhole)
        return Error{Error::Kind::Refused,
                     u"%1 images are shown up to %2, and this has %3."_s.arg(QLatin1StringView(m_kind.name), sizeText(kMostWhole),
                                                                              sizeText(m_device.size())), {}, {}};
    ImageMetadata metadata = metadataOf(m_device, m_kind);
    if (const Result<void> bounded = bound(metadata); !bounded)
        return bounded.error();
    const std::unique_ptr<QImageReader> first = reader();
    ImageHeader header{.stored = first->size(), .format = formatOf(*first), .orientation = first->transformation(), .texts = {}, .metadata = {}};
    if (header.orientation == QImageIOHandler::TransformationNone && !metadata.exif.isEmpty())
        header.orientation = orientationOf(metadata.exif);  // Qt 6.4 looks for it in JPEG and TIFF alone
    header.metadata = std::move(metadata);
    if (header.stored.isEmpty()) {  // some say it only with their pixels
        const Result<DecodedImage> frame = read(*first, {}, {});
        if (!frame)
            return frame.error();
        header.stored = frame->image.size();
    }
    if (header.stored.isEmpty())
        return failure(*first);
    if (const Result<void> allowed = judge(header); !allowed)
        return allowed.error();
    for (const QString &key : first->textKeys().first(std::min<qsizetype>(first->textKeys().size(), kMostTexts)))
        header.texts.emplace_back(plainLine(key, 79), plainLine(first->text(key).simplified()));
    // To count, all of the file is read; what a network has to bring is not fetched for that.
    if (m_kind.frames != ImageKind::Frames::One && !m_device.ranOut() && (m_device.size() <= m_limits.remoteBytes || !m_device.isRemote()))
        header.frames = std::clamp(first->imageCount(), 1, kMostFrames);
    header.scales = scales(header.format);
    header.cut = QByteArrayView(m_kind.qtName) == "gif" && !m_device.ranOut() && !endsAsGif();
    m_frameBytes = bytesOf(header.stored, header.format);
    return header;
}

/// Keeps from Qt's reader what it would believe.
Result<void> ImageDecoder::bound(const ImageMetadata &metadata)
{
    if (m_device.failure())
        return *m_device.failure();
    if (!metadata.refused.isEmpty())
        return Error{Error::Kind::Refused, metadata.refused, {}, {}};
    if (metadata.passes > kMostPasses)
        return Error{Error::Kind::Refused, u"This JPEG image is made of more than %1 passes over its pixels, and would take too long."_s.arg(kMostPasses),
                     {}, {}};
    m_device.endAt(metadata.soundBytes);
    return {};
}

Result<void> ImageDecoder::judge(const ImageHeader &header) const
{
    const qint64 pixels = qint64(header.stored.width()) * header.stored.height();
    if (pixels > m_limits.pixels)
        return Error{Error::Kind::Refused,
                     u"The image has %1; up to %2 million are shown."_s.arg(megapixels(header.stored)).arg(m_limits.pixels / 1'000'000), {}, {}};
    // libjpeg holds six bytes of each pixel of such a file while it decodes it.
    if (header.metadata.inPasses && pixels * 6 > 4 * m_limits.memoryBytes)
        return Error{Error::Kind::Refused, u"A progressive JPEG of %1 takes too much memory."_s.arg(megapixels(header.stored)), {}, {}};
    return {};
}

bool ImageDecoder::brokeOff() const
{
    switch (m_kind.ending) {
    case ImageKind::Ending::Told: return false;
    case ImageKind::Ending::PastEnd: return m_device.readPastEnd();
    case ImageKind::Ending::ShortRead: break;
    }
    return m_device.readPastEnd() || m_device.readShort();
}

/// A GIF's last byte is ';'. Qt shows what is there of one that is cut off, and tells nobody.
bool ImageDecoder::endsAsGif()
{
    constexpr qint64 kLast = 64;
    QByteArray last = m_device.seek(std::max<qint64>(0, m_device.size() - kLast)) ? m_device.read(kLast) : QByteArray();
    while (last.endsWith('\0') || last.endsWith('\n') || last.endsWith('\r'))
        last.chop(1);
    return last.endsWith(';');
}

/// Of PNGs, Qt takes only those so that have their pixels in order, in four bytes each.
bool ImageDecoder::scales(QImage::Format format)
{
    if (QByteArrayView(m_kind.qtName) != "png")
        return m_kind.scales;
    constexpr qint64 kInterlaced = 28;
    char interlaced = 1;
    const bool fourBytes = format == QImage::Format_RGB32 || format == QImage::Format_ARGB32;
    return fourBytes && m_device.seek(kInterlaced) && m_device.getChar(&interlaced) && interlaced == 0;
}

bool ImageDecoder::fits(QSize size, QImage::Format format) const
{
    return bytesOf(size, format) <= m_limits.memoryBytes;
}

Result<DecodedImage> ImageDecoder::decode(int index, QRect clip, QSize scaled, const preview::Cancelled &cancelled)
{
    if (m_kind.frames == ImageKind::Frames::Sequence)
        return readSequence(index, cancelled);
    const std::unique_ptr<QImageReader> fresh = reader();
    if (index > 0 && !fresh->jumpToImage(index))
        return failure(*fresh);
    return read(*fresh, clip, scaled);
}

Result<DecodedImage> ImageDecoder::readSequence(int index, const preview::Cancelled &cancelled)
{
    if (!m_sequence || index < m_next) {
        m_sequence = reader();
        m_next = 0;
    }
    if (m_frameBytes / 4 * (index - m_next) > kMostPixelsACall)
        return Error{Error::Kind::Refused, u"Too many large frames lie before frame %1 to draw them all."_s.arg(index + 1), {}, {}};
    for (;; ++m_next) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        Result<DecodedImage> frame = read(*m_sequence, {}, {});
        if (frame && m_next < index)
            continue;
        if (frame && frame->whole)
            ++m_next;
        else
            m_sequence.reset();  // nothing comes behind a damaged frame
        return frame;
    }
}

Result<DecodedImage> ImageDecoder::read(QImageReader &reader, QRect clip, QSize scaled)
{
    const QSize all = reader.size();
    const QImage::Format format = formatOf(reader);
    if (all.width() > 0 && qint64(all.width()) * all.height() > m_limits.pixels)  // an icon's pages differ
        return Error{Error::Kind::Refused, u"The image has %1."_s.arg(megapixels(all)), {}, {}};
    const QSize result = !scaled.isEmpty() ? scaled : !clip.isEmpty() ? clip.size() : all;
    if (!fits(result, format))
        return Error{Error::Kind::Refused,
                     u"The image would take %1 of memory; %2 are allowed."_s.arg(sizeText(bytesOf(result, format)),
                                                                                sizeText(m_limits.memoryBytes)), {}, {}};
    if (!clip.isEmpty())
        reader.setClipRect(clip);
    if (!scaled.isEmpty())
        reader.setScaledSize(scaled);
    // Qt's handlers draw into an image that has the right size and format already, and otherwise into memory as it comes.
    QImage image;
    if (format != QImage::Format_Invalid && !result.isEmpty())
        image = QImage(result, format);
    if (!image.isNull())
        image.fill(image.hasAlphaChannel() ? Qt::transparent : Qt::gray);
    const uchar *ours = image.isNull() ? nullptr : std::as_const(image).bits();
    const bool read = reader.read(&image);
    const bool cut = brokeOff() || m_device.ranOut() || m_device.failure();
    const bool known = ours && std::as_const(image).bits() == ours;
    if (m_device.failure() || image.isNull() || (!read && !known))
        return failure(reader);
    if (!fits(image.size(), image.format()))  // its header said less, or nothing
        return Error{Error::Kind::Refused, u"The image has %1, more than its header says."_s.arg(megapixels(image.size())), {}, {}};
    return DecodedImage{std::move(image), read && !cut};
}

qint64 ImageDecoder::memoryBytes() const
{
    return m_sequence ? m_frameBytes + (m_kind.readsWhole ? m_device.size() : 0) : 0;
}

}  // namespace tideline::session
