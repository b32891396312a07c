// A file of settings is read back as it was written, and anything else is told apart from one.
#include "core/control/json_file.h"
#include "core/control/settings_file.h"

#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace tideline;
using control::SettingsFile;

namespace {
const SettingsFile kFile{{{u"trash_days"_s, 7}}, {{u"theme"_s, u"dark"_s}}, {{u"ca_file"_s, u"a path of this computer"_s}}};

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

QJsonObject with(const QString &key, const QJsonValue &value)
{
    QJsonObject object = control::toJson(kFile);
    object[key] = value;
    return object;
}
}  // namespace

class SettingsFileTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsWrittenIsReadAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"settings.json"_s);
        QVERIFY(control::writeNewJson(file, control::toJson(kFile)));
        const auto read = control::readSettingsFile(file);
        QVERIFY(read);
        QCOMPARE(read->settings, kFile.settings);
        QCOMPARE(read->window, kFile.window);
        QCOMPARE(read->leftOut, kFile.leftOut);
        const auto again = control::writeNewJson(file, control::toJson(kFile));
        QVERIFY(!again && again.error().kind == Error::Kind::Conflict);  // a file that is there is never overwritten
    }

    void aFileThatIsNotThereIsSaid()
    {
        const auto read = control::readSettingsFile(u"/no/such/file"_s);
        QVERIFY(!read && read.error().kind == Error::Kind::NotFound);
    }

    void whatIsNoFileOfSettingsIsRefusedInWords_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("cut off") << bytesOf(control::toJson(kFile)).chopped(10) << u"not JSON"_s;
        QTest::newRow("empty") << QByteArray() << u"not JSON"_s;
        QTest::newRow("a list") << QByteArray("[1]") << u"not a file of Tideline's settings"_s;
        QTest::newRow("another program's") << QByteArray("{\"version\": 1}") << u"not a file of Tideline's settings"_s;
        QTest::newRow("a newer version") << bytesOf(with(u"version"_s, 2)) << u"newer Tideline"_s;
        QTest::newRow("no version") << bytesOf(with(u"version"_s, u"1"_s)) << u"no version"_s;
        QTest::newRow("an unknown part") << bytesOf(with(u"server"_s, QJsonObject())) << u"server"_s;
        QTest::newRow("a part of another kind") << bytesOf(with(u"settings"_s, 3)) << u"settings"_s;
    }
    void whatIsNoFileOfSettingsIsRefusedInWords()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, says);
        const auto read = control::parseSettingsFile(bytes, u"x.json"_s);
        QVERIFY(!read);
        QVERIFY2(read.error().what.contains(says), qPrintable(read.error().what));
        QVERIFY(read.error().where.contains(u"x.json"_s));
    }
};

QTEST_GUILESS_MAIN(SettingsFileTest)
#include "settings_file_test.moc"
