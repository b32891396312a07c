#include "ui/verb_backend.h"

#include "ui/engine_words.h"

#include <chrono>

namespace tideline::ui {

using namespace std::chrono_literals;

namespace {
// Long verbs (sync, verify) hold a thread each; short ones must still find one.
constexpr int kCallsAtATime = 16;
}  // namespace

VerbBackend::VerbBackend(Reach reach, QObject *parent) : Backend(parent), m_reach(std::move(reach))
{
    m_pool.setMaxThreadCount(kCallsAtATime);
    m_retry.setSingleShot(true);
    m_retry.setInterval(1s);
    connect(&m_retry, &QTimer::timeout, this, &VerbBackend::reach);
}

VerbBackend::~VerbBackend()
{
    m_retry.stop();
    for (const Pending &pending : std::as_const(m_calls))
        *pending.cancelled = true;
    m_subscription.reset();
    m_pool.waitForDone();
}

void VerbBackend::start()
{
    reach();
}

void VerbBackend::reach()
{
    if (m_reaching)
        return;
    m_reaching = true;
    m_pool.start([this] {
        auto handler = m_reach();
        QMetaObject::invokeMethod(this, [this, handler = std::move(handler)] { reached(handler); }, Qt::QueuedConnection);
    });
}

void VerbBackend::reached(const Result<std::shared_ptr<control::VerbHandler>> &handler)
{
    m_reaching = false;
    Result<std::unique_ptr<control::Subscription>> subscription = Error{Error::Kind::Offline, {}, {}, {}};
    if (handler)
        subscription = (*handler)->listen([this](const QJsonObject &event) {
            QMetaObject::invokeMethod(this, [this, event] { takeEvent(event); }, Qt::QueuedConnection);
        });
    if (!handler || !subscription) {
        const Error error = handler ? subscription.error() : handler.error();
        Q_EMIT disconnected(toText(inLanguage(error)));
        const QList<quint64> waiting = m_calls.keys();
        for (const quint64 number : waiting) {
            if (!m_calls.value(number).running)
                finish(number, error);
        }
        m_retry.start();
        return;
    }
    m_handler = *handler;
    m_subscription = std::move(*subscription);
    Q_EMIT connected();
    const QList<quint64> waiting = m_calls.keys();
    for (const quint64 number : waiting)
        run(number);
}

quint64 VerbBackend::call(const QString &verb, const QJsonObject &args, QObject *context, OnReply onReply,
                          OnProgress onProgress)
{
    const quint64 number = m_next++;
    m_calls.insert(number, Pending{verb, args, context, std::move(onReply), std::move(onProgress)});
    if (m_handler)
        run(number);
    return number;
}

void VerbBackend::run(quint64 number)
{
    const auto it = m_calls.find(number);
    if (it == m_calls.end() || it->running)
        return;
    it->running = true;
    control::OnProgress onProgress;
    if (it->onProgress)
        onProgress = [this, number](const QJsonObject &progress) {
            QMetaObject::invokeMethod(
                this,
                [this, number, progress] {
                    const auto at = m_calls.constFind(number);
                    if (at != m_calls.constEnd() && at->context)
                        at->onProgress(inLanguage(progress));
                },
                Qt::QueuedConnection);
        };
    m_pool.start([this, number, handler = m_handler, verb = it->verb, args = it->args, onProgress = std::move(onProgress),
                  cancelled = it->cancelled] {
        const auto reply = handler->handle(verb, args, onProgress, cancelled.get());
        QMetaObject::invokeMethod(this, [this, number, reply] { finish(number, reply); }, Qt::QueuedConnection);
    });
}

void VerbBackend::finish(quint64 number, const Result<QJsonObject> &reply)
{
    const auto it = m_calls.find(number);
    if (it == m_calls.end())
        return;
    const Pending pending = *it;
    m_calls.erase(it);
    if (!pending.context || !pending.onReply)
        return;
    // What a report is made of goes to others: it stays as the engine says it.
    if (reply)
        pending.onReply(pending.verb == u"doctor" ? *reply : inLanguage(*reply));
    else
        pending.onReply(inLanguage(reply.error()));
}

void VerbBackend::cancel(quint64 call)
{
    const auto it = m_calls.constFind(call);
    if (it != m_calls.constEnd())
        *it->cancelled = true;
}

void VerbBackend::takeEvent(const QJsonObject &happened)
{
    Q_EMIT event(inLanguage(happened));
    if (happened.value(u"event").toString() == u"quit")
        lose(tr("The process that kept this profile in sync has ended."));
}

void VerbBackend::lose(const QString &why)
{
    m_subscription.reset();
    m_handler.reset();
    Q_EMIT disconnected(why);
    m_retry.start();
}

}  // namespace tideline::ui
