#include "app/server/http/request_work.h"

#include <QDebug>

namespace tideline::server {

RequestWork::Outcome RequestWork::guarded(const std::function<Outcome()> &step)
{
    try {
        return step();
    } catch (const std::exception &exception) {
        qCritical("A handler threw: %s", exception.what());
    } catch (...) {
        qCritical("A handler threw something unknown.");
    }
    const bool replying = m_stream != nullptr;
    abandon();
    Outcome outcome;
    outcome.failed = replying;
    if (!replying)
        outcome.response = problem(500, "internal", u"The server failed."_s);
    return outcome;
}

RequestWork::Outcome RequestWork::begin(const RequestHead &head, QByteArrayView bytes, bool last, qint64 readBytes)
{
    return guarded([&]() -> Outcome {
        m_exchange = m_handler.open(head);
        if (auto refused = m_exchange->refused())
            return reply(std::move(*refused), readBytes);
        return advance(bytes, last, readBytes);
    });
}

RequestWork::Outcome RequestWork::more(QByteArrayView bytes, bool last, qint64 readBytes)
{
    return guarded([&] { return advance(bytes, last, readBytes); });
}

RequestWork::Outcome RequestWork::advance(QByteArrayView bytes, bool last, qint64 readBytes)
{
    if (!bytes.isEmpty()) {
        if (const auto written = m_exchange->write(bytes); !written)
            return reply(problem(written.error()), readBytes);
    }
    if (!last)
        return {};
    return reply(m_exchange->finish(), readBytes);
}

RequestWork::Outcome RequestWork::reply(Response response, qint64 readBytes)
{
    Outcome outcome;
    m_stream = std::move(response.stream);
    if (m_stream)
        outcome = firstPiece(readBytes);
    if (!outcome.response)
        outcome.response = std::move(response);
    if (!m_stream)
        m_exchange.reset();
    return outcome;
}

RequestWork::Outcome RequestWork::firstPiece(qint64 readBytes)
{
    Outcome outcome;
    if (!m_hasSlot)
        m_hasSlot = m_slots.take();
    if (m_hasSlot)
        outcome = read(readBytes);
    else
        outcome.waits = true;
    outcome.streamed = true;
    if (outcome.failed) {  // nothing has been sent yet, so the client can still be told
        outcome = {};
        outcome.response = problem(500, "internal", u"The reply could not be read."_s);
    }
    return outcome;
}

void RequestWork::releaseSlot()
{
    if (m_hasSlot.exchange(false))
        m_slots.give();
}

RequestWork::Outcome RequestWork::read(qint64 readBytes)
{
    Outcome outcome;
    try {
        auto piece = m_stream->read(readBytes);
        if (piece)
            outcome.piece = std::move(*piece);
        else {
            qWarning("A reply broke off: %s", qUtf8Printable(toText(piece.error())));
            outcome.failed = true;
        }
    } catch (const std::exception &exception) {
        qCritical("A reply's source threw: %s", exception.what());
        outcome.failed = true;
    }
    if (outcome.failed || outcome.piece.isEmpty())
        abandon();
    return outcome;
}

void RequestWork::abandon()
{
    m_stream.reset();
    m_exchange.reset();
    releaseSlot();
}

}  // namespace tideline::server
