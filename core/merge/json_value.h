// A JSON document as it was written: keys in their order, numbers and strings as their bytes.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

namespace tideline::merge {

/// One value of a document. QJsonValue would sort the keys and make a double of each number; a file that a person's tools
/// wrote must come back as they wrote it.
///
/// Ownership: `text` of a value that was read borrows the document's bytes, which outlive it.
/// Invariant: `keys` are different from each other, and as many as `items` in an object; empty otherwise.
struct JsonValue {
    enum class Kind : quint8 { Null, False, True, Number, String, Array, Object };

    Kind kind = Kind::Null;
    QByteArray text;               ///< of a number or string: its bytes in the document, quotes and escapes included
    std::vector<JsonValue> items;  ///< of an array or object
    std::vector<QByteArray> keys;  ///< of an object: decoded, as decodeJsonString() gives them

    bool isString() const { return kind == Kind::String; }
    bool isArray() const { return kind == Kind::Array; }
    bool isObject() const { return kind == Kind::Object; }

    /// The value of a key; nullptr when there is none, or this is no object.
    const JsonValue *find(QByteArrayView key) const;
    JsonValue *find(QByteArrayView key);

    static JsonValue array() { return {.kind = Kind::Array, .text = {}, .items = {}, .keys = {}}; }
    static JsonValue object() { return {.kind = Kind::Object, .text = {}, .items = {}, .keys = {}}; }
    static JsonValue string(QByteArrayView decoded);
};

/// Equal as JSON: the order of keys and the spelling of strings do not count, the spelling of numbers does.
bool sameJson(const JsonValue &a, const JsonValue &b);
/// Both absent, or equal.
bool sameJson(const JsonValue *a, const JsonValue *b);

/// What a string means, from its bytes in the document. UTF-8; half a surrogate pair becomes its three bytes (WTF-8), so that
/// no two strings become one.
QByteArray decodeJsonString(QByteArrayView token);
/// The other way, quotes included, as Python's json and JavaScript escape: only what must be.
QByteArray encodeJsonString(QByteArrayView decoded);

}  // namespace tideline::merge
