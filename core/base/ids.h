// Typed identifiers: 128 bits, UUIDv7 layout, with the type's prefix on the wire ("prj_0192…").
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <array>
#include <compare>
#include <cstring>

namespace tideline {

class Clock;
class Random;

/// 16 bytes; ordered bytewise, so that ids made later sort later (RFC 9562, version 7).
struct IdBytes {
    std::array<unsigned char, 16> bytes{};
    auto operator<=>(const IdBytes &) const = default;
    bool isNull() const { return *this == IdBytes{}; }
    QByteArray toBytes() const { return {reinterpret_cast<const char *>(bytes.data()), 16}; }
};
IdBytes makeIdBytes(Clock &clock, Random &random);
QString idToText(const IdBytes &id, const char *prefix);
Result<IdBytes> idFromText(QStringView text, const char *prefix);
Result<IdBytes> idFromText(QByteArrayView text, const char *prefix);
/// Errors: Corrupt when `bytes` is not 16 long.
Result<IdBytes> idFromBytes(QByteArrayView bytes);

/// An id of one kind; ids of two kinds do not mix. `Tag::prefix` is its wire prefix.
template <typename Tag>
struct Id : IdBytes {
    auto operator<=>(const Id &) const = default;
    static Id make(Clock &clock, Random &random) { return {makeIdBytes(clock, random)}; }
    QString toString() const { return idToText(*this, Tag::prefix); }
    /// Errors: Invalid when the prefix or the 32 hex digits are wrong.
    static Result<Id> fromString(QStringView text)
    {
        auto id = idFromText(text, Tag::prefix);
        if (!id)
            return id.error();
        return Id{*id};
    }
    static Result<Id> fromString(QByteArrayView text)
    {
        auto id = idFromText(text, Tag::prefix);
        if (!id)
            return id.error();
        return Id{*id};
    }
    static Result<Id> fromBytes(QByteArrayView bytes)
    {
        auto id = idFromBytes(bytes);
        if (!id)
            return id.error();
        return Id{*id};
    }
};
template <typename Tag>
size_t qHash(const Id<Tag> &id, size_t seed = 0)
{
    quint64 low = 0;
    std::memcpy(&low, id.bytes.data() + 8, 8);
    return ::qHash(low, seed);
}

// clang-format off
struct ProjectTag { static constexpr const char *prefix = "prj_"; };
struct NodeTag    { static constexpr const char *prefix = "nod_"; };
struct UserTag    { static constexpr const char *prefix = "usr_"; };
struct DeviceTag  { static constexpr const char *prefix = "dev_"; };
struct ServerTag  { static constexpr const char *prefix = "srv_"; };
struct EpochTag   { static constexpr const char *prefix = "epo_"; };
struct CommitTag  { static constexpr const char *prefix = "key_"; };
struct OrganizationTag { static constexpr const char *prefix = "org_"; };
// clang-format on
using ProjectId = Id<ProjectTag>;
using NodeId = Id<NodeTag>;      ///< a file, folder or link inside one project; null = the project's root
using UserId = Id<UserTag>;
using DeviceId = Id<DeviceTag>;
using ServerId = Id<ServerTag>;  ///< one installation of the server
using Epoch = Id<EpochTag>;      ///< changes when the server's store is restored from a backup
using CommitKey = Id<CommitTag>; ///< idempotency key of a commit
using OrganizationId = Id<OrganizationTag>;

/// Who owns a project: an opaque string of the server's. Never a ProjectOwner.
struct OwnerId {
    QString value;
    bool operator==(const OwnerId &) const = default;
};

/// Counts a project's commits from 1 within an epoch; 0 = none yet.
using Revision = qint64;

}  // namespace tideline

template <typename Tag>
struct std::hash<tideline::Id<Tag>> {
    size_t operator()(const tideline::Id<Tag> &id) const noexcept { return tideline::qHash(id); }
};
