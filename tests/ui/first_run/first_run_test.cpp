// The first run as a person goes through it: each page, back, what goes wrong, given up, gone on with.
#include "ui/dialogs/sign_in_ways.h"
#include "ui/first_run/check_line.h"
#include "ui/first_run/first_run.h"
#include "ui/first_run/first_run_dialog.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_setup.h"
#include "ui/main_window.h"
#include "ui/views/error_box.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kUrl = u"https://cloud.example"_s;

QJsonObject projectRow(int number, const QString &name, const QString &path = {})
{
    return {{u"project"_s, name}, {u"id"_s, u"prj_019b000000007000800000000000000%1"_s.arg(number)},
            {u"local_id"_s, path.isEmpty() ? QString() : u"prj_019c000000007000800000000000000%1"_s.arg(number)}, {u"path"_s, path},
            {u"where"_s, path.isEmpty() ? u"cloud"_s : u"both"_s}, {u"state"_s, u"synced"_s}, {u"size"_s, 1'000'000 * number}};
}

QJsonObject error(const QString &kind, const QString &what, const QString &mend = {})
{
    return {{u"error"_s, QJsonObject{{u"kind"_s, kind}, {u"what"_s, what}, {u"mend"_s, mend}}}};
}

QJsonObject status(bool signedIn, const QJsonArray &projects = {})
{
    return {{u"state"_s, u"synced"_s}, {u"text"_s, u"Everything is up to date"_s}, {u"signed_in"_s, signedIn}, {u"projects"_s, projects}};
}

/// An engine that knows nobody and offers three projects; `verbs` are its other answers.
QJsonObject engine(const QJsonObject &verbs = {}, const QJsonObject &more = {})
{
    QJsonObject all{{u"status"_s, status(false)},
                    {u"whoami"_s, error(u"sign_in"_s, u"Nobody is signed in."_s)},
                    {u"activity"_s, QJsonObject{{u"rows"_s, QJsonArray()}}},
                    {u"starred"_s, QJsonObject{{u"rows"_s, QJsonArray()}}},
                    {u"check_server"_s, QJsonObject{{u"url"_s, kUrl}, {u"version"_s, u"0.1.0"_s}, {u"tls"_s, u"verified"_s},
                                                    {u"ways"_s, QJsonArray{u"browser"_s, u"token"_s}}}},
                    {u"login"_s, QJsonObject{{u"url"_s, kUrl}, {u"user"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"ada"_s}}}}},
                    {u"logout"_s, QJsonObject()},
                    {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{projectRow(1, u"churn"_s), projectRow(2, u"forecast"_s), projectRow(3, u"vision"_s)}},
                                                {u"online"_s, true}}},
                    {u"clone"_s, projectRow(1, u"churn"_s, u"/somewhere"_s)},
                    {u"sync"_s, QJsonObject{{u"equal"_s, true}}}};
    for (auto it = verbs.begin(); it != verbs.end(); ++it)
        all.insert(it.key(), it.value());
    QJsonObject fixture = more;
    fixture.insert(u"verbs"_s, all);
    return fixture;
}

/// Somebody was signed in before.
QJsonObject signedIn(const QJsonObject &verbs = {})
{
    QJsonObject all{{u"status"_s, status(true)},
                    {u"whoami"_s, QJsonObject{{u"url"_s, kUrl}, {u"user"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"ada"_s}}}}}};
    for (auto it = verbs.begin(); it != verbs.end(); ++it)
        all.insert(it.key(), it.value());
    return engine(all);
}

struct Run {
    explicit Run(const QJsonObject &fixture = engine(), const QString &begun = {})
        : backend(fixture), server(fixture), parts{state, preferences, server, fixtureLooker(fixture)}
    {
        preferences.setFirstRun(begun);
        backend.start();
        if (!QTest::qWaitFor([this] { return state.overall().known; }))
            qFatal("the fixture's engine does not answer");
        open();
    }
    void open()
    {
        dialog = std::make_unique<FirstRunDialog>(parts);
        dialog->show();
    }

