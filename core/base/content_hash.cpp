#include "core/base/content_hash.h"

#include "core/base/hex.h"

#include <openssl/evp.h>

namespace tideline {

namespace {

// Fetched once: EVP_sha256() alone makes OpenSSL 3 look the algorithm up at every init.
const EVP_MD *algorithm()
{
    static EVP_MD *const md = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return md;
}

}  // namespace

QString ContentHash::toString() const
{
    return u"s256:"_s + QString::fromLatin1(toBytes().toHex());
}

Result<ContentHash> ContentHash::fromString(QStringView text)
{
    return fromString(QByteArrayView(text.toUtf8()));
}

Result<ContentHash> ContentHash::fromString(QByteArrayView text)
{
    ContentHash hash;
    if (!text.startsWith("s256:") || !readHex(text.sliced(5), hash.bytes))
        return Error{Error::Kind::Invalid, u"This is not a hash of the form s256:<64 hex digits>."_s, QString::fromUtf8(text).left(80), {}};
    return hash;
}

Result<ContentHash> ContentHash::fromBytes(QByteArrayView bytes)
{
    if (bytes.size() != 32)
        return Error{Error::Kind::Corrupt, u"A hash is not 32 bytes long."_s, {}, {}};
    ContentHash hash;
    std::memcpy(hash.bytes.data(), bytes.data(), 32);
    return hash;
}

ContentHash sha256(QByteArrayView bytes)
{
    Sha256 hasher;
    hasher.add(bytes);
    return hasher.finish();
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(static_cast<EVP_MD_CTX *>(m_context), algorithm(), nullptr);
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(static_cast<EVP_MD_CTX *>(m_context));
}

void Sha256::add(QByteArrayView bytes)
{
    EVP_DigestUpdate(static_cast<EVP_MD_CTX *>(m_context), bytes.data(), std::size_t(bytes.size()));
}

ContentHash Sha256::finish()
{
    ContentHash hash;
    EVP_DigestFinal_ex(static_cast<EVP_MD_CTX *>(m_context), hash.bytes.data(), nullptr);
    EVP_DigestInit_ex(static_cast<EVP_MD_CTX *>(m_context), nullptr, nullptr);
    return hash;
}

}  // namespace tideline
