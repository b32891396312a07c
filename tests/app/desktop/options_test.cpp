#include "app/desktop/options.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace tideline;
using namespace tideline::desktop;

class OptionsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allThatHelpNamesIsUnderstood()
    {
        const auto options = parseOptions({u"tideline"_s, u"--profile"_s, u"/p"_s, u"--background"_s, u"--ui-state=/f"_s,
                                           u"--screenshot"_s, u"/s.png"_s, u"tideline://open/x"_s});
        QVERIFY(options);
        QCOMPARE(options->profile, u"/p"_s);
        QVERIFY(options->background);
        QCOMPARE(options->uiState, u"/f"_s);
        QCOMPARE(options->screenshot, u"/s.png"_s);
        QCOMPARE(options->uri, u"tideline://open/x"_s);
    }

    void aPathLeadsToItselfWhateverItsNameAndTheLinksAboveIt()
    {
        const QTemporaryDir made;
        const QString folder = QDir(made.path()).canonicalPath() + u"/50 % of #1?"_s;
        QVERIFY(QDir().mkpath(folder) && QFile::link(folder, made.path() + u"/link"_s));
        const auto ledTo = [](const QString &path) {
            const auto options = parseOptions({u"tideline"_s, path});
            const QUrl url(options ? options->uri : QString(), QUrl::StrictMode);
            return url.scheme() == u"tideline" && url.host() == u"open" ? url.path().mid(1) : url.errorString();
        };
        QCOMPARE(ledTo(folder), folder);
        QCOMPARE(ledTo(made.path() + u"/link/in the cloud alone"_s), folder + u"/in the cloud alone"_s);
        QCOMPARE(ledTo(u"/"_s), u"/"_s);
        QVERIFY(QDir::setCurrent(folder));
        QCOMPARE(ledTo(u"."_s), folder);
    }

    void whatIsNotUnderstoodIsAnError_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("an unknown option") << QStringList{u"tideline"_s, u"--profil"_s};
        QTest::newRow("a missing value") << QStringList{u"tideline"_s, u"--profile"_s};
        QTest::newRow("a word that is no file") << QStringList{u"tideline"_s, u"no-such-file-here"_s};
        QTest::newRow("two places") << QStringList{u"tideline"_s, u"/a"_s, u"/b"_s};
        QTest::newRow("a screenshot of nothing") << QStringList{u"tideline"_s, u"--screenshot"_s, u"/s.png"_s};
    }

    void whatIsNotUnderstoodIsAnError()
    {
        QFETCH(QStringList, arguments);
        const auto options = parseOptions(arguments);
        QVERIFY(!options);
        QVERIFY(options.error().kind == Error::Kind::Invalid);
    }
};

QTEST_MAIN(OptionsTest)
#include "options_test.moc"
