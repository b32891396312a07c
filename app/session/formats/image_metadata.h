// What an image file says beside its pixels.
#pragma once

#include "app/session/formats/image_kind.h"
#include "core/preview/document.h"

#include <QIODevice>
#include <QImageIOHandler>

#include <limits>
#include <vector>

namespace tideline::session {

/// What is found by going from one part of the file to the next, without decoding it. A decoder believes what these parts say of
/// themselves, so this is looked at before one gets the file.
struct ImageMetadata {
    QByteArray exif;        ///< as libexif reads it, from "Exif\0\0" on; empty: there is none, or it is larger than 1 MiB
    bool inPasses = false;  ///< a JPEG in several scans: its decoder holds all of it, whatever part or scale is wanted
    int passes = 1;         ///< of such a one, as far as the file could be read
    /// Where a decoder has to stop reading: libpng takes memory for as much as a part claims to have, and unpacks each text.
    qint64 soundBytes = std::numeric_limits<qint64>::max();
    QString refused;        ///< why no decoder may have it at all, as a sentence
};
/// Of JPEG, PNG, WebP, and the PNGs in icons; nothing of others. What is damaged ends the search.
ImageMetadata metadataOf(QIODevice &device, const ImageKind &kind);

/// How `exif` wants the image to be turned.
QImageIOHandler::Transformations orientationOf(const QByteArray &exif);

/// Camera, lens, exposure, dates, author, place: what `exif` has of them.
std::vector<preview::Fact> exifFacts(const QByteArray &exif);

}  // namespace tideline::session
