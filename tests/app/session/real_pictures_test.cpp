// Files that Debian's packages bring to this machine, whichever are there; and those below $TIDELINE_REAL_FILES, where packages may be
// unpacked for a closer look. On a machine with none of them the test is skipped, and CTest's summary says so.
#include "app/session/formats/archive_format.h"
#include "app/session/formats/image_format.h"
#include "app/session/formats/notebook_format.h"
#include "app/session/formats/pdf_format.h"
#include "app/session/formats/svg_format.h"
#include "tests/app/session/opening.h"
#include "tests/support/suite.h"

#include <QDirIterator>
#include <QTest>

using namespace tideline;
using namespace tideline::test;

namespace {

/// At most `most` files below /usr/share with these endings, spread over all that are there.
QStringList filesOf(const QStringList &patterns, qsizetype most)
{
    QStringList found;
    QStringList folders{u"/usr/share/icons"_s, u"/usr/share/doc"_s, u"/usr/share/pixmaps"_s, u"/usr/share/qt6"_s, u"/usr/share/tcltk"_s,
                                  u"/usr/share/python-wheels"_s, u"/usr/share/java"_s};
    if (const QString more = qEnvironmentVariable("TIDELINE_REAL_FILES"); !more.isEmpty())
        folders << more;
    for (const QString &folder : folders) {
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

struct Kind {
    const char *name;
    const session::Format *format;
    QStringList patterns;
};
const std::vector<Kind> kKinds{
    {"PNG", &session::kImageFormat, {u"*.png"_s}},
    {"GIF", &session::kImageFormat, {u"*.gif"_s}},
    {"JPEG", &session::kImageFormat, {u"*.jpg"_s, u"*.jpeg"_s}},
    {"XPM", &session::kImageFormat, {u"*.xpm"_s}},
    {"ICO and BMP", &session::kImageFormat, {u"*.ico"_s, u"*.bmp"_s}},
    {"SVG", &session::kSvgFormat, {u"*.svg"_s, u"*.svgz"_s}},
    {"PDF", &session::kPdfFormat, {u"*.pdf"_s}},
    {"ZIP", &session::kArchiveFormat, {u"*.whl"_s, u"*.jar"_s, u"*.zip"_s}},
    {"tar.gz", &session::kArchiveFormat, {u"*.tar.gz"_s, u"*.tar.xz"_s}},
    {"notebook", &session::kNotebookFormat, {u"*.ipynb"_s}},
};

}  // namespace

class RealPicturesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        for (const Kind &kind : kKinds) {
            if (const QStringList files = filesOf(kind.patterns, 60); !files.isEmpty())
                m_files.emplace_back(&kind, files);
            else
                qInfo("none on this machine: %s", kind.name);
        }
        if (m_files.empty())
            QSKIP("this machine has none of them");
    }

    void eachIsShown_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_files.size(); ++i)
            QTest::newRow(m_files[i].first->name) << int(i);
    }
    void eachIsShown()
    {
        QFETCH(int, index);
        const auto &[kind, files] = m_files[std::size_t(index)];
        const session::Format &format = *kind->format;
        QStringList failed;
        QStringList noticed;
        for (const QString &path : files) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QByteArray bytes = file.readAll();
            const QString name = QFileInfo(path).fileName().toLower();
            if (format.sure(name, QByteArrayView(bytes).first(std::min<qsizetype>(bytes.size(), 4096))) < 50) {
                failed << path + u": not known"_s;
                continue;
            }
            const Opened shown = opened(format, bytes, name);
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

private:
    std::vector<std::pair<const Kind *, QStringList>> m_files;
};

TIDELINE_GUI_SUITE(RealPicturesTest)
#include "real_pictures_test.moc"
