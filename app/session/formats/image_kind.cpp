#include "app/session/formats/image_kind.h"

#include "core/base/result.h"

#include <QtEndian>

#include <array>
#include <cstring>

namespace tideline::session {

namespace {
using Frames = ImageKind::Frames;
using Ending = ImageKind::Ending;
constexpr ImageKind kPng{.qtName = "png", .name = "PNG", .scales = true};
constexpr ImageKind kJpeg{.qtName = "jpeg", .name = "JPEG", .scales = true, .clips = true, .ending = Ending::PastEnd};
constexpr ImageKind kGif{.qtName = "gif", .name = "GIF", .frames = Frames::Sequence};
constexpr ImageKind kWebp{.qtName = "webp", .name = "WebP", .frames = Frames::Sequence, .readsWhole = true};
constexpr ImageKind kBmp{.qtName = "bmp", .name = "BMP", .ending = Ending::ShortRead};
constexpr ImageKind kTiff{.qtName = "tiff", .name = "TIFF", .frames = Frames::Pages};
constexpr ImageKind kIco{.qtName = "ico", .name = "Windows icon", .frames = Frames::Pages};
constexpr ImageKind kIcns{.qtName = "icns", .name = "macOS icon", .frames = Frames::Pages};
constexpr ImageKind kPortable{.qtName = "ppm", .name = "Portable pixmap", .ending = Ending::ShortRead};
constexpr ImageKind kXpm{.qtName = "xpm", .name = "X pixmap", .readsWhole = true};
constexpr ImageKind kXbm{.qtName = "xbm", .name = "X bitmap"};
constexpr ImageKind kTga{.qtName = "tga", .name = "TGA", .ending = Ending::PastEnd};
constexpr ImageKind kWbmp{.qtName = "wbmp", .name = "Wireless bitmap", .ending = Ending::ShortRead};

struct Magic {
    std::array<const char *, 4> starts;
    const ImageKind *kind;
};
constexpr std::array kMagic{
    Magic{{"\x89PNG\r\n\x1a\n"}, &kPng}, Magic{{"\xff\xd8\xff"}, &kJpeg}, Magic{{"GIF87a", "GIF89a"}, &kGif},
    Magic{{"icns"}, &kIcns},             Magic{{"/* XPM */"}, &kXpm},
};

bool startsWith(QByteArrayView head, const char *start)
{
    return start && head.startsWith(QByteArrayView(start, qsizetype(std::strlen(start))));
}

/// "BM" begins many a text: the offset of the pixels and the size of the header have to fit, too.
bool isBmp(QByteArrayView head)
{
    if (head.size() < 26 || !head.startsWith("BM"))
        return false;
    const auto field = [&](qsizetype at) { return qFromLittleEndian<quint32>(head.data() + at); };
    const quint32 header = field(14);
    return header >= 12 && header <= 256 && field(10) >= 14 + header && field(6) == 0;
}

bool isTiff(QByteArrayView head)
{
    return head.startsWith(QByteArrayView("II*\0", 4)) || head.startsWith(QByteArrayView("MM\0*", 4))
        || head.startsWith(QByteArrayView("II+\0", 4)) || head.startsWith(QByteArrayView("MM\0+", 4));
}

/// A Windows icon or cursor: a reserved zero, its type, how many; and each entry's reserved byte.
bool isIco(QByteArrayView head)
{
    return head.size() >= 22 && head[0] == 0 && head[1] == 0 && (head[2] == 1 || head[2] == 2) && head[3] == 0
        && (head[4] != 0 || head[5] != 0) && head[9] == 0;
}

bool isPortable(QByteArrayView head)
{
    return head.size() > 3 && head[0] == 'P' && head[1] >= '1' && head[1] <= '6'
        && (head[2] == '\n' || head[2] == ' ' || head[2] == '\t' || head[2] == '\r');
}

KnownImage bySuffix(const QString &name, QByteArrayView head)
{
    const int depth = head.size() > 18 ? uchar(head[16]) : 0;
    if (name.endsWith(u".tga") && depth > 0 && depth <= 32 && depth % 8 == 0 && uchar(head[1]) <= 1)
        return {&kTga, 60};
    if (name.endsWith(u".wbmp") && head.size() > 4 && head[0] == 0 && head[1] == 0)
        return {&kWbmp, 60};
    if (name.endsWith(u".xbm") && head.contains("#define"))
        return {&kXbm, 61};  // the bytes are C, and could be shown as that
    return {};
}
}  // namespace

KnownImage knownImage(const QString &name, QByteArrayView head)
{
    for (const Magic &magic : kMagic)
        for (const char *start : magic.starts)
            if (startsWith(head, start))
                return {magic.kind, 100};
    if (head.startsWith("RIFF") && head.size() >= 12 && head.sliced(8).startsWith("WEBP"))
        return {&kWebp, 100};
    if (isBmp(head))
        return {&kBmp, 100};
    if (isTiff(head))
        return {&kTiff, 100};
    if (isIco(head))
        return {&kIco, name.endsWith(u".ico") || name.endsWith(u".cur") ? 100 : 40};
    if (isPortable(head)) {
        const bool named = name.endsWith(u".ppm") || name.endsWith(u".pgm") || name.endsWith(u".pbm") || name.endsWith(u".pnm");
        return {&kPortable, named ? 100 : 5};
    }
    return bySuffix(name, head);
}

}  // namespace tideline::session
