#include "core/merge/key_merge.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tideline::merge {

namespace {

/// Looks keys up without walking the object each time.
class KeyTable {
public:
    explicit KeyTable(const JsonValue *object)
    {
        for (std::size_t i = 0; object != nullptr && i < object->keys.size(); ++i)
            m_values.insert(object->keys[i], &object->items[i]);
    }
    const JsonValue *find(QByteArrayView key) const { return m_values.value(key); }

private:
    QHash<QByteArrayView, const JsonValue *> m_values;
};

/// The keys of both, in the order that KeyMerge promises.
std::vector<QByteArray> keysInOrder(const JsonValue &ours, const JsonValue &theirs)
{
    const KeyTable inTheirs(&theirs);
    QHash<QByteArrayView, std::vector<QByteArray>> followers;  // of ours' keys that theirs lacks, by theirs' key before them
    const QByteArray *before = nullptr;
    std::vector<QByteArray> first;
    for (const QByteArray &key : ours.keys) {
        if (inTheirs.find(key) != nullptr)
            before = &key;
        else
            (before == nullptr ? first : followers[*before]).push_back(key);
    }
    std::vector<QByteArray> keys = std::move(first);
    for (const QByteArray &key : theirs.keys) {
        keys.push_back(key);
        if (const auto found = followers.constFind(key); found != followers.cend())
            keys.insert(keys.end(), found->begin(), found->end());
    }
    if (std::ranges::is_sorted(ours.keys) && std::ranges::is_sorted(theirs.keys))
        std::ranges::sort(keys);
    return keys;
}

std::optional<JsonValue> copyOf(const JsonValue *value)
{
    return value == nullptr ? std::nullopt : std::optional(*value);
}

}  // namespace

KeyOutcome KeyMerge::merge(const QByteArray &key, const JsonValue *base, const JsonValue *ours, const JsonValue *theirs) const
{
    if (sameJson(ours, theirs) || sameJson(ours, base))
        return {copyOf(theirs), {}};
    if (sameJson(theirs, base))
        return {copyOf(ours), {}};
    if (std::ranges::find(m_machineKeys, QByteArrayView(key)) != m_machineKeys.end())
        return {copyOf(theirs), {}};
    if (ours == nullptr || theirs == nullptr || !ours->isObject() || !theirs->isObject())
        return {{}, {key}};
    const KeyMerge below;
    KeyOutcome merged = mergeObject(base, *ours, *theirs, [&](const auto &...value) { return below.merge(value...); });
    if (merged.clashed())
        merged.clash.prepend(key);
    return merged;
}

KeyOutcome KeyMerge::mergeObject(const JsonValue *base, const JsonValue &ours, const JsonValue &theirs, const Decide &decide)
{
    const KeyTable inBase(base);
    const KeyTable inOurs(&ours);
    const KeyTable inTheirs(&theirs);
    JsonValue merged = JsonValue::object();
    for (QByteArray &key : keysInOrder(ours, theirs)) {
        KeyOutcome outcome = decide(key, inBase.find(key), inOurs.find(key), inTheirs.find(key));
        if (outcome.clashed())
            return outcome;
        if (!outcome.value)
            continue;
        merged.items.push_back(std::move(*outcome.value));
        merged.keys.push_back(std::move(key));
    }
    return {std::move(merged), {}};
}

}  // namespace tideline::merge