    template <typename T>
    T &find(const QString &name)
    {
        T *found = dialog->findChild<T *>(name);
        if (!found)
            qFatal("there is no %s", qPrintable(name));
        return *found;
    }
    QPushButton &next() { return find<QPushButton>(u"firstRunNext"_s); }
    QPushButton &back() { return find<QPushButton>(u"firstRunBack"_s); }
    QString line(const QString &name) { return find<CheckLine>(name).text(); }
    /// Presses on, and waits for the page.
    bool goTo(FirstRunDialog::Page page)
    {
        while (dialog->page() < page) {
            const auto now = dialog->page();
            if (!QTest::qWaitFor([this] { return next().isEnabled(); }))
                return false;
            next().click();
            if (!QTest::qWaitFor([&] { return dialog->page() != now; }, 1'000))
                return false;
        }
        return dialog->page() == page;
    }
    void takeServer(const QString &url = u"cloud.example"_s)
    {
        find<QRadioButton>(u"aServer"_s).setChecked(true);
        find<QLineEdit>(u"firstRunUrl"_s).setText(url);
    }
    QStringList sentences()
    {
        QStringList all;
        auto &list = find<QListWidget>(u"firstRunSteps"_s);
        for (int row = 0; row < list.count(); ++row)
            all.append(list.item(row)->text());
        return all;
    }
    QList<QJsonObject> asked(const QString &verb) const
    {
        QList<QJsonObject> all;
        for (const QJsonObject &call : backend.called()) {
            if (call[u"verb"].toString() == verb)
                all.append(call[u"args"].toObject());
        }
        return all;
    }
    /// The error that is shown on the page that is shown.
    QString shownError()
    {
        const auto boxes = dialog->findChildren<ErrorBox *>();
        const auto shown = std::ranges::find_if(boxes, &QWidget::isVisible);
        return shown == boxes.end() ? QString() : (*shown)->text();
    }

    FixtureBackend backend;
    ServiceState state{backend};
    Preferences preferences{QString()};
    FixtureServer server;
    FirstRunParts parts;
    std::unique_ptr<FirstRunDialog> dialog;
};
}  // namespace

class FirstRunTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thisComputerIsOneClick()
    {
        Run run;
        QCOMPARE(run.dialog->page(), FirstRunDialog::Cloud);
        QVERIFY(run.find<QRadioButton>(u"thisComputer"_s).isChecked());
        QCOMPARE(run.next().text(), u"&Start it"_s);
        run.next().click();
        QTRY_COMPARE(run.dialog->page(), FirstRunDialog::Folder);
        QCOMPARE(run.asked(u"login"_s).first()[u"token"].toString(), u"token"_s);
        QCOMPARE(run.asked(u"login"_s).first()[u"url"].toString(), u"http://127.0.0.1:8480"_s);
    }

    void aMissingServerIsSaidWithWhatToDo()
    {
        Run run(engine({}, {{u"local_server"_s, QJsonObject{{u"installed"_s, false}}}}));
        QVERIFY(run.line(u"thisComputerLine"_s).contains(u"tideline-server"));
        QVERIFY(!run.next().isEnabled());
        run.takeServer();
        QTRY_VERIFY(run.next().isEnabled());
    }

    void aCloudThatIsOnThisComputerAlreadyIsOffered()
    {
        Run run(engine({{u"check_server"_s, QJsonObject{{u"url"_s, u"http://127.0.0.1:8480"_s}, {u"version"_s, u"0.1.0"_s}, {u"ways"_s, QJsonArray{u"token"_s}}}}},
                       {{u"local_server"_s, QJsonObject{{u"set_up"_s, false}}}}));
        QTRY_VERIFY2(run.line(u"thisComputerLine"_s).contains(u"Another Tideline server"), qPrintable(run.line(u"thisComputerLine"_s)));
        QCOMPARE(run.find<QLineEdit>(u"firstRunUrl"_s).text(), u"http://127.0.0.1:8480"_s);
        QVERIFY(run.next().isEnabled());  // a second one is no mistake
        run.find<QRadioButton>(u"aServer"_s).setChecked(true);
        QTRY_VERIFY(run.next().isEnabled());
        QCOMPARE(run.next().text(), u"&Next"_s);
    }

    void theStepsAreCountedAsTheyCome()
    {
        Run run;
        QLabel &step = run.find<QLabel>(u"firstRunStep"_s);
        QCOMPARE(step.text(), u"Step 1 of 4"_s);
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        QCOMPARE(step.text(), u"Step 2 of 4"_s);
        run.back().click();
        run.takeServer();
        QCOMPARE(step.text(), u"Step 1 of 5"_s);
    }

