// An HDF5 file read by libhdf5 through a Source.
#pragma once

#include "app/session/format.h"
#include "core/base/mutex.h"

#define H5_USE_110_API  // the names of Debian 12's libhdf5, with what they mean there
#include <hdf5.h>

namespace tideline::session::table {

/// libhdf5 of Debian is not thread-safe: whoever calls it holds this, as long as its handles change.
Mutex &hdf5Mutex();

/// One of libhdf5's ids, closed with this object.
class Hdf5Handle {
public:
    Hdf5Handle() = default;
    explicit Hdf5Handle(hid_t id) : m_id(id) {}
    Hdf5Handle(Hdf5Handle &&other) noexcept : m_id(std::exchange(other.m_id, -1)) {}
    Hdf5Handle &operator=(Hdf5Handle &&other) noexcept
    {
        std::swap(m_id, other.m_id);
        return *this;
    }
    ~Hdf5Handle()
    {
        if (m_id >= 0)
            H5Idec_ref(m_id);
    }
    explicit operator bool() const { return m_id >= 0; }
    hid_t get() const { return m_id; }

private:
    hid_t m_id = -1;
};

/// The file, opened to be read through a driver of our own: libhdf5 can open no other file, whatever a link, a virtual dataset
/// or a filter asks for. External storage it would open by itself; who reads a dataset looks for that first (hdf5_values.h).
///
/// Ownership: borrows the source.
class Hdf5File {
public:
    /// Errors: Corrupt (libhdf5's reason), the source's.
    static Result<std::unique_ptr<Hdf5File>> open(Source &source);
    ~Hdf5File();
    Q_DISABLE_COPY_MOVE(Hdf5File)

    hid_t id() const { return m_file.get(); }
    /// For H5Oopen and its like: an external link is not followed.
    hid_t linkAccess() const { return m_linkAccess.get(); }
    /// What the last call failed for: the source's error, or libhdf5's as a sentence.
    Error lastError();

    /// What the driver reads through: blocks are kept, since libhdf5 reads some bytes at a time.
    struct Reader;

private:
    Hdf5File() = default;

    std::unique_ptr<Reader> m_reader;
    Hdf5Handle m_linkAccess;
    Hdf5Handle m_file;
};

}  // namespace tideline::session::table
