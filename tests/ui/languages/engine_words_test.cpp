#include "ui/engine_words.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace tideline;
using namespace tideline::ui;

namespace {
/// Everything that core and the programs have between quotation marks; literals in several pieces are one.
QString sources()
{
    QString all;
    for (const QString &folder : {u"/core"_s, u"/app"_s}) {
        QDirIterator files(qEnvironmentVariable("TIDELINE_SOURCE") + folder, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                all += QString::fromUtf8(file.readAll());
        }
    }
    static const QRegularExpression kSeam(u"\"(_s)?\\s*\\n\\s*u?\""_s);
    return all.remove(kSeam);
}
}  // namespace

class EngineWordsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        m_words.reset();
        QLocale::setDefault(QLocale::c());
    }

    void eachSentenceOfTheListIsSaidByTheEngine()
    {
        const QString all = sources();
        for (const EngineSentence &sentence : engineSentences()) {
            if (!sentence.one)  // those are put together from pieces, and tested beneath
                QVERIFY2(all.contains(u'"' + QString::fromUtf8(sentence.text).replace(u'"', u"\\\""_s) + u'"')
                             || all.contains(QString::fromUtf8(sentence.text)), sentence.text);
        }
    }

    void inEnglishEverySentenceStays()
    {
        QCOMPARE(inLanguage(u"Uploading 3 of 41 files"_s), u"Uploading 3 of 41 files"_s);
        QCOMPARE(inLanguage(u"Up to date"_s), u"Up to date"_s);
    }

    void sentencesAreInTheLanguage_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("german");
        QTest::newRow("whole") << u"Up to date"_s << u"Aktuell"_s;
        QTest::newRow("one file") << u"Uploading 1 of 1 file"_s << u"1 von 1 Datei wird hochgeladen"_s;
        QTest::newRow("many files") << u"Uploading 3 of 4100 files"_s << u"3 von 4.100 Dateien wird hochgeladen"_s;
        QTest::newRow("a name in it") << u"The folder is linked already, to the project %1."_s.arg(u"wind & weather"_s)
                                      << u"Der Ordner ist schon verbunden, mit dem Projekt wind & weather."_s;
        QTest::newRow("what looks like a blank stays") << u"The project 100 %2 (/home/%1) is inside this folder."_s
                                                       << u"Das Projekt 100 %2 (/home/%1) liegt in diesem Ordner."_s;
        QTest::newRow("a sentence in a sentence") << u"Waits for your yes: 180 files vanished here and would be deleted in the cloud."_s
                                                  << u"Wartet auf Ihr Ja: 180 Dateien sind hier verschwunden und würden in der Cloud gelöscht."_s;
        QTest::newRow("without its stop") << u"The folder is unavailable: nothing was changed"_s
                                          << u"Der Ordner ist nicht verfügbar: Es wurde nichts geändert"_s;
        QTest::newRow("two") << u"Changed here, not yet in the cloud. Sync is paused."_s
                             << u"Hier geändert, noch nicht in der Cloud. Die Synchronisierung ist angehalten."_s;
        QTest::newRow("after the window's own") << u"Einige Zeilen können nicht gelesen werden. The preview was stopped."_s
                                                << u"Einige Zeilen können nicht gelesen werden. Die Vorschau wurde angehalten."_s;
        QTest::newRow("not in the list") << u"The flux is out of range."_s << u"The flux is out of range."_s;
        QTest::newRow("empty") << QString() << QString();
    }
    void sentencesAreInTheLanguage()
    {
        QFETCH(QString, english);
        QFETCH(QString, german);
        use(u"de"_s);
        QCOMPARE(inLanguage(english), german);
        QCOMPARE(inLanguage(german), german);
    }

    void pluralsAreThoseOfTheLanguage()
    {
        use(u"ar"_s);
        QStringList forms;
        for (const int files : {0, 1, 2, 3, 11, 100})
            forms.append(inLanguage(files == 1 ? u"1 file cannot be synced"_s : u"%1 files cannot be synced"_s.arg(files)));
        forms.removeDuplicates();
        QVERIFY2(forms.size() == 6, qPrintable(forms.join(u'\n')));
    }

    void ofAReplyOnlyTheSentencesAreTranslated()
    {
        use(u"de"_s);
        const QJsonObject reply{{u"text"_s, u"Up to date"_s}, {u"name"_s, u"Up to date"_s},
                                {u"rows"_s, QJsonArray{QJsonObject{{u"what"_s, u"Sync is paused."_s}, {u"path"_s, u"Paused"_s}}}},
                                {u"error"_s, QJsonObject{{u"mend"_s, u"Try again."_s}, {u"where"_s, u"Paused"_s}}}};
        const QJsonObject said = inLanguage(reply);
        QCOMPARE(said[u"text"].toString(), u"Aktuell"_s);
        QCOMPARE(said[u"name"].toString(), u"Up to date"_s);
        QCOMPARE(said[u"rows"][0][u"what"].toString(), u"Die Synchronisierung ist angehalten."_s);
        QCOMPARE(said[u"rows"][0][u"path"].toString(), u"Paused"_s);
        QCOMPARE(said[u"error"][u"mend"].toString(), u"Versuchen Sie es noch einmal."_s);
        QCOMPARE(said[u"error"][u"where"].toString(), u"Paused"_s);
    }

    void anErrorKeepsItsPlace()
    {
        use(u"de"_s);
        const Error error = inLanguage(Error{Error::Kind::Offline, u"The cloud cannot be reached."_s, u"https://cloud.example.org"_s, u"Try again."_s});
        QCOMPARE(error.what, u"Die Cloud ist nicht erreichbar."_s);
        QCOMPARE(error.where, u"https://cloud.example.org"_s);
        QCOMPARE(error.mend, u"Versuchen Sie es noch einmal."_s);
    }

private:
    void use(const QString &code)
    {
        m_words = std::make_unique<QTranslator>();
        QVERIFY(m_words->load(u":/translations/tideline_%1.qm"_s.arg(code)));
        QCoreApplication::installTranslator(m_words.get());
        QLocale::setDefault(QLocale(code));
    }

    std::unique_ptr<QTranslator> m_words;
};

QTEST_GUILESS_MAIN(EngineWordsTest)
#include "engine_words_test.moc"
