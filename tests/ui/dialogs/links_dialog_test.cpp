// Links for whoever has them: what is asked of the engine, that a new one is shown once, and who may make one.
#include "ui/dialogs/links_dialog.h"
#include "ui/fixture_backend.h"
#include "ui/views/error_box.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kProject = u"prj_01920000000070008000000000000001"_s;
constexpr qint64 kDayMs = 86'400'000;

QJsonObject fixture()
{
    const auto read = FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/links.json"_s);
    if (!read)
        qFatal("%s", qPrintable(toText(read.error())));
    return *read;
}
}  // namespace

class LinksDialogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        m_dialog.reset();
        m_state.reset();
        m_backend.reset();
    }

    void aNewLinkIsCopiedAndShownUntilTheDialogIsClosed()
    {
        QVERIFY(open(fixture(), u"data"_s));
        auto *url = find<QLineEdit>("linkUrl");
        QVERIFY(!url->isVisible());
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        find<QPushButton>("createLink")->click();
        const QJsonObject asked = asks("create_link").value(0);
        QCOMPARE(asked.value(u"project").toString(), kProject);
        QCOMPARE(asked.value(u"path").toString(), u"data"_s);
        const qint64 end = asked.value(u"expires_at_ms").toInteger();
        QVERIFY(end >= now + 7 * kDayMs && end < now + 7 * kDayMs + 60'000);
        QVERIFY(!asked.contains(u"password"));
        QTRY_VERIFY(url->isVisible());
        QCOMPARE(QGuiApplication::clipboard()->text(), url->text());
        QVERIFY(url->text().contains(u'#'));
        QVERIFY(find<QLabel>("linkWords")->text().contains(u"shown this once"));
        m_dialog = std::make_unique<LinksDialog>(*m_state, kProject, u"data"_s);
        QVERIFY(find<QLineEdit>("linkUrl")->text().isEmpty());
    }

    void enterMakesALinkAtOnceAndNoSecondOneElsewhere()
    {
        QVERIFY(open(fixture()));
        QVERIFY(find<QLineEdit>("linkPassword")->hasFocus());
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Return);
        auto *url = find<QLineEdit>("linkUrl");
        QTRY_VERIFY(url->hasFocus());
        QCOMPARE(url->selectedText(), url->text());
        QTest::keyClick(url, Qt::Key_Return);
        QVERIFY(select(u"data/levels.csv"_s));
        QTest::keyClick(find<QTreeView>("linksTable"), Qt::Key_Return);
        QCOMPARE(asks("create_link").size(), 1);
        QCOMPARE(asks("create_link").first().value(u"path").toString(), QString());  // the project as a whole
    }

    void theEndAndAPasswordAreAsked()
    {
        QVERIFY(open(fixture()));
        auto *end = find<QComboBox>("linkEnd");
        end->setCurrentIndex(end->findData(365));
        auto *password = find<QLineEdit>("linkPassword");
        password->setText(u"swordfish"_s);
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        find<QPushButton>("createLink")->click();
        const QJsonObject asked = asks("create_link").value(0);
        QCOMPARE(asked.value(u"password").toString(), u"swordfish"_s);
        QVERIFY(asked.value(u"expires_at_ms").toInteger() >= now + 365 * kDayMs);
        QTRY_VERIFY(password->text().isEmpty());
    }

    void oneThatIsGoodIsRevokedAfterAYesAndOneThatIsOverAtOnce()
    {
        QVERIFY(open(fixture()));
        QVERIFY(!find<QPushButton>("revokeLink")->isEnabled());
        QVERIFY(select(u"data/levels.csv"_s));
        find<QPushButton>("revokeLink")->click();
        QVERIFY(asks("revoke_link").isEmpty());
        QTRY_VERIFY(find<QPushButton>("revokeYes"));
        find<QPushButton>("revokeYes")->click();
        QCOMPARE(asks("revoke_link"), QList<QJsonObject>{(QJsonObject{{u"project"_s, kProject}, {u"id"_s, QString(24, u'a')}})});
        QTRY_COMPARE(asks("links").size(), 2);  // what is listed was said by the cloud
        QVERIFY(select(u"figures/forecast.png"_s));
        find<QPushButton>("revokeLink")->click();
        QCOMPARE(asks("revoke_link").size(), 2);
    }

    void theListSaysWhatWhoUntilWhenAndWhetherAPasswordIsAsked()
    {
        QVERIFY(open(fixture()));
        QVERIFY(select(u"The whole project"_s));
        const QModelIndex row = find<QTreeView>("linksTable")->currentIndex();
        QCOMPARE(row.siblingAtColumn(1).data().toString(), u"ada"_s);
        QVERIFY(!row.siblingAtColumn(2).data().toString().isEmpty());
        QCOMPARE(row.siblingAtColumn(4).data().toString(), u"Yes"_s);
        QVERIFY(select(u"figures/forecast.png"_s));
        const QModelIndex over = find<QTreeView>("linksTable")->currentIndex();
        QVERIFY(over.siblingAtColumn(3).data().toString().startsWith(u"Over since "));
        QCOMPARE(over.siblingAtColumn(4).data().toString(), u"No"_s);
    }

    void whatTheCloudRefusesIsSaidAndMayBeTriedAgain()
    {
        QJsonObject refusing = fixture();
        QJsonObject verbs = refusing.value(u"verbs").toObject();
        verbs[u"create_link"_s] = QJsonObject{{u"error"_s, QJsonObject{{u"kind"_s, u"not_found"_s}, {u"what"_s, u"This is not in the cloud yet."_s}}}};
        refusing[u"verbs"_s] = verbs;
        QVERIFY(open(refusing));
        find<QLineEdit>("linkPassword")->setText(u"swordfish"_s);
        find<QPushButton>("createLink")->click();
        auto *error = m_dialog->findChild<ErrorBox *>();
        QTRY_VERIFY(error->isVisible());
        QVERIFY(error->text().contains(u"not in the cloud yet"));
        QVERIFY(find<QPushButton>("createLink")->isEnabled());
        QCOMPARE(find<QLineEdit>("linkPassword")->text(), u"swordfish"_s);
    }

    void onlyOwnersOfAProjectInTheCloudMakeLinks()
    {
        ProjectRow row;
        QCOMPARE(whyNoLinks(row), u"this project is not in the cloud"_s);
        row.id = kProject;
        for (const QString &role : {u"editor"_s, u"viewer"_s, u"finder"_s, QString()}) {
            row.role = role;
            QCOMPARE(whyNoLinks(row), u"only an owner of the project may do this"_s);
        }
        row.role = u"owner"_s;
        QVERIFY(whyNoLinks(row).isEmpty());
    }

