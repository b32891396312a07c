// An event that keeps the GUI thread busy is told of, with its own time alone.
#include "ui/gui_watchdog.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace tideline::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
WatchedApplication *s_application = nullptr;

void compute(std::chrono::milliseconds howLong)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < howLong.count()) {
    }
}

/// Does something upon each event that it is sent.
class Doer final : public QObject {
public:
    explicit Doer(const QString &name, std::function<void()> what) : m_what(std::move(what)) { setObjectName(name); }
    bool event(QEvent *happened) override
    {
        if (happened->type() != QEvent::User)
            return QObject::event(happened);
        m_what();
        return true;
    }

private:
    std::function<void()> m_what;
};

void send(QObject &to)
{
    QEvent happened(QEvent::User);
    QCoreApplication::sendEvent(&to, &happened);
}
}  // namespace

class GuiWatchdogTest final : public QObject {
    Q_OBJECT
    QList<SlowEvent> m_told;
    QStringList names() const
    {
        QStringList names;
        for (const SlowEvent &one : m_told)
            names.append(one.receiver);
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_told.clear();
        s_application->watch(30ms, [this](const SlowEvent &slow) { m_told.append(slow); });
    }
    void cleanup() { s_application->watch(10min); }

    void whatTakesLongIsToldWithItsEventAndReceiver()
    {
        Doer slow(u"slow"_s, [] { compute(60ms); });
        Doer quick(u"quick"_s, [] {});
        send(quick);
        send(slow);
        QCOMPARE(names(), QStringList{u"QObject(slow)"_s});
        QCOMPARE(m_told.first().event, u"User"_s);
        QVERIFY(m_told.first().busy >= 60ms);
    }

    void whatWasDoneInsideIsNotCountedTwice()
    {
        Doer inner(u"inner"_s, [] { compute(60ms); });
        Doer outer(u"outer"_s, [&] { send(inner); });
        send(outer);
        QCOMPARE(names(), QStringList{u"QObject(inner)"_s});
    }

    void aLoopThatWaitsIsNotBusy()
    {
        Doer waiting(u"waiting"_s, [] {
            QEventLoop loop;
            QTimer::singleShot(100ms, &loop, &QEventLoop::quit);
            loop.exec();
        });
        send(waiting);
        QCOMPARE(names(), QStringList());
    }

    void theLimitIsThatOfTheEnvironment()
    {
        qputenv("TIDELINE_WATCHDOG_MS", "40");
        QVERIFY(WatchedApplication::limitFromEnvironment() == 40ms);
        qputenv("TIDELINE_WATCHDOG_MS", "0");
        QVERIFY(!WatchedApplication::limitFromEnvironment());
        qunsetenv("TIDELINE_WATCHDOG_MS");
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    s_application = &application;
    GuiWatchdogTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "gui_watchdog_test.moc"
