// The translation files themselves: complete, with every blank and key of the source, and as new as the sources.
#include "core/base/result.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace tideline;

namespace {
struct Message {
    QString context, source, comment;
    QStringList translations;
    bool counted = false;
    QString type;  ///< of the translation: empty = finished

    QString name() const { return u"%1: %2"_s.arg(context, source); }
    QString key() const { return QStringList{context, source, comment}.join(QChar(0x1f)); }
};

QString folder()
{
    return qEnvironmentVariable("TIDELINE_SOURCE") + u"/resources/translations"_s;
}

QList<Message> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name")
            context = xml.readElementText();
        else if (xml.name() == u"message")
            messages.append({context, {}, {}, {}, xml.attributes().value(u"numerus"_s) == u"yes", {}});
        else if (xml.name() == u"source")
            messages.last().source = xml.readElementText();
        else if (xml.name() == u"comment")
            messages.last().comment = xml.readElementText();
        else if (xml.name() == u"translation") {
            messages.last().type = xml.attributes().value(u"type"_s).toString();
            if (!messages.last().counted)
                messages.last().translations.append(xml.readElementText());
        } else if (xml.name() == u"numerusform")
            messages.last().translations.append(xml.readElementText());
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(path), qPrintable(xml.errorString()));
    return messages;
}

/// %1 and %L1 are one blank, and %n has its own rule.
QStringList blanksOf(const QString &text)
{
    static const QRegularExpression kBlank(u"%L?([1-9])"_s);
    QStringList blanks;
    for (auto it = kBlank.globalMatch(text); it.hasNext();)
        blanks.append(it.next().captured(1));
    blanks.removeDuplicates();
    blanks.sort();
    return blanks;
}

/// The letters after a single &.
qsizetype keysOf(const QString &text)
{
    static const QRegularExpression kKey(u"&[^&\\s]"_s);
    return QString(text).remove(u"&&"_s).count(kKey);
}
}  // namespace

class TranslationsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsLeftToTranslate_data() { languages(); }
    void nothingIsLeftToTranslate()
    {
        QFETCH(QString, file);
        const QList<Message> messages = read(file);
        QVERIFY(!messages.isEmpty());
        for (const Message &message : messages) {
            QVERIFY2(message.type.isEmpty(), qPrintable(message.name()));
            for (const QString &text : message.translations)
                QVERIFY2(!text.trimmed().isEmpty(), qPrintable(message.name()));
        }
    }

    void eachTranslationHasTheBlanksAndTheKeyOfItsSource_data() { languages(); }
    void eachTranslationHasTheBlanksAndTheKeyOfItsSource()
    {
        QFETCH(QString, file);
        const QList<Message> messages = read(file);
        for (const Message &message : messages) {
            for (const QString &text : message.translations) {
                QVERIFY2(blanksOf(text) == blanksOf(message.source), qPrintable(message.name() + u" | "_s + text));
                QVERIFY2(keysOf(text) == keysOf(message.source), qPrintable(message.name() + u" | "_s + text));
            }
        }
    }

    void eachPluralHasAllFormsOfItsLanguage_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<qsizetype>("forms");
        QTest::newRow("English") << u"en"_s << qsizetype(2);
        QTest::newRow("German") << u"de"_s << qsizetype(2);
        QTest::newRow("Arabic") << u"ar"_s << qsizetype(6);
    }
    void eachPluralHasAllFormsOfItsLanguage()
    {
        QFETCH(QString, code);
        QFETCH(qsizetype, forms);
        const QList<Message> messages = read(folder() + u"/tideline_%1.ts"_s.arg(code));
        for (const Message &message : messages) {
            if (!message.counted)
                continue;
            QVERIFY2(message.translations.size() == forms, qPrintable(message.name()));
            // One and two may be said without their number; many may not.
            const bool says = message.source.contains(u"%n") || message.source.contains(u"%Ln");
            const QString &many = message.translations.last();
            QVERIFY2(!says || many.contains(u"%n") || many.contains(u"%Ln"), qPrintable(message.name() + u" | "_s + many));
        }
    }

    void theFilesAreAsNewAsTheSources()
    {
        QTemporaryDir fresh;
        const QStringList files = QDir(folder()).entryList({u"tideline_*.ts"_s});
        QVERIFY(files.size() >= 3);
        for (const QString &name : files)
            QVERIFY(QFile::copy(folder() + u'/' + name, fresh.filePath(name)));
        QProcess update;
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(folder() + u"/update"_s, {fresh.path()});
        QVERIFY2(update.waitForFinished(120'000), qPrintable(update.errorString()));
        const QByteArray said = update.readAll();
        QVERIFY2(update.exitCode() == 0, said.constData());
        for (const QString &name : files) {
            QStringList old, now;
            for (const Message &message : read(folder() + u'/' + name))
                old.append(message.key());
            for (const Message &message : read(fresh.filePath(name)))
                now.append(message.key());
            old.sort();
            now.sort();
            QStringList missing, dead;
            std::ranges::set_difference(now, old, std::back_inserter(missing));
            std::ranges::set_difference(old, now, std::back_inserter(dead));
            QVERIFY2(missing.isEmpty() && dead.isEmpty(),
                     qPrintable(u"%1: run ./dev translate\nnew: %2\ngone: %3"_s.arg(name, missing.join(u'\n'), dead.join(u'\n')).replace(QChar(0x1f), u' ')));
        }
    }

private:
    static void languages()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = QDir(folder()).entryList({u"tideline_*.ts"_s});
        QVERIFY(files.size() >= 3);
        for (const QString &name : files)
            QTest::newRow(qPrintable(name)) << folder() + u'/' + name;
    }
};

QTEST_APPLESS_MAIN(TranslationsTest)
#include "translations_test.moc"
