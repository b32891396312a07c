// What several formats need: bytes read in pieces, parts of a remote file that are held.
#pragma once

#include "app/session/source.h"

#include <QString>

#include <memory>

namespace tideline::session {

/// Bytes that were read, as a source: what is looked at of a remote file, so that nothing of it is fetched twice.
class HeldSource final : public Source {
public:
    explicit HeldSource(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    qint64 sizeBytes() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        return offset < 0 || offset >= m_bytes.size() ? QByteArray() : m_bytes.mid(offset, length);
    }
    bool isRemote() const override { return false; }
    int descriptor() const override { return -1; }

private:
    const QByteArray m_bytes;
};

/// `length` bytes from `offset` on, fewer where the source ends, read in as many pieces as it takes. Errors: the source's.
Result<QByteArray> readStretch(Source &source, qint64 offset, qint64 length);
inline Result<QByteArray> readHead(Source &source, qint64 length)
{
    return readStretch(source, 0, length);
}

/// Whether a name in lower case ends with one of `suffixes`, which are written "a b c", without dots.
bool hasSuffix(const QString &name, const char *suffixes);

}  // namespace tideline::session
