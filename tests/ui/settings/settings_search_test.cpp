// A search over the settings finds what stands on their pages, leads there, frames it, and is gone with Esc.
#include "tests/ui/settings/shown_settings.h"
#include "ui/settings/page_search.h"
#include "ui/settings/settings_page.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTranslator>
#include <QTreeWidget>

using namespace tideline;
using namespace tideline::ui;

namespace {

/// The settings with the keyboard in the search field.
struct Searching : ShownSettings {
    explicit Searching(SettingsDialog::Page page = SettingsDialog::General) : dialog(open(page))
    {
        dialog.activateWindow();
        if (!QTest::qWaitForWindowActive(&dialog))
            qFatal("the settings are not in front");
        QTest::keyClick(&dialog, Qt::Key_F, Qt::ControlModifier);
    }
    void type(const QString &words)
    {
        field->selectAll();
        field->insert(words);  // as from an input method: letters with accents, too
    }
    /// The names of the pages that are listed.
    QStringList listed() const
    {
        QStringList names;
        for (int i = 0; i < list->count(); ++i) {
            if (!list->item(i)->isHidden())
                names.append(list->item(i)->text());
        }
        return names;
    }
    QString front() const { return pages->currentWidget()->objectName(); }
    PageSearch &search(const char *page) { return find<SettingsPage>(page)->search(); }

    SettingsDialog &dialog;
    QLineEdit *field = find<QLineEdit>("settingsSearch");
    QListWidget *list = find<QListWidget>("settingsPages");
    QStackedWidget *pages = dialog.findChild<QStackedWidget *>();
};

}  // namespace

class SettingsSearchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theKeysOfAFindLeadToTheField()
    {
        Searching shown;
        QTRY_VERIFY(shown.field->hasFocus());
    }

    void aPageIsFoundByTheWordsThatStandOnIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("page");
        QTest::newRow("a group's title") << u"metered networks"_s << u"networkPage"_s;
        QTest::newRow("a field's label") << u"uploads at most"_s << u"networkPage"_s;
        QTest::newRow("a check box, behind the mark of its key") << u"start tideline when"_s << u"generalPage"_s;
        QTest::newRow("a tooltip") << u"where a tray shows the icon"_s << u"generalPage"_s;
        QTest::newRow("a choice of a list") << u"everything (slow)"_s << u"advancedPage"_s;
        QTest::newRow("a button") << u"look at the report"_s << u"advancedPage"_s;
        QTest::newRow("a note") << u"over ssh"_s << u"accountPage"_s;
        QTest::newRow("an action that has keys") << u"duplicate"_s << u"shortcutsPage"_s;
        QTest::newRow("a page's title") << u"notifications"_s << u"notificationsPage"_s;
        QTest::newRow("another case") << u"PROXY"_s << u"networkPage"_s;
        QTest::newRow("with accents") << u"pr\u00f3xy"_s << u"networkPage"_s;
        QTest::newRow("a field's word beside its group's") << u"proxy password"_s << u"networkPage"_s;
    }
    void aPageIsFoundByTheWordsThatStandOnIt()
    {
        QFETCH(QString, typed);
        QFETCH(QString, page);
        Searching shown(SettingsDialog::About);
        shown.type(typed);
        QCOMPARE(shown.front(), page);
        QVERIFY(shown.listed().size() < shown.list->count());
        QVERIFY(shown.search(page.toLatin1().constData()).first());
        QVERIFY(shown.find<QLabel>("settingsFound")->isVisible());
    }

    void theWordsAreThoseOfTheWindowsLanguageAndTheirAccentsDoNotCount()
    {
        QTranslator german;
        QVERIFY(german.load(u":/translations/tideline_de.qm"_s));
        QCoreApplication::installTranslator(&german);
        Searching shown;
        shown.type(u"DATEI ubernehmen"_s);  // “aus einer Datei übernehmen …”
        QCOMPARE(shown.front(), u"advancedPage"_s);
        QCOMPARE(shown.search("advancedPage").first(), shown.find<QPushButton>("takeSettings"));
        QCoreApplication::removeTranslator(&german);
    }

    void whatIsSwitchedOffIsNotFound()
    {
        Searching shown;
        QTRY_VERIFY(shown.find<QPushButton>("accountSignOut")->isVisibleTo(shown.find<SettingsPage>("accountPage")));
        shown.type(u"Sign in…"_s);  // somebody is signed in
        for (const QString &name : shown.listed())
            QVERIFY(name != u"Account"_s);
    }

    void aWordOfTheGroupAloneMarksTheGroupAndNotAllBelowIt()
    {
        Searching shown;
        shown.type(u"bandwidth"_s);
        QCOMPARE(shown.find<QLabel>("settingsFound")->text(), u"1 found"_s);
    }

    void whatIsFoundIsFramedAndInSight()
    {
        Theme::apply(*qApp, Scheme::Light);
        Searching shown;
        shown.type(u"try the connection"_s);
        auto *button = shown.find<QPushButton>("testConnection");
        QCOMPARE(shown.search("networkPage").first(), button);
        QTRY_VERIFY(button->visibleRegion().boundingRect().height() == button->height());
        auto *body = shown.find<SettingsPage>("networkPage")->widget();
        const QPoint frame = button->mapTo(body, QPoint(button->width() / 2, 0)) - QPoint(0, 3);
        const QColor framed = body->grab().toImage().pixelColor(frame);
        shown.field->clear();
        const QColor bare = body->grab().toImage().pixelColor(frame);
        QVERIFY2(contrast(framed, bare) >= 3, qPrintable(framed.name() + u' ' + bare.name()));
    }

    void returnLeadsToTheFieldAndDownToTheNextPage()
    {
        Searching shown;
        shown.type(u"uploads at most"_s);
        QTRY_VERIFY(shown.find<QSpinBox>("upload_limit_bytes_s")->isEnabled());
        QTest::keyClick(shown.field, Qt::Key_Return);
        QTRY_VERIFY(shown.find<QSpinBox>("upload_limit_bytes_s")->hasFocus());
        shown.field->setFocus();
        shown.type(u"server"_s);
        QVERIFY(shown.listed().size() >= 2);
        const QString first = shown.front();
        QTest::keyClick(shown.field, Qt::Key_Down);
        QVERIFY(shown.front() != first);
        QVERIFY(shown.field->hasFocus());
        QTest::keyClick(shown.field, Qt::Key_Up);
        QCOMPARE(shown.front(), first);
    }

    void nothingFoundIsSaidAndEscBringsAllBack()
    {
        Searching shown(SettingsDialog::Network);
        shown.type(u"zzyzx"_s);
        auto *nothing = shown.find<QLabel>("settingsNothing");
        QVERIFY(nothing->isVisible());
        QCOMPARE(nothing->text(), u"Nothing found for “zzyzx”"_s);
        QVERIFY(shown.listed().isEmpty());
        QTest::keyClick(shown.field, Qt::Key_Escape);
        QVERIFY(shown.dialog.isVisible());
        QVERIFY(shown.field->text().isEmpty());
        QCOMPARE(shown.listed().size(), shown.list->count());
        QCOMPARE(shown.front(), u"networkPage"_s);
        QTest::keyClick(shown.field, Qt::Key_Escape);
        QTRY_VERIFY(!shown.window.findChild<SettingsDialog *>());
    }

    void anActionsRowIsUnderlinedUntilTheSearchIsOver()
    {
        Searching shown;
        shown.type(u"duplicate"_s);
        const auto *rows = shown.find<QTreeWidget>("shortcutList");
        const auto underlined = [&] {
            QStringList names;
            for (int i = 0; i < rows->topLevelItemCount(); ++i) {
                if (rows->topLevelItem(i)->font(0).underline())
                    names.append(rows->topLevelItem(i)->text(0));
            }
            return names;
        };
        QCOMPARE(underlined().size(), 1);
        shown.field->clear();
        QVERIFY(underlined().isEmpty());
    }
};

QTEST_MAIN(SettingsSearchTest)
#include "settings_search_test.moc"
