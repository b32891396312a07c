// Every screen in a language that nobody speaks: what has no brackets is not marked for translation, and what is cut off would be in German.
#include "tests/ui/fixture_screen.h"
#include "tests/ui/languages/pseudo_locale.h"
#include "ui/theme/theme.h"
#include "ui/views/file_view.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QGroupBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QTabBar>
#include <QTest>
#include <QTextDocument>
#include <QTextDocumentFragment>
#include <QToolButton>

using namespace tideline;
using namespace tideline::ui;

namespace {
/// Words that are the same in every language, or that QLocale says: units, keys, names of programs; the fixture's made-up files.
const QStringList kNoWords{u"Ctrl"_s, u"Shift"_s, u"Alt"_s, u"Del"_s, u"Return"_s, u"Backspace"_s, u"PgUp"_s, u"PgDown"_s, u"Left"_s, u"Right"_s,
                           u"Space"_s, u"Tab"_s, u"Home"_s, u"End"_s, u"Esc"_s, u"Backtab"_s, u"Tideline"_s, u"JSON"_s, u"UTC"_s, u"bytes"_s, u"sample"_s, u"Apache"_s};

/// Panels that show a file's own words, or cut off on purpose what a tooltip says in full.
const QStringList kOwnWords{u"differenceCanvas"_s, u"codeEdit"_s, u"hexView"_s, u"previewTable"_s, u"factsPanel"_s, u"licenceList"_s, u"languageCombo"_s,
                            u"preset-python"_s, u"preset-r"_s, u"preset-latex"_s, u"preset-models"_s};

QStringList datesWords()
{
    QStringList words;
    for (int i = 1; i <= 12; ++i)
        words += {QLocale::c().monthName(i), QLocale::c().monthName(i, QLocale::ShortFormat)};
    for (int i = 1; i <= 7; ++i)
        words += {QLocale::c().dayName(i), QLocale::c().dayName(i, QLocale::ShortFormat)};
    return words;
}

bool isShown(const QWidget &widget)
{
    return widget.isVisible() && !widget.visibleRegion().isEmpty();
}

bool isOfAFile(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (kOwnWords.contains(widget->objectName()))
            return true;
    }
    return false;
}

QString plain(const QString &text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

/// What is written on a widget, and in its list's first rows.
QStringList wordsOn(const QWidget &widget)
{
    QStringList words{widget.accessibleName(), widget.toolTip()};
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        words.append(label->text());
    else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        words.append(button->text());
    else if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        words.append(group->title());
    else if (const auto *edit = qobject_cast<const QLineEdit *>(&widget))
        words.append(edit->placeholderText());
    else if (const auto *menu = qobject_cast<const QMenu *>(&widget)) {
        for (const QAction *action : menu->actions())
            words.append(action->text());
    } else if (const auto *tabs = qobject_cast<const QTabBar *>(&widget)) {
        for (int i = 0; i < tabs->count(); ++i)
            words.append(tabs->tabText(i));
    } else if (const auto *combo = qobject_cast<const QComboBox *>(&widget)) {
        for (int i = 0; i < combo->count(); ++i)
            words.append(combo->itemText(i));
    } else if (const auto *header = qobject_cast<const QHeaderView *>(&widget); header && header->model() && header->orientation() == Qt::Horizontal) {
        for (int i = 0; i < header->count(); ++i)
            words.append(header->model()->headerData(i, Qt::Horizontal).toString());
    } else if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model()) {
        for (int row = 0; row < std::min(view->model()->rowCount(view->rootIndex()), 20); ++row) {
            for (int column = 0; column < view->model()->columnCount(view->rootIndex()); ++column)
                words.append(view->model()->index(row, column, view->rootIndex()).data().toString());
        }
    }
    return words;
}

