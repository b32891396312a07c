#include "app/session/formats/hdf5_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

namespace tideline::session::table {

/// Memory: kBlocks blocks.
struct Hdf5File::Reader {
    static constexpr qint64 kBlockBytes = 64 << 10;
    static constexpr std::size_t kBlocks = 64;
    static constexpr qint64 kReadBytes = 8 << 20;

    struct Block {
        qint64 offset = 0;
        QByteArray bytes;
    };

    explicit Reader(Source &from) : source(from) {}

    /// What lies behind the end of the file is zeros, as libhdf5's own drivers have it.
    bool read(qint64 offset, char *buffer, qint64 length)
    {
        std::memset(buffer, 0, std::size_t(length));
        while (length > 0 && offset < source.sizeBytes()) {
            const QByteArrayView there = length > kBlockBytes ? direct(offset, length) : block(offset);
            if (there.isEmpty())
                return !error;
            const qint64 taken = std::min<qint64>(length, there.size());
            std::memcpy(buffer, there.data(), std::size_t(taken));
            buffer += taken;
            offset += taken;
            length -= taken;
        }
        return true;
    }

    Source &source;
    std::optional<Error> error;  ///< the first one of the source

private:
    QByteArrayView direct(qint64 offset, qint64 length)
    {
        Result<QByteArray> bytes = source.read(offset, std::min(length, kReadBytes));
        if (!bytes)
            return failed(bytes.error());
        m_large = *std::move(bytes);
        return m_large;
    }
    QByteArrayView block(qint64 offset)
    {
        const qint64 begin = offset / kBlockBytes * kBlockBytes;
        auto found = std::ranges::find(m_blocks, begin, &Block::offset);
        if (found == m_blocks.end()) {
            Result<QByteArray> bytes = source.read(begin, kBlockBytes);
            if (!bytes)
                return failed(bytes.error());
            if (m_blocks.size() >= kBlocks)
                m_blocks.pop_front();
            m_blocks.push_back({begin, *std::move(bytes)});
            found = std::prev(m_blocks.end());
        }
        return QByteArrayView(found->bytes).sliced(std::min<qint64>(offset - begin, found->bytes.size()));
    }
    QByteArrayView failed(const Error &why)
    {
        if (!error)
            error = why;
        return {};
    }

