// The bytes of a file in memory, for tests of the formats.
#pragma once

#include "app/session/source.h"

#include <algorithm>
#include <atomic>
#include <optional>

#include <sys/mman.h>
#include <unistd.h>

namespace tideline::test {

/// Thread:    any, several at a time, once failFrom() was called.
/// Invariant: more than 16 MiB at a time, which a Source need not give, ends the program.
class MemorySource final : public session::Source {
public:
    enum class Where { Here, Remote };

    explicit MemorySource(QByteArray bytes, Where where = Where::Here) : m_bytes(std::move(bytes)), m_where(where) {}
    ~MemorySource() override
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(MemorySource)

    /// Each read() that reaches the byte at `offset`, or begins beyond it, gives `error`.
    void failFrom(qint64 offset, Error error)
    {
        m_failsFrom = offset;
        m_error = std::move(error);
    }
    /// What read() has given so far; a byte that was given twice counts twice. Reads through the descriptor do not count.
    qint64 bytesRead() const { return m_read; }

    qint64 sizeBytes() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        if (offset < 0 || length < 0 || length > 16 << 20)
            qFatal("a source was asked for %lld bytes from %lld", static_cast<long long>(length), static_cast<long long>(offset));
        if (m_error && offset + length > m_failsFrom)
            return *m_error;
        const QByteArray part = m_bytes.mid(std::min<qint64>(offset, m_bytes.size()), length);
        m_read += part.size();
        return part;
    }
    bool isRemote() const override { return m_where == Where::Remote; }
    int descriptor() const override
    {
        if (m_where == Where::Remote)
            return -1;
        if (m_descriptor < 0) {
            m_descriptor = ::memfd_create("memory-source", MFD_CLOEXEC);
            if (m_descriptor < 0 || ::write(m_descriptor, m_bytes.constData(), size_t(m_bytes.size())) != m_bytes.size())
                qFatal("a file in memory could not be written");
        }
        return m_descriptor;
    }

private:
    const QByteArray m_bytes;
    const Where m_where;
    qint64 m_failsFrom = 0;
    std::optional<Error> m_error;
    std::atomic<qint64> m_read = 0;
    mutable int m_descriptor = -1;  ///< made when it is first asked for
};

}  // namespace tideline::test
