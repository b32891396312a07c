#include "ui/gui_watchdog.h"

#include <QAbstractEventDispatcher>
#include <QMetaEnum>
#include <QThread>

namespace tideline::ui {

using namespace Qt::StringLiterals;

WatchedApplication::WatchedApplication(int &argc, char **argv) : QApplication(argc, argv) {}

std::optional<std::chrono::milliseconds> WatchedApplication::limitFromEnvironment()
{
    bool given = false;
    const int limit = qEnvironmentVariableIntValue("TIDELINE_WATCHDOG_MS", &given);
    if (given)
        return limit > 0 ? std::optional(std::chrono::milliseconds(limit)) : std::nullopt;
#ifdef NDEBUG
    return {};
#else
    return std::chrono::milliseconds(16);
#endif
}

void WatchedApplication::watch(std::chrono::milliseconds limit, std::function<void(const SlowEvent &)> report)
{
    m_report = std::move(report);
    if (!m_limit) {
        m_clock.start();
        auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] { m_blockedSinceNs = m_clock.nsecsElapsed(); });
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
            if (m_blockedSinceNs >= 0 && !m_notOwnNs.empty())
                m_notOwnNs.back() += m_clock.nsecsElapsed() - m_blockedSinceNs;
            m_blockedSinceNs = -1;
        });
    }
    m_limit = limit;
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (!m_limit || QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    // Neither may be left when it is done.
    const QEvent::Type type = event->type();
    const QString name = QString::fromLatin1(receiver->metaObject()->className()) + u'(' + receiver->objectName() + u')';
    const qint64 begin = m_clock.nsecsElapsed();
    m_notOwnNs.push_back(0);
    const bool taken = QApplication::notify(receiver, event);
    const qint64 whole = m_clock.nsecsElapsed() - begin;
    const qint64 own = whole - m_notOwnNs.back();
    m_notOwnNs.pop_back();
    if (!m_notOwnNs.empty())
        m_notOwnNs.back() += whole;
    if (own > std::chrono::nanoseconds(*m_limit).count())
        tell(type, name, own);
    return taken;
}

void WatchedApplication::tell(QEvent::Type type, const QString &receiver, qint64 busyNs)
{
    const char *known = QMetaEnum::fromType<QEvent::Type>().valueToKey(type);
    const SlowEvent slow{known ? QString::fromLatin1(known) : u"Event %1"_s.arg(int(type)), receiver,
                         std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(busyNs))};
    if (m_report)
        m_report(slow);
    else
        qWarning("tideline: the window did not answer for %d ms: %s to %s", int(slow.busy.count()), qUtf8Printable(slow.event), qUtf8Printable(slow.receiver));
}

}  // namespace tideline::ui
