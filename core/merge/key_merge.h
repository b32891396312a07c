// Three-way merge of JSON objects, key by key.
#pragma once

#include "core/merge/json_value.h"

#include <QByteArrayList>

#include <functional>
#include <optional>
#include <span>

namespace tideline::merge {

/// What became of one value: a value, its absence, or a clash.
struct KeyOutcome {
    std::optional<JsonValue> value;  ///< nullopt: the key goes
    QByteArrayList clash;            ///< the way to a key that both sides changed differently; empty when there is none

    bool clashed() const { return !clash.isEmpty(); }
};

/// Merges values of a document, of which each version may lack some (nullptr).
///
/// A value that one side changed is that side's; objects that both changed are merged key by key; all else that both
/// changed differently (a value against its removal, too) is a clash. Arrays are one value.
/// Keys stand in their order: theirs', with those that only ours has behind the key that they follow there; sorted, when
/// both sides had them sorted, as Jupyter does.
/// Thread: any.
class KeyMerge {
public:
    /// Keys for which a clash takes theirs, with all that is in them: what a machine wrote, not a person.
    explicit KeyMerge(std::span<const QByteArrayView> machineKeys = {}) : m_machineKeys(machineKeys) {}

    /// The value at `key` in its object; theirs, on a clash at a machine's key.
    KeyOutcome merge(const QByteArray &key, const JsonValue *base, const JsonValue *ours, const JsonValue *theirs) const;

    using Decide = std::function<KeyOutcome(const QByteArray &key, const JsonValue *base, const JsonValue *ours, const JsonValue *theirs)>;
    /// The object whose every value is what `decide` says; a base that is no object counts as empty.
    static KeyOutcome mergeObject(const JsonValue *base, const JsonValue &ours, const JsonValue &theirs, const Decide &decide);

private:
    std::span<const QByteArrayView> m_machineKeys;
};

}  // namespace tideline::merge
