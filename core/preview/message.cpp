#include "core/preview/message.h"

#include <QCborArray>
#include <QtEndian>

namespace tideline::preview {

namespace {

Error invalid(const QString &what)
{
    return {Error::Kind::Invalid, what, u"preview message"_s, {}};
}

}  // namespace

QByteArray toFrame(const Message &message)
{
    const QByteArray body = QCborArray{int(message.kind), message.id, message.verb, message.value}.toCborValue().toCbor();
    Q_ASSERT(quint64(body.size()) <= kMaxFrameBytes);
    QByteArray frame(4, Qt::Uninitialized);
    qToBigEndian(quint32(body.size()), frame.data());
    return frame.append(body);
}

Result<Message> messageFromFrame(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray parts = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || error.offset != bytes.size())
        return invalid(u"This is no CBOR: %1"_s.arg(error.errorString()));
    const qint64 kind = parts.at(0).toInteger(-1);
    if (parts.size() != 4 || kind < 0 || kind > qint64(Message::Kind::NoRange) || !parts.at(1).isInteger() || !parts.at(2).isString())
        return invalid(u"This is no message of a kind that is known."_s);
    return Message{Message::Kind(kind), parts.at(1).toInteger(), parts.at(2).toString(), parts.at(3)};
}

QCborValue toCbor(const Error &error)
{
    return QCborArray{int(error.kind), error.what, error.where, error.mend};
}

Error errorFromCbor(const QCborValue &value)
{
    const QCborArray parts = value.toArray();
    const qint64 kind = parts.at(0).toInteger(-1);
    if (parts.size() != 4 || kind < 0 || kind > qint64(Error::Kind::Cancelled) || parts.at(1).toString().isEmpty())
        return {Error::Kind::Io, u"The preview's helper gave an answer that cannot be read."_s, {}, {}};
    return {Error::Kind(kind), parts.at(1).toString(), parts.at(2).toString(), parts.at(3).toString()};
}

}  // namespace tideline::preview
