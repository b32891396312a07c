// Archives for tests: those that libarchive writes, and those that nobody should.
#pragma once

#include "tests/app/session/image_files.h"

#include <QByteArray>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#include <string>
#include <vector>

namespace tideline::test {

struct Member {
    std::string name;
    QByteArray content;
    int mode = 0644;
    std::string linkTo;
};

/// An archive of this format (ARCHIVE_FORMAT_…) and compression (ARCHIVE_FILTER_…), all of 2024-05-06 07:08:09 UTC. Empty: it cannot be written.
inline QByteArray archiveOf(int format, int filter, const std::vector<Member> &members)
{
    QByteArray bytes(1 << 20, '\0');
    size_t used = 0;
    archive *a = archive_write_new();
    bool fine = archive_write_set_format(a, format) == ARCHIVE_OK && archive_write_add_filter(a, filter) == ARCHIVE_OK
        && archive_write_open_memory(a, bytes.data(), size_t(bytes.size()), &used) == ARCHIVE_OK;
    for (const Member &member : members) {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, member.name.c_str());
        archive_entry_set_filetype(entry, !member.linkTo.empty() ? AE_IFLNK : member.name.ends_with('/') ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, mode_t(member.mode));
        archive_entry_set_size(entry, member.content.size());
        archive_entry_set_mtime(entry, 1714979289, 0);
        if (!member.linkTo.empty())
            archive_entry_set_symlink(entry, member.linkTo.c_str());
        fine = fine && archive_write_header(a, entry) == ARCHIVE_OK;
        if (!member.content.isEmpty())
            fine = fine && archive_write_data(a, member.content.constData(), size_t(member.content.size())) >= 0;
        archive_entry_free(entry);
    }
    fine = archive_write_close(a) == ARCHIVE_OK && fine;
    archive_write_free(a);
    return fine ? bytes.first(qsizetype(used)) : QByteArray();
}

/// A ZIP's directory of `count` entries of `sizeBytes` each, which all lie over one and the same few bytes.
inline QByteArray zipOfOverlapping(qint64 count, quint32 sizeBytes)
{
    const QByteArray local = QByteArray("PK\3\4\x14\0\0\0\0\0", 10) + QByteArray(4, '\0') + little32(0) + little32(2) + little32(sizeBytes) + little16(1) + little16(0) + "a";
    QByteArray bytes = local + QByteArray("\3\0", 2);
    const qint64 directory = bytes.size();
    const QByteArray before = QByteArray("PK\1\2\x14\0\x14\0\0\0\x08\0", 12) + QByteArray(4, '\0') + little32(0) + little32(2) + little32(sizeBytes) + little16(8)
        + little16(0) + little16(0) + QByteArray(8, '\0') + little32(0);
    bytes.reserve(bytes.size() + count * 54 + 200);
    for (qint64 i = 0; i < count; ++i)
        bytes += before + QByteArray::number(i).rightJustified(8, '0');
    const qint64 end = bytes.size();
    const auto little64 = [](qint64 value) { return little32(value & 0xffffffff) + little32(value >> 32); };
    bytes += QByteArray("PK\6\6", 4) + little64(44) + little16(45) + little16(45) + little32(0) + little32(0) + little64(count) + little64(count)
        + little64(end - directory) + little64(directory);
    bytes += QByteArray("PK\6\7", 4) + little32(0) + little64(end) + little32(1);
    return bytes + QByteArray("PK\5\6", 4) + little32(0) + little16(0xffff) + little16(0xffff) + little32(0xffffffff) + little32(0xffffffff) + little16(0);
}

inline QByteArray gzipped(const QByteArray &bytes)
{
    z_stream stream{};
    deflateInit2(&stream, 1, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&stream, uLong(bytes.size()))) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

/// One header of a tar; `size` is as many bytes as its field has.
inline QByteArray tarHeader(const QByteArray &name, const QByteArray &size)
{
    QByteArray header(512, '\0');
    header.replace(0, name.size(), name);
    header.replace(100, 7, "0000644").replace(108, 7, "0000000").replace(116, 7, "0000000");
    header.replace(124, size.size(), size).replace(136, 11, "14616077031").replace(148, 8, "        ");
    header[156] = '0';
    header.replace(257, 8, QByteArray("ustar\00000", 8));
    int sum = 0;
    for (const char byte : header)
        sum += uchar(byte);
    return header.replace(148, 7, QByteArray::number(sum, 8).rightJustified(6, '0') + '\0');
}

/// A RAR 5 of stored files of one byte each.
inline QByteArray rar5(bool solid, const QByteArrayList &names)
{
    const auto block = [](const QByteArray &fields) {
        const QByteArray counted = char(fields.size()) + fields;
        return little32(qint64(crc32(0, reinterpret_cast<const Bytef *>(counted.constData()), uInt(counted.size())))) + counted;
    };
    QByteArray bytes = QByteArray("Rar!\x1a\7\1\0", 8) + block(QByteArray("\1\0", 2) + char(solid ? 4 : 0));
    for (const QByteArray &name : names)
        bytes += block(QByteArray("\2\2\1\0\1", 5) + char(0x20) + QByteArray("\0\1", 2) + char(name.size()) + name) + 'x';
    return bytes + block(QByteArray("\5\0\0", 3));
}

}  // namespace tideline::test
