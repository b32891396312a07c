#include "app/session/formats/hdf5_values.h"

#include "app/session/formats/cell_text.h"
#include "app/session/formats/hdf5_text.h"
#include "app/session/formats/hdf5_type.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tideline::session::table {

namespace {

using Lengths = Hdf5Lengths;

constexpr qint64 kBufferBytes = 8 << 20;
constexpr qint64 kChunkBytes = 64 << 20;
constexpr qint64 kChunksBytes = 256 << 20;  ///< of the chunks that one request decompresses
constexpr hsize_t kColumns = 64;
constexpr std::size_t kVariableBytes = 32 << 20;

Error refused(const QString &what)
{
    return {Error::Kind::Refused, what, {}, {}};
}

/// What values of variable length may take: libhdf5 asks for the memory here.
struct VariableMemory {
    std::size_t left = kVariableBytes;
};

void *allocateVariable(size_t size, void *info)
{
    auto *memory = static_cast<VariableMemory *>(info);
    if (size > memory->left)
        return nullptr;
    memory->left -= size;
    return std::malloc(size);
}

void freeVariable(void *block, void *)
{
    std::free(block);
}

const char *filterName(H5Z_filter_t filter)
{
    switch (filter) {
    case H5Z_FILTER_DEFLATE: return "gzip";
    case H5Z_FILTER_SHUFFLE: return "shuffle";
    case H5Z_FILTER_FLETCHER32: return "checksum";
    case H5Z_FILTER_SZIP: return "szip";
    case H5Z_FILTER_NBIT: return "n-bit";
    case H5Z_FILTER_SCALEOFFSET: return "scale and offset";
    default: return nullptr;
    }
}

/// The dataset's filters by name; `unknown`: one of them that only a plugin knows.
QStringList filters(hid_t creation, QString &unknown)
{
    QStringList names;
    const int count = std::min(H5Pget_nfilters(creation), 32);
    for (int i = 0; i < count; ++i) {
        unsigned flags = 0, config = 0;
        size_t values = 0;
        std::array<char, 64> own{};
        const H5Z_filter_t filter = H5Pget_filter2(creation, unsigned(i), &flags, &values, nullptr, own.size() - 1, own.data(), &config);
        const char *known = filterName(filter);
        names << (known != nullptr ? QString(QLatin1String(known)) : u"%1 (filter %2)"_s.arg(QString::fromUtf8(own.data())).arg(filter));
        if (known == nullptr)
            unknown = names.last();
    }
    return names;
}

/// A dataset's shape, and how much of it is read at a time.
struct Layout {
    int rank = 0;
    Lengths lengths{};
    Lengths chunk{};   ///< of a chunked one; else zeros
    qint64 chunkBytes = 0;
};

Result<Layout> layoutOf(hid_t dataset)
{
    const Hdf5Handle creation(H5Dget_create_plist(dataset));
    if (!creation)
        return refused(u"How its values are stored cannot be read."_s);
    const H5D_layout_t kind = H5Pget_layout(creation.get());
    // Before its shape is asked for: that alone would open the other files of a virtual one.
    if (kind == H5D_VIRTUAL || H5Pget_external_count(creation.get()) != 0)
        return refused(u"Its values are in another file, which is not opened."_s);
    QString unknown;
    filters(creation.get(), unknown);
    if (!unknown.isEmpty())
        return refused(u"Its values are compressed by %1, which needs a plugin; none is loaded."_s.arg(unknown));
    const Hdf5Handle space(H5Dget_space(dataset));
    const Hdf5Handle type(H5Dget_type(dataset));
    Layout layout;
    layout.rank = space ? H5Sget_simple_extent_ndims(space.get()) : -1;
    if (layout.rank < 0 || !type || H5Sget_simple_extent_dims(space.get(), layout.lengths.data(), nullptr) < 0)
        return refused(u"Its shape cannot be read."_s);
    if (kind == H5D_CHUNKED && H5Pget_chunk(creation.get(), layout.rank, layout.chunk.data()) == layout.rank) {
        layout.chunkBytes = qint64(H5Tget_size(type.get()));
        for (int i = 0; i < layout.rank; ++i) {
            if (__builtin_mul_overflow(layout.chunkBytes, qint64(layout.chunk[std::size_t(i)]), &layout.chunkBytes) || layout.chunkBytes > kChunkBytes)
                return refused(u"Its values are stored in chunks that are too large to be read here."_s);
        }
    }
    return layout;
}

/// How many rows may be read at once.
qint64 boundedRows(const Layout &layout, qint64 count, hsize_t columns, qint64 valueBytes)
{
    count = std::min(count, kBufferBytes / std::max<qint64>(valueBytes * qint64(columns), 1));
    if (layout.chunkBytes > 0) {
        const auto across = qint64((columns + layout.chunk[std::size_t(layout.rank - 1)] - 1) / std::max<hsize_t>(layout.chunk[std::size_t(layout.rank - 1)], 1));
        const qint64 chunks = std::max<qint64>(kChunksBytes / std::max<qint64>(layout.chunkBytes * across, 1), 1);
        const auto deep = qint64(std::min<hsize_t>(layout.chunk[0], 1 << 20));
        count = std::min(count, chunks * deep);
    }
    return count;
}

/// The dataset's space with the rows chosen, each as the beginning of its last index where all others are 0.
Hdf5Handle selected(hid_t dataset, const Layout &layout, qint64 first, qint64 count, hsize_t columns)
{
    Hdf5Handle space(H5Dget_space(dataset));
    Lengths start{}, block{};
    block.fill(1);
    if (layout.rank == 0)
        return space;
    start[0] = hsize_t(first);
    block[0] = hsize_t(count);
    if (layout.rank > 1)
        block[std::size_t(layout.rank - 1)] = columns;
    if (H5Sselect_hyperslab(space.get(), H5S_SELECT_SET, start.data(), nullptr, block.data(), nullptr) < 0)
        return Hdf5Handle();
    return space;
}

/// Values in memory, with what those of variable length point to.
class ValueBuffer {
public:
    ValueBuffer(hid_t type, hsize_t count)
        : m_type(type), m_space(H5Screate_simple(1, &count, nullptr)), m_transfer(H5Pcreate(H5P_DATASET_XFER)),
          m_bytes(qsizetype(count * H5Tget_size(type)), '\0')
    {
        H5Pset_vlen_mem_manager(m_transfer.get(), allocateVariable, &m_memory, freeVariable, &m_memory);
    }
    ~ValueBuffer() { H5Dvlen_reclaim(m_type, m_space.get(), m_transfer.get(), m_bytes.data()); }
    Q_DISABLE_COPY_MOVE(ValueBuffer)

