// The views of differences, the windows around them, and what is asked of the engine: only at a button.
#include "tests/ui/difference/comparer_double.h"
#include "tests/ui/preview/opener_double.h"
#include "ui/difference/comparisons.h"
#include "ui/difference/conflict_dialog.h"
#include "ui/difference/difference_canvas.h"
#include "ui/difference/difference_dialog.h"
#include "ui/difference/difference_pane.h"
#include "ui/difference/image_difference_view.h"
#include "ui/difference/line_difference_view.h"
#include "ui/difference/merge_view.h"
#include "ui/difference/outputs_panel.h"
#include "ui/difference/table_difference_model.h"
#include "ui/difference/table_difference_view.h"
#include "ui/fixture_backend.h"
#include "ui/fixture_picture.h"
#include "ui/inspector/version_list.h"
#include "ui/preview/cell_widget.h"
#include "ui/theme/theme.h"
#include "ui/views/error_box.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace tideline;
using namespace tideline::ui;
using preview::Happened;
using preview::Who;

namespace {
DifferencePtr shared(preview::DifferenceShape shape)
{
    return std::make_shared<const preview::Difference>(preview::Difference{std::move(shape), false, {}, {}});
}

/// Every hundredth line of `count` is another one.
preview::TextDifference longText(int count)
{
    preview::TextDifference text;
    for (int i = 0; i < count; ++i) {
        const bool changed = i % 100 == 50;
        text.older += changed ? u"old %1\n"_s.arg(i) : u"line %1\n"_s.arg(i);
        text.newer += changed ? u"new %1\n"_s.arg(i) : u"line %1\n"_s.arg(i);
        const Happened happened = changed ? Happened::Changed : Happened::Equal;
        if (text.hunks.empty() || text.hunks.back().happened != happened)
            text.hunks.push_back({happened, {i, 0}, {i, 0}});
        ++text.hunks.back().older.count;
        ++text.hunks.back().newer.count;
    }
    return text;
}

preview::TextMerge conflicting()
{
    preview::TextMerge merge;
    merge.base = u"one\ntwo\nthree\n"_s;
    merge.mine = u"ONE\ntwo of mine\nthree\n"_s;
    merge.theirs = u"one\ntwo of theirs\nTHREE\n"_s;
    merge.hunks = {{Who::Mine, {0, 1}, {0, 1}, {0, 1}}, {Who::Both, {1, 1}, {1, 1}, {1, 1}}, {Who::Theirs, {2, 1}, {2, 1}, {2, 1}}};
    return merge;
}

preview::TableDifference smallTable(int rows)
{
    preview::TableDifference table;
    table.columns = {{u"id"_s, Happened::Equal}, {u"value"_s, Happened::Changed}, {u"new"_s, Happened::Added}};
    for (int i = 0; i < rows; ++i)
        table.rows.push_back({Happened::Changed, i, i, {QString::number(i), u"1"_s, QString()}, {QString::number(i), u"2"_s, u"x"_s}, {1, 2}});
    table.rows.push_back({Happened::Removed, 9, -1, {u"gone"_s, u"1"_s, QString()}, {}, {}});
    table.rows.push_back({Happened::Added, -1, 9, {}, {u"came"_s, u"1"_s, QString()}, {}});
    table.changed = rows;
    table.added = table.removed = 1;
    return table;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written", qPrintable(path));
}

/// The project `climate` in a folder of the test's, with a conflict about notes.txt.
class World {
public:
    World()
    {
        write(folder.filePath(u"notes.txt"_s), conflicting().theirs.toUtf8());
        write(folder.filePath(u"copy.txt"_s), conflicting().mine.toUtf8());
        versions->folder = folder.filePath(u"versions"_s);
        QDir().mkpath(versions->folder);
        write(versions->folder + u"/37"_s, conflicting().base.toUtf8());
        comparer->onCompare = [](const auto &, const QString &, const preview::Cancelled &) -> Result<preview::Difference> {
            return preview::Difference{conflicting(), false, {}, {}};
        };
        backend.start();
        if (!QTest::qWaitFor([this] { return state.overall().known && !state.projects().isEmpty(); }))
            qFatal("no projects");
        project = state.projects().first();
        project.folder = folder.path();
    }
    QJsonObject fixture() const
    {
        QJsonObject read = *FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/conflict-text.json"_s);
        QJsonObject verbs = read.value(u"verbs").toObject();
        verbs.insert(u"log"_s, log);
        read.insert(u"verbs"_s, verbs);
        return read;
    }
    /// The arguments of each call of a verb.
    QList<QJsonObject> callsOf(const QString &verb) const
    {
        QList<QJsonObject> calls;
        for (const QJsonObject &call : backend.called()) {
            if (call.value(u"verb").toString() == verb)
                calls.append(call.value(u"args").toObject());
        }
        return calls;
    }
    static QJsonObject logReply(const QList<std::pair<int, QString>> &rows)
    {
        QJsonArray list;
        for (const auto &[revision, device] : rows)
            list.append(QJsonObject{{u"revision"_s, revision}, {u"at_ms"_s, revision}, {u"device"_s, device}, {u"by"_s, QJsonObject{{u"id"_s, u"usr_1"_s}, {u"name"_s, u"ada"_s}}}});
        return {{u"rows"_s, list}, {u"after"_s, u""_s}};
    }

