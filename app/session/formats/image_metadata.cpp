#include "app/session/formats/image_metadata.h"

#include "app/session/formats/plain_line.h"
#include "core/base/result.h"

#include <QtEndian>

#include <libexif/exif-data.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>

namespace tideline::session {

namespace {
constexpr qint64 kMostExif = 1 << 20;
constexpr int kMostParts = 1000;
constexpr int kMostScans = 1000;
constexpr int kMostChunks = 2'000'000;  // of a PNG; of 8 KB of pixels each, mostly
constexpr qint64 kMostKept = 16 << 20;  // of a PNG, beside its pixels
constexpr int kMostPacked = 12;         // parts of a PNG that are unpacked, to 8 MB each
constexpr QByteArrayView kExifStart("Exif\0\0", 6);
constexpr QByteArrayView kPngStart("\x89PNG\r\n\x1a\n", 8);

QByteArray bytesAt(QIODevice &device, qint64 offset, qint64 length)
{
    return device.seek(offset) ? device.read(length) : QByteArray();
}

/// How many scans begin from `at` on. In a scan's data no 0xff stands before another marker than those within it.
int scansFrom(QIODevice &device, qint64 at)
{
    constexpr qint64 piece = 64 << 10;
    const QByteArrayView start("\xff\xda", 2);
    int scans = 0;
    while (scans < kMostScans) {
        const QByteArray bytes = bytesAt(device, at, piece);
        for (qsizetype found = bytes.indexOf(start); found >= 0; found = bytes.indexOf(start, found + 2))
            ++scans;
        if (bytes.size() < 2)
            break;
        at += bytes.size() - 1;  // one may lie across two pieces
    }
    return scans;
}

/// JPEG: segments of a marker, a length and their data, until the first scan.
ImageMetadata ofJpeg(QIODevice &device)
{
    ImageMetadata found;
    int components = 0;
    qint64 at = 2;
    for (int part = 0; part < kMostParts; ++part) {
        const QByteArray head = bytesAt(device, at, 10);
        if (head.size() < 4 || uchar(head[0]) != 0xff)
            return found;
        const uchar marker = uchar(head[1]);
        if (marker == 0xff) {  // a filling byte
            ++at;
            continue;
        }
        const qint64 length = qFromBigEndian<quint16>(head.constData() + 2);
        if (marker == 0xd9 || length < 2)
            return found;
        if (marker == 0xda) {
            found.inPasses = found.inPasses || (head.size() > 4 && uchar(head[4]) < components);
            if (found.inPasses)
                found.passes = scansFrom(device, at);
            return found;
        }
        // Start of frame: 2, 6, 10 and 14 are the progressive ones; 4, 8 and 12 are other segments.
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc && head.size() == 10) {
            found.inPasses = (marker & 3) == 2;
            components = uchar(head[9]);
        }
        if (marker == 0xe1 && found.exif.isEmpty()) {
            const QByteArray data = bytesAt(device, at + 4, length - 2);
            if (data.startsWith(kExifStart))
                found.exif = data;
        }
        at += 2 + length;
    }
    return found;
}

/// EXIF with the six bytes before it that JPEG has and others leave out; empty where it is too long.
QByteArray exifAt(QIODevice &device, qint64 offset, qint64 length)
{
    if (length > kMostExif)
        return {};
    const QByteArray data = bytesAt(device, offset, length);
    return data.startsWith(kExifStart) ? data : kExifStart.toByteArray() + data;
}

/// What libpng keeps of a file beside its pixels, in as many bytes as it claims to have; others it passes over.
bool isKept(QByteArrayView name)
{
    static constexpr std::array<const char *, 9> kKept{"tEXt", "zTXt", "iTXt", "iCCP", "sPLT", "eXIf", "hIST", "pCAL", "sCAL"};
    return std::ranges::any_of(kKept, [name](const char *kept) { return name == kept; });
}

/// A PNG that begins at `start`: chunks of a length, a name, their data and a checksum; at most `most` are looked at.
ImageMetadata ofPng(QIODevice &device, qint64 start, int most)
{
    ImageMetadata found;
    bool isBehindPixels = false;
    qint64 kept = 0;
    int packed = 0;
    qint64 at = start + kPngStart.size();
    for (int part = 0; part < most; ++part) {
        const QByteArray head = bytesAt(device, at, 8);
        if (head.size() < 8)
            return found;
        const QByteArrayView name = QByteArrayView(head).sliced(4);
        const qint64 length = qFromBigEndian<quint32>(head.constData());
        if (name == "IEND")
            return found;
        isBehindPixels = isBehindPixels || name == "IDAT";
        if (isKept(name)) {
            kept += length;
            packed += name == "zTXt" || name == "iTXt" || name == "iCCP";
            if (kept > kMostKept || packed > kMostPacked || length > device.size() - at) {
                found.soundBytes = at;
                if (!isBehindPixels)
                    found.refused = u"The image claims to have so much beside its pixels that it is not opened."_s;
                return found;
            }
        }
        if (name == "eXIf" && found.exif.isEmpty())
            found.exif = exifAt(device, at + 8, length);
        at += 12 + length;
    }
    found.soundBytes = at;
    found.refused = u"The image is in too many pieces to be opened."_s;
    return found;
}

/// An icon of Windows or macOS holds PNGs, which Qt decodes as they are.
ImageMetadata ofIcon(QIODevice &device)
{
    constexpr qint64 piece = 256 << 10;
    constexpr int mostImages = 100, mostChunks = 10'000;
    ImageMetadata found;
    for (qint64 at = 0, images = 0; images < mostImages;) {
        const QByteArray bytes = bytesAt(device, at, piece);
        const qsizetype start = bytes.indexOf(kPngStart);
        if (start < 0 && bytes.size() < piece)
            return found;
        if (start >= 0) {
            const ImageMetadata image = ofPng(device, at + start, mostChunks);
            if (image.soundBytes < std::numeric_limits<qint64>::max()) {
                found.refused = u"An image of this icon claims to have so much beside its pixels that it is not opened."_s;
                return found;
            }
            ++images;
        }
        at += start < 0 ? piece - kPngStart.size() : start + kPngStart.size();
    }
    found.refused = u"The icon has too many images to be opened."_s;
    return found;
}

/// WebP: chunks of a name, a length and their data, filled to an even one.
ImageMetadata ofWebp(QIODevice &device)
{
    qint64 at = 12;
    for (int part = 0; part < kMostParts; ++part) {
        const QByteArray head = bytesAt(device, at, 8);
        if (head.size() < 8)
            return {};
        const qint64 length = qFromLittleEndian<quint32>(QByteArrayView(head).sliced(4).data());
        if (head.startsWith("EXIF"))
            return {.exif = exifAt(device, at + 8, length), .refused = {}};
        at += 8 + length + (length & 1);
    }
    return {};
}

using ExifPointer = std::unique_ptr<ExifData, decltype(&exif_data_unref)>;
ExifPointer read(const QByteArray &exif)
{
    return {exif_data_new_from_data(reinterpret_cast<const uchar *>(exif.constData()), unsigned(exif.size())), &exif_data_unref};
}

struct Wanted {
    ExifIfd ifd;
    ExifTag tag;
    QStringView name;
};
constexpr std::array kWanted{
    Wanted{EXIF_IFD_0, EXIF_TAG_MAKE, u"Camera maker"},
    Wanted{EXIF_IFD_0, EXIF_TAG_MODEL, u"Camera"},
    Wanted{EXIF_IFD_EXIF, ExifTag(0xa434), u"Lens"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_EXPOSURE_TIME, u"Exposure"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_FNUMBER, u"Aperture"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_ISO_SPEED_RATINGS, u"ISO speed"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH, u"Focal length"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_FLASH, u"Flash"},
    Wanted{EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, u"Taken"},
    Wanted{EXIF_IFD_0, EXIF_TAG_DATE_TIME, u"Changed"},
    Wanted{EXIF_IFD_0, EXIF_TAG_SOFTWARE, u"Software"},
    Wanted{EXIF_IFD_0, EXIF_TAG_ARTIST, u"Artist"},
    Wanted{EXIF_IFD_0, EXIF_TAG_COPYRIGHT, u"Copyright"},
    Wanted{EXIF_IFD_0, EXIF_TAG_IMAGE_DESCRIPTION, u"Description"},
};

QString valueOf(ExifData &data, ExifIfd ifd, ExifTag tag)
{
    ExifEntry *entry = exif_content_get_entry(data.ifd[ifd], tag);
    if (!entry)
        return {};
    std::array<char, 512> value{};
    exif_entry_get_value(entry, value.data(), unsigned(value.size()));
    return plainLine(QByteArrayView(value.data(), qsizetype(std::strlen(value.data()))).trimmed(), 256);
}

/// Degrees, of the three rationals and the letter that EXIF keeps a latitude or longitude as.
std::optional<double> degrees(ExifData &data, int valueTag, int letterTag, char negative)
{
    const ExifEntry *entry = exif_content_get_entry(data.ifd[EXIF_IFD_GPS], ExifTag(valueTag));
    const ExifEntry *letter = exif_content_get_entry(data.ifd[EXIF_IFD_GPS], ExifTag(letterTag));
    if (!entry || entry->format != EXIF_FORMAT_RATIONAL || entry->components != 3 || entry->size < 24 || !letter || letter->size < 1)
        return {};
    double sum = 0;
    double unit = 1;
    for (int i = 0; i < 3; ++i, unit /= 60) {
        const ExifRational part = exif_get_rational(entry->data + 8 * i, exif_data_get_byte_order(&data));
        if (part.denominator == 0)
            return {};
        sum += unit * part.numerator / part.denominator;
    }
    return char(letter->data[0]) == negative ? -sum : sum;
}
}  // namespace

