// A function of typed values, memoised.
#pragma once

#include "core/cache/cache.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tideline::cache {

/// How a value is kept: `static QByteArray toBytes(const Value &)`, and `static std::optional<Value> fromBytes(const QByteArray &)`,
/// nullopt for bytes that are none. Equal values have equal bytes.
template <typename Value>
struct Codec;

template <>
struct Codec<QByteArray> {
    static QByteArray toBytes(const QByteArray &value) { return value; }
    static std::optional<QByteArray> fromBytes(const QByteArray &bytes) { return bytes; }
};

template <>
struct Codec<QJsonObject> {
    static QByteArray toBytes(const QJsonObject &value) { return QJsonDocument(value).toJson(QJsonDocument::Compact); }
    static std::optional<QJsonObject> fromBytes(const QByteArray &bytes)
    {
        const QJsonDocument document = QJsonDocument::fromJson(bytes);
        return document.isObject() ? std::optional(document.object()) : std::nullopt;
    }
};

template <typename Value>
struct Answer {
    Value value;
    bool stale = false;
    std::optional<Error> failure;  ///< as in Got
};

/// `function` under `prefix`, for as long as the cache lives: `Memoised<QJsonObject, &members> members(cache, "members", {});`
///
/// Thread: as Cache.
template <typename Value, Result<Value> (*function)(const Question &)>
class Memoised {
public:
    Memoised(Cache &cache, QByteArray prefix, Policy policy) : m_cache(cache), m_prefix(std::move(prefix))
    {
        m_cache.define(m_prefix, [](const Question &question) -> Result<QByteArray> {
            auto value = function(question);
            return value ? Result<QByteArray>(Codec<Value>::toBytes(*value)) : value.error();
        }, policy);
    }

    Key key(const QString &account, const QByteArray &scope, const QByteArray &arguments) const
    {
        return {account, m_prefix, scope, arguments};
    }
    /// Errors: as Cache::get(). A kept value that cannot be read is computed anew.
    Result<Answer<Value>> get(const QString &account, const QByteArray &scope, const QByteArray &arguments, Accept accept,
                              const std::atomic<bool> *cancelled = nullptr)
    {
        const Key asked = key(account, scope, arguments);
        for (const Accept age : {accept, Accept::New}) {
            auto got = m_cache.get(asked, age, cancelled);
            if (!got)
                return got.error();
            if (auto value = Codec<Value>::fromBytes(got->value))
                return Answer<Value>{*std::move(value), got->stale, std::move(got->failure)};
        }
        return Error{Error::Kind::Corrupt, u"A value cannot be kept and read again."_s, QString::fromLatin1(m_prefix), {}};
    }
    void set(const QString &account, const QByteArray &scope, const QByteArray &arguments, const Value &value)
    {
        m_cache.set(key(account, scope, arguments), Codec<Value>::toBytes(value));
    }

private:
    Cache &m_cache;
    QByteArray m_prefix;
};

}  // namespace tideline::cache
