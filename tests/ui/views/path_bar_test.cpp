#include "ui/views/path_bar.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace tideline::ui;
using namespace Qt::StringLiterals;

class PathBarTest final : public QObject {
    Q_OBJECT
    static QList<QToolButton *> crumbs(const PathBar &bar)
    {
        QList<QToolButton *> shown;
        const auto all = bar.findChildren<QToolButton *>(u"crumb"_s);
        for (QToolButton *crumb : all) {
            if (!crumb->isHidden())
                shown.append(crumb);
        }
        return shown;
    }

private Q_SLOTS:
    void aCrumbLeadsToItsFolder()
    {
        PathBar bar;
        bar.resize(600, 32);
        bar.show();
        bar.setFolder(u"climate"_s, "data/raw");
        QTRY_COMPARE(crumbs(bar).size(), 3);
        QSignalSpy chosen(&bar, &PathBar::folderChosen);
        crumbs(bar)[1]->click();
        QCOMPARE(chosen.takeFirst().first().toByteArray(), QByteArray("data"));
        crumbs(bar)[0]->click();
        QCOMPARE(chosen.takeFirst().first().toByteArray(), QByteArray());
    }

    void aLongPathKeepsItsEndAndHidesItsMiddle()
    {
        PathBar bar;
        bar.resize(320, 32);
        bar.show();
        bar.setFolder(u"climate"_s, "one/two/three/four/five/six/seven/eight/nine");
        QTRY_VERIFY(!crumbs(bar).isEmpty());
        const auto shown = crumbs(bar);
        QVERIFY(shown.size() < 10);
        QCOMPARE(shown.first()->text(), u"climate"_s);
        QCOMPARE(shown.last()->text(), u"nine"_s);
    }

    void editingGivesWhatWasTyped()
    {
        PathBar bar;
        bar.resize(600, 32);
        bar.show();
        bar.setFolder(u"climate"_s, "data");
        bar.edit();
        QVERIFY(bar.isEditing());
        auto *edit = bar.findChild<QLineEdit *>(u"pathEdit"_s);
        QCOMPARE(edit->text(), u"climate/data"_s);
        QSignalSpy typed(&bar, &PathBar::pathTyped);
        edit->setText(u"climate/src"_s);
        QTest::keyClick(edit, Qt::Key_Return);
        QCOMPARE(typed.takeFirst().first().toString(), u"climate/src"_s);
        QVERIFY(!bar.isEditing());
    }

    void escapeBringsTheCrumbsBack()
    {
        PathBar bar;
        bar.resize(600, 32);
        bar.show();
        bar.setFolder(u"climate"_s, "data");
        bar.edit();
        auto *edit = bar.findChild<QLineEdit *>(u"pathEdit"_s);
        QSignalSpy typed(&bar, &PathBar::pathTyped);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!bar.isEditing());
        QCOMPARE(typed.size(), 0);
        QTRY_COMPARE(crumbs(bar).size(), 2);
    }

    void aPageHasNothingToEdit()
    {
        PathBar bar;
        bar.setPage(u"Trash"_s);
        bar.edit();
        QVERIFY(!bar.isEditing());
    }
};

QTEST_MAIN(PathBarTest)
#include "path_bar_test.moc"
