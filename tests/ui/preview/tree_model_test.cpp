#include "tests/ui/preview/opener_double.h"
#include "ui/preview/tree_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

namespace {
std::vector<preview::TreeNode> numbered(qint64 first, qint64 count, qint64 total, qint64 children = 0)
{
    std::vector<preview::TreeNode> nodes;
    for (qint64 i = first; i < std::min(total, first + count); ++i)
        nodes.push_back({QString::number(i), u"value %1"_s.arg(i), u"text"_s, children});
    return nodes;
}

/// A root of `total` children, each with `below`.
struct Tree {
    explicit Tree(qint64 total, qint64 below = 0)
    {
        opener->answers->children = [=](const std::vector<qint64> &address, qint64 first, qint64 count) -> Result<std::vector<preview::TreeNode>> {
            return address.empty() ? numbered(first, count, total, below) : numbered(first, count, below);
        };
        preview::TreeDocument tree{{{}, {}, u"object"_s, total}, numbered(0, 100, total, below)};
        QSignalSpy opened(&worker, &PreviewWorker::opened);
        worker.open({u"a.json"_s, {}, 0, 0, {}});
        if (opened.isEmpty() && !opened.wait())
            qFatal("nothing was opened");
        model = std::make_unique<TreeModel>(tree, worker);
        root = model->index(0, 0);
    }
    QString lastWords(const QModelIndex &parent) const { return model->index(model->rowCount(parent) - 1, 0, parent).data().toString(); }

    std::shared_ptr<OpenerDouble> opener = std::make_shared<OpenerDouble>();
    PreviewWorker worker{opener};
    std::unique_ptr<TreeModel> model;
    QModelIndex root;
};
}  // namespace

class TreeModelTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theModelKeepsItsPromisesWhileNodesCome()
    {
        Tree tree(1'300, 3);
        QAbstractItemModelTester tester(tree.model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(tree.model->rowCount(), 1);
        while (tree.model->rowCount(tree.root) < 1'300) {
            tree.lastWords(tree.root);
            const int before = tree.model->rowCount(tree.root);
            QTRY_VERIFY(tree.model->rowCount(tree.root) > before || tree.model->rowCount(tree.root) == 1'300);
        }
        QCOMPARE(tree.lastWords(tree.root), u"1299"_s);
        const QModelIndex child = tree.model->index(7, 0, tree.root);
        QVERIFY(tree.model->hasChildren(child));
        tree.model->fetchMore(child);
        QTRY_COMPARE(tree.model->rowCount(child), 3);
        QCOMPARE(tree.model->pathOf(tree.model->index(2, 0, child)), u"7/2"_s);
    }

    void whatIsNotLookedAtIsNotAskedFor()
    {
        Tree tree(1'000'000);
        QCOMPARE(tree.model->rowCount(tree.root), 101);
        QCOMPARE(tree.worker.waiting(), 0);
        QVERIFY(tree.opener->answers->calls().isEmpty());
        QCOMPARE(tree.model->index(5, 1, tree.root).data().toString(), u"value 5"_s);
        QVERIFY(tree.opener->answers->calls().isEmpty());
    }

    void aCountThatIsALieEndsTheAskingWithoutEnd()
    {
        Tree tree(100);
        preview::TreeDocument lie{{{}, {}, u"object"_s, 1'000'000'000'000}, numbered(0, 100, 100)};
        TreeModel model(lie, tree.worker);
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(root), 101);
        model.index(100, 0, root).data();
        QTRY_COMPARE(model.rowCount(root), 100);
        QVERIFY(!model.canFetchMore(root));
    }

    void moreChildrenThanWereSaidAreLeftOut()
    {
        Tree tree(10);
        preview::TreeDocument lie{{{}, {}, u"object"_s, 3}, numbered(0, 100, 100)};
        TreeModel model(lie, tree.worker);
        QCOMPARE(model.rowCount(model.index(0, 0)), 3);
    }

    void whatCannotBeReadIsSaid()
    {
        Tree tree(1'000);
        tree.opener->answers->children = [](const std::vector<qint64> &, qint64, qint64) -> Result<std::vector<preview::TreeNode>> {
            return broken(u"The object is cut off."_s);
        };
        QSignalSpy failed(tree.model.get(), &TreeModel::failed);
        tree.lastWords(tree.root);
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(tree.model->rowCount(tree.root), 100);
    }

    void aNodeFarDownIsGoneTo()
    {
        Tree tree(1'300, 3);
        QSignalSpy reached(tree.model.get(), &TreeModel::reached);
        tree.model->goTo({1'250, 2});
        QVERIFY(comesTrue([&] { return reached.size() == 1; }));
        QCOMPARE(tree.model->pathOf(reached[0][0].toModelIndex()), u"1250/2"_s);
        QVERIFY(reached[0][1].toBool());
        tree.model->goTo({});
        QCOMPARE(reached.size(), 2);
        QCOMPARE(reached[1][0].toModelIndex(), tree.root);
    }

    void aNodeTooFarDownIsNotAskedFor()
    {
        Tree tree(100'000'000);
        QSignalSpy reached(tree.model.get(), &TreeModel::reached);
        for (const qint64 child : {99'999'999, 100'000'000, -1}) {
            tree.model->goTo({child});
            const QList<QVariant> arguments = reached.takeFirst();
            QCOMPARE(arguments[0].toModelIndex(), tree.root);
            QVERIFY(!arguments[1].toBool());
        }
        QVERIFY(tree.opener->answers->calls().isEmpty());
    }

    void aNodeOnTheWayToWhichReadingFailsIsNotReached()
    {
        Tree tree(1'000);
        tree.opener->answers->children = [](const std::vector<qint64> &, qint64, qint64) -> Result<std::vector<preview::TreeNode>> {
            return broken(u"The object is cut off."_s);
        };
        QSignalSpy reached(tree.model.get(), &TreeModel::reached);
        tree.model->goTo({500});
        QVERIFY(comesTrue([&] { return reached.size() == 1; }));
        QVERIFY(!reached[0][1].toBool());
    }

    void nodesHeldAreBounded()
    {
        Tree tree(100'000'000);
        for (int turn = 0; turn < 500 && tree.model->nodesHeld() < TreeModel::kMostNodes; ++turn) {
            const int before = tree.model->nodesHeld();
            tree.lastWords(tree.root);
            QVERIFY(comesTrue([&] { return tree.model->nodesHeld() > before; }));
        }
        QCOMPARE(tree.model->nodesHeld(), TreeModel::kMostNodes);
        QVERIFY(tree.lastWords(tree.root).contains(u"not shown"));
    }
};

QTEST_GUILESS_MAIN(TreeModelTest)
#include "tree_model_test.moc"
