#include "ui/fixture_backend.h"
#include "ui/models/sidebar_model.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
QJsonObject project(const QString &name, const QString &state = u"synced"_s, const QString &where = u"both"_s)
{
    return {{u"project"_s, name},
            {u"id"_s, u"prj_"_s + name},
            {u"local_id"_s, where == u"cloud" ? QString() : u"loc_"_s + name},
            {u"path"_s, where == u"cloud" ? QString() : u"/home/ada/"_s + name},
            {u"where"_s, where},
            {u"state"_s, state},
            {u"text"_s, u"text of "_s + name}};
}

QJsonObject fixture(const QJsonArray &projects)
{
    return {{u"verbs"_s,
             QJsonObject{{u"status"_s, QJsonObject{{u"state"_s, u"synced"_s}, {u"text"_s, u"Fine"_s}, {u"projects"_s, projects}}},
                         {u"projects"_s, QJsonObject{{u"rows"_s, projects}}}}}};
}
}  // namespace

class SidebarModelTest final : public QObject {
    Q_OBJECT
    std::unique_ptr<FixtureBackend> m_backend;
    std::unique_ptr<ServiceState> m_state;
    std::unique_ptr<SidebarModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;

    void make(const QJsonArray &projects)
    {
        m_tester.reset();
        m_model.reset();
        m_state.reset();
        m_backend = std::make_unique<FixtureBackend>(fixture(projects));
        m_state = std::make_unique<ServiceState>(*m_backend);
        m_model = std::make_unique<SidebarModel>(*m_state);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_backend->start();
        QTRY_COMPARE(m_state->projects().size(), projects.size());
    }
    QString name(int project) const { return m_model->index(SidebarModel::kFirstProject + project).data().toString(); }

private Q_SLOTS:
    void projectsStandInNameOrderBelowTheirHeading()
    {
        make({project(u"run10"_s), project(u"Run9"_s), project(u"alpha"_s)});
        QCOMPARE(m_model->rowCount(), SidebarModel::kFirstProject + 3);
        QVERIFY(m_model->index(SidebarModel::HeadingRow).data(SidebarModel::HeadingRole).toBool());
        QVERIFY(!(m_model->index(SidebarModel::HeadingRow).flags() & Qt::ItemIsSelectable));
        QCOMPARE(name(0), u"alpha"_s);
        QCOMPARE(name(1), u"Run9"_s);
        QCOMPARE(name(2), u"run10"_s);
    }

    void aProjectSaysItsStateInWordsAndNotByColourAlone()
    {
        make({project(u"a"_s, u"conflict"_s), project(u"b"_s, u"synced"_s, u"cloud"_s)});
        const QModelIndex a = m_model->index(SidebarModel::kFirstProject);
        QCOMPARE(a.data(SidebarModel::WordRole).toString(), u"Conflict"_s);
        QVERIFY(a.data(Qt::AccessibleTextRole).toString().contains(u"text of a"));
        const QModelIndex b = m_model->index(SidebarModel::kFirstProject + 1);
        QCOMPARE(b.data(SidebarModel::WordRole).toString(), u"In the cloud"_s);
    }

    void progressIsShownWhileAProjectSyncs()
    {
        make({project(u"a"_s)});
        m_backend->say({{u"event"_s, u"progress"_s}, {u"local_id"_s, u"loc_a"_s}, {u"bytes_done"_s, 30}, {u"bytes_total"_s, 60}});
        const QModelIndex a = m_model->index(SidebarModel::kFirstProject);
        QCOMPARE(a.data(SidebarModel::PercentRole).toInt(), 50);
        QCOMPARE(a.data(SidebarModel::WordRole).toString(), u"50 %"_s);
        m_backend->say({{u"event"_s, u"project_state"_s}, {u"project"_s, project(u"a"_s)}});
        QCOMPARE(a.data(SidebarModel::PercentRole).toInt(), -1);
        QCOMPARE(a.data(SidebarModel::WordRole).toString(), u"Synced"_s);
    }

    void theSentenceFollowsTheProgress()
    {
        make({project(u"a"_s)});
        m_backend->say({{u"event"_s, u"progress"_s}, {u"local_id"_s, u"loc_a"_s}, {u"text"_s, u"Downloading 3 of 9 files"_s},
                        {u"overall_text"_s, u"Syncing 2 projects"_s}});
        QCOMPARE(m_state->projects().first().text, u"Downloading 3 of 9 files"_s);
        QCOMPARE(m_state->overall().text, u"Syncing 2 projects"_s);
        m_backend->say({{u"event"_s, u"progress"_s}, {u"local_id"_s, u"loc_a"_s}});  // an older engine says none
        QCOMPARE(m_state->overall().text, u"Syncing 2 projects"_s);
    }

    void aNewProjectKeepsTheOthersRows()
    {
        make({project(u"b"_s), project(u"d"_s)});
        const QPersistentModelIndex d(m_model->index(SidebarModel::kFirstProject + 1));
        QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
        m_backend->setFixture(fixture({project(u"c"_s), project(u"b"_s), project(u"d"_s)}));
        m_state->refreshProjects();
        QTRY_COMPARE(m_model->rowCount(), SidebarModel::kFirstProject + 3);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(d.row(), SidebarModel::kFirstProject + 2);
        m_backend->setFixture(fixture({project(u"d"_s)}));
        m_state->refreshProjects();
        QTRY_COMPARE(m_model->rowCount(), SidebarModel::kFirstProject + 1);
        QCOMPARE(d.row(), SidebarModel::kFirstProject);
    }

    void conflictsAreCounted()
    {
        auto row = project(u"a"_s, u"conflict"_s);
        row.insert(u"conflicts"_s, 2);
        make({row});
        QCOMPARE(m_model->index(SidebarModel::ConflictsRow).data(SidebarModel::CountRole).toInt(), 2);
    }

    void everyRowLeadsToAPlaceAndBack()
    {
        make({project(u"a"_s), project(u"b"_s, u"synced"_s, u"cloud"_s)});
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (row != SidebarModel::HeadingRow)
                QCOMPARE(m_model->rowOf(m_model->placeAt(row)), row);
        }
    }
};

QTEST_MAIN(SidebarModelTest)
#include "sidebar_model_test.moc"
