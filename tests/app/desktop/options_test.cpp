#include "app/desktop/options.h"

#include <QTest>

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

    void whatIsNotUnderstoodIsAnError_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("an unknown option") << QStringList{u"tideline"_s, u"--profil"_s};
        QTest::newRow("a missing value") << QStringList{u"tideline"_s, u"--profile"_s};
        QTest::newRow("a file") << QStringList{u"tideline"_s, u"/etc/passwd"_s};
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
