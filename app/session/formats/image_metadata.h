// What an image file says beside its pixels.
#pragma once

#include "app/session/formats/image_kind.h"
#include "core/preview/document.h"

#include <QIODevice>

#include <vector>

namespace tideline::session {

/// What is found by going from one part of the file to the next, without decoding it.
struct ImageMetadata {
    QByteArray exif;           ///< as libexif reads it, from "Exif\0\0" on; empty: there is none, or it is larger than 1 MiB
    bool progressive = false;  ///< a JPEG in several passes: its decoder holds all of it, whatever part or scale is wanted
};
/// Of JPEG, PNG and WebP; nothing of others. What is damaged ends the search.
ImageMetadata metadataOf(QIODevice &device, const ImageKind &kind);

/// Camera, lens, exposure, dates, author, place: what `exif` has of them.
std::vector<preview::Fact> exifFacts(const QByteArray &exif);

}  // namespace tideline::session
