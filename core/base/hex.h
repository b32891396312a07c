// Lower-case hex digits to bytes, without a copy in between.
#pragma once

#include <QByteArrayView>

#include <span>

namespace tideline {

/// Fills `bytes`; false: these are not twice as many lower-case hex digits.
inline bool readHex(QByteArrayView digits, std::span<unsigned char> bytes)
{
    if (std::size_t(digits.size()) != 2 * bytes.size())
        return false;
    const auto value = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = value(digits[qsizetype(2 * i)]);
        const int low = value(digits[qsizetype(2 * i + 1)]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return true;
}

}  // namespace tideline
