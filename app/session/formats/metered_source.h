// A source of which only so much may be read.
#pragma once

#include "app/session/source.h"

#include <memory>

namespace tideline::session::table {

/// Refuses what goes beyond the bytes that were allowed, where each byte comes over the network; elsewhere all may be read.
///
/// Thread: one at a time.
class MeteredSource final : public Source {
public:
    explicit MeteredSource(std::shared_ptr<Source> source) : m_source(std::move(source)) {}

    /// From now on so many bytes may be read.
    void allow(qint64 bytes) { m_left = bytes; }
    /// How much was asked for over the network, what was refused included; 0 elsewhere.
    qint64 bytesAsked() const { return m_asked; }

    qint64 sizeBytes() const override { return m_source->sizeBytes(); }
    bool isRemote() const override { return m_source->isRemote(); }
    int descriptor() const override { return m_source->descriptor(); }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        m_asked += isRemote() ? length : 0;
        if (isRemote() && length > m_left)
            return Error{Error::Kind::Refused, u"The file is in the cloud, and this would transfer too much of it."_s, {},
                         u"Bring the file to this computer."_s};
        m_left -= isRemote() ? length : 0;
        return m_source->read(offset, length);
    }

private:
    std::shared_ptr<Source> m_source;
    qint64 m_left = 0;
    qint64 m_asked = 0;
};

}  // namespace tideline::session::table
