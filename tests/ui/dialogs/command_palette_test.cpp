// All commands and places by their names.
#include "ui/dialogs/command_palette.h"

#include "tests/ui/shown_window.h"

#include <QLineEdit>
#include <QPointer>
#include <QTreeWidget>

using namespace tideline;
using namespace tideline::ui;

namespace {

/// The window with its palette open.
struct OpenPalette : ShownWindow {
    OpenPalette()
    {
        window.actions().commands->trigger();
        palette = window.findChild<CommandPalette *>();
        if (!palette || !QTest::qWaitForWindowExposed(palette))
            qFatal("there is no palette");
    }
    QLineEdit &field() { return *palette->findChild<QLineEdit *>(u"paletteField"_s); }
    QTreeWidget &rows() { return *palette->findChild<QTreeWidget *>(u"paletteList"_s); }
    QTreeWidgetItem *row(const QString &words) { return rows().findItems(words, Qt::MatchExactly).value(0); }
    /// Of the first row.
    QString first() { return rows().topLevelItem(0) ? rows().topLevelItem(0)->text(0) : QString(); }

    QPointer<CommandPalette> palette;
};

}  // namespace

class CommandPaletteTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void allTypedWordsAreInWhatIsFound_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("found");
        QTest::newRow("nothing typed") << u"New folder"_s << u""_s << true;
        QTest::newRow("case") << u"New folder"_s << u"FOLD"_s << true;
        QTest::newRow("two words, in any order") << u"New folder"_s << u"fol new"_s << true;
        QTest::newRow("one of two") << u"New folder"_s << u"new file"_s << false;
        QTest::newRow("inside a word") << u"New folder"_s << u"older"_s << true;
    }
    void allTypedWordsAreInWhatIsFound()
    {
        QFETCH(QString, words);
        QFETCH(QString, typed);
        QTEST(paletteScore(words, typed) > 0, "found");
    }

    void beginningsComeFirst()
    {
        QVERIFY(paletteScore(u"Open"_s, u"op"_s) > paletteScore(u"Stop, open"_s, u"op"_s));
        QVERIFY(paletteScore(u"Stop, open"_s, u"op"_s) > paletteScore(u"Stop"_s, u"op"_s));
    }

    void whatIsTypedIsDoneByEnter()
    {
        OpenPalette shown;
        QTest::keyClicks(&shown.field(), u"hidden"_s);
        QCOMPARE(shown.first(), u"Show hidden files"_s);
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QVERIFY(shown.window.actions().showHidden->isChecked());
        QTRY_VERIFY(!shown.palette);
    }

    void arrowsChooseAmongWhatIsFound()
    {
        OpenPalette shown;
        QTest::keyClicks(&shown.field(), u"go to s"_s);
        const QString second = shown.rows().topLevelItem(1)->text(0);
        QTest::keyClick(&shown.field(), Qt::Key_Down);
        QCOMPARE(shown.rows().currentItem()->text(0), second);
    }

    void projectsAreGoneTo()
    {
        OpenPalette shown;
        shown.go("a");
        QTest::keyClicks(&shown.field(), u"field-study"_s);
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QCOMPARE(shown.place(), Place::folderOf(kShownId.toString()));
    }

    void whatCannotBeDoneSaysWhyAndIsNotDone()
    {
        OpenPalette shown;  // nothing is selected
        QTest::keyClicks(&shown.field(), u"rename"_s);
        QVERIFY(shown.row(u"Rename"_s)->isDisabled());
        QVERIFY(!shown.row(u"Rename"_s)->toolTip(0).isEmpty());
        QTest::keyClick(&shown.field(), Qt::Key_Return);
        QVERIFY(shown.palette);
    }

    void eachCommandIsThereWithItsKey()
    {
        OpenPalette shown;
        for (const QAction *action : shown.window.actions().all()) {
            if (action->isVisible() && action != shown.window.actions().commands)
                QVERIFY2(shown.rows().findItems(action->text().remove(u'…').remove(u'&'), Qt::MatchExactly).size() >= 1, qPrintable(action->objectName()));
        }
        QCOMPARE(shown.row(u"Transfers"_s)->text(1), u"F8"_s);
    }
};

QTEST_MAIN(CommandPaletteTest)
#include "command_palette_test.moc"
