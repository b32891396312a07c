// Texts for people out of a message: titles, devices, descriptions.
#pragma once

#include <QJsonValue>
#include <QString>

namespace tideline {

/// The text in `value`, at most `most` UTF-16 units; empty when it is none. What no UTF-8 can say (half a surrogate pair,
/// given or made by the cut) is replaced or left out, and so is a byte order mark at the head, which Qt and JSON drop: what
/// is stored and sent on comes back the same. For names and keys this is too kind: those are refused.
QString wordsFrom(const QJsonValue &value, qsizetype most);
QString wordsFrom(QString text, qsizetype most);

inline constexpr qsizetype kMaxWords = 64 << 10;  ///< where a message gives no limit of its own

}  // namespace tideline
