// What the program tells of itself is in a file of bounded size that its user alone can read.
#include "app/desktop/log_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using namespace tideline::desktop;

class LogFileTest final : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString file() const { return m_folder.filePath(u"state/tideline.log"_s); }
    QByteArray text(const QString &path) const
    {
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(startLog(file(), QtWarningMsg)); }

    void whatWeighsLessThanTheLevelIsLeftOut()
    {
        qInfo("quiet");
        qWarning("loud\nand long");
        setLogLevel(QtInfoMsg);
        qInfo("told");
        const QByteArray said = text(file());
        QVERIFY(!said.contains("quiet"));
        QVERIFY2(said.contains(" warning loud\n    and long\n") && said.contains(" info told\n"), said);
        QCOMPARE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void aLongLogGivesWayToTheNext()
    {
        const QByteArray line(1 << 20, 'x');
        for (int i = 0; i < 6; ++i)
            qInfo("%s", line.constData());
        QVERIFY(QFile(file() + u".1"_s).size() > kMaxLogBytes);
        QVERIFY(QFile(file()).size() < kMaxLogBytes);
    }

    void aProfileThatWasNamedHasItsOwnLog()
    {
        QCOMPARE(logFileOf(u"/p"_s, true), u"/p/log/tideline.log"_s);
        qputenv("XDG_STATE_HOME", "relative");
        QCOMPARE(logFileOf(u"/p"_s, false), QDir::homePath() + u"/.local/state/tideline/tideline.log"_s);
        qputenv("XDG_STATE_HOME", "/s");
        QCOMPARE(logFileOf(u"/p"_s, false), u"/s/tideline/tideline.log"_s);
    }
};

QTEST_GUILESS_MAIN(LogFileTest)
#include "log_file_test.moc"
