// What names a value of the cache: whose it is, which function gave it, of what.
#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <functional>
#include <optional>

namespace tideline::cache {

/// Invariant: two accounts never have a key in common, so that no value of one is ever found by the other.
struct Key {
    QString account;       ///< not empty
    QByteArray prefix;     ///< the function: small letters, digits and '_'
    QByteArray scope;      ///< what it is about, a project's id say: what goes together is outdated together; may be empty
    QByteArray arguments;  ///< the function's, by value
    bool operator==(const Key &) const = default;
};

/// Which values are meant: those of one account that have all that is said here.
struct Selection {
    QString account;
    std::optional<QByteArray> prefix{};
    std::optional<QByteArray> scope{};
    std::optional<QByteArray> arguments{};

    bool has(const Key &key) const
    {
        return key.account == account && (!prefix || key.prefix == *prefix) && (!scope || key.scope == *scope)
               && (!arguments || key.arguments == *arguments);
    }
    /// One value alone.
    static Selection exactly(const Key &key) { return {key.account, key.prefix, key.scope, key.arguments}; }
};

}  // namespace tideline::cache

template <>
struct std::hash<tideline::cache::Key> {
    size_t operator()(const tideline::cache::Key &key) const noexcept
    {
        return qHashMulti(0, key.account, key.prefix, key.scope, key.arguments);
    }
};
