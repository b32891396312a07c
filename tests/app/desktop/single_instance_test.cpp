#include "app/desktop/single_instance.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace tideline;
using namespace tideline::desktop;

class SingleInstanceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSecondAsksTheFirstToShowItself()
    {
        QTemporaryDir profile;
        SingleInstance first(profile.path());
        const auto claimed = first.claim({});
        QVERIFY(claimed && *claimed);
        QSignalSpy shown(&first, &SingleInstance::showAsked);
        // claim() of the second blocks, as it does in its own process.
        std::optional<bool> second;
        std::unique_ptr<QThread> thread(QThread::create([&] {
            SingleInstance other(profile.path());
            const auto result = other.claim(u"tideline://open/climate/data"_s);
            second = result && *result;
        }));
        thread->start();
        QTRY_COMPARE(shown.size(), 1);
        QVERIFY(thread->wait(10'000));
        QCOMPARE(second, std::optional<bool>(false));
        QCOMPARE(shown.first().first().toString(), u"tideline://open/climate/data"_s);
    }

    void twoProfilesHaveAWindowEach()
    {
        QTemporaryDir one, two;
        SingleInstance first(one.path()), second(two.path());
        QVERIFY(*first.claim({}));
        QVERIFY(*second.claim({}));
    }

    void whenTheFirstEndsTheNextIsFirst()
    {
        QTemporaryDir profile;
        {
            SingleInstance first(profile.path());
            QVERIFY(*first.claim({}));
        }
        SingleInstance next(profile.path());
        QVERIFY(*next.claim({}));
    }
};

QTEST_MAIN(SingleInstanceTest)
#include "single_instance_test.moc"
