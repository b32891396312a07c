// Which image format a file is of.
#pragma once

#include <QByteArrayView>
#include <QString>

namespace tideline::session {

/// One that Qt of Debian 12 reads: PNG, JPEG, GIF, BMP, icons and the portable, X bitmap and X pixmap formats by qt6-base; WebP, TIFF,
/// TGA, ICNS and WBMP by qt6-image-formats-plugins. That brings MNG, too: it is left out, nobody has tended libmng for ten years. SVG has
/// a format of its own, since Qt's plugin for it would load what it names.
struct ImageKind {
    enum class Frames {
        One,       ///< there is no more
        Pages,     ///< several images, each reached at once
        Sequence,  ///< an animation: each frame is drawn on the one before it
    };
    const char *qtName;    ///< for QImageReader::setFormat
    const char *name;      ///< as a person says it
    Frames frames = Frames::One;
    bool scales = false;   ///< Qt decodes it smaller than it is without holding all of it
    bool clips = false;    ///< and a part of it without holding the rest
    bool readsWhole = false;  ///< Qt takes the whole file into memory
    bool fillsUp = false;     ///< Qt fills up what a file that breaks off lacks, without a word
};

struct KnownImage {
    const ImageKind *kind = nullptr;  ///< nullptr: none of them
    int sure = 0;                     ///< as Format::sure
};
/// By the first bytes; the name, in lower case, counts only for formats without a magic number.
KnownImage knownImage(const QString &name, QByteArrayView head);

}  // namespace tideline::session
