// What a screen reader is told: where one is, what a row is, and never of what went a moment ago.
#include "tests/support/suite.h"
#include "tests/ui/shown_window.h"
#include "ui/accessible_areas.h"
#include "ui/views/banner.h"
#include "ui/views/named_box.h"
#include "ui/views/toast.h"

#include <QAccessible>
#include <QPushButton>
#include <QScrollArea>

using namespace tideline;
using namespace tideline::ui;

namespace {
/// Whether the node is found from this one down, as a screen reader goes.
bool isBelow(QAccessibleInterface *top, const QObject *wanted)
{
    if (!top || top->object() == wanted)
        return top;
    for (int i = 0; i < top->childCount(); ++i) {
        if (isBelow(top->child(i), wanted))
            return true;
    }
    return false;
}
}  // namespace

class AccessibleTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAreaIsAskedForAChildThatHasGone()
    {
        installAccessibleAreas();
        QScrollArea area;
        auto *child = new QWidget;
        area.setWidget(child);
        QAccessibleInterface *said = QAccessible::queryAccessibleInterface(&area);
        QVERIFY(said);
        QVERIFY(isBelow(said, child));
        QVERIFY(!said->child(said->childCount()));
        QVERIFY(!said->child(-1));
    }

    void aRowSaysItsStateBesideItsName()
    {
        ShownWindow shown({}, 3);
        const QModelIndex first = shown.window.files().model().index(0, 0);
        QCOMPARE(first.data(Qt::AccessibleDescriptionRole).toString(), u"File, Synced, 1 kB"_s);
        QVERIFY(first.siblingAtColumn(1).data(Qt::AccessibleDescriptionRole).toString().isEmpty());
    }

    void whatWasDoneIsFoundByAScreenReader()
    {
        ShownWindow shown;
        auto *toast = shown.window.findChild<Toast *>();
        toast->say(u"Folder made"_s, u"Undo"_s, [] {});
        QVERIFY(toast->isVisible());
        QVERIFY(isBelow(QAccessible::queryAccessibleInterface(&shown.window), toast));
    }

    void whoTakesItBackByKeysIsWhereOneWas()
    {
        ShownWindow shown;
        shown.list().setFocus();
        auto *toast = shown.window.findChild<Toast *>();
        toast->say(u"Folder made"_s, u"Undo"_s, [] {});
        auto *button = toast->findChild<QPushButton *>();
        button->setFocus();
        QTRY_VERIFY(button->hasFocus());
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY(!toast->isVisible());
        QCOMPARE(shown.window.focusWidget(), static_cast<QWidget *>(&shown.list()));
    }

    void aPageHasTheFocusThatOneWasLedTo()
    {
        ShownWindow shown({{u"conflicts"_s, QJsonObject{{u"rows"_s, QJsonArray{QJsonObject{{u"path"_s, u"a.md"_s}, {u"project"_s, u"field-study"_s}}}}}}});
        auto *banner = shown.window.findChild<Banner *>();
        banner->show(SyncState::Conflict, u"1 file"_s, {{u"Resolve…"_s, [&] { shown.window.navigator().go({Place::Kind::Conflicts, {}, {}}); }}});
        auto *button = banner->findChild<QPushButton *>();
        button->setFocus();
        button->click();
        QTRY_VERIFY(shown.window.focusWidget() && shown.window.focusWidget()->objectName() == u"conflictsTable"_s);
    }

    void aBoxWithoutALabelSaysWhatItIsFor()
    {
        QComboBox box;
        box.addItem(u"Editor"_s);
        nameBox(box, u"Role"_s);
        QAccessibleInterface *said = QAccessible::queryAccessibleInterface(&box);
        QCOMPARE(said->text(QAccessible::Description), u"Role"_s);
    }
};

TIDELINE_GUI_SUITE(AccessibleTest)
#include "accessible_test.moc"
