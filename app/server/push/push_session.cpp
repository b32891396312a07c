#include "app/server/push/push_session.h"

#include <QThreadPool>
#include <QWebSocket>

#include <algorithm>

namespace tideline::server {

PushSession::PushSession(std::unique_ptr<QWebSocket> socket, std::unique_ptr<Conversation> conversation,
                         QThreadPool &pool, Clock &clock, const PushSettings &settings,
                         std::function<void(PushSession *)> gone)
    : m_socket(std::move(socket)), m_conversation(std::move(conversation)), m_pool(pool), m_clock(clock),
      m_settings(settings), m_mailbox(std::make_shared<Mailbox>()), m_gone(std::move(gone))
{
    {
        const MutexLock lock(m_mailbox->mutex);
        m_mailbox->session = this;
    }
    m_socket->setMaxAllowedIncomingFrameSize(quint64(settings.maxMessageBytes));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(settings.maxMessageBytes));
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &PushSession::takeMessage);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this] {
        m_waiting.binary = true;
        wake();
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, &PushSession::end);
    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &PushSession::wake);
    m_tick.start(settings.helloTimeout);
}

PushSession::~PushSession()
{
    m_gone(this);
    const MutexLock lock(m_mailbox->mutex);
    m_mailbox->session = nullptr;
}

void PushSession::takeMessage(const QString &text)
{
    QByteArray bytes = text.toUtf8();
    m_waitingBytes += bytes.size();
    if (m_waitingBytes > m_settings.maxQueuedBytes)
        return close(CloseCode::TooManyMessages, u"too many messages"_s);
    m_waiting.messages.push_back(std::move(bytes));
    wake();
}

void PushSession::takeEvent(const ChangeEvent &event)
{
    const auto [it, fresh] = m_waiting.events.try_emplace({event.project, event.kind}, event);
    if (!fresh) {
        const bool oneMaker = it->second.session == event.session;
        std::vector<UserId> users = std::move(it->second.users);
        if (it->second.revision <= event.revision)
            it->second = event;
        else
            it->second.users = event.users;
        users.insert(users.end(), it->second.users.begin(), it->second.users.end());  // who was meant before is meant still
        std::ranges::sort(users);
        const auto twice = std::ranges::unique(users);
        users.erase(twice.begin(), twice.end());
        it->second.users = std::move(users);
        if (!oneMaker)
            it->second.session.clear();  // of several makers: each hears of the others
    }
    wake();
}

void PushSession::sayBye(std::chrono::milliseconds least, std::chrono::milliseconds most)
{
    m_waiting.bye = {least, most};
    wake();
}

/// Gives what waits to the conversation, unless it is at work: then that batch takes it along when it is back.
void PushSession::wake()
{
    if (m_inWork || m_closing || m_ended)
        return;
    m_inWork = true;
    m_waitingBytes = 0;
    auto batch = std::make_shared<Batch>(std::exchange(m_waiting, {}));
    m_pool.start([mailbox = m_mailbox, batch, conversation = m_conversation, &clock = m_clock] {
        auto outcome = std::make_shared<Outcome>(converse(*conversation, *batch, clock));
        const MutexLock lock(mailbox->mutex);
        if (PushSession *session = mailbox->session)
            QMetaObject::invokeMethod(session, [session, outcome] { session->deliver(*outcome); }, Qt::QueuedConnection);
    });
}

PushSession::Outcome PushSession::converse(Conversation &conversation, const Batch &batch, Clock &clock)
{
    Outcome outcome;
    const auto add = [&](Conversation::Out out) {
        std::move(out.begin(), out.end(), std::back_inserter(outcome.out));
    };
    try {
        for (const QByteArray &message : batch.messages)
            add(conversation.onMessage(message, clock.monotonic()));
        if (batch.binary)
            add(conversation.onBinary());
        for (const auto &[key, event] : batch.events)
            add(conversation.onEvent(event, clock.monotonic()));
        add(conversation.onTick(clock.monotonic()));
        if (batch.bye)
            add(conversation.bye(batch.bye->first, batch.bye->second));
    } catch (const std::exception &exception) {
        qCritical("A push conversation threw: %s", exception.what());
        outcome.out.push_back({{}, CloseCode::Restart, u"the server failed"_s});
    }
    outcome.nextTick = conversation.nextTick();
    return outcome;
}

void PushSession::deliver(const Outcome &outcome)
{
    m_inWork = false;
    if (m_ended)
        return;
    for (const auto &message : outcome.out) {
        if (m_closing)
            return;
        if (message.close) {
            close(*message.close, message.reason);
            return;
        }
        if (m_socket->bytesToWrite() + message.text.size() > m_settings.maxQueuedBytes)
            return close(CloseCode::SlowConsumer, u"too slow"_s);
        m_socket->sendTextMessage(QString::fromUtf8(message.text));
    }
    m_socket->flush();
    if (m_ended || m_closing)
        return;
    if (!m_waiting.messages.empty() || !m_waiting.events.empty() || m_waiting.binary || m_waiting.bye)
        return wake();
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(outcome.nextTick - m_clock.monotonic());
    m_tick.start(std::max(wait, std::chrono::milliseconds(1)));
}

void PushSession::close(CloseCode code, const QString &reason)
{
    if (m_closing || m_ended)
        return;
    m_closing = true;
    m_tick.stop();
    // A peer that does not read never lets the close frame through.
    QTimer::singleShot(2000, this, [this] {
        m_socket->abort();
        end();
    });
    m_socket->close(QWebSocketProtocol::CloseCode(int(code)), reason);
}

void PushSession::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_tick.stop();
    deleteLater();
}

}  // namespace tideline::server
