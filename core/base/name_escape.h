// How a name is called on a disk that takes it for another entry's name.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tideline {

/// "README (name clash 1f0a93c2).md": the digits are of the name's own hash, so that an escaped name tells by itself which
/// name it stands for, on any disk and without a store, and nobody makes one by accident. `attempt` 2 to 9 gives others, should
/// somebody have spelt the first in another case. Empty: there is no room in 255 bytes.
QByteArray escapedName(QByteArrayView cloudName, int attempt = 1);
inline constexpr int kEscapeAttempts = 9;

/// The name in the cloud of an entry that a disk calls so: an escaped name's own, else the very same. No escaped name stands for
/// one that may not be (checkName()).
/// Invariant: cloudName(escapedName(n)) == n where there is room, and cloudName(diskName(n)) == n.
QByteArray cloudName(QByteArrayView diskName);

/// What a disk calls a name of the cloud where nothing is in the way: the same, unless it reads like an escaped one. Never
/// empty: of the latter, one that leaves no room is itself, and comes to the cloud as a rename to what it seems to stand for.
QByteArray diskName(QByteArrayView cloudName);

/// Whether a disk calls an entry so only because something is, or was, in the way of its own name.
bool isAside(QByteArrayView diskName);

}  // namespace tideline
