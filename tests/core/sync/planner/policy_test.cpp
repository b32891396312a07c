#include "core/sync/planner/policy.h"

#include <QTest>

using namespace tideline::sync;

Q_DECLARE_METATYPE(tideline::sync::Change)
Q_DECLARE_METATYPE(tideline::sync::Action)

class PolicyTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachPairOfChangesHasOneAnswer_data()
    {
        QTest::addColumn<Change>("local");
        QTest::addColumn<Change>("remote");
        QTest::addColumn<bool>("sameContent");
        QTest::addColumn<Action>("expected");

        // clang-format off
        QTest::newRow("a quiet file is left alone")          << Change::Same   << Change::Same   << true  << Action::Nothing;
        QTest::newRow("a local edit goes up")                << Change::Edited << Change::Same   << false << Action::Upload;
        QTest::newRow("a remote edit comes down")            << Change::Same   << Change::Edited << false << Action::Download;
        QTest::newRow("two edits are resolved")              << Change::Edited << Change::Edited << false << Action::Resolve;
        QTest::newRow("two equal edits move no bytes")       << Change::Edited << Change::Edited << true  << Action::Adopt;
        QTest::newRow("a local deletion goes up")            << Change::Gone   << Change::Same   << false << Action::DeleteRemote;
        QTest::newRow("a remote deletion comes down")        << Change::Same   << Change::Gone   << false << Action::DeleteLocal;
        QTest::newRow("a local edit outlives a deletion")    << Change::Edited << Change::Gone   << false << Action::Upload;
        QTest::newRow("a remote edit outlives a deletion")   << Change::Gone   << Change::Edited << false << Action::Download;
        QTest::newRow("what is gone on both sides is forgot")<< Change::Gone   << Change::Gone   << false << Action::Forget;
        // clang-format on
    }

    void eachPairOfChangesHasOneAnswer()
    {
        QFETCH(Change, local);
        QFETCH(Change, remote);
        QFETCH(bool, sameContent);
        QFETCH(Action, expected);
        QCOMPARE(int(decide(local, remote, sameContent)), int(expected));
    }
};

QTEST_APPLESS_MAIN(PolicyTest)
#include "policy_test.moc"
