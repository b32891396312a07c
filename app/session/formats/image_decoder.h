// Decodes an image, whole or in part, at a scale, within limits.
#pragma once

#include "app/session/format.h"
#include "app/session/formats/image_kind.h"
#include "app/session/formats/image_metadata.h"
#include "app/session/source_device.h"

#include <QImage>
#include <QImageIOHandler>
#include <QImageReader>

#include <memory>

namespace tideline::session {

/// What an image's header says.
struct ImageHeader {
    QSize stored;  ///< as the pixels lie in the file
    QImage::Format format = QImage::Format_Invalid;
    QImageIOHandler::Transformations orientation;  ///< from `stored` to what is shown
    int frames = 1;
    bool scales = false;  ///< it can be decoded smaller without holding all of it
    bool cut = false;     ///< the end that the format wants is missing: frames are
    std::vector<std::pair<QString, QString>> texts;  ///< PNG's text chunks, a JPEG's comment
    ImageMetadata metadata;

    QSize shown() const { return orientation.testFlag(QImageIOHandler::TransformationRotate90) ? stored.transposed() : stored; }
};

/// Pixels as they lie in the file; `whole` is false where the file broke off or is damaged, and the rest was filled with grey.
struct DecodedImage {
    QImage image;
    bool whole = true;
};

/// Pixels that lie as they do in the file, turned to how they are shown.
QImage turned(QImage image, QImageIOHandler::Transformations orientation);

/// Qt's reader of one format, which was chosen by the bytes: none other is tried. Whatever the file says, no decoded image is larger than
/// `limits.memoryBytes`; and of what Qt could not decode, nothing is shown but what we filled ourselves, so that no earlier memory
/// of this process is.
///
/// Thread:    one at a time, any.
/// Ownership: borrows the device, which outlives it.
class ImageDecoder {
public:
    ImageDecoder(SourceDevice &device, const ImageKind &kind, const Limits &limits);

    /// To be called first: it bounds what Qt's reader sees of the file (ImageMetadata::soundBytes).
    /// Errors: Corrupt, Refused (limits.pixels; what the decoder would hold; a file that has to be read whole and is too large for it),
    /// the source's.
    Result<ImageHeader> header();

    /// What a whole frame takes in memory; known from header() on.
    qint64 frameBytes() const { return m_frameBytes; }

    /// Whether an image of this size and format may be held at all.
    bool fits(QSize size, QImage::Format format) const;

    /// Frame `index`: `clip` of it (empty: all), scaled to `scaled` (empty: as it is). Both only for kinds that can.
    /// Errors: Corrupt (not one row of it), Refused (a limit), Cancelled, the source's.
    Result<DecodedImage> decode(int index, QRect clip, QSize scaled, const preview::Cancelled &cancelled);

    /// The reader keeps the frame it is at.
    qint64 memoryBytes() const;

private:
    std::unique_ptr<QImageReader> reader();
    Result<DecodedImage> readSequence(int index, const preview::Cancelled &cancelled);
    Result<DecodedImage> read(QImageReader &reader, QRect clip, QSize scaled);
    bool scales(QImage::Format format);
    Result<void> bound(const ImageMetadata &metadata);
    Result<void> judge(const ImageHeader &header) const;
    bool endsAsGif();
    bool brokeOff() const;
    Error failure(const QImageReader &reader) const;

    SourceDevice &m_device;
    const ImageKind &m_kind;
    Limits m_limits;
    std::unique_ptr<QImageReader> m_sequence;  ///< of an animation, before frame m_next
    int m_next = 0;
    qint64 m_frameBytes = 0;
};

}  // namespace tideline::session
