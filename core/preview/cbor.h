// Plain values as CBOR (RFC 8949) and back, by the fields that fields.h lists: a struct is the array of its fields.
#pragma once

#include <QByteArray>
#include <QCborArray>
#include <QCborValue>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <limits>
#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace tideline::preview::cbor {

/// Specialised for each struct: `static constexpr auto kFields = std::tuple{&T::a, &T::b, …}`, in an order that never changes within a
/// version of the protocol.
template <typename T>
struct Fields;
/// Specialised for each enum: how many values it has, from 0 on.
template <typename T>
inline constexpr int kCount = 0;

template <typename T>
QCborValue encode(const T &value);
/// Fills `value`; false: the CBOR is not one, and `value` is as it happens to be.
template <typename T>
[[nodiscard]] bool decode(const QCborValue &cbor, T &value);

namespace detail {

template <typename T>
inline constexpr bool kIsOptional = false;
template <typename T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <typename T>
inline constexpr bool kIsVector = false;
template <typename T>
inline constexpr bool kIsVector<std::vector<T>> = true;
template <typename T>
inline constexpr bool kIsPair = false;
template <typename A, typename B>
inline constexpr bool kIsPair<std::pair<A, B>> = true;
template <typename T>
inline constexpr bool kIsVariant = false;
template <typename... T>
inline constexpr bool kIsVariant<std::variant<T...>> = true;

template <typename T>
bool decodeInteger(const QCborValue &cbor, T &value)
{
    if (!cbor.isInteger() || cbor.toInteger() < qint64(std::numeric_limits<T>::min()) || cbor.toInteger() > qint64(std::numeric_limits<T>::max()))
        return false;
    value = T(cbor.toInteger());
    return true;
}

template <typename T>
bool decodeEnum(const QCborValue &cbor, T &value)
{
    static_assert(kCount<T> > 0, "say how many values the enum has");
    if (!cbor.isInteger() || cbor.toInteger() < 0 || cbor.toInteger() >= kCount<T>)
        return false;
    value = T(cbor.toInteger());
    return true;
}

template <typename T, std::size_t Index = 0>
bool decodeVariant(qint64 index, const QCborValue &cbor, T &value)
{
    if constexpr (Index == std::variant_size_v<T>) {
        return false;
    } else {
        if (index != qint64(Index))
            return decodeVariant<T, Index + 1>(index, cbor, value);
        return decode(cbor, value.template emplace<Index>());
    }
}

template <typename T>
bool decodeList(const QCborValue &cbor, T &list)
{
    if (!cbor.isArray())
        return false;
    const QCborArray array = cbor.toArray();
    list.clear();
    list.reserve(array.size());
    for (const auto item : array) {
        typename T::value_type value{};
        if (!decode(QCborValue(item), value))
            return false;
        list.push_back(std::move(value));
    }
    return true;
}

template <typename T>
QCborValue encodeList(const T &list)
{
    QCborArray array;
    for (const auto &item : list)
        array.append(encode(item));
    return array;
}

template <typename T>
bool decodeFields(const QCborValue &cbor, T &value)
{
    constexpr auto fields = Fields<T>::kFields;
    if (!cbor.isArray() || cbor.toArray().size() != qsizetype(std::tuple_size_v<decltype(fields)>))
        return false;
    const QCborArray array = cbor.toArray();
    qsizetype index = 0;
    return std::apply([&](auto... field) { return (decode(array.at(index++), value.*field) && ...); }, fields);
}

}  // namespace detail

template <typename T>
QCborValue encode(const T &value)
{
    if constexpr (std::is_same_v<T, bool> || std::is_same_v<T, double>)
        return QCborValue(value);
    else if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, QByteArray>)
        return QCborValue(value);
    else if constexpr (std::is_enum_v<T> || std::is_integral_v<T>)
        return QCborValue(qint64(value));
    else if constexpr (std::is_same_v<T, QSizeF>)
        return QCborArray{value.width(), value.height()};
    else if constexpr (std::is_same_v<T, QStringList> || detail::kIsVector<T>)
        return detail::encodeList(value);
    else if constexpr (detail::kIsOptional<T>)
        return value ? encode(*value) : QCborValue(nullptr);
    else if constexpr (detail::kIsPair<T>)
        return QCborArray{encode(value.first), encode(value.second)};
    else if constexpr (detail::kIsVariant<T>)
        return QCborArray{qint64(value.index()), std::visit([](const auto &held) { return encode(held); }, value)};
    else
        return std::apply([&](auto... field) { return QCborValue(QCborArray{encode(value.*field)...}); }, Fields<T>::kFields);
}

template <typename T>
bool decode(const QCborValue &cbor, T &value)
{
    if constexpr (std::is_same_v<T, bool>) {
        value = cbor.toBool();
        return cbor.isBool();
    } else if constexpr (std::is_same_v<T, double>) {
        value = cbor.toDouble();
        return cbor.isDouble();
    } else if constexpr (std::is_same_v<T, QString>) {
        value = cbor.toString();
        return cbor.isString();
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        value = cbor.toByteArray();
        return cbor.isByteArray();
    } else if constexpr (std::is_enum_v<T>) {
        return detail::decodeEnum(cbor, value);
    } else if constexpr (std::is_integral_v<T>) {
        return detail::decodeInteger(cbor, value);
    } else if constexpr (std::is_same_v<T, QSizeF>) {
        const QCborArray pair = cbor.toArray();
        value = {pair.at(0).toDouble(), pair.at(1).toDouble()};
        return pair.size() == 2 && pair.at(0).isDouble() && pair.at(1).isDouble();
    } else if constexpr (std::is_same_v<T, QStringList> || detail::kIsVector<T>) {
        return detail::decodeList(cbor, value);
    } else if constexpr (detail::kIsOptional<T>) {
        if (cbor.isNull()) {
            value.reset();
            return true;
        }
        return decode(cbor, value.emplace());
    } else if constexpr (detail::kIsPair<T>) {
        const QCborArray pair = cbor.toArray();
        return pair.size() == 2 && decode(pair.at(0), value.first) && decode(pair.at(1), value.second);
    } else if constexpr (detail::kIsVariant<T>) {
        const QCborArray pair = cbor.toArray();
        return pair.size() == 2 && pair.at(0).isInteger() && detail::decodeVariant(pair.at(0).toInteger(), pair.at(1), value);
    } else {
        return detail::decodeFields(cbor, value);
    }
}

}  // namespace tideline::preview::cbor
