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
    /// How it is noticed that a file breaks off.
    enum class Ending {
        Told,       ///< Qt fails
        PastEnd,    ///< Qt fills up what is missing without a word, after it wanted bytes behind the end
        ShortRead,  ///< the same; it reads row by row, and one read got less than it wanted
    };
    const char *qtName;    ///< for QImageReader::setFormat
    const char *name;      ///< as a person says it
    Frames frames = Frames::One;
    bool scales = false;   ///< Qt decodes it smaller than it is without holding all of it
    bool clips = false;    ///< and a part of it without holding the rest
    bool readsWhole = false;  ///< Qt takes the whole file into memory
    Ending ending = Ending::Told;
};

struct KnownImage {
    const ImageKind *kind = nullptr;  ///< nullptr: none of them
    int sure = 0;                     ///< as Format::sure
};
/// By the first bytes; the name, in lower case, counts only for formats without a magic number.
KnownImage knownImage(const QString &name, QByteArrayView head);

}  // namespace tideline::session
