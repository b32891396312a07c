#include "app/server/blobs/pack_key.h"

#include <sodium.h>

#include <algorithm>

namespace tideline::server {

namespace {

constexpr qsizetype kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
static_assert(kNonceBytes + crypto_aead_xchacha20poly1305_ietf_ABYTES == PackKey::kAddedBytes);

const unsigned char *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const unsigned char *>(view.data());
}

}  // namespace

Result<PackKey> PackKey::fromText(const QString &text, Random &random)
{
    const QByteArray digits = text.toLatin1();
    const bool isHex = std::ranges::all_of(digits, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
    if (digits.size() != 2 * kKeyBytes || !isHex)
        return Error{Error::Kind::Invalid, u"A key of the packs has 64 hexadecimal digits."_s, {}, u"Make one: openssl rand -hex 32"_s};
    return PackKey(QByteArray::fromHex(digits), random);
}

QByteArray PackKey::id() const
{
    constexpr QByteArrayView kPurpose("tideline pack key");
    QByteArray id(16, Qt::Uninitialized);
    crypto_generichash(reinterpret_cast<unsigned char *>(id.data()), std::size_t(id.size()), bytesOf(kPurpose), std::size_t(kPurpose.size()),
                       bytesOf(m_bytes), std::size_t(m_bytes.size()));
    return id.toHex();
}

QByteArray PackKey::seal(QByteArrayView payload, QByteArrayView about) const
{
    QByteArray sealed(payload.size() + kAddedBytes, Qt::Uninitialized);
    auto *nonce = reinterpret_cast<unsigned char *>(sealed.data());
    m_random->fill({nonce, std::size_t(kNonceBytes)});
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytesOf(payload), std::size_t(payload.size()), bytesOf(about),
                                               std::size_t(about.size()), nullptr, nonce, bytesOf(m_bytes));
    return sealed;
}

Result<QByteArray> PackKey::open(QByteArrayView sealed, QByteArrayView about) const
{
    const Error bad{Error::Kind::Corrupt, u"Sealed bytes do not open: they are damaged, or of another key."_s, {}, {}};
    if (sealed.size() < kAddedBytes)
        return bad;
    const QByteArrayView closed = sealed.sliced(kNonceBytes);
    QByteArray payload(sealed.size() - kAddedBytes, Qt::Uninitialized);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(payload.data()), nullptr, nullptr, bytesOf(closed),
                                                   std::size_t(closed.size()), bytesOf(about), std::size_t(about.size()), bytesOf(sealed),
                                                   bytesOf(m_bytes))
        != 0)
        return bad;
    return payload;
}

}  // namespace tideline::server