    std::deque<Block> m_blocks;
    QByteArray m_large;
};

namespace {

constexpr const char *kName = "tideline-preview";

/// What H5Pset_driver carries: a pointer, copied as bytes. A file that libhdf5 would open besides has none.
struct DriverInfo {
    Hdf5File::Reader *reader = nullptr;
};

/// libhdf5's part comes first: it knows this as an H5FD_t.
struct DriverFile {
    H5FD_t base;
    Hdf5File::Reader *reader;
    haddr_t allocated;
};

H5FD_t *openDriver(const char *name, unsigned flags, hid_t access, haddr_t)
{
    const auto *info = static_cast<const DriverInfo *>(H5Pget_driver_info(access));
    if (info == nullptr || info->reader == nullptr || (flags & H5F_ACC_RDWR) != 0 || std::strcmp(name, kName) != 0)
        return nullptr;
    auto *file = new DriverFile{};
    file->reader = info->reader;
    return &file->base;
}

herr_t closeDriver(H5FD_t *file)
{
    delete reinterpret_cast<DriverFile *>(file);
    return 0;
}

int compareDrivers(const H5FD_t *a, const H5FD_t *b)
{
    const auto *left = reinterpret_cast<const DriverFile *>(a)->reader;
    const auto *right = reinterpret_cast<const DriverFile *>(b)->reader;
    return left == right ? 0 : std::less<>()(left, right) ? -1 : 1;
}

herr_t queryDriver(const H5FD_t *, unsigned long *flags)
{
    if (flags != nullptr)
        *flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_DATA_SIEVE;
    return 0;
}

haddr_t allocatedEnd(const H5FD_t *file, H5FD_mem_t)
{
    return reinterpret_cast<const DriverFile *>(file)->allocated;
}

herr_t setAllocatedEnd(H5FD_t *file, H5FD_mem_t, haddr_t end)
{
    reinterpret_cast<DriverFile *>(file)->allocated = end;
    return 0;
}

haddr_t fileEnd(const H5FD_t *file, H5FD_mem_t)
{
    return haddr_t(reinterpret_cast<const DriverFile *>(file)->reader->source.sizeBytes());
}

herr_t readDriver(H5FD_t *file, H5FD_mem_t, hid_t, haddr_t offset, size_t size, void *buffer)
{
    constexpr auto far = haddr_t(1) << 62;
    if (offset > far || size > far)
        return -1;
    return reinterpret_cast<DriverFile *>(file)->reader->read(qint64(offset), static_cast<char *>(buffer), qint64(size)) ? 0 : -1;
}

herr_t writeDriver(H5FD_t *, H5FD_mem_t, hid_t, haddr_t, size_t, const void *)
{
    return -1;
}

/// Registered once, with what libhdf5 must not do: print, or load plugins.
hid_t driver()
{
    static const hid_t id = [] {
        H5dont_atexit();
        H5open();
        H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
        H5PLset_loading_state(0);
        static H5FD_class_t kind{};
        kind.name = "tideline_source";
        kind.maxaddr = (haddr_t(1) << 62) - 1;
        kind.fc_degree = H5F_CLOSE_STRONG;
        kind.fapl_size = sizeof(DriverInfo);
        kind.open = openDriver;
        kind.close = closeDriver;
        kind.cmp = compareDrivers;
        kind.query = queryDriver;
        kind.get_eoa = allocatedEnd;
        kind.set_eoa = setAllocatedEnd;
        kind.get_eof = fileEnd;
        kind.read = readDriver;
        kind.write = writeDriver;
        constexpr std::array<H5FD_mem_t, H5FD_MEM_NTYPES> map H5FD_FLMAP_DICHOTOMY;
        std::ranges::copy(map, kind.fl_map);
        return H5FDregister(&kind);
    }();
    return id;
}

herr_t refuseExternal(const char *, const char *, const char *, const char *, unsigned *, hid_t, void *)
{
    return -1;
}

herr_t takeReason(unsigned, const H5E_error2_t *error, void *text)
{
    auto *reason = static_cast<QString *>(text);
    if (reason->isEmpty() && error->desc != nullptr)
        *reason = QString::fromUtf8(error->desc).left(200);
    return 0;
}

}  // namespace

Mutex &hdf5Mutex()
{
    static Mutex mutex;
    return mutex;
}

Result<std::unique_ptr<Hdf5File>> Hdf5File::open(Source &source)
{
    std::unique_ptr<Hdf5File> file(new Hdf5File);
    file->m_reader = std::make_unique<Reader>(source);
    const DriverInfo info{file->m_reader.get()};
    const hid_t driverId = driver();
    const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS));
    H5Pset_driver(access.get(), driverId, &info);
    H5Pset_fclose_degree(access.get(), H5F_CLOSE_STRONG);
    H5Pset_cache(access.get(), 0, 521, 8 << 20, 1);
    file->m_linkAccess = Hdf5Handle(H5Pcreate(H5P_LINK_ACCESS));
    H5Pset_elink_cb(file->m_linkAccess.get(), refuseExternal, nullptr);
    H5Eclear2(H5E_DEFAULT);
    file->m_file = Hdf5Handle(H5Fopen(kName, H5F_ACC_RDONLY, access.get()));
    if (!file->m_file)
        return file->lastError();
    return file;
}

Hdf5File::~Hdf5File() = default;

Error Hdf5File::lastError()
{
    if (m_reader->error)
        return *std::exchange(m_reader->error, std::nullopt);
    QString reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, takeReason, &reason);
    H5Eclear2(H5E_DEFAULT);
    const QString why = reason.isEmpty() ? u"its bytes are damaged"_s : reason;
    return {Error::Kind::Corrupt, u"The HDF5 file cannot be read: %1."_s.arg(why), {}, {}};
}

}  // namespace tideline::session::table
