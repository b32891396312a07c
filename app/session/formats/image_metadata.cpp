#include "app/session/formats/image_metadata.h"

#include "app/session/formats/plain_line.h"
#include "core/base/result.h"

#include <QtEndian>

#include <libexif/exif-data.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>

namespace tideline::session {

namespace {
constexpr qint64 kMostExif = 1 << 20;
constexpr int kMostParts = 1000;
constexpr QByteArrayView kExifStart("Exif\0\0", 6);

QByteArray bytesAt(QIODevice &device, qint64 offset, qint64 length)
{
    return device.seek(offset) ? device.read(length) : QByteArray();
}

/// JPEG: segments of a marker, a length and their data, until the first scan.
ImageMetadata ofJpeg(QIODevice &device)
{
    ImageMetadata found;
    qint64 at = 2;
    for (int part = 0; part < kMostParts; ++part) {
        const QByteArray head = bytesAt(device, at, 4);
        if (head.size() < 4 || uchar(head[0]) != 0xff)
            return found;
        const uchar marker = uchar(head[1]);
        if (marker == 0xff) {  // a filling byte
            ++at;
            continue;
        }
        const qint64 length = qFromBigEndian<quint16>(head.constData() + 2);
        if (marker == 0xda || marker == 0xd9 || length < 2)
            return found;
        // Start of frame: 2, 6, 10 and 14 are the progressive ones; 4, 8 and 12 are other segments.
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
            found.progressive = (marker & 3) == 2;
        if (marker == 0xe1 && found.exif.isEmpty()) {
            const QByteArray data = bytesAt(device, at + 4, length - 2);
            if (data.startsWith(kExifStart))
                found.exif = data;
        }
        at += 2 + length;
    }
    return found;
}

/// PNG and RIFF: chunks of a name, a length and their data.
struct Chunks {
    qint64 first;
    bool nameFirst;      ///< before its length
    qint64 behind;       ///< bytes behind the data: a checksum
    bool even;           ///< the data is filled to an even length
    const char *wanted;
    const char *last;    ///< where the search ends
};
constexpr Chunks kPngChunks{8, false, 4, false, "eXIf", "IDAT"};
constexpr Chunks kWebpChunks{12, true, 0, true, "EXIF", "    "};

ImageMetadata ofChunks(QIODevice &device, const Chunks &chunks)
{
    qint64 at = chunks.first;
    for (int part = 0; part < kMostParts; ++part) {
        const QByteArray head = bytesAt(device, at, 8);
        if (head.size() < 8)
            return {};
        const QByteArrayView name = QByteArrayView(head).sliced(chunks.nameFirst ? 0 : 4, 4);
        const qint64 length = chunks.nameFirst ? qFromLittleEndian<quint32>(head.constData() + 4)
                                               : qFromBigEndian<quint32>(head.constData());
        if (name == QByteArrayView(chunks.last, 4))
            return {};
        if (name == QByteArrayView(chunks.wanted, 4)) {
            if (length > kMostExif)
                return {};
            const QByteArray data = bytesAt(device, at + 8, length);
            return {data.startsWith(kExifStart) ? data : kExifStart.toByteArray() + data, false};
        }
        at += 8 + length + chunks.behind + (chunks.even ? length & 1 : 0);
    }
    return {};
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
        return ofChunks(device, kPngChunks);
    return name == "webp" ? ofChunks(device, kWebpChunks) : ImageMetadata{};
}

std::vector<preview::Fact> exifFacts(const QByteArray &exif)
{
    const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(
        exif_data_new_from_data(reinterpret_cast<const uchar *>(exif.constData()), unsigned(exif.size())), &exif_data_unref);
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