    bool read(hid_t dataset, hid_t from) { return H5Dread(dataset, m_type, m_space.get(), from, m_transfer.get(), m_bytes.data()) >= 0; }
    const char *data() const { return m_bytes.constData(); }

private:
    hid_t m_type;
    VariableMemory m_memory;
    Hdf5Handle m_space;
    Hdf5Handle m_transfer;
    QByteArray m_bytes;
};

QString joined(hid_t type, const char *data, qint64 count, bool isCut)
{
    const std::size_t size = H5Tget_size(type);
    QString text = u"["_s;
    for (qint64 i = 0; i < count && text.size() <= kCellUnits; ++i)
        text += (i > 0 ? u", "_s : QString()) + hdf5ValueText(type, data + std::size_t(i) * size);
    return cellText(text + (isCut ? u", …]"_s : u"]"_s));
}

}  // namespace

QString hdf5ShapeText(hid_t space)
{
    if (H5Sget_simple_extent_type(space) == H5S_NULL)
        return u"[no data]"_s;
    Lengths lengths{};
    const int rank = H5Sget_simple_extent_ndims(space);
    if (rank <= 0 || H5Sget_simple_extent_dims(space, lengths.data(), nullptr) < 0)
        return {};
    return u'[' + hdf5LengthsText(lengths, rank) + u']';
}

