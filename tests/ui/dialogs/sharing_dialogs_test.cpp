// Members, invitations and a project's history: what is asked of the engine, and who may ask.
#include "ui/dialogs/history_dialog.h"
#include "ui/dialogs/invitations_dialog.h"
#include "ui/dialogs/members_dialog.h"
#include "ui/fixture_backend.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;

namespace {
const QString kProject = u"prj_01920000000070008000000000000001"_s;

/// A dialog on a fixture's answers. `role`: of the one who is signed in.
template <typename Dialog>
struct Shown {
    template <typename... More>
    explicit Shown(const QString &fixture, const QString &role, const More &...more) : backend(read(fixture, role))
    {
        backend.start();
        if (!QTest::qWaitFor([this] { return state.project(kProject) && !state.overall().userName.isEmpty(); }))
            qFatal("the projects did not come");
        dialog = std::make_unique<Dialog>(state, more...);
        dialog->show();
    }
    static QJsonObject read(const QString &name, const QString &role)
    {
        const auto fixture = FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/"_s + name);
        if (!fixture)
            qFatal("%s", qPrintable(toText(fixture.error())));
        QByteArray json = QJsonDocument(*fixture).toJson(QJsonDocument::Compact);
        if (role != u"owner")
            json.replace("\"role\":\"owner\",\"size\"", "\"role\":\"" + role.toUtf8() + "\",\"size\"");
        return QJsonDocument::fromJson(json).object();
    }
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return dialog->template findChild<Widget *>(QString::fromLatin1(name));
    }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    /// Selects the row that begins with the text, once it is there.
    void select(const char *table, const QString &text) const
    {
        auto *view = find<QTreeView>(table);
        if (!QTest::qWaitFor([&] { return !view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, text, 1).isEmpty(); }))
            qFatal("there is no row %s", qPrintable(text));
        view->setCurrentIndex(view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, text, 1).first());
    }
    QJsonObject lastArguments(const char *verb) const
    {
        const auto called = backend.called();
        const auto it = std::find_if(called.rbegin(), called.rend(), [&](const QJsonObject &call) { return call.value(u"verb").toString() == QLatin1String(verb); });
        return it == called.rend() ? QJsonObject() : it->value(u"args").toObject();
    }
    /// Says yes to the question that is open.
    void answer(const char *yes) const
    {
        if (!QTest::qWaitFor([&] { return button(yes) != nullptr; }))
            qFatal("nothing is asked");
        button(yes)->click();
    }

    FixtureBackend backend;
    ServiceState state{backend};
    std::unique_ptr<Dialog> dialog;
};
}  // namespace

class SharingDialogsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anOwnerChangesARole()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"owner"_s, kProject);
        shown.select("membersTable", u"bo"_s);
        auto *roles = shown.find<QComboBox>("memberRole");
        QCOMPARE(roles->currentData().toString(), u"editor"_s);
        roles->setCurrentIndex(roles->findData(u"viewer"_s));
        Q_EMIT roles->activated(roles->currentIndex());
        QCOMPARE(shown.lastArguments("share"), (QJsonObject{{u"project"_s, kProject}, {u"user"_s, u"usr_2"_s}, {u"role"_s, u"viewer"_s}}));
    }

    void takingSomebodyOutIsAskedFor()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"owner"_s, kProject);
        shown.select("membersTable", u"bo"_s);
        shown.button("removeMember")->click();
        QVERIFY(shown.lastArguments("unshare").isEmpty());
        shown.answer("removeYes");
        QCOMPARE(shown.lastArguments("unshare").value(u"user").toString(), u"usr_2"_s);
    }

    void aMemberByAnOrganisationCannotBeTakenOutHere()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"owner"_s, kProject);
        shown.select("membersTable", u"dana"_s);
        QVERIFY(!shown.button("removeMember")->isEnabled());
        QVERIFY(shown.button("removeMember")->toolTip().contains(u"organisation"));
    }

    void anInvitationThatIsOpenIsTakenBack()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"owner"_s, kProject);
        shown.select("membersTable", u"emre"_s);
        shown.button("removeMember")->click();
        QCOMPARE(shown.lastArguments("invitation_revoke").value(u"id").toString(), u"inv_1"_s);
    }

    void anInvitationWithoutANameShowsItsCodeOnce()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"owner"_s, kProject);
        QTest::keyClick(shown.find<QLineEdit>("inviteUser"), Qt::Key_Return);
        QCOMPARE(shown.lastArguments("invite"), (QJsonObject{{u"project"_s, kProject}, {u"role"_s, u"editor"_s}, {u"days"_s, 7}}));
        auto *code = shown.find<QLineEdit>("inviteCode");
        QTRY_VERIFY(code->isVisible());
        QCOMPARE(code->selectedText(), u"tide-7QK2-M4XC-93PD-HZ8T"_s);
        QTest::keyClick(code, Qt::Key_Return);  // it is no wish for another one
        QCOMPARE(std::ranges::count(shown.backend.called(), u"invite"_s, [](const QJsonObject &call) { return call.value(u"verb").toString(); }), 1);
    }

    void anEditorSeesMembersAndMayLeaveButNotShare()
    {
        Shown<MembersDialog> shown(u"members.json"_s, u"editor"_s, kProject);
        QVERIFY(!shown.button("inviteButton")->isEnabled());
        QVERIFY(shown.lastArguments("invitations").isEmpty());  // the cloud would refuse
        shown.select("membersTable", u"bo"_s);
        QVERIFY(!shown.button("removeMember")->isEnabled());
        QVERIFY(!shown.find<QComboBox>("memberRole")->isEnabled());
        shown.select("membersTable", u"ada"_s);
        QVERIFY(shown.button("removeMember")->isEnabled());
        shown.button("removeMember")->click();
        shown.answer("removeYes");
        QCOMPARE(shown.lastArguments("unshare").value(u"user").toString(), u"usr_1"_s);
        QTRY_VERIFY(!shown.dialog->isVisible());
    }

    void anInvitationIsAcceptedByItsRowAndByACode()
    {
        Shown<InvitationsDialog> shown(u"invitations.json"_s, u"owner"_s);
        QSignalSpy joined(shown.dialog.get(), &InvitationsDialog::joined);
        shown.select("invitationsTable", u"ocean-currents"_s);
        shown.button("acceptButton")->click();
        QCOMPARE(shown.lastArguments("invitation_accept"), (QJsonObject{{u"id"_s, u"inv_8"_s}}));
        QTRY_COMPARE(joined.size(), 1);
        QVERIFY2(!shown.dialog->isVisible(), "it lies over the project that one was led to");
        shown.dialog->show();
        QVERIFY(!shown.button("joinButton")->isEnabled());
        shown.find<QLineEdit>("codeEdit")->setText(u" tide-7QK2 "_s);
        shown.button("joinButton")->click();
        QCOMPARE(shown.lastArguments("invitation_accept"), (QJsonObject{{u"code"_s, u"tide-7QK2"_s}}));
    }

    void theSliderGoesThroughTheRevisions()
    {
        Shown<HistoryDialog> shown(u"history.json"_s, u"owner"_s, kProject);
        auto *slider = shown.find<QSlider>("momentSlider");
        QTRY_COMPARE(slider->maximum(), 41);
        QCOMPARE(slider->value(), 41);
        auto *when = shown.find<QLabel>("momentWhen");
        QVERIFY(when->text().startsWith(u"Revision 42 "));
        QVERIFY(!shown.button("restoreMoment")->isEnabled());  // it is now
        slider->setValue(37);
        QTRY_VERIFY(when->text().contains(u"submitted to the journal"));
        QCOMPARE(shown.button("liveButton")->text(), u"Not live any more"_s);
        shown.select("snapshotsTable", u"before the new stations"_s);
        QCOMPARE(slider->value(), 20);
    }

    void goingBackToAMomentGivesItANameFirst()
    {
        Shown<HistoryDialog> shown(u"history.json"_s, u"owner"_s, kProject);
        auto *slider = shown.find<QSlider>("momentSlider");
        QTRY_COMPARE(slider->maximum(), 41);
        slider->setValue(29);
        shown.button("restoreMoment")->click();
        QVERIFY(shown.lastArguments("snapshot_create").isEmpty());
        shown.answer("restoreYes");
        QVERIFY(!shown.button("restoreMoment")->isEnabled());  // one change at a time,
        QVERIFY(shown.dialog->isEnabled());                    // and a long one can be left
        QCOMPARE(shown.lastArguments("snapshot_create").value(u"revision").toInteger(), 30);
        QTRY_COMPARE(shown.lastArguments("snapshot_restore").value(u"name").toString(), u"Revision 30"_s);
    }

    void aSnapshotIsGoneBackToByItsOwnName()
    {
        Shown<HistoryDialog> shown(u"history.json"_s, u"owner"_s, kProject);
        QTRY_COMPARE(shown.find<QSlider>("momentSlider")->maximum(), 41);
        shown.select("snapshotsTable", u"before the new stations"_s);
        shown.button("restoreMoment")->click();
        shown.answer("restoreYes");
        QTRY_COMPARE(shown.lastArguments("snapshot_restore").value(u"name").toString(), u"before the new stations"_s);
        QVERIFY(shown.lastArguments("snapshot_create").isEmpty());
    }

    void aViewerLooksAtTheHistoryOnly()
    {
        Shown<HistoryDialog> shown(u"history.json"_s, u"viewer"_s, kProject);
        QTRY_COMPARE(shown.find<QSlider>("momentSlider")->maximum(), 41);
        shown.find<QSlider>("momentSlider")->setValue(20);
        shown.find<QLineEdit>("snapshotName")->setText(u"mine"_s);
        for (const char *name : {"restoreMoment", "liveButton", "forgetButton", "nameButton"})
            QVERIFY2(!shown.button(name)->isEnabled(), name);
    }
};

QTEST_MAIN(SharingDialogsTest)
#include "sharing_dialogs_test.moc"
