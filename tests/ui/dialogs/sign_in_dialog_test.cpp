#include "ui/dialogs/sign_in_dialog.h"
#include "ui/fixture_backend.h"
#include "ui/views/error_box.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class SignInDialogTest final : public QObject {
    Q_OBJECT
    static QJsonObject withLogin(const QJsonObject &login) { return {{u"verbs"_s, QJsonObject{{u"login"_s, login}}}}; }

private Q_SLOTS:
    void aWrongTokenIsSaidInTheDialogWithWhatToDo()
    {
        FixtureBackend backend(withLogin({{u"error"_s,
                                           QJsonObject{{u"kind"_s, u"sign_in"_s},
                                                       {u"what"_s, u"The token is not known."_s},
                                                       {u"mend"_s, u"Make a new one."_s}}}}));
        SignInDialog dialog(backend, u"http://localhost:8080"_s);
        dialog.show();
        dialog.findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Token);
        dialog.findChild<QLineEdit *>(u"tokenEdit"_s)->setText(u"wrong"_s);
        dialog.findChild<QPushButton *>(u"signInButton"_s)->click();
        auto *box = dialog.findChild<ErrorBox *>();
        QTRY_VERIFY(box->isVisible());
        QVERIFY(box->text().contains(u"The token is not known."));
        QVERIFY(box->text().contains(u"Make a new one."));
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.findChild<QPushButton *>(u"signInButton"_s)->isEnabled());
    }

    void aGoodTokenClosesTheDialog()
    {
        FixtureBackend backend(withLogin({{u"url"_s, u"http://localhost:8080"_s}}));
        SignInDialog dialog(backend, {});
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        dialog.show();
        dialog.findChild<QLineEdit *>(u"urlEdit"_s)->setText(u" localhost:8080 "_s);
        dialog.findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Token);
        dialog.findChild<QLineEdit *>(u"tokenEdit"_s)->setText(u"good\n"_s);
        dialog.findChild<QPushButton *>(u"signInButton"_s)->click();
        QVERIFY(accepted.wait());
        const QJsonObject args = backend.called().last().value(u"args").toObject();
        QCOMPARE(args.value(u"url").toString(), u"http://localhost:8080"_s);
        QCOMPARE(args.value(u"token").toString(), u"good"_s);
    }

    void nameAndPasswordAreTheOtherWay()
    {
        FixtureBackend backend(withLogin({{u"url"_s, u"https://x"_s}}));
        SignInDialog dialog(backend, u"https://x"_s);
        dialog.show();
        dialog.findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Password);
        auto *button = dialog.findChild<QPushButton *>(u"signInButton"_s);
        QVERIFY(!button->isEnabled());
        dialog.findChild<QLineEdit *>(u"userEdit"_s)->setText(u"ada"_s);
        dialog.findChild<QLineEdit *>(u"passwordEdit"_s)->setText(u"secret"_s);
        QVERIFY(button->isEnabled());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        button->click();
        QVERIFY(accepted.wait());
        const QJsonObject args = backend.called().last().value(u"args").toObject();
        QCOMPARE(args.value(u"user").toString(), u"ada"_s);
        QVERIFY(!args.contains(u"token"));
    }

    void theBrowserIsTheFirstWay()
    {
        FixtureBackend backend(withLogin({{u"url"_s, u"https://x"_s}}));
        SignInDialog dialog(backend, u"https://x"_s);
        dialog.show();
        auto *button = dialog.findChild<QPushButton *>(u"signInButton"_s);
        QVERIFY(button->isEnabled());
        QSignalSpy accepted(&dialog, &QDialog::accepted);
        button->click();
        QCOMPARE(button->text(), u"Waiting for the browser…"_s);
        QVERIFY(accepted.wait());
        const QJsonObject args = backend.called().last().value(u"args").toObject();
        QCOMPARE(args.value(u"method").toString(), u"browser"_s);
        QVERIFY(!args.contains(u"token") && !args.contains(u"user"));
    }

    void whoHasNoBrowserTakesItsAddressOrAnotherWay()
    {
        FixtureBackend backend(withLogin({{u"progress"_s, QJsonArray{QJsonObject{{u"open"_s, u"ftp://x/no-page"_s}}}}, {u"hangs"_s, true}}));
        SignInDialog dialog(backend, u"https://x"_s);
        dialog.show();
        auto *ways = dialog.findChild<QTabWidget *>(u"signInWays"_s);
        auto *button = dialog.findChild<QPushButton *>(u"signInButton"_s);
        auto *copy = dialog.findChild<QPushButton *>(u"copySignInPage"_s);
        QVERIFY(!copy->isVisible());
        button->click();
        QTRY_VERIFY(copy->isVisible());
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ftp://x/no-page"_s);
        QVERIFY(ways->tabBar()->isEnabled());
        ways->setCurrentIndex(SignInWays::Token);
        QCOMPARE(button->text(), u"Sign in"_s);  // nobody waits any more
        QVERIFY(dialog.findChild<QLineEdit *>(u"tokenEdit"_s)->isEnabled());
    }

    void aCodeIsShownWhileItWaitsForItAndGoesWithTheWait()
    {
        FixtureBackend backend(withLogin({{u"progress"_s, QJsonArray{QJsonObject{{u"user_code"_s, u"BCDF-GHJK"_s}, {u"address"_s, u"https://x/verify"_s}}}},
                                          {u"hangs"_s, true}}));
        SignInDialog dialog(backend, u"https://x"_s);
        dialog.show();
        dialog.findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Device);
        dialog.findChild<QPushButton *>(u"signInButton"_s)->click();
        auto *code = dialog.findChild<QLabel *>(u"deviceCode"_s);
        QTRY_COMPARE(code->text(), u"BCDF-GHJK"_s);
        QVERIFY(code->isVisible());
        QCOMPARE(backend.called().last()[u"args"][u"method"].toString(), u"device"_s);
        dialog.reject();
        QVERIFY(code->text().isEmpty());
    }

    void whatIsNoAddressIsSaidBeforeAsking()
    {
        FixtureBackend backend(QJsonObject{});
        SignInDialog dialog(backend, u"ftp://x"_s);
        dialog.show();
        dialog.findChild<QTabWidget *>(u"signInWays"_s)->setCurrentIndex(SignInWays::Token);
        dialog.findChild<QLineEdit *>(u"tokenEdit"_s)->setText(u"t"_s);
        dialog.findChild<QPushButton *>(u"signInButton"_s)->click();
        QVERIFY(dialog.findChild<ErrorBox *>()->isVisible());
        QVERIFY(backend.called().isEmpty());
    }

    void anAddressGetsItsScheme_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        // clang-format off
        QTest::newRow("this machine by name")    << u"localhost:8080"_s      << u"http://localhost:8080"_s;
        QTest::newRow("this machine by number")  << u"127.0.0.1:8080"_s      << u"http://127.0.0.1:8080"_s;
        QTest::newRow("another one")             << u"cloud.example.org"_s   << u"https://cloud.example.org"_s;
        QTest::newRow("as it was given")         << u"https://x.org/base"_s  << u"https://x.org/base"_s;
        QTest::newRow("no host")                 << u"https://"_s            << QString();
        QTest::newRow("another scheme")          << u"file:///etc"_s         << QString();
        QTest::newRow("nothing")                 << u"  "_s                  << QString();
        QTest::newRow("words")                   << u"my server"_s           << QString();
        // clang-format on
    }

    void anAddressGetsItsScheme()
    {
        QFETCH(QString, typed);
        QFETCH(QString, url);
        QCOMPARE(completeUrl(typed), url);
    }
};

QTEST_MAIN(SignInDialogTest)
#include "sign_in_dialog_test.moc"
