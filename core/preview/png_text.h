// The text chunks of a PNG, without decoding its pixels.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <vector>

namespace tideline::preview {

struct PngText {
    QByteArray key;    ///< Latin-1, 1–79 bytes, no NUL
    QByteArray value;  ///< Latin-1
    bool operator==(const PngText &) const = default;
};

/// All tEXt chunks, in order (at most 64). Nothing is decompressed: zTXt and iTXt are passed over.
/// nullopt: it is no whole PNG (signature, header first, each chunk's checksum, an end and nothing cut off).
std::optional<std::vector<PngText>> readPngText(QByteArrayView png);

/// The same PNG with these texts behind its header, and without its own of the same keys.
/// Empty: `png` is not whole, or a text has a key that PNG does not allow.
QByteArray withPngText(QByteArrayView png, const std::vector<PngText> &texts);

/// A PNG of one transparent pixel.
QByteArray emptyPng();

}  // namespace tideline::preview