    QTemporaryDir folder;
    QJsonArray log{QJsonObject{{u"when"_s, QJsonObject{{u"path"_s, u"copy.txt"_s}}}, {u"reply"_s, logReply({{43, u"lovelace"_s}})}},
                   QJsonObject{{u"when"_s, QJsonObject{}}, {u"reply"_s, logReply({{42, u"turing"_s}, {37, u"lovelace"_s}})}}};
    std::shared_ptr<ComparerDouble> comparer = std::make_shared<ComparerDouble>();
    std::unique_ptr<VersionsDouble> versions = std::make_unique<VersionsDouble>();
    FixtureBackend backend{fixture()};
    ServiceState state{backend};
    ProjectRow project;
};

struct Conflict {
    explicit Conflict(World &world) : dialog(world.state, world.comparer, *world.versions, nullptr)
    {
        QSignalSpy settled(&dialog.pane(), &DifferencePane::settled);
        dialog.show();
        dialog.showConflict({world.project, u"notes.txt"_s, u"copy.txt"_s});
        if (settled.isEmpty() && !settled.wait())
            qFatal("nothing was compared");
    }
    QPushButton &button(const QString &name) { return *dialog.findChild<QPushButton *>(name); }
    MergeView *merge() { return qobject_cast<MergeView *>(dialog.pane().view()); }
    ConflictDialog dialog;
};
}  // namespace

class DifferenceViewsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Scheme::Light); }

    void nAndPGoFromChangeToChange()
    {
        LineDifferenceView view(shared(longText(1'000)), {u"Then"_s, u"Now"_s}, nullptr);
        view.resize(700, 300);
        view.show();
        DifferenceCanvas &canvas = view.canvas();
        QCOMPARE(canvas.currentChange(), 0);
        for (int change = 1; change < 10; ++change) {
            QTest::keyClick(&canvas, Qt::Key_N);
            QCOMPARE(canvas.currentChange(), change);
        }
        QTest::keyClick(&canvas, Qt::Key_N);
        QCOMPARE(canvas.currentChange(), 9);
        QTest::keyClick(&canvas, Qt::Key_P);
        QCOMPARE(canvas.currentChange(), 8);
        QTest::keyClick(&canvas, Qt::Key_Down);
        QCOMPARE(canvas.currentChange(), -1);
        QTest::keyClick(&canvas, Qt::Key_P);
        QCOMPARE(canvas.currentChange(), 8);
        view.setSideBySide(false);
        QCOMPARE(canvas.currentChange(), 8);
        QVERIFY(canvas.accessibleDescription().contains(u"old 850"));
    }

    void returnOpensAFoldAndCtrlCCopiesTheLinesOfAColumn()
    {
        LineDifferenceView view(shared(longText(200)), {u"Then"_s, u"Now"_s}, nullptr);
        view.resize(700, 300);
        view.show();
        DifferenceCanvas &canvas = view.canvas();
        const auto before = canvas.rows().rows.size();
        QTest::keyClick(&canvas, Qt::Key_Home);
        QCOMPARE(canvas.rows().rows.front().kind, DifferenceRow::Kind::Fold);
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(canvas.rows().rows.size(), before + 46);  // 47 lines in the place of one
        QTest::keyClick(&canvas, Qt::Key_N);
        QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&canvas, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"line 49\nold 50"_s);
    }

    /// A picture of a screen costs the same for a hundred lines and for sixty thousand.
    void onlyWhatIsInSightIsDrawn()
    {
        LineDifferenceView view(shared(longText(60'000)), {u"Then"_s, u"Now"_s}, nullptr);
        view.setAllShown(true);
        view.resize(900, 600);
        view.show();
        QCOMPARE(int(view.canvas().rows().rows.size()), 60'000);
        QVERIFY(view.canvas().visibleRows() < 60);
        view.canvas().verticalScrollBar()->setValue(view.canvas().verticalScrollBar()->maximum());
        QVERIFY(!view.grab().isNull());
    }

    void aTableSaysWhatEachCellWasAndIs()
    {
        const preview::TableDifference table = smallTable(3);
        TableDifferenceModel model(table);
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.index(0, 1).data().toString(), u"1 → 2"_s);
        QCOMPARE(model.index(0, 1).data(Qt::AccessibleTextRole).toString(), u"was 1, is 2"_s);
        QCOMPARE(model.index(3, 0).data().toString(), u"gone"_s);
        QCOMPARE(Tone(model.index(4, 0).data(TableDifferenceModel::ToneRole).toInt()), Tone::Added);
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), u"+ new"_s);
        QCOMPARE(model.headerData(3, Qt::Vertical, Qt::DisplayRole).toString(), u"− 10"_s);
    }

    void anotherKeyColumnComparesAnew()
    {
        const auto comparer = std::make_shared<ComparerDouble>();
        comparer->onCompare = [](const auto &, const QString &, const preview::Cancelled &) -> Result<preview::Difference> {
            return preview::Difference{smallTable(2), false, {}, {}};
        };
        DifferencePane pane(comparer);
        pane.show();
        QSignalSpy settled(&pane, &DifferencePane::settled);
        pane.compare({{u"t.csv"_s, u"/1"_s, 0, 0, {}}, {u"t.csv"_s, u"/2"_s, 0, 0, {}}}, {u"Then"_s, u"Now"_s});
        QVERIFY(settled.wait());
        auto *view = qobject_cast<TableDifferenceView *>(pane.view());
        QVERIFY(view);
        QCOMPARE(view->keys().count(), 2);  // what came or went keeps no rows apart
        view->keys().setCurrentIndex(1);
        Q_EMIT view->keys().activated(1);
        QVERIFY(settled.wait());
        QCOMPARE(comparer->calls(), (QStringList{u"/1 /2"_s, u"/1 /2 by value"_s}));
    }

    void onlyTheComparisonAskedForLastIsShown()
    {
        const auto comparer = std::make_shared<ComparerDouble>();
        Gate gate;
        comparer->onCompare = [&gate](const std::vector<preview::Subject> &versions, const QString &, const preview::Cancelled &cancelled) -> Result<preview::Difference> {
            if (versions.front().path == u"/slow" && !gate.pass(cancelled))
                return Error{Error::Kind::Cancelled, {}, {}, {}};
            return preview::Difference{preview::BytesDifference{{}, {}, true, {versions.front().path}}, false, {}, {}};
        };
        DifferencePane pane(comparer);
        QSignalSpy settled(&pane, &DifferencePane::settled);
        pane.compare({{u"a"_s, u"/slow"_s, 0, 0, {}}}, {});
        QVERIFY(gate.reached());
        pane.compare({{u"a"_s, u"/quick"_s, 0, 0, {}}}, {});  // ends the slow one: nobody opens the gate
        QVERIFY(settled.wait());
        QCOMPARE(settled.size(), 1);
        QCOMPARE(pane.view()->findChild<QLabel *>(u"differenceStatements"_s)->text(), u"/quick"_s);
    }

    void imagesWithFalseSizesDoNoHarm()
    {
        preview::ImageDifference lie;
        lie.older = {1'000'000, 1'000'000, "abc"};
        lie.newer = pictureOf(fixtureImage(u"plot"_s, {40, 30}));
        lie.olderWidth = -5;
        lie.newerWidth = 2'000'000'000;
        lie.newerHeight = 30;
        const DifferencePtr difference = shared(lie);
        ImageDifferenceView view(difference, std::get<preview::ImageDifference>(difference->shape), {}, nullptr);
        view.resize(500, 400);
        view.show();
        for (const auto mode : {ImageDifferenceCanvas::Mode::SideBySide, ImageDifferenceCanvas::Mode::Swipe, ImageDifferenceCanvas::Mode::Onion,
                                ImageDifferenceCanvas::Mode::Differences}) {
            view.setMode(mode);
            view.canvas().zoom(3);
            QVERIFY(!view.grab().isNull());
        }
    }

    void theLineBetweenTwoImagesFollowsTheMouseAndTheSlider()
    {
        preview::ImageDifference images;
        images.older = pictureOf(fixtureImage(u"plot"_s, {400, 300}));
        images.newer = pictureOf(fixtureImage(u"photo"_s, {400, 300}));
        images.olderWidth = images.newerWidth = 400;
        images.olderHeight = images.newerHeight = 300;
        const DifferencePtr difference = shared(images);
        ImageDifferenceView view(difference, std::get<preview::ImageDifference>(difference->shape), {}, nullptr);
        view.resize(500, 420);
        view.show();
        view.setMode(ImageDifferenceCanvas::Mode::Swipe);
        ImageDifferenceCanvas &canvas = view.canvas();
        const QPoint line(canvas.width() / 2, canvas.height() / 2);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, line);
        QTest::mouseMove(&canvas, QPoint(canvas.width() / 5, line.y()));
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, QPoint(canvas.width() / 5, line.y()));
        QVERIFY(qAbs(canvas.share() - 0.2) < 0.02);
        QVERIFY(canvas.isFitted());
    }

    void outputsOfBothVersionsAreShownCellByCell()
    {
        const auto opener = std::make_shared<OpenerDouble>();
        opener->answers->cells = [](qint64 first, const preview::Cancelled &) -> Result<preview::NotebookDocument> {
            preview::Cell cell;
            cell.source = u"cell %1"_s.arg(first);
            return preview::NotebookDocument{{}, {}, 10, first, {cell}};
        };
        OutputsPanel panel(opener, nullptr);
        panel.show();
        panel.setVersions({u"n.ipynb"_s, u"/1"_s, 0, 0, {}}, {u"n.ipynb"_s, u"/2"_s, 0, 0, {}});
        QVERIFY(opener->answers->calls().isEmpty());
        QSignalSpy shown(&panel, &OutputsPanel::shown);
        panel.showCell(3, 4);
        QTRY_COMPARE(shown.size(), 2);
        QStringList calls = opener->answers->calls();
        calls.sort();
        QCOMPARE(calls, (QStringList{u"cells 3"_s, u"cells 4"_s}));
        QCOMPARE(panel.findChildren<CellWidget *>().size(), 2);
    }

    void aVersionIsComparedWithNowAndTwoWithEachOther()
    {
        VersionList list;
        list.setComparable(true);
        list.setRows({QJsonObject{{u"revision"_s, 9}, {u"at_ms"_s, 9}, {u"size"_s, 10}}, QJsonObject{{u"revision"_s, 4}, {u"at_ms"_s, 4}}});
        list.show();
        std::vector<std::pair<qint64, qint64>> asked;
        connect(&list, &VersionList::compareAsked, &list,
                [&asked](const VersionRef &older, const VersionRef &newer) { asked.emplace_back(older.revision, newer.revision); });
        auto *button = list.findChild<QPushButton *>(u"compareVersions"_s);
        QVERIFY(!button->isEnabled());
        list.list().setCurrentRow(1);
        button->click();
        list.list().item(0)->setSelected(true);
        QCOMPARE(button->toolTip(), u"The two with each other"_s);
        button->click();
        QCOMPARE(asked, (std::vector<std::pair<qint64, qint64>>{{4, 0}, {4, 9}}));
        list.setRows({QJsonObject{{u"revision"_s, 12}, {u"at_ms"_s, 12}}, QJsonObject{{u"revision"_s, 4}, {u"at_ms"_s, 4}}});
        QCOMPARE(list.list().selectedItems().size(), 1);  // 4 stays selected
    }

    void theKeyboardWaitsForVersionsThatAreAskedForAgain()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *list = new VersionList(&window);
        auto *field = new QLineEdit(&window);
        layout->addWidget(list);
        layout->addWidget(field);
        const QList<QJsonObject> rows{{{u"revision"_s, 9}, {u"at_ms"_s, 9}}, {{u"revision"_s, 4}, {u"at_ms"_s, 4}}};
        list->setRestorable(true);
        list->setRows(rows);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        list->list().setCurrentRow(1);
        list->findChild<QPushButton *>(u"restoreVersion"_s)->setFocus();
        list->clear();
        QVERIFY(!field->hasFocus());  // where Ctrl+Z would undo typing
        list->setRows(rows);
        QVERIFY(list->list().hasFocus());
        field->setFocus();
        list->clear();
        list->setRows(rows);
        QVERIFY(field->hasFocus());
    }

    void aVersionAndTheFileOnTheDiskAreCompared()
    {
        World world;
        DifferenceDialog dialog(world.comparer, std::make_shared<OpenerDouble>(), *world.versions, nullptr);
        QSignalSpy settled(&dialog.pane(), &DifferencePane::settled);
        dialog.showVersions(world.project, u"notes.txt"_s, {37, 10, u"Revision 37"_s}, {0, -1, u"Now"_s});
        QVERIFY(settled.wait());
        QCOMPARE(world.comparer->calls(), QStringList{world.versions->folder + u"/37 "_s + world.folder.filePath(u"notes.txt"_s)});
        world.versions->error = Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}};
        dialog.showVersions(world.project, u"notes.txt"_s, {12, 10, u"Revision 12"_s}, {0, -1, u"Now"_s});
        QVERIFY(settled.wait());
        QVERIFY(!dialog.pane().view());
        QCOMPARE(world.comparer->calls().size(), 1);
    }

    void aMergeIsMadeOfTheChoicesAndHandedToTheEngine()
    {
        World world;
        Conflict conflict(world);
        QVERIFY(conflict.merge());
        QCOMPARE(world.comparer->calls(), QStringList{u"%1/37 %2/copy.txt %2/notes.txt"_s.arg(world.versions->folder, world.folder.path())});
        QPushButton &save = conflict.button(u"conflictSave"_s);
        QVERIFY(!save.isEnabled());
        QCOMPARE(conflict.merge()->canvas().currentChange(), 1);  // the one that waits for a person
        QTest::keyClick(&conflict.merge()->canvas(), Qt::Key_4);
        QCOMPARE(conflict.merge()->resultText(), u"ONE\ntwo of mine\ntwo of theirs\nTHREE\n"_s);
        QVERIFY(save.isEnabled());
        QVERIFY(world.callsOf(u"resolve"_s).isEmpty());
        QSignalSpy settled(&conflict.dialog, &ConflictDialog::settled);
        save.click();
        QVERIFY(settled.wait());
        QCOMPARE(world.callsOf(u"resolve"_s).size(), 1);
        const QJsonObject args = world.callsOf(u"resolve"_s).first();
        QCOMPARE(args.value(u"keep").toString(), u"merged"_s);
        QCOMPARE(args.value(u"path").toString(), u"copy.txt"_s);
        QFile merged(args.value(u"from").toString());
        QVERIFY(merged.open(QIODevice::ReadOnly));
        QCOMPARE(merged.readAll(), QByteArray("ONE\ntwo of mine\ntwo of theirs\nTHREE\n"));
        QVERIFY(!conflict.dialog.isVisible());
    }

    void aFileThatWasSavedMeanwhileIsNotMerged()
    {
        World world;
        Conflict conflict(world);
        QTest::keyClick(&conflict.merge()->canvas(), Qt::Key_1);
        write(world.folder.filePath(u"notes.txt"_s), "saved again\n");
        conflict.button(u"conflictSave"_s).click();
        QTRY_VERIFY(conflict.button(u"conflictSave"_s).isEnabled());
        const auto boxes = conflict.dialog.findChildren<ErrorBox *>();
        QVERIFY(std::ranges::any_of(boxes, [](const ErrorBox *box) { return box->isVisible() && box->text().contains(u"not what was compared"); }));
        QVERIFY(world.callsOf(u"resolve"_s).isEmpty());
        QVERIFY(conflict.dialog.isVisible());
    }

    void withoutABaseTheTwoAreComparedAndOneIsKept()
    {
        World world;
        world.versions->error = Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, {}, {}};
        world.comparer->onCompare = [](const auto &, const QString &, const preview::Cancelled &) -> Result<preview::Difference> {
            return preview::Difference{longText(10), false, {}, {}};
        };
        Conflict conflict(world);
        QCOMPARE(world.comparer->calls(), QStringList{u"%1/notes.txt %1/copy.txt"_s.arg(world.folder.path())});
        QVERIFY(!conflict.button(u"conflictSave"_s).isVisible());
        QSignalSpy settled(&conflict.dialog, &ConflictDialog::settled);
        conflict.button(u"conflictMine"_s).click();
        QVERIFY(settled.wait());
        QCOMPARE(world.callsOf(u"resolve"_s).first().value(u"keep").toString(), u"mine"_s);
    }
};

QTEST_MAIN(DifferenceViewsTest)
#include "difference_views_test.moc"