ImageMetadata metadataOf(QIODevice &device, const ImageKind &kind)
{
    const QByteArrayView name(kind.qtName);
    if (name == "jpeg")
        return ofJpeg(device);
    if (name == "png")
        return ofPng(device, 0, kMostChunks);
    if (name == "ico" || name == "icns")
        return ofIcon(device);
    return name == "webp" ? ofWebp(device) : ImageMetadata{};
}

QImageIOHandler::Transformations orientationOf(const QByteArray &exif)
{
    using enum QImageIOHandler::Transformation;
    static constexpr std::array kTurns{TransformationNone,            TransformationMirror,   TransformationRotate180,
                                       TransformationFlip,            TransformationFlipAndRotate90, TransformationRotate90,
                                       TransformationMirrorAndRotate90, TransformationRotate270};
    const ExifPointer data = read(exif);
    const ExifEntry *entry = data ? exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION) : nullptr;
    if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->size < 2)
        return TransformationNone;
    const unsigned turn = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return turn >= 1 && turn <= kTurns.size() ? kTurns[turn - 1] : TransformationNone;
}

std::vector<preview::Fact> exifFacts(const QByteArray &exif)
{
    const ExifPointer data = read(exif);
    if (!data)
        return {};
    std::vector<preview::Fact> facts;
    for (const Wanted &wanted : kWanted)
        if (const QString value = valueOf(*data, wanted.ifd, wanted.tag); !value.isEmpty())
            facts.push_back({wanted.name.toString(), value});
    const std::optional<double> latitude = degrees(*data, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, 'S');
    const std::optional<double> longitude = degrees(*data, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, 'W');
    if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180)
        facts.push_back({u"Place"_s, u"%1, %2"_s.arg(*latitude, 0, 'f', 5).arg(*longitude, 0, 'f', 5)});
    return facts;
}

}  // namespace tideline::session
