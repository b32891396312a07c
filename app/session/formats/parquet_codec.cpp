#include "app/session/formats/parquet_codec.h"

#include "app/session/formats/parquet_footer.h"

#include <snappy-c.h>
#include <zlib.h>
#include <zstd.h>

namespace tideline::session::table {

namespace {

enum Codec { None = 0, Snappy = 1, Gzip = 2, Zstandard = 6 };

bool inflateInto(QByteArrayView bytes, QByteArray &full)
{
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 32) != Z_OK)  // gzip's or zlib's header
        return false;
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.data()));
    stream.avail_in = uInt(bytes.size());
    stream.next_out = reinterpret_cast<Bytef *>(full.data());
    stream.avail_out = uInt(full.size());
    int state = Z_OK;
    while (state == Z_OK) {
        state = inflate(&stream, Z_FINISH);
        if (state == Z_STREAM_END && stream.avail_in > 0 && stream.avail_out > 0)
            state = inflateReset(&stream);  // a gzip file may have several members
    }
    const bool whole = state == Z_STREAM_END && stream.avail_out == 0;
    inflateEnd(&stream);
    return whole;
}

bool unsnap(QByteArrayView bytes, QByteArray &full)
{
    size_t length = 0;
    if (snappy_uncompressed_length(bytes.data(), size_t(bytes.size()), &length) != SNAPPY_OK || length != size_t(full.size()))
        return false;
    return snappy_uncompress(bytes.data(), size_t(bytes.size()), full.data(), &length) == SNAPPY_OK && length == size_t(full.size());
}

bool unzstd(QByteArrayView bytes, QByteArray &full)
{
    return ZSTD_decompress(full.data(), size_t(full.size()), bytes.data(), size_t(bytes.size())) == size_t(full.size());
}

}  // namespace

Result<QByteArray> decompressParquet(int codec, QByteArrayView bytes, qint64 fullBytes)
{
    if (codec == None)
        return bytes.toByteArray();
    if (codec != Snappy && codec != Gzip && codec != Zstandard)
        return Error{Error::Kind::Refused, u"The values are compressed by %1, which is not read here."_s.arg(parquetCodecName(codec)), {}, {}};
    if (fullBytes == 0)
        return QByteArray();
    QByteArray full(fullBytes, Qt::Uninitialized);
    const bool done = codec == Snappy ? unsnap(bytes, full) : codec == Gzip ? inflateInto(bytes, full) : unzstd(bytes, full);
    if (!done)
        return Error{Error::Kind::Corrupt, u"A page's compressed bytes are damaged."_s, {}, {}};
    return full;
}

}  // namespace tideline::session::table
