// What is given out once and kept as a hash: tokens, codes.
#pragma once

#include "core/base/content_hash.h"
#include "core/base/random.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace tideline::server {

inline constexpr char kPersonalPrefix[] = "tdl_pat_";
inline constexpr char kAccessPrefix[] = "tdl_at_";
inline constexpr char kRefreshPrefix[] = "tdl_rt_";
inline constexpr char kInvitationPrefix[] = "tdl_inv_";

QByteArray randomHex(Random &random, std::size_t bytes);

/// A public id by which it is found, and a secret of 256 bits.
struct Secret {
    QByteArray id;
    QByteArray secret;
    QByteArray text(const char *prefix) const { return prefix + id + '_' + secret; }
    ContentHash hash() const { return sha256(secret); }
};
Secret makeSecret(Random &random);
/// A whole token of that kind; nullopt when it is none.
std::optional<Secret> secretFrom(QByteArrayView token, const char *prefix);
/// Whether the secret is that of the hash; takes equally long for all.
bool isSecretOf(const Secret &given, const ContentHash &hash);
/// The public id in a whole token of any kind, or in an id; empty when it is neither.
QByteArray tokenIdOf(const QByteArray &text);

}  // namespace tideline::server
