#include "ui/verb_backend.h"

#include <QSemaphore>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace tideline;
using namespace tideline::ui;

namespace {
/// Answers "echo", holds "wait" until it is released or cancelled.
class HandlerDouble final : public control::VerbHandler {
public:
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress,
                               const std::atomic<bool> *cancelled) override
    {
        if (verb == u"echo")
            return args;
        if (verb == u"steps") {
            for (int i = 1; i <= 3; ++i)
                onProgress({{u"step"_s, i}});
            return QJsonObject{};
        }
        if (verb == u"wait") {
            while (!release.tryAcquire(1, 5)) {
                if (cancelled && *cancelled)
                    return Error{Error::Kind::Cancelled, u"Stopped."_s, {}, {}};
            }
            return QJsonObject{};
        }
        return Error{Error::Kind::Invalid, u"Unknown verb."_s, verb, {}};
    }
    Result<std::unique_ptr<control::Subscription>> listen(control::OnEvent wanted) override
    {
        listener = std::move(wanted);
        return std::make_unique<control::Subscription>();
    }
    QSemaphore release;
    control::OnEvent listener;
};
}  // namespace

class VerbBackendTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aCallMadeBeforeTheEngineIsThereWaitsForIt()
    {
        auto handler = std::make_shared<HandlerDouble>();
        VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
        std::optional<QJsonObject> reply;
        QThread *thread = nullptr;
        backend.call(u"echo"_s, {{u"a"_s, 1}}, this, [&](const Result<QJsonObject> &answer) {
            reply = *answer;
            thread = QThread::currentThread();
        }, {});
        backend.start();
        QTRY_VERIFY(reply);
        QCOMPARE(reply->value(u"a").toInt(), 1);
        QCOMPARE(thread, qApp->thread());
    }

    void progressComesBeforeTheReplyAndInOrder()
    {
        auto handler = std::make_shared<HandlerDouble>();
        VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
        backend.start();
        QList<int> steps;
        bool done = false;
        backend.call(u"steps"_s, {}, this, [&](const Result<QJsonObject> &) { done = true; },
                     [&](const QJsonObject &progress) {
                         QVERIFY(!done);
                         steps.append(progress.value(u"step").toInt());
                     });
        QTRY_VERIFY(done);
        QCOMPARE(steps, (QList<int>{1, 2, 3}));
    }

    void aLongCallDoesNotHoldUpOthersAndCanBeCancelled()
    {
        auto handler = std::make_shared<HandlerDouble>();
        VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
        backend.start();
        std::optional<Error> ended;
        bool echoed = false;
        const quint64 call = backend.call(u"wait"_s, {}, this, [&](const Result<QJsonObject> &reply) {
            QVERIFY(!reply);
            ended = reply.error();
        }, {});
        backend.call(u"echo"_s, {}, this, [&](const Result<QJsonObject> &) { echoed = true; }, {});
        QTRY_VERIFY(echoed);
        QVERIFY(!ended);
        backend.cancel(call);
        QTRY_VERIFY(ended);
        QVERIFY(ended->kind == Error::Kind::Cancelled);
    }

    void aReplyForAContextThatIsGoneIsDropped()
    {
        auto handler = std::make_shared<HandlerDouble>();
        VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
        backend.start();
        auto context = std::make_unique<QObject>();
        bool called = false;
        backend.call(u"wait"_s, {}, context.get(), [&](const Result<QJsonObject> &) { called = true; }, {});
        context.reset();
        handler->release.release();
        bool later = false;
        backend.call(u"echo"_s, {}, this, [&](const Result<QJsonObject> &) { later = true; }, {});
        QTRY_VERIFY(later);
        QVERIFY(!called);
    }

    void anEngineThatCannotBeReachedIsAnErrorAndTriedAgain()
    {
        auto handler = std::make_shared<HandlerDouble>();
        std::atomic<int> tries = 0;
        VerbBackend backend([&]() -> Result<std::shared_ptr<control::VerbHandler>> {
            if (++tries == 1)
                return Error{Error::Kind::Timeout, u"The owner does not answer."_s, {}, {}};
            return std::shared_ptr<control::VerbHandler>(handler);
        });
        QSignalSpy connected(&backend, &Backend::connected);
        QSignalSpy disconnected(&backend, &Backend::disconnected);
        std::optional<Error> error;
        backend.call(u"echo"_s, {}, this, [&](const Result<QJsonObject> &reply) { error = reply.error(); }, {});
        backend.start();
        QTRY_VERIFY(error);
        QVERIFY(error->kind == Error::Kind::Timeout);
        QCOMPARE(disconnected.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 1, 10'000);
    }

    void eventsArriveAndAnOwnersEndLeadsToANewOne()
    {
        auto handler = std::make_shared<HandlerDouble>();
        VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
        QSignalSpy connected(&backend, &Backend::connected);
        QSignalSpy events(&backend, &Backend::event);
        backend.start();
        QTRY_COMPARE(connected.size(), 1);
        handler->listener({{u"event"_s, u"state"_s}});
        QTRY_COMPARE(events.size(), 1);
        handler->listener({{u"event"_s, u"quit"_s}});
        QTRY_COMPARE_WITH_TIMEOUT(connected.size(), 2, 10'000);
    }

    void theEndCancelsWhatRuns()
    {
        auto handler = std::make_shared<HandlerDouble>();
        {
            VerbBackend backend([&] { return Result<std::shared_ptr<control::VerbHandler>>(handler); });
            QSignalSpy connected(&backend, &Backend::connected);
            backend.start();
            QTRY_COMPARE(connected.size(), 1);
            backend.call(u"wait"_s, {}, this, [](const Result<QJsonObject> &) { QFAIL("the Backend is gone"); }, {});
        }
        QCOMPARE(handler.use_count(), 1);
    }
};

QTEST_MAIN(VerbBackendTest)
#include "verb_backend_test.moc"