    void aServerThatDoesNotStartLeavesOneOnThePage()
    {
        Run run(engine({}, {{u"local_server"_s, error(u"refused"_s, u"The port is in use."_s)}}));
        run.next().click();
        QTRY_VERIFY(run.line(u"thisComputerLine"_s).contains(u"The port is in use."));
        QCOMPARE(run.dialog->page(), FirstRunDialog::Cloud);
        QVERIFY(run.next().isEnabled());
        QVERIFY(run.asked(u"login"_s).isEmpty());
    }

    void anAddressIsCheckedAsItIsTyped()
    {
        Run run;
        run.takeServer();
        QVERIFY(!run.next().isEnabled());
        QTRY_VERIFY(run.line(u"serverLine"_s).contains(u"version 0.1.0"));
        QCOMPARE(run.asked(u"check_server"_s).last()[u"url"].toString(), kUrl);
        QVERIFY(run.next().isEnabled());
        run.find<QLineEdit>(u"firstRunUrl"_s).setText(u"cloud.exam"_s);  // another one is not good because that was
        QVERIFY(!run.next().isEnabled());
        QVERIFY(run.line(u"serverLine"_s).isEmpty());
    }

    void whatIsWrongWithAServerIsSaidAndNobodyGoesOn_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QJsonObject>("answer");
        QTest::addColumn<QString>("said");
        // clang-format off
        QTest::newRow("no address")     << u"my server"_s << QJsonObject() << u"not the address of a server"_s;
        QTest::newRow("another scheme") << u"ftp://x"_s   << QJsonObject() << u"not the address of a server"_s;
        QTest::newRow("no network")     << u"x.example"_s << error(u"offline"_s, u"The cloud's host name is not known."_s, u"Check the network."_s) << u"Check the network."_s;
        QTest::newRow("not a server")   << u"x.example"_s << error(u"invalid"_s, u"A web page answers at this address."_s) << u"A web page answers"_s;
        QTest::newRow("certificate")    << u"x.example"_s << error(u"offline"_s, u"The certificate has expired."_s) << u"expired"_s;
        QTest::newRow("too new")        << u"x.example"_s << error(u"invalid"_s, u"The server is too new."_s) << u"too new"_s;
        // clang-format on
    }
    void whatIsWrongWithAServerIsSaidAndNobodyGoesOn()
    {
        QFETCH(QString, typed);
        QFETCH(QJsonObject, answer);
        QFETCH(QString, said);
        Run run(engine({{u"check_server"_s, answer}}));
        run.takeServer(typed);
        QTRY_VERIFY2(run.line(u"serverLine"_s).contains(said), qPrintable(run.line(u"serverLine"_s)));
        QVERIFY(!run.next().isEnabled());
        QCOMPARE(run.dialog->page(), FirstRunDialog::Cloud);
    }

    void onlyWaysThatTheServerOffersAreShown()
    {
        Run run;
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::SignIn));
        auto &ways = run.find<QTabWidget>(u"signInWays"_s);
        QVERIFY(ways.isTabVisible(SignInWays::Browser) && ways.isTabVisible(SignInWays::Token));
        QVERIFY(!ways.isTabVisible(SignInWays::Device) && !ways.isTabVisible(SignInWays::Password));
    }

    void aSignInThatFailsStaysOnItsPage()
    {
        Run run(engine({{u"login"_s, error(u"sign_in"_s, u"The server does not know this token."_s)}}));
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::SignIn));
        run.find<QTabWidget>(u"signInWays"_s).setCurrentIndex(SignInWays::Token);
        QVERIFY(!run.next().isEnabled());
        run.find<QLineEdit>(u"tokenEdit"_s).setText(u"wrong"_s);
        run.next().click();
        QTRY_VERIFY(run.shownError().contains(u"does not know this token"));
        QCOMPARE(run.dialog->page(), FirstRunDialog::SignIn);
    }

    void aCodeIsShownAndGoingBackEndsTheWait()
    {
        const QJsonObject waiting{{u"hangs"_s, true},
                                  {u"progress"_s, QJsonArray{QJsonObject{{u"user_code"_s, u"BCDF-GHJK"_s}, {u"address"_s, kUrl + u"/verify"_s}}}}};
        Run run(engine({{u"login"_s, waiting}, {u"check_server"_s, QJsonObject{{u"url"_s, kUrl}, {u"ways"_s, QJsonArray{u"device"_s}}}}}));
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::SignIn));
        run.find<QTabWidget>(u"signInWays"_s).setCurrentIndex(SignInWays::Device);
        run.next().click();
        QTRY_COMPARE(run.find<QLabel>(u"deviceCode"_s).text(), u"BCDF-GHJK"_s);
        QVERIFY(run.find<QLabel>(u"deviceCode"_s).isVisible());
        QVERIFY(!run.next().isEnabled());
        run.back().click();
        QCOMPARE(run.dialog->page(), FirstRunDialog::Cloud);
        QVERIFY(run.goTo(FirstRunDialog::SignIn));
        QVERIFY(run.next().isEnabled());
        QVERIFY(!run.find<QLabel>(u"deviceCode"_s).isVisible());
    }

    void whoIsSignedInIsSaidWhenOneComesBackAndMayBeAnother()
    {
        Run run;
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        run.back().click();
        QCOMPARE(run.dialog->page(), FirstRunDialog::SignIn);
        QVERIFY(run.find<QLabel>(u"firstRunSignInWords"_s).text().contains(u"as ada"));
        QVERIFY(!run.find<QTabWidget>(u"signInWays"_s).isVisible());
        run.find<QPushButton>(u"otherAccount"_s).click();
        QTRY_VERIFY(run.find<QTabWidget>(u"signInWays"_s).isVisible());
        QCOMPARE(run.asked(u"logout"_s).size(), 1);
    }

    void aFolderIsLookedAtBeforeOneGoesOn_data()
    {
        QTest::addColumn<QJsonObject>("folder");
        QTest::addColumn<QString>("said");
        QTest::addColumn<bool>("good");
        // clang-format off
        QTest::newRow("new")              << QJsonObject{{u"exists"_s, false}} << u"is made"_s << true;
        QTest::newRow("empty")            << QJsonObject{{u"exists"_s, true}} << u"empty"_s << true;
        QTest::newRow("not empty")        << QJsonObject{{u"exists"_s, true}, {u"taken"_s, QJsonArray{u"a"_s}}} << u"not empty"_s << true;
        QTest::newRow("not writable")     << QJsonObject{{u"exists"_s, true}, {u"writable"_s, false}} << u"Nothing can be written"_s << false;
        QTest::newRow("a file")           << QJsonObject{{u"exists"_s, true}, {u"folder"_s, false}} << u"A file"_s << false;
        QTest::newRow("inside a project") << QJsonObject{{u"exists"_s, true}, {u"project"_s, u"/data/p"_s}} << u"/data/p"_s << false;
        // clang-format on
    }
    void aFolderIsLookedAtBeforeOneGoesOn()
    {
        QFETCH(QJsonObject, folder);
        QFETCH(QString, said);
        QFETCH(bool, good);
        QJsonObject fixture = signedIn();
        fixture.insert(u"folders"_s, QJsonObject{{QString(), folder}});
        Run run(fixture);
        QCOMPARE(run.dialog->page(), FirstRunDialog::Folder);
        QTRY_VERIFY2(run.line(u"folderLine"_s).contains(said), qPrintable(run.line(u"folderLine"_s)));
        QCOMPARE(run.next().isEnabled(), good);
        QCOMPARE(run.line(u"spaceLine"_s).contains(u"free"), good);
    }

    void aPathThatIsNotCompleteIsRefused()
    {
        Run run(signedIn());
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(u"data"_s);
        QVERIFY(!run.next().isEnabled());
        QTRY_VERIFY(run.line(u"folderLine"_s).contains(u"not complete"));
        QVERIFY(!run.next().isEnabled());
    }

    void allProjectsComeAndEachIsAskedForOnce()
    {
        Run run(signedIn());
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(u"/data/all"_s);
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        const QStringList planned = run.sentences();
        QVERIFY(planned.filter(u"churn"_s).size() == 1 && planned.filter(u"vision"_s).size() == 1);
        QVERIFY(run.asked(u"clone"_s).isEmpty());
        QCOMPARE(run.next().text(), u"&Set up"_s);
    }

    void theChosenOnesComeWithoutTheirFiles()
    {
        QTemporaryDir disk;
        Run run(signedIn());
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(disk.filePath(u"T"_s));
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        QTRY_VERIFY(run.next().isEnabled());
        run.find<QRadioButton>(u"someProjects"_s).setChecked(true);
        auto &list = run.find<QTreeWidget>(u"firstRunProjectList"_s);
        QCOMPARE(list.topLevelItemCount(), 3);
        QCOMPARE(list.topLevelItem(0)->checkState(0), Qt::Checked);  // one begins with all, and takes some away
        list.topLevelItem(0)->setCheckState(0, Qt::Unchecked);
        list.topLevelItem(2)->setCheckState(0, Qt::Unchecked);
        run.find<QAbstractButton>(u"onlineOnly"_s).setChecked(true);
        QVERIFY(run.line(u"projectsLine"_s).contains(u"1 project"));
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        const QStringList planned = run.sentences();
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Open Tideline"_s);
        QCOMPARE(run.sentences(), planned);  // what was said is what was done
        QCOMPARE(run.asked(u"clone"_s).size(), 1);
        const QJsonObject args = run.asked(u"clone"_s).first();
        QCOMPARE(args[u"dir"].toString(), disk.filePath(u"T/forecast"_s));
        QCOMPARE(args[u"online_only"].toBool(), true);
        QVERIFY(QFileInfo(disk.filePath(u"T"_s)).isDir());
        QCOMPARE(run.preferences.projectsFolder(), disk.filePath(u"T"_s));
        QVERIFY(run.preferences.firstRun().isEmpty());
        QCOMPARE(run.asked(u"sync"_s).size(), 1);
        QSignalSpy accepted(run.dialog.get(), &QDialog::accepted);
        run.next().click();
        QCOMPARE(accepted.size(), 1);
    }

    void aProjectIsTickedOnceItIsInSync()
    {
        QTemporaryDir disk;
        Run run(signedIn());
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(disk.path());
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Open Tideline"_s);
        auto &list = run.find<QListWidget>(u"firstRunSteps"_s);
        const QListWidgetItem *churn = list.findItems(u"churn"_s, Qt::MatchContains).first();
        QVERIFY(churn->data(Qt::AccessibleTextRole).toString().startsWith(u"Being done"));
        QJsonObject row = projectRow(1, u"churn"_s, disk.filePath(u"churn"_s));
        row.insert(u"text"_s, u"Up to date"_s);
        run.backend.say({{u"event"_s, u"project_state"_s}, {u"project"_s, row}});
        QTRY_VERIFY2(churn->data(Qt::AccessibleTextRole).toString().startsWith(u"Up to date"), qPrintable(churn->data(Qt::AccessibleTextRole).toString()));
    }

    void aListThatDoesNotComeIsAskedForAgain()
    {
        Run run(signedIn({{u"projects"_s, error(u"offline"_s, u"The cloud cannot be reached."_s)}}));
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        QTRY_VERIFY(run.shownError().contains(u"cannot be reached"));
        QCOMPARE(run.next().text(), u"&Try again"_s);
        run.backend.setFixture(signedIn());
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Next"_s);
        QCOMPARE(run.dialog->page(), FirstRunDialog::Projects);
        QVERIFY(run.shownError().isEmpty());
    }

    void aCloudWithoutProjectsIsNoError()
    {
        Run run(signedIn({{u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray()}, {u"online"_s, true}}}}));
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        QTRY_VERIFY(run.line(u"projectsLine"_s).contains(u"no project in this cloud yet"));
        QVERIFY(run.goTo(FirstRunDialog::Summary));
    }

    void whatIsTooLargeForTheDiskIsSaid()
    {
        QJsonObject fixture = signedIn();
        fixture.insert(u"folders"_s, QJsonObject{{QString(), QJsonObject{{u"free"_s, 2'000'000}}}});
        Run run(fixture);
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        QTRY_VERIFY(run.line(u"projectsLine"_s).contains(u"only 2.0 MB are free"));
    }

    void anotherFolderOfThatNameIsLeftAlone()
    {
        QJsonObject fixture = signedIn();
        fixture.insert(u"folders"_s, QJsonObject{{QString(), QJsonObject{{u"exists"_s, true}, {u"taken"_s, QJsonArray{u"churn"_s}}}}});
        Run run(fixture);
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(u"/data/all"_s);
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        QVERIFY(run.sentences().join(u'\n').contains(u"/data/all/churn 2"));
    }

    void whatFailedIsTriedAgainAndTheRestIsNot()
    {
        QTemporaryDir disk;
        const QJsonObject good = projectRow(1, u"churn"_s, u"/somewhere"_s);
        const auto clones = [&](const QJsonObject &second) {
            return QJsonArray{QJsonObject{{u"when"_s, QJsonObject{{u"project"_s, projectRow(2, {})[u"id"]}}}, {u"error"_s, second[u"error"]}, {u"reply"_s, good}},
                              QJsonObject{{u"when"_s, QJsonObject()}, {u"reply"_s, good}}};
        };
        Run run(signedIn({{u"clone"_s, clones(error(u"disk_full"_s, u"The disk has no space left."_s))}}));
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(disk.path());
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Try again"_s);
        QVERIFY(run.shownError().contains(u"no space left"));
        QCOMPARE(run.asked(u"clone"_s).size(), 3);
        run.backend.setFixture(signedIn());
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Open Tideline"_s);
        QCOMPARE(run.asked(u"clone"_s).size(), 4);
        QVERIFY(run.shownError().isEmpty());
    }

    void oneCanGoBackFromEachPageAndOnAgain()
    {
        Run run;
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        for (const auto page : {FirstRunDialog::Projects, FirstRunDialog::Folder, FirstRunDialog::SignIn, FirstRunDialog::Cloud}) {
            QVERIFY(run.back().isEnabled());
            run.back().click();
            QCOMPARE(run.dialog->page(), page);
        }
        QVERIFY(!run.back().isEnabled());
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        QCOMPARE(run.asked(u"login"_s).size(), 1);
    }

    void goingBackWhileItIsSetUpStopsIt()
    {
        QTemporaryDir disk;
        Run run(signedIn({{u"clone"_s, QJsonObject{{u"hangs"_s, true}}}}));
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(disk.path());
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        run.next().click();
        QTRY_COMPARE(run.asked(u"clone"_s).size(), 1);
        run.back().click();
        QCOMPARE(run.dialog->page(), FirstRunDialog::Projects);
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        QCOMPARE(run.asked(u"clone"_s).size(), 1);
        QCOMPARE(run.next().text(), u"&Set up"_s);
    }

    void cancellingTakesBackWhatItMade()
    {
        Run run;
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        QVERIFY(!run.preferences.firstRun().isEmpty());
        run.find<QPushButton>(u"firstRunCancel"_s).click();
        QVERIFY(!run.dialog->isVisible());
        QCOMPARE(run.asked(u"logout"_s).size(), 1);
        QCOMPARE(run.server.discarded(), 1);
        QVERIFY(run.preferences.firstRun().isEmpty());
    }

    void cancellingLeavesAServerThatHoldsAProject()
    {
        Run run(engine({}, {{u"local_server"_s, QJsonObject{{u"empty"_s, false}}}}));
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        run.find<QPushButton>(u"firstRunCancel"_s).click();
        QVERIFY(!run.dialog->isVisible());
        QVERIFY(run.asked(u"logout"_s).isEmpty());
        QCOMPARE(run.server.discarded(), 0);
    }

    void cancellingLeavesAnAccountThatWasThereBefore()
    {
        Run run(signedIn());
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        QTest::keyClick(run.dialog.get(), Qt::Key_Escape);
        QVERIFY(!run.dialog->isVisible());
        QVERIFY(run.asked(u"logout"_s).isEmpty());
        QCOMPARE(run.server.discarded(), 0);
    }

    void aServerOfThisComputerGoesWhenAnotherIsTakenInstead()
    {
        QTemporaryDir disk;
        Run run;
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        run.back().click();
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        QCOMPARE(run.asked(u"logout"_s).size(), 1);
        QCOMPARE(run.asked(u"login"_s).size(), 2);
        QCOMPARE(run.server.discarded(), 1);  // at once: two clouds would run
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(disk.path());
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        run.next().click();
        QTRY_COMPARE(run.next().text(), u"&Open Tideline"_s);
        run.next().click();
        QCOMPARE(run.server.discarded(), 1);
    }

    void whatIsBegunIsNotedBeforeItIsDone()
    {
        Run run;
        QTRY_VERIFY(run.next().isEnabled());
        QVERIFY(run.preferences.firstRun().isEmpty());
        run.next().click();  // the server starts by and by
        QVERIFY(!run.preferences.firstRun().isEmpty());
    }

    void aServerThatWasThereBeforeIsNotThrownAway()
    {
        Run run(engine({}, {{u"local_server"_s, QJsonObject{{u"made"_s, false}}}}));
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        run.dialog->reject();
        QCOMPARE(run.server.discarded(), 0);
    }

    void whatAnEndOfTheProgramLeftIsGoneOnWith()
    {
        Run run;
        run.takeServer();
        QVERIFY(run.goTo(FirstRunDialog::Folder));
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(u"/data/kept"_s);
        QVERIFY(run.goTo(FirstRunDialog::Projects));
        const QString kept = run.preferences.firstRun();
        Run again(signedIn(), kept);
        QCOMPARE(again.dialog->page(), FirstRunDialog::Folder);
        QCOMPARE(again.find<QLineEdit>(u"firstRunFolderEdit"_s).text(), u"/data/kept"_s);
        again.dialog->reject();  // this sign-in was the first run's
        QCOMPARE(again.asked(u"logout"_s).size(), 1);
    }

    void aProjectThatIsHereAlreadyIsNotAskedForAgain()
    {
        Run run(signedIn({{u"status"_s, status(true, {projectRow(1, u"churn"_s, u"/here/churn"_s)})},
                          {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{projectRow(1, u"churn"_s, u"/here/churn"_s), projectRow(2, u"forecast"_s)}}}}}));
        run.find<QLineEdit>(u"firstRunFolderEdit"_s).setText(u"/data/all"_s);
        QVERIFY(run.goTo(FirstRunDialog::Summary));
        QCOMPARE(run.sentences().filter(u"churn"_s).size(), 0);
        QCOMPARE(run.sentences().filter(u"forecast"_s).size(), 1);
    }

    void everyControlHasANameAndTheKeyboardReachesIt()
    {
        Run run;
        run.takeServer();
        for (const auto page : {FirstRunDialog::Cloud, FirstRunDialog::SignIn, FirstRunDialog::Folder, FirstRunDialog::Projects, FirstRunDialog::Summary}) {
            QVERIFY(run.goTo(page));
            QTRY_VERIFY(run.next().isEnabled());
            QSet<QWidget *> reached;
            for (QWidget *widget = run.dialog->nextInFocusChain(); widget != run.dialog.get(); widget = widget->nextInFocusChain())
                reached.insert(widget);
            const auto widgets = run.dialog->findChildren<QWidget *>();
            for (QWidget *widget : widgets) {
                if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->objectName().startsWith(u"qt_"))
                    continue;
                QVERIFY2(reached.contains(widget), qPrintable(widget->objectName()));
                const QAccessibleInterface *told = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(told && !told->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName() + u" on "_s + QLatin1StringView(widget->metaObject()->className())));
            }
        }
    }

    void itOpensByItselfWhenNobodyIsSignedIn_data()
    {
        QTest::addColumn<QJsonObject>("fixture");
        QTest::addColumn<QString>("begun");
        QTest::addColumn<bool>("opens");
        // clang-format off
        QTest::newRow("the first start")          << engine() << QString() << true;
        QTest::newRow("signed in")                << signedIn() << QString() << false;
        QTest::newRow("signed out, with projects") << engine({{u"status"_s, status(false, {projectRow(1, u"churn"_s, u"/here"_s)})}}) << QString() << false;
        QTest::newRow("begun, and not ended")     << signedIn() << u"{\"signed_in\":true}"_s << true;
        // clang-format on
    }
    void itOpensByItselfWhenNobodyIsSignedIn()
    {
        QFETCH(QJsonObject, fixture);
        QFETCH(QString, begun);
        QFETCH(bool, opens);
        FixtureBackend backend(fixture);
        ListingReader reader(std::make_shared<FixtureListing>(fixture));
        ServiceState state(backend);
        Preferences preferences{QString()};
        preferences.setFirstRun(begun);
        FixtureServer server(fixture);
        MainWindow window(state, reader);
        window.show();
        FirstRun firstRun(window, {state, preferences, server, fixtureLooker(fixture)});
        firstRun.openWhenNeeded();
        QSignalSpy rows(&state, &ServiceState::conflictsChanged);
        backend.start();
        QTRY_VERIFY(rows.size() >= 2);  // those of `status`, and those of `projects`
        QCOMPARE(window.findChild<FirstRunDialog *>() != nullptr, opens);
        window.actions().setUp->trigger();
        QVERIFY(window.findChild<FirstRunDialog *>()->isVisible());
        QCOMPARE(window.findChildren<FirstRunDialog *>().size(), 1);
    }
};

QTEST_MAIN(FirstRunTest)
#include "first_run_test.moc"
