#include "app/server/api/secrets.h"

#include <algorithm>
#include <vector>

#include <sodium.h>

namespace tideline::server {

namespace {

constexpr qsizetype kIdDigits = 24;
constexpr qsizetype kSecretDigits = 64;

bool isHex(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

QByteArray randomHex(Random &random, std::size_t bytes)
{
    std::vector<unsigned char> raw(bytes);
    random.fill(raw);
    return QByteArray(reinterpret_cast<const char *>(raw.data()), qsizetype(bytes)).toHex();
}

Secret makeSecret(Random &random)
{
    QByteArray id = randomHex(random, kIdDigits / 2);
    return {std::move(id), randomHex(random, kSecretDigits / 2)};
}

std::optional<Secret> secretFrom(QByteArrayView token, const char *prefix)
{
    if (!token.startsWith(prefix))
        return {};
    const QByteArrayView rest = token.sliced(qsizetype(qstrlen(prefix)));
    if (rest.size() != kIdDigits + 1 + kSecretDigits || rest[kIdDigits] != '_')
        return {};
    return Secret{rest.first(kIdDigits).toByteArray(), rest.sliced(kIdDigits + 1).toByteArray()};
}

bool isSecretOf(const Secret &given, const ContentHash &hash)
{
    const ContentHash own = given.hash();
    return sodium_memcmp(own.bytes.data(), hash.bytes.data(), own.bytes.size()) == 0;
}

QByteArray tokenIdOf(const QByteArray &text)
{
    QByteArray id = text;
    for (const char *prefix : {kPersonalPrefix, kAccessPrefix, kRefreshPrefix}) {
        if (text.startsWith(prefix))
            id = text.sliced(qsizetype(qstrlen(prefix)));
    }
    if (const qsizetype mark = id.indexOf('_'); mark >= 0)
        id.truncate(mark);
    return id.size() == kIdDigits && isHex(id) ? id : QByteArray();
}

}  // namespace tideline::server