QString hdf5StorageText(hid_t dataset)
{
    const Hdf5Handle creation(H5Dget_create_plist(dataset));
    if (!creation)
        return {};
    QStringList parts;
    Lengths chunk{};
    if (H5Pget_layout(creation.get()) == H5D_CHUNKED) {
        const int rank = H5Pget_chunk(creation.get(), H5S_MAX_RANK, chunk.data());
        parts << u"chunks of "_s + hdf5LengthsText(chunk, std::clamp(rank, 0, H5S_MAX_RANK));
    }
    QString unknown;
    parts << filters(creation.get(), unknown);
    return parts.join(u", "_s);
}

Result<qint64> hdf5RowCount(hid_t dataset)
{
    const Result<Layout> layout = layoutOf(dataset);
    if (!layout)
        return layout.error();
    const Hdf5Handle space(H5Dget_space(dataset));
    if (H5Sget_simple_extent_npoints(space.get()) <= 0)
        return qint64(0);
    return layout->rank == 0 ? qint64(1) : qint64(std::min<hsize_t>(layout->lengths[0], hsize_t(1) << 62));
}

Result<QStringList> hdf5Rows(Hdf5File &file, hid_t dataset, qint64 first, qint64 count)
{
    const Result<Layout> layout = layoutOf(dataset);
    if (!layout)
        return layout.error();
    const Hdf5Handle stored(H5Dget_type(dataset));
    const Hdf5Handle type(H5Tget_native_type(stored.get(), H5T_DIR_ASCEND));
    if (!type)
        return file.lastError();
    const hsize_t lastLength = layout->rank < 2 ? 1 : layout->lengths[std::size_t(layout->rank - 1)];
    const hsize_t columns = std::min(lastLength, kColumns);
    const auto size = qint64(H5Tget_size(type.get()));
    count = boundedRows(*layout, count, columns, size);
    if (count <= 0)
        return size > kBufferBytes ? Result<QStringList>(refused(u"A single value of it is too large to be shown."_s)) : QStringList();

    const Hdf5Handle from = selected(dataset, *layout, first, count, columns);
    ValueBuffer values(type.get(), hsize_t(count) * columns);
    if (!from || !values.read(dataset, from.get()))
        return file.lastError();
    QStringList rows;
    for (qint64 row = 0; row < count; ++row) {
        const char *data = values.data() + row * qint64(columns) * size;
        rows << (layout->rank < 2 ? hdf5ValueText(type.get(), data) : joined(type.get(), data, qint64(columns), columns < lastLength));
    }
    return rows;
}

Result<QString> hdf5AttributeText(Hdf5File &file, hid_t attribute)
{
    const Hdf5Handle stored(H5Aget_type(attribute));
    const Hdf5Handle space(H5Aget_space(attribute));
    const Hdf5Handle type(H5Tget_native_type(stored.get(), H5T_DIR_ASCEND));
    if (!type || !space)
        return file.lastError();
    const qint64 values = H5Sget_simple_extent_npoints(space.get());
    const auto size = qint64(H5Tget_size(type.get()));
    if (values <= 0)
        return QString();
    if (size > kBufferBytes || values > kBufferBytes / std::max<qint64>(size, 1))
        return refused(u"It is too large to be shown."_s);
    QByteArray buffer(values * size, '\0');
    if (H5Aread(attribute, type.get(), buffer.data()) < 0)
        return file.lastError();
    QString text = H5Sget_simple_extent_type(space.get()) == H5S_SCALAR ? hdf5ValueText(type.get(), buffer.constData())
                                                                         : joined(type.get(), buffer.constData(), values, false);
    H5Dvlen_reclaim(type.get(), space.get(), H5P_DEFAULT, buffer.data());
    return text;
}

}  // namespace tideline::session::table