/// The first word of `text` that neither was translated nor is data of the fixture; empty when all is well.
QString unmarked(const QString &text, const QString &data)
{
    static const QRegularExpression kWord(u"[A-Za-z]{3,}"_s);
    static const QStringList kDates = datesWords();
    for (auto it = kWord.globalMatch(PseudoLocale::rest(plain(text))); it.hasNext();) {
        const QString word = it.next().captured();
        if (!data.contains(word, Qt::CaseInsensitive) && !kNoWords.contains(word, Qt::CaseInsensitive) && !kDates.contains(word))
            return word;
    }
    return {};
}

bool isCutOff(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty() || !label->text().contains(PseudoLocale::kOpen) || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            return false;
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + 2;
        return label->sizeHint().width() > label->width() + 1;
    }
    if (const auto *area = qobject_cast<const QScrollArea *>(&widget); area && area->widget() && area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
        return area->widget()->width() > area->viewport()->width();
    if (const auto *pages = qobject_cast<const QListView *>(&widget); pages && pages->objectName() == u"settingsPages")
        return pages->sizeHintForColumn(0) > pages->viewport()->width();
    // The glyph within a line edit has a name, and never shows it.
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget); button && !qobject_cast<const QLineEdit *>(button->parentWidget()))
        return button->text().contains(PseudoLocale::kOpen) && button->sizeHint().width() > button->width() + 1;
    return false;
}
/// What is not marked and what is cut off, of all that is in sight; `data`: the fixture's own words.
QStringList faults(const QString &data)
{
    QStringList wrong;
    const auto widgets = QApplication::allWidgets();
    for (const QWidget *widget : widgets) {
        if (!isShown(*widget) || isOfAFile(widget))
            continue;
        const QString where = u"%1 %2"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName());
        for (const QString &text : wordsOn(*widget)) {
            if (const QString word = unmarked(text, data); !word.isEmpty())
                wrong.append(u"not marked, %1: “%2” in “%3”"_s.arg(where, word, text.left(80)));
        }
        if (isCutOff(*widget))
            wrong.append(u"cut off, %1: %2 of %3 in “%4”"_s.arg(where).arg(widget->width()).arg(widget->sizeHint().width())
                             .arg(wordsOn(*widget).last().left(80)));
    }
    wrong.removeDuplicates();
    return wrong;
}
}  // namespace

class PseudoLocaleTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(*qApp, Scheme::Light);
        QVERIFY(m_words.isReady());
        QCoreApplication::installTranslator(&m_words);
    }
    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_words); }

    void aStrangeTextKeepsItsBlanksAndIsLonger()
    {
        const QString text = PseudoLocale::strange(u"Copied %1 of %Ln rows."_s);
        QVERIFY(text.contains(u"%1"_s) && text.contains(u"%Ln"_s));
        QVERIFY(text.size() * 10 >= 22 * 14);
        QCOMPARE(PseudoLocale::rest(u"a ⟦b ⟦c⟧ d⟧ e"_s), u"a  e"_s);
    }

    void everyWordIsMarkedAndFits_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name : fixtureNames()) {
            if (!name.contains(u"-dark") && name != u"base.json")
                QTest::newRow(qPrintable(name)) << name;
        }
    }

    void everyWordIsMarkedAndFits()
    {
        QFETCH(QString, name);
        FixtureScreen screen(loadFixture(name));
        QTRY_VERIFY(screen.state.overall().known);
        const QJsonObject view = screen.fixture.value(u"view").toObject();
        if (view.value(u"page").toString() == u"folder")
            QTRY_VERIFY(screen.window.files().model().isOpen());
        QTRY_COMPARE(screen.window.findChild<QDialog *>() != nullptr, !view.value(u"dialog").toString().isEmpty());
        const QString data = QString::fromUtf8(QJsonDocument(screen.fixture).toJson());
        QStringList wrong;
        // A button that was given other words a moment ago is laid out in the next one.
        QTRY_VERIFY2((wrong = faults(data)).isEmpty(), qPrintable(wrong.join(u'\n')));
    }

private:
    PseudoLocale m_words;
};

QTEST_MAIN(PseudoLocaleTest)
#include "pseudo_locale_test.moc"
