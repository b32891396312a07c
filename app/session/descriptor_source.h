// A file on this disk, by the descriptor that came with its opening.
#pragma once

#include "app/session/source.h"
#include "core/control/unix_socket.h"

namespace tideline::session {

/// Thread: any.
class DescriptorSource final : public Source {
public:
    /// Errors: Invalid (no plain file that may be read), Io.
    static Result<std::shared_ptr<Source>> of(control::Socket file);

    qint64 sizeBytes() const override { return m_size; }
    Result<QByteArray> read(qint64 offset, qint64 length) override;
    bool isRemote() const override { return false; }
    int descriptor() const override { return m_file.fd(); }

private:
    DescriptorSource(control::Socket file, qint64 size, qint64 modifiedNs) : m_file(std::move(file)), m_size(size), m_modifiedNs(modifiedNs) {}
    control::Socket m_file;
    qint64 m_size;
    qint64 m_modifiedNs;
};

}  // namespace tideline::session
