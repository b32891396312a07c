// The key that seals what is in the packs, for who fears for the disk or its backups.
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"

#include <QByteArray>

namespace tideline::server {

/// Seals payloads with XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, libsodium): a random nonce of 24 bytes, the bytes, a tag of 16.
///
/// Thread:    any, if the Random is.
/// Ownership: borrows the Random.
class PackKey {
public:
    static constexpr qsizetype kAddedBytes = 24 + 16;

    /// 64 hexadecimal digits. Errors: Invalid.
    static Result<PackKey> fromText(const QString &text, Random &random);

    /// 32 hexadecimal digits that tell keys apart and tell nothing of the key.
    QByteArray id() const;
    /// `about` is not sealed, but open() wants the same.
    QByteArray seal(QByteArrayView payload, QByteArrayView about) const;
    /// Errors: Corrupt (other bytes, another `about` or key).
    Result<QByteArray> open(QByteArrayView sealed, QByteArrayView about) const;

private:
    PackKey(QByteArray bytes, Random &random) : m_bytes(std::move(bytes)), m_random(&random) {}
    QByteArray m_bytes;
    Random *m_random;
};

}  // namespace tideline::server
