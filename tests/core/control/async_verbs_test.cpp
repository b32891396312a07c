#include "core/control/async_verbs.h"

#include <QTest>
#include <QThread>

using namespace tideline;
using namespace tideline::control;

namespace {

class Echo final : public VerbHandler {
public:
    Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const OnProgress &onProgress,
                               const std::atomic<bool> *cancelled) override
    {
        if (onProgress)
            onProgress({{u"n"_s, 1}});
        while (verb == u"wait"_s && !cancelled->load())
            QThread::yieldCurrentThread();
        if (*cancelled)
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, {}, {}};
        return args;
    }
    Result<std::unique_ptr<Subscription>> listen(OnEvent) override { return std::make_unique<Subscription>(); }
};

}  // namespace

class AsyncVerbsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theAnswerComesOnTheAskingThread()
    {
        AsyncVerbs verbs(std::make_shared<Echo>());
        QThread *thread = nullptr;
        int progress = 0;
        QJsonObject answer;
        verbs.ask(this, u"echo"_s, {{u"a"_s, 1}}, [&](const Result<QJsonObject> &result) {
            thread = QThread::currentThread();
            answer = *result;
        }, [&](const QJsonObject &) { ++progress; });
        QVERIFY(!thread);
        QTRY_COMPARE(thread, QThread::currentThread());
        QCOMPARE(answer.value(u"a"_s).toInt(), 1);
        QCOMPARE(progress, 1);
    }

    void aDeadContextHearsNothing()
    {
        AsyncVerbs verbs(std::make_shared<Echo>());
        bool called = false;
        {
            QObject context;
            verbs.ask(&context, u"echo"_s, {}, [&](const Result<QJsonObject> &) { called = true; });
        }
        bool flushed = false;
        verbs.ask(this, u"echo"_s, {}, [&](const Result<QJsonObject> &) { flushed = true; });
        QTRY_VERIFY(flushed);
        QVERIFY(!called);
    }

    void aTicketCancels()
    {
        AsyncVerbs verbs(std::make_shared<Echo>());
        QString kind;
        const auto ticket = verbs.ask(this, u"wait"_s, {}, [&](const Result<QJsonObject> &result) {
            kind = toString(result.error().kind);
        });
        *ticket = true;
        QTRY_COMPARE(kind, u"cancelled"_s);
    }

    void destroyingItEndsWhatRuns()
    {
        bool called = false;
        {
            AsyncVerbs verbs(std::make_shared<Echo>());
            verbs.ask(this, u"wait"_s, {}, [&](const Result<QJsonObject> &) { called = true; });
        }
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(AsyncVerbsTest)
#include "async_verbs_test.moc"