private:
    bool open(const QJsonObject &answers, const QString &path = {})
    {
        m_backend = std::make_unique<FixtureBackend>(answers);
        m_state = std::make_unique<ServiceState>(*m_backend);
        m_backend->start();
        if (!QTest::qWaitFor([this] { return m_state->project(kProject) != nullptr; }))
            return false;
        m_dialog = std::make_unique<LinksDialog>(*m_state, kProject, path);
        m_dialog->show();
        m_dialog->activateWindow();
        return QTest::qWaitForWindowActive(m_dialog.get());
    }
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return m_dialog->findChild<Widget *>(QString::fromLatin1(name));
    }
    bool select(const QString &text) const
    {
        auto *view = find<QTreeView>("linksTable");
        const auto rows = [view, text] { return view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, text, 1); };
        if (!QTest::qWaitFor([&] { return !rows().isEmpty(); }))
            return false;
        view->setCurrentIndex(rows().first());
        return true;
    }
    /// The arguments of each call of the verb, in turn.
    QList<QJsonObject> asks(const char *verb) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &call : m_backend->called()) {
            if (call.value(u"verb").toString() == QLatin1StringView(verb))
                found.append(call.value(u"args").toObject());
        }
        return found;
    }

    std::unique_ptr<FixtureBackend> m_backend;
    std::unique_ptr<ServiceState> m_state;
    std::unique_ptr<LinksDialog> m_dialog;
};

QTEST_MAIN(LinksDialogTest)
#include "links_dialog_test.moc"
