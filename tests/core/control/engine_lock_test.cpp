#include "core/control/engine_lock.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace tideline;
using tideline::control::EngineLock;

class EngineLockTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneProcessOwnsAProfile()
    {
        QTemporaryDir profile;
        int ready[2];
        QCOMPARE(::pipe(ready), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            auto lock = EngineLock::acquire(profile.path());
            const char byte = lock ? 'y' : 'n';
            if (::write(ready[1], &byte, 1) == 1)
                ::pause();
            ::_exit(0);
        }
        char byte = 0;
        QCOMPARE(::read(ready[0], &byte, 1), 1);
        QCOMPARE(byte, 'y');

        const auto refused = EngineLock::acquire(profile.path());
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), u"conflict"_s);
        QVERIFY2(refused.error().what.contains(QString::number(child)), qPrintable(refused.error().what));
        QCOMPARE(EngineLock::owner(profile.path()), std::optional<qint64>(child));

        ::kill(child, SIGKILL);
        QCOMPARE(::waitpid(child, nullptr, 0), child);
        QVERIFY(!EngineLock::owner(profile.path()));
        QVERIFY(EngineLock::acquire(profile.path()));
    }

    void aLetGoLockCanBeTakenAgain()
    {
        QTemporaryDir profile;
        QVERIFY(EngineLock::acquire(profile.path()));
        QVERIFY(EngineLock::acquire(profile.path()));
    }

    void aMissingProfileIsNotFound()
    {
        const auto lock = EngineLock::acquire(u"/nonexistent/profile"_s);
        QVERIFY(!lock);
        QCOMPARE(toString(lock.error().kind), u"not_found"_s);
    }
};

QTEST_GUILESS_MAIN(EngineLockTest)
#include "engine_lock_test.moc"
