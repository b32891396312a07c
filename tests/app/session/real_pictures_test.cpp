// Files that Debian's packages bring to this machine, whichever are there.
#include "app/session/formats/archive_format.h"
#include "app/session/formats/image_format.h"
#include "app/session/formats/pdf_format.h"
#include "app/session/formats/svg_format.h"
#include "tests/app/session/opening.h"

#include <QDirIterator>
#include <QTest>

using namespace tideline;
using namespace tideline::test;

namespace {

/// At most `most` files below /usr/share with these endings, spread over all that are there.
QStringList filesOf(const QStringList &patterns, qsizetype most)
{
    QStringList found;
    for (const QString &folder : {u"/usr/share/icons"_s, u"/usr/share/doc"_s, u"/usr/share/pixmaps"_s, u"/usr/share/qt6"_s, u"/usr/share/tcltk"_s,
                                  u"/usr/share/python-wheels"_s, u"/usr/share/java"_s}) {
        QDirIterator files(folder, patterns, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
        while (files.hasNext())
            if (const QString path = files.next(); files.fileInfo().size() < 8 << 20)
                found << path;
    }
    found.sort();
    QStringList some;
    for (qsizetype i = 0; i < std::min(found.size(), most); ++i)
        some << found[i * found.size() / std::min(found.size(), most)];
    return some;
}

const session::Format &formatOf(const QByteArray &name)
{
    return name == "image" ? session::kImageFormat : name == "svg" ? session::kSvgFormat : name == "pdf" ? session::kPdfFormat : session::kArchiveFormat;
}

}  // namespace

class RealPicturesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachIsShown_data()
    {
        QTest::addColumn<QByteArray>("format");
        QTest::addColumn<QStringList>("patterns");
        QTest::newRow("PNG") << QByteArray("image") << QStringList{u"*.png"_s};
        QTest::newRow("GIF") << QByteArray("image") << QStringList{u"*.gif"_s};
        QTest::newRow("JPEG") << QByteArray("image") << QStringList{u"*.jpg"_s, u"*.jpeg"_s};
        QTest::newRow("XPM") << QByteArray("image") << QStringList{u"*.xpm"_s};
        QTest::newRow("ICO and BMP") << QByteArray("image") << QStringList{u"*.ico"_s, u"*.bmp"_s};
        QTest::newRow("SVG") << QByteArray("svg") << QStringList{u"*.svg"_s, u"*.svgz"_s};
        QTest::newRow("PDF") << QByteArray("pdf") << QStringList{u"*.pdf"_s};
        QTest::newRow("ZIP") << QByteArray("archive") << QStringList{u"*.whl"_s, u"*.jar"_s, u"*.zip"_s};
        QTest::newRow("tar.gz") << QByteArray("archive") << QStringList{u"*.tar.gz"_s, u"*.tar.xz"_s};
    }
    void eachIsShown()
    {
        QFETCH(QByteArray, format);
        QFETCH(QStringList, patterns);
        const QStringList files = filesOf(patterns, 60);
        if (files.isEmpty())
            QSKIP("this machine has none");
        QStringList failed;
        QStringList noticed;
        for (const QString &path : files) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            const QString name = QFileInfo(path).fileName().toLower();
            if (formatOf(format).sure(name, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096))) < 50) {
                failed << path + u": not known"_s;
                continue;
            }
            const Opened shown = opened(formatOf(format), bytes, name);
            if (!shown.preview)
                failed << path + u": "_s + toText(shown.error);
            else if (!shown.document().notices.isEmpty())
                noticed << path + u": "_s + shown.document().notices.join(u' ');
        }
        qInfo("%lld files, as %s", qlonglong(files.size()), qPrintable(files.front()));
        for (const QString &each : failed + noticed)
            qInfo("%s", qPrintable(each));
        QVERIFY2(failed.size() * 20 <= files.size(), qPrintable(failed.join(u'\n')));
    }
};

QTEST_MAIN(RealPicturesTest)
#include "real_pictures_test.moc"
