// What the window and tideline-session say to each other over their local socket.
//
// A frame is a length (u32, big end first) and as many bytes of CBOR: [kind, id, verb, value]. A file that is on this disk travels as
// an open descriptor (SCM_RIGHTS) with the first byte of the frame that opens it; a file in the cloud is asked for range by range.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QCborValue>

#include <optional>

namespace tideline::preview {

/// Counts up with each change of a message or a value. A helper of another version is asked to end, and one's own is started.
inline constexpr int kProtocol = 2;
inline constexpr quint32 kMaxFrameBytes = 64 << 20;
inline constexpr qint64 kMaxRangeBytes = 4 << 20;  ///< of a file in the cloud, asked for at a time

struct Message {
    enum class Kind {
        Hello,    ///< both, first: [protocol, version as text]
        Call,     ///< to the helper: a verb and its arguments
        Cancel,   ///< to the helper: the call of this id is not wanted any more; it is answered all the same
        Reply,    ///< from the helper: what the call gave
        Failure,  ///< from the helper: [kind, what, where, mend]
        Need,     ///< from the helper: [subject, offset, length] of a file in the cloud; the id is the helper's
        Range,    ///< to the helper: the bytes of a Need
        NoRange,  ///< to the helper: why there are none, as a Failure
    };
    Kind kind = Kind::Call;
    qint64 id = 0;
    QString verb;
    QCborValue value;
};

/// With its length in front.
QByteArray toFrame(const Message &message);
/// `bytes`: a frame without its length. Errors: Invalid.
Result<Message> messageFromFrame(const QByteArray &bytes);

QCborValue toCbor(const Error &error);
/// What cannot be read is Io.
Error errorFromCbor(const QCborValue &value);

}  // namespace tideline::preview
