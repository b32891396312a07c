#include "ui/fixture_backend.h"
#include "ui/fixture_opener.h"
#include "ui/fixture_view.h"
#include "ui/main_window.h"
#include "ui/preview/preview_pane.h"
#include "ui/preview/quick_look.h"
#include "ui/views/entry_tree.h"
#include "ui/views/error_box.h"

#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace tideline;
using namespace tideline::ui;

namespace {
QJsonObject load(const QString &name)
{
    const auto read = FixtureBackend::read(qEnvironmentVariable("TIDELINE_SOURCE") + u"/tests/ui/fixtures/"_s + name);
    if (!read)
        qFatal("%s", qPrintable(toText(read.error())));
    return *read;
}

/// The window on the fixture of previews, with an entry selected.
struct Screen {
    explicit Screen(const QByteArray &select, bool previews = true)
    {
        if (previews)
            window.setPreviews(std::make_shared<FixtureOpener>(fixture), [this](const ProjectRow &project, const QByteArray &path, const ListingRow &row) {
                ++made;
                return localSubject(project, path, row);
            });
        backend.start();
        window.show();
        applyFixtureView(window, fixture);
        if (!QTest::qWaitFor([this] { return window.files().selected().size() == 1; }))
            qFatal("the listing did not come");
        window.files().selectNow({select});
    }
    QuickLook *look() const { return window.findChild<QuickLook *>(); }
    bool isOpen() const { return look() && look()->isVisible(); }
    QString head() const { return look() ? look()->pane().headText() : QString(); }
    void press(Qt::Key key)
    {
        if (isOpen()) {
            QTest::keyClick(look(), key);
            return;
        }
        EntryTree &tree = window.files().tree();
        window.activateWindow();
        tree.setFocus();
        if (!QTest::qWaitFor([&tree] { return tree.hasFocus(); }))
            qFatal("the file view has no focus");
        QTest::keyClick(&tree, key);
    }

    int made = 0;
    QJsonObject fixture = load(u"previews.json"_s);
    FixtureBackend backend{fixture};
    ListingReader reader{std::make_shared<FixtureListing>(fixture)};
    ServiceState state{backend};
    MainWindow window{state, reader};
};
}  // namespace

class QuickLookTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spaceOpensAndSpaceOrEscClose()
    {
        Screen screen("train.py");
        screen.press(Qt::Key_Space);
        QVERIFY(screen.isOpen());
        QCOMPARE(screen.look()->windowTitle(), u"train.py"_s);
        QTRY_VERIFY(screen.head().contains(u"Python"));
        screen.press(Qt::Key_Space);
        QVERIFY(!screen.isOpen());
        screen.press(Qt::Key_Space);
        QVERIFY(screen.isOpen());
        screen.press(Qt::Key_Escape);
        QVERIFY(!screen.isOpen());
    }

    void spaceClosesAlsoFromWithinTheContent()
    {
        Screen screen("measurements.csv");
        screen.press(Qt::Key_Space);
        QTRY_VERIFY(screen.look()->findChild<QWidget *>(u"previewTable"_s));
        auto *table = screen.look()->findChild<QWidget *>(u"previewTable"_s);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);  // moves in the table
        QCOMPARE(screen.look()->windowTitle(), u"measurements.csv"_s);
        QTest::keyClick(table, Qt::Key_Space);
        QVERIFY(!screen.isOpen());
    }

    void spaceInTheSearchFieldIsALetter()
    {
        Screen screen("train.py");
        screen.press(Qt::Key_Space);
        QTRY_VERIFY(screen.head().contains(u"Python"));
        QTest::keyClick(screen.look(), Qt::Key_F, Qt::ControlModifier);
        auto *edit = screen.look()->findChild<QLineEdit *>(u"previewSearch"_s);
        QVERIFY(edit->isVisible());
        QTest::keyClicks(edit, u"a b"_s);
        QCOMPARE(edit->text(), u"a b"_s);
        QVERIFY(screen.isOpen());
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!edit->isVisible());
        QVERIFY(screen.isOpen());
    }

    void arrowsGoThroughTheListAndThePreviewFollows()
    {
        Screen screen("README.md");
        screen.press(Qt::Key_Space);
        QTRY_VERIFY(screen.head().contains(u"Markdown"));
        screen.press(Qt::Key_Down);
        const QByteArray next = screen.window.files().current()->row.name;
        QVERIFY(next != "README.md");
        QCOMPARE(screen.look()->windowTitle().toUtf8(), next);
        for (int i = 0; i < 20; ++i)
            screen.press(Qt::Key_Down);
        QCOMPARE(screen.look()->windowTitle(), u"train.py"_s);  // the last one
        QTRY_VERIFY(screen.head().contains(u"Python"));
        for (int i = 0; i < 20; ++i)
            screen.press(Qt::Key_Up);
        QCOMPARE(screen.look()->windowTitle(), u"data"_s);
        QCOMPARE(screen.window.files().selected().size(), 1);
        QVERIFY(screen.head().isEmpty());  // a folder
    }

    void buttonsDoTheSameByMouse()
    {
        Screen screen("README.md");
        screen.press(Qt::Key_Space);
        const auto buttons = screen.look()->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(buttons.size(), 3);
        for (const QToolButton *button : buttons)
            QVERIFY(!button->accessibleName().isEmpty());
        buttons[1]->click();
        QVERIFY(screen.look()->windowTitle() != u"README.md");
        buttons[2]->click();
        QVERIFY(!screen.isOpen());
    }

    void goingElsewhereClosesIt()
    {
        Screen screen("train.py");
        screen.press(Qt::Key_Space);
        QVERIFY(screen.isOpen());
        screen.window.actions().up->trigger();
        QVERIFY(!screen.isOpen());
    }

    void oneFileIsShownInTheInspectorAndFoldersAndManyAreNot()
    {
        Screen screen("train.py");
        auto *pane = screen.window.findChild<PreviewPane *>();
        QVERIFY(pane);
        QTRY_VERIFY(pane->headText().contains(u"Python"));
        QVERIFY(pane->isVisible());
        screen.window.files().selectNow({"data"});
        QVERIFY(!pane->isVisible());
        QVERIFY(pane->headText().isEmpty());
        screen.window.files().selectNow({"train.py", "README.md"});
        QVERIFY(!pane->isVisible());
        screen.window.files().selectNow({"README.md"});
        QTRY_VERIFY(pane->headText().contains(u"Markdown"));
    }

    void aPreviewBesideTheListLeavesTheFocusThere()
    {
        Screen screen("train.py");
        screen.press(Qt::Key_Home);
        auto *pane = screen.window.findChild<PreviewPane *>();
        EntryTree &tree = screen.window.files().tree();
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(&tree, Qt::Key_Down);
            QTRY_VERIFY(!pane->isVisible() || !pane->headText().isEmpty() || pane->isLoadingShown() || pane->findChild<ErrorBox *>()->isVisible());
            QVERIFY(tree.hasFocus());
        }
    }

    void aPreviewThatWasFoldedStaysSo()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.path() + u"/window.ini"_s, QSettings::IniFormat);
        {
            Screen screen("train.py");
            auto *pane = screen.window.findChild<PreviewPane *>();
            QTRY_VERIFY(pane->headText().contains(u"Python"));
            screen.window.findChild<QToolButton *>(u"previewToggle"_s)->click();
            QVERIFY(!pane->isVisible());
            QVERIFY(pane->headText().isEmpty());  // and nothing is open for it
            screen.window.saveView(settings);
        }
        Screen screen("train.py");
        screen.window.restoreView(settings);
        auto *pane = screen.window.findChild<PreviewPane *>();
        screen.window.files().selectNow({"README.md"});
        QVERIFY(!pane->isVisible());
        screen.press(Qt::Key_Space);  // quick look is another thing
        QTRY_VERIFY(screen.head().contains(u"Markdown"));
        screen.press(Qt::Key_Space);
        screen.window.findChild<QToolButton *>(u"previewToggle"_s)->click();
        QVERIFY(pane->isVisible());
        QTRY_VERIFY(pane->headText().contains(u"Markdown"));
    }

    void withoutAnOpenerThereIsNoPreviewAtAll()
    {
        Screen screen("train.py", false);
        QVERIFY(!screen.window.findChild<PreviewPane *>());
        QVERIFY(!screen.window.actions().quickLook->isVisible());
        screen.press(Qt::Key_Space);
        QVERIFY(!screen.look());
    }
};

QTEST_MAIN(QuickLookTest)
#include "quick_look_test.moc"
