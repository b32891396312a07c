#include "tests/ui/fixture_screen.h"
#include "ui/settings/languages.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace tideline;
using namespace tideline::ui;

class LanguagesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, Scheme::Light); }

    void englishPluralsNeedNoLanguageToBeChosen()
    {
        QCOMPARE(filesText(1), u"1 file"_s);
        QCOMPARE(filesText(2), u"2 files"_s);
    }

    void theLanguagesAreThoseOfTheResources() { QCOMPARE(installedLanguages(), (QStringList{u"ar"_s, u"de"_s, u"en"_s})); }

    void aLanguageBringsItsWordsItsNumbersAndItsDirection_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("synced");
        QTest::addColumn<QString>("files");
        QTest::addColumn<QString>("size");
        QTest::addColumn<QString>("cancel");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::newRow("Arabic") << u"ar"_s << u"متزامن"_s << u"١٬٢٠٤ ملفات"_s << u"١٫٢ م.ب"_s << u"ألغِ"_s << Qt::RightToLeft;
        QTest::newRow("German") << u"de"_s << u"Synchron"_s << u"1.204 Dateien"_s << u"1,2 MB"_s << u"Abbrechen"_s << Qt::LeftToRight;
        QTest::newRow("English") << u"en"_s << u"Synced"_s << u"1,204 files"_s << u"1.2 MB"_s << u"Cancel"_s << Qt::LeftToRight;
    }
    void aLanguageBringsItsWordsItsNumbersAndItsDirection()
    {
        QFETCH(QString, code);
        QFETCH(QString, synced);
        QFETCH(QString, files);
        QFETCH(QString, size);
        QFETCH(QString, cancel);
        QFETCH(Qt::LayoutDirection, direction);
        QCOMPARE(useLanguage(*qApp, code), code);
        QCOMPARE(stateWord(SyncState::Synced), synced);
        QCOMPARE(filesText(1'204), files);
        QCOMPARE(sizeText(1'200'000), size);
        QDialogButtonBox box(QDialogButtonBox::Cancel);
        QCOMPARE(box.button(QDialogButtonBox::Cancel)->text().remove(u'&'), cancel);
        QCOMPARE(QApplication::layoutDirection(), direction);
    }

    void inNoLanguageHaveTwoControlsOfAPageOneKey_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("name");
        for (const QString &code : {u"ar"_s, u"de"_s, u"en"_s}) {
            for (const QString &name : fixtureNames()) {
                if (name.startsWith(u"settings"_s) || name.startsWith(u"sign-in"_s) || name.startsWith(u"first-run"_s) || name == u"add-project.json" || name == u"clone.json" || name == u"members.json" || name == u"links.json")
                    QTest::newRow(qPrintable(code + u' ' + name)) << code << name;
            }
        }
    }
    void inNoLanguageHaveTwoControlsOfAPageOneKey()
    {
        QFETCH(QString, code);
        QFETCH(QString, name);
        useLanguage(*qApp, code);
        FixtureScreen screen(loadFixture(name));
        QTRY_VERIFY(screen.window.findChild<QDialog *>() != nullptr);
        auto *dialog = screen.window.findChild<QDialog *>();
        QTRY_VERIFY(dialog->isVisible());
        QHash<QKeySequence, QString> keys;
        const auto take = [&](const QString &text) {
            const QKeySequence key = QKeySequence::mnemonic(text);
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(u"%1 and %2"_s.arg(keys.value(key), text)));
            if (!key.isEmpty())
                keys.insert(key, text);
        };
        for (const auto *button : dialog->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->window() == dialog)
                take(button->text());
        }
        for (const auto *label : dialog->findChildren<QLabel *>()) {
            if (label->isVisible() && label->buddy() && label->window() == dialog)
                take(label->text());
        }
    }
};

QTEST_MAIN(LanguagesTest)
#include "languages_test.moc"
