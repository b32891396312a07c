// Image files for tests: those that Qt writes, and those that it does not.
#pragma once

#include <QBuffer>
#include <QByteArray>
#include <QImage>
#include <QtEndian>

#include <vector>

namespace tideline::test {

inline QByteArray encoded(const QImage &image, const char *format, int quality = -1)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

/// Red, green above; blue, white below: shows how it is turned.
inline QImage quarters(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixelColor(x, y, y < height / 2 ? (x < width / 2 ? Qt::red : Qt::green) : (x < width / 2 ? Qt::blue : Qt::white));
    return image;
}

/// What no compression makes smaller, always the same.
inline QImage noise(int width, int height)
{
    QImage image(width, height, QImage::Format_RGB32);
    quint32 state = 1;
    for (int y = 0; y < height; ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            state = state * 1664525 + 1013904223;
            line[x] = 0xff000000 | state >> 8;
        }
    }
    return image;
}

inline QByteArray little16(int value) { const quint16 le = qToLittleEndian(quint16(value)); return QByteArray(reinterpret_cast<const char *>(&le), 2); }
inline QByteArray little32(qint64 value) { const quint32 le = qToLittleEndian(quint32(value)); return QByteArray(reinterpret_cast<const char *>(&le), 4); }
inline QByteArray big32(qint64 value) { const quint32 be = qToBigEndian(quint32(value)); return QByteArray(reinterpret_cast<const char *>(&be), 4); }

/// A PNG's chunk; `length`: what it claims to have, where that is not what it has.
inline QByteArray pngChunk(const QByteArray &type, const QByteArray &data, qint64 length = -1)
{
    quint32 crc = 0xffffffff;
    for (const char byte : type + data) {
        crc ^= uchar(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return big32(length < 0 ? data.size() : length) + type + data + big32(~crc);
}

/// The PNG with chunks put in behind its header.
inline QByteArray withChunks(QByteArray png, const QByteArray &chunks)
{
    constexpr qsizetype behindHeader = 33;
    return png.insert(behindHeader, chunks);
}

/// A GIF of one-coloured frames: index 0 is red, 1 green, 2 blue, 3 white. `pixels` of each frame are really there.
inline QByteArray gif(int width, int height, const std::vector<int> &frames, int pixels = -1)
{
    QByteArray bytes = QByteArray("GIF89a") + little16(width) + little16(height) + QByteArray("\x81\0\0", 3)
        + QByteArray::fromHex("ff0000" "00ff00" "0000ff" "ffffff");
    for (const int colour : frames) {
        bytes += QByteArray::fromHex("21f90400" "0a00" "0000") + ',' + little16(0) + little16(0) + little16(width) + little16(height) + '\0' + '\2';
        // LZW with three bits a code: a clear code before each two pixels, so that codes never grow.
        std::vector<int> codes;
        const int count = pixels < 0 ? width * height : pixels;
        for (int i = 0; i < count; ++i) {
            if (i % 2 == 0)
                codes.push_back(4);
            codes.push_back(colour);
        }
        codes.push_back(5);
        QByteArray packed((qsizetype(codes.size()) * 3 + 7) / 8, '\0');
        for (std::size_t i = 0; i < codes.size() * 3; ++i)
            if (codes[i / 3] >> (i % 3) & 1)
                packed[qsizetype(i / 8)] = char(packed[qsizetype(i / 8)] | 1 << (i % 8));
        for (qsizetype at = 0; at < packed.size(); at += 255) {
            const QByteArray block = packed.mid(at, 255);
            bytes += char(block.size()) + block;
        }
        bytes += '\0';
    }
    return bytes + ';';
}

/// An EXIF block as JPEG keeps it: camera, exposure, date, place, and this orientation (1–8).
inline QByteArray exif(int orientation)
{
    const auto entry = [](int tag, int type, qint64 count, const QByteArray &value) { return little16(tag) + little16(type) + little32(count) + value; };
    const QByteArray data = QByteArray("Tideline camera\0", 16) + little32(1) + little32(250) + QByteArray("2024:05:06 07:08:09\0", 20)
        + little32(48) + little32(1) + little32(12) + little32(1) + little32(30) + little32(1)    // 48° 12' 30"
        + little32(16) + little32(1) + little32(22) + little32(1) + little32(0) + little32(1);    // 16° 22' 0"
    constexpr int ifd0 = 8, entries0 = 4, exifIfd = ifd0 + 2 + entries0 * 12 + 4, gpsIfd = exifIfd + 2 + 2 * 12 + 4, dataAt = gpsIfd + 2 + 4 * 12 + 4;
    QByteArray tiff = QByteArray("II*\0", 4) + little32(ifd0) + little16(entries0);
    tiff += entry(0x0110, 2, 16, little32(dataAt)) + entry(0x0112, 3, 1, little16(orientation) + little16(0))
        + entry(0x8769, 4, 1, little32(exifIfd)) + entry(0x8825, 4, 1, little32(gpsIfd)) + little32(0);
    tiff += little16(2) + entry(0x829a, 5, 1, little32(dataAt + 16)) + entry(0x9003, 2, 20, little32(dataAt + 24)) + little32(0);
    tiff += little16(4) + entry(1, 2, 2, QByteArray("N\0\0\0", 4)) + entry(2, 5, 3, little32(dataAt + 44)) + entry(3, 2, 2, QByteArray("W\0\0\0", 4))
        + entry(4, 5, 3, little32(dataAt + 68)) + little32(0);
    return QByteArray("Exif\0\0", 6) + tiff + data;
}

inline QByteArray withExif(QByteArray jpeg, int orientation)
{
    const QByteArray block = exif(orientation);
    const int length = int(block.size()) + 2;
    return jpeg.insert(2, QByteArray("\xff\xe1", 2) + char(length >> 8) + char(length & 255) + block);
}

/// The same in a PNG, and in a WebP, which has to say before all else that it has it.
inline QByteArray pngWithExif(const QByteArray &png, int orientation)
{
    return withChunks(png, pngChunk("eXIf", exif(orientation).sliced(6)));
}
inline QByteArray webpWithExif(const QByteArray &webp, QSize size, int orientation)
{
    QByteArray block = exif(orientation).sliced(6);
    block = "EXIF" + little32(block.size()) + block + QByteArray(block.size() & 1, '\0');
    const auto little24 = [](int value) { return little32(value).first(3); };
    const QByteArray head = "VP8X" + little32(10) + QByteArray("\x08\0\0\0", 4) + little24(size.width() - 1) + little24(size.height() - 1);
    const QByteArray body = "WEBP" + head + webp.sliced(12) + block;
    return "RIFF" + little32(body.size()) + body;
}

/// A JPEG of `scans` scans: those behind the first say nothing new of the pixels.
inline QByteArray jpegOfScans(const QByteArray &progressive, int scans)
{
    const qsizetype last = progressive.lastIndexOf("\xff\xda");
    return progressive.chopped(2) + progressive.sliced(last, progressive.size() - 2 - last).repeated(scans) + QByteArray("\xff\xd9", 2);
}

}  // namespace tideline::test
