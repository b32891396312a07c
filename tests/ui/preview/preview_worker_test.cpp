#include "tests/ui/preview/opener_double.h"
#include "ui/preview/preview_worker.h"

#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
preview::Subject named(const QString &name)
{
    return {name, u"/nowhere/"_s + name, 1, 1, {}};
}

/// A worker with a preview open, whose rows can be held up.
struct Open {
    Open()
    {
        opener->answers->rows = [this](qint64 first, qint64, const preview::Cancelled &cancelled) -> Result<preview::Rows> {
            if (first == 1 && !gate.pass(cancelled)) {
                ++cancelledCalls;
                return Error{Error::Kind::Cancelled, {}, {}, {}};
            }
            return preview::Rows{first, {}};
        };
        QSignalSpy opened(&worker, &PreviewWorker::opened);
        worker.open(named(u"a.csv"_s));
        if (opened.isEmpty() && !opened.wait())
            qFatal("nothing was opened");
    }
    void ask(QObject *asker, qint64 first, const QString &key = {}, PreviewWorker::Turn turn = PreviewWorker::Turn::Soon)
    {
        worker.ask(
            asker, key, [first](preview::Preview &open, const preview::Cancelled &cancelled) { return open.rows(first, 1, cancelled); },
            [this](const Result<preview::Rows> &rows) {
                if (rows)
                    answered.append(rows->first);
            },
            turn);
    }

    Gate gate;
    std::atomic<int> cancelledCalls{0};
    QList<qint64> answered;
    QObject view;
    std::shared_ptr<OpenerDouble> opener = std::make_shared<OpenerDouble>();
    PreviewWorker worker{opener};
};
}  // namespace

class PreviewWorkerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aQuestionIsAnsweredOnThisThreadAndWorkedOnOnAnother()
    {
        Open open;
        Qt::HANDLE worked = nullptr, taken = nullptr;
        open.worker.ask(
            &open.view, {},
            [&](preview::Preview &, const preview::Cancelled &) -> Result<int> {
                worked = QThread::currentThreadId();
                return 7;
            },
            [&](const Result<int> &) { taken = QThread::currentThreadId(); });
        QTRY_VERIFY(taken);
        QCOMPARE(taken, QThread::currentThreadId());
        QVERIFY(worked != taken);
    }

    void theNewestQuestionIsAnsweredFirstAndIdleOnesLast()
    {
        Open open;
        open.ask(&open.view, 1);
        QVERIFY(open.gate.reached());
        open.ask(&open.view, 2);
        open.ask(&open.view, 3);
        open.ask(&open.view, 9, {}, PreviewWorker::Turn::Idle);
        open.ask(&open.view, 4);
        open.gate.open();
        QTRY_COMPARE(open.answered.size(), 5);
        QCOMPARE(open.answered, (QList<qint64>{1, 4, 3, 2, 9}));
    }

    void aQuestionWithTheSameKeyReplacesTheOneBefore()
    {
        Open open;
        open.ask(&open.view, 1, u"part"_s);
        QVERIFY(open.gate.reached());
        open.ask(&open.view, 2, u"part"_s);  // tells the first to end
        open.ask(&open.view, 3, u"part"_s);
        QTRY_COMPARE(open.answered, QList<qint64>{3});
        QCOMPARE(open.cancelledCalls.load(), 1);
        QVERIFY(!open.opener->answers->calls().contains(u"rows 2 1"_s));
    }

    void aQuestionOfAViewThatIsGoneIsDropped()
    {
        Open open;
        auto gone = std::make_unique<QObject>();
        open.ask(gone.get(), 1);
        QVERIFY(open.gate.reached());
        open.ask(gone.get(), 2);
        gone.reset();
        open.ask(&open.view, 3);
        QTRY_COMPARE(open.answered, QList<qint64>{3});
        QCOMPARE(open.cancelledCalls.load(), 1);
        QVERIFY(!open.opener->answers->calls().contains(u"rows 2 1"_s));
        QCOMPARE(open.worker.waiting(), 0);
    }

    void anAnswerToAnEarlierSubjectIsNotHandedOver()
    {
        Open open;
        open.ask(&open.view, 5);
        // The answer may lie in the queue already when another subject is opened.
        QTRY_COMPARE_WITH_TIMEOUT(open.worker.waiting(), 0, 5'000);
        open.answered.clear();
        open.ask(&open.view, 6);
        open.worker.open(named(u"b.csv"_s));
        QSignalSpy opened(&open.worker, &PreviewWorker::opened);
        QVERIFY(opened.wait());
        QCoreApplication::processEvents();
        QVERIFY(open.answered.isEmpty());
        open.ask(&open.view, 7);
        QTRY_COMPARE(open.answered, QList<qint64>{7});
    }

    void ofManySubjectsOnlyTheLastIsOpened()
    {
        auto opener = std::make_shared<OpenerDouble>();
        Gate gate;
        QStringList opened;
        opener->onOpen = [&](const preview::Subject &subject, const preview::Cancelled &cancelled) -> Result<std::unique_ptr<preview::Preview>> {
            opened.append(subject.name);
            static const preview::Cancelled kNever{false};  // one that does not end when it is told to
            if (subject.name == u"a")
                gate.pass(kNever);
            return cancelled ? Result<std::unique_ptr<preview::Preview>>(broken(u"ended"_s)) : opener->made();
        };
        {
            PreviewWorker worker(opener);
            QSignalSpy said(&worker, &PreviewWorker::opened);
            QSignalSpy failed(&worker, &PreviewWorker::failed);
            worker.open(named(u"a"_s));
            QVERIFY(gate.reached());
            for (int i = 0; i < 50; ++i)
                worker.open(named(QString::number(i)));
            gate.open();
            QVERIFY(said.wait());
            QCOMPARE(said.size(), 1);
            QCOMPARE(failed.size(), 0);
        }
        QCOMPARE(opened, (QStringList{u"a"_s, u"49"_s}));
    }

    void aFailureIsSaidOnceAndQuestionsThenHaveNoAnswer()
    {
        auto opener = std::make_shared<OpenerDouble>();
        opener->onOpen = [](const preview::Subject &, const preview::Cancelled &) -> Result<std::unique_ptr<preview::Preview>> {
            return broken(u"The file is cut off."_s);
        };
        PreviewWorker worker(opener);
        QSignalSpy failed(&worker, &PreviewWorker::failed);
        worker.open(named(u"a"_s));
        QObject view;
        bool answered = false;
        worker.ask(
            &view, {}, [](preview::Preview &open, const preview::Cancelled &cancelled) { return open.rows(0, 1, cancelled); },
            [&](const Result<preview::Rows> &) { answered = true; });
        QVERIFY(failed.wait());
        QCOMPARE(failed.first().first().value<Error>().what, u"The file is cut off."_s);
        QTRY_COMPARE(worker.waiting(), 0);
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }

    void endingTellsTheCallThatRunsToEnd()
    {
        auto open = std::make_unique<Open>();
        open->ask(&open->view, 1);
        QVERIFY(open->gate.reached());
        QElapsedTimer clock;
        clock.start();
        open.reset();
        QVERIFY(clock.elapsed() < 2'000);
    }
};

QTEST_GUILESS_MAIN(PreviewWorkerTest)
#include "preview_worker_test.moc"
