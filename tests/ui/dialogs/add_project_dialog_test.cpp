#include "ui/dialogs/add_project_dialog.h"
#include "ui/fixture_backend.h"
#include "ui/service_state.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {

const QString kAtlas = u"prj_019b0000000070008000000000000001"_s;
const QString kSurvey = u"prj_019b0000000070008000000000000002"_s;

/// Two projects that are in the cloud alone.
QJsonObject twoInTheCloud()
{
    const auto row = [](const QString &name, const QString &id) {
        return QJsonObject{{u"project"_s, name}, {u"id"_s, id}, {u"where"_s, u"cloud"_s}, {u"state"_s, u"online_only"_s}};
    };
    return {{u"verbs"_s, QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"signed_in"_s, true}, {u"projects"_s, QJsonArray()}}},
                                     {u"projects"_s, QJsonObject{{u"rows"_s, QJsonArray{row(u"atlas"_s, kAtlas), row(u"survey"_s, kSurvey)}},
                                                                 {u"online"_s, true}}}}}};
}

}  // namespace

class AddProjectDialogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void projectsThatComeLaterAreOfferedAndTheOneAskedForIsChosen()
    {
        FixtureBackend backend(twoInTheCloud());
        ServiceState state(backend);
        AddProjectDialog dialog(state);
        dialog.setDefaults({u"/home/ada/Tideline"_s, {}});
        dialog.setClone(kSurvey);
        dialog.show();
        auto *projects = dialog.findChild<QComboBox *>(u"projectCombo"_s);
        QVERIFY(!projects->isEnabled());
        QVERIFY(!dialog.findChild<QPushButton *>(u"addButton"_s)->isEnabled());
        backend.start();
        QTRY_COMPARE(projects->count(), 2);
        QVERIFY(projects->isEnabled());
        QCOMPARE(projects->currentData().toString(), kSurvey);
        QCOMPARE(dialog.findChild<QLineEdit *>(u"toEdit"_s)->text(), u"/home/ada/Tideline/survey"_s);
        QVERIFY(dialog.findChild<QPushButton *>(u"addButton"_s)->isEnabled());
    }

    void anotherProjectThatWasChosenStaysWhenTheListComesAgain()
    {
        FixtureBackend backend(twoInTheCloud());
        ServiceState state(backend);
        backend.start();
        QTRY_COMPARE(state.projects().size(), 2);
        AddProjectDialog dialog(state);
        dialog.setClone(kSurvey);
        dialog.show();
        auto *projects = dialog.findChild<QComboBox *>(u"projectCombo"_s);
        projects->setFocus();
        QTest::keyClick(projects, Qt::Key_Up);
        QCOMPARE(projects->currentData().toString(), kAtlas);
        Q_EMIT state.projectsReset();
        QCOMPARE(projects->currentData().toString(), kAtlas);
    }
};

QTEST_MAIN(AddProjectDialogTest)
#include "add_project_dialog_test.moc"
