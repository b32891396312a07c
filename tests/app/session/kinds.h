// A file of each kind that the helper shows, of more than one block, so that it is read in several steps.
#pragma once

#include "tests/app/session/archive_files.h"
#include "tests/app/session/pdf_files.h"

#include <QFile>
#include <QString>

#include <hdf5.h>

namespace tideline::test {

struct Kind {
    const char *format;  ///< as the helper's status names it
    QString name;
    QByteArray bytes;
};

inline QByteArray projectFile(const char *path)
{
    QFile file(QString::fromLocal8Bit(qgetenv("TIDELINE_SOURCE")) + u'/' + QLatin1StringView(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", path);
    return file.readAll();
}

inline QByteArray numbered(int lines, const char *before, const char *between, const char *after)
{
    QByteArray bytes;
    for (int i = 0; i < lines; ++i)
        bytes += before + QByteArray::number(i) + between + QByteArray::number(i * i) + after;
    return bytes;
}

inline QByteArray npyOf(int count)
{
    QByteArray header = "{'descr': '<i4', 'fortran_order': False, 'shape': (" + QByteArray::number(count) + ",), }";
    header += QByteArray(118 - header.size() - 1, ' ') + '\n';
    return QByteArray("\x93NUMPY\x01\x00", 8) + little16(int(header.size())) + header + QByteArray(qsizetype(count) * 4, '\1');
}

inline QByteArray hdf5Of(int count)
{
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_core(access, 1 << 16, false);
    const hid_t file = H5Fcreate("in-memory.h5", H5F_ACC_TRUNC, H5P_DEFAULT, access);
    const hsize_t length = hsize_t(count);
    const hid_t space = H5Screate_simple(1, &length, nullptr);
    const hid_t set = H5Dcreate2(file, "levels", H5T_NATIVE_INT, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    const std::vector<int> values(std::size_t(count), 7);
    H5Dwrite(set, H5T_NATIVE_INT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    H5Gclose(H5Gcreate2(file, "later", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
    H5Dclose(set);
    H5Sclose(space);
    H5Fflush(file, H5F_SCOPE_GLOBAL);
    QByteArray image(H5Fget_file_image(file, nullptr, 0), '\0');
    H5Fget_file_image(file, image.data(), std::size_t(image.size()));
    H5Fclose(file);
    H5Pclose(access);
    return image;
}

/// `bytes` with `padding` put in front of its last `tail` bytes.
inline QByteArray padded(QByteArray bytes, qsizetype tail, const QByteArray &padding)
{
    return bytes.insert(bytes.size() - tail, padding);
}

inline std::vector<Kind> kinds()
{
    constexpr qsizetype kMuch = 300'000;
    const QByteArray blanks(kMuch, ' '), parquet = projectFile("tests/data/preview/arrow2.parquet");
    const qsizetype footer = 8 + qFromLittleEndian<qint32>(parquet.constData() + parquet.size() - 8);
    const QByteArray notebook = projectFile("tests/data/preview/tides.ipynb").trimmed(), drawing = projectFile("resources/icons/app/tideline.svg").trimmed();
    return {{"text", u"licence.txt"_s, projectFile("LICENSE").repeated(30)},
            {"code", u"sandbox.cpp"_s, projectFile("app/session/sandbox.cpp").repeated(20)},
            {"markdown", u"README.md"_s, projectFile("README.md").repeated(30)},
            {"json", u"openapi.json"_s, projectFile("resources/api/openapi.json")},
            {"jsonl", u"levels.jsonl"_s, numbered(20'000, "{\"n\": ", ", \"level\": ", "}\n")},
            {"csv", u"levels.csv"_s, "n,level\n" + numbered(40'000, "", ",", "\n")},
            {"parquet", u"levels.parquet"_s, padded(parquet, footer, QByteArray(kMuch, '\0'))},
            {"npy", u"levels.npy"_s, npyOf(100'000)},
            {"hdf5", u"levels.h5"_s, hdf5Of(100'000)},
            {"notebook", u"tides.ipynb"_s, padded(notebook, 1, blanks)},
            {"image", u"noise.png"_s, encoded(noise(400, 300), "PNG")},
            {"svg", u"tideline.svg"_s, padded(drawing, 6, blanks)},
            {"pdf", u"pages.pdf"_s, plainPdf({"one", "two", "three"}, kMuch)},
            {"archive", u"levels.tar"_s, archiveOf(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, {{"a.bin", QByteArray(kMuch, 'a'), 0644, {}}, {"b.bin", QByteArray(kMuch, 'b'), 0644, {}}})},
            {"bytes", u"core.bin"_s, QByteArray("\x00\xff\x13\x00", 4).repeated(kMuch / 4)}};
}

}  // namespace tideline::test
