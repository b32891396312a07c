#include "ui/operations/file_facts.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>

namespace tideline::ui {

namespace {
struct FactsText {
    Q_DECLARE_TR_FUNCTIONS(FileFacts)
};

QString permissionsText(QFile::Permissions permissions)
{
    static constexpr std::pair<QFile::Permission, char16_t> kMarks[] = {
        {QFile::ReadOwner, u'r'}, {QFile::WriteOwner, u'w'}, {QFile::ExeOwner, u'x'}, {QFile::ReadGroup, u'r'}, {QFile::WriteGroup, u'w'},
        {QFile::ExeGroup, u'x'}, {QFile::ReadOther, u'r'}, {QFile::WriteOther, u'w'}, {QFile::ExeOther, u'x'}};
    QString text;
    for (const auto &[permission, mark] : kMarks)
        text += permissions & permission ? QChar(mark) : u'-';
    return text;
}

QString typeOf(const QFileInfo &info)
{
    const QMimeType type = QMimeDatabase().mimeTypeForFile(info);
    return type.isDefault() ? FactsText::tr("File") : type.comment();
}

Error stopped(const QString &path)
{
    return {Error::Kind::Cancelled, FactsText::tr("Stopped."), path, {}};
}

Result<void> countInside(const QString &folder, FileFacts &facts, WorkControl &control)
{
    QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (entries.hasNext()) {
        if (control.isCancelled())
            return stopped(folder);
        const QString path = entries.next();
        if (path.startsWith(folder + u"/.tideline/"_s) || path == folder + u"/.tideline"_s)
            continue;
        const QFileInfo info = entries.fileInfo();
        const bool isFolder = info.isDir() && !info.isSymLink();
        (isFolder ? facts.folders : facts.files) += 1;
        facts.sizeBytes += isFolder || info.isSymLink() ? 0 : info.size();
    }
    return {};
}
}  // namespace

Result<FileFacts> readFacts(const QString &path, WorkControl &control)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return Error{Error::Kind::NotFound, FactsText::tr("It is no longer there."), path, {}};
    FileFacts facts;
    facts.type = info.isSymLink() ? FactsText::tr("Link to %1").arg(info.symLinkTarget())
        : info.isDir()            ? FactsText::tr("Folder")
                                  : typeOf(info);
    facts.modifiedMs = info.lastModified().toMSecsSinceEpoch();
    facts.isFile = info.isFile() && !info.isSymLink();
    facts.executable = info.permissions() & QFile::ExeOwner;
    facts.permissions = permissionsText(info.permissions());
    facts.owner = info.owner();
    if (facts.isFile)
        facts.sizeBytes = info.size();
    else if (info.isDir() && !info.isSymLink())
        if (auto counted = countInside(path, facts, control); !counted)
            return counted.error();
    return facts;
}

Result<QString> sha256Of(const QString &path, WorkControl &control)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return Error{QFile::exists(path) ? Error::Kind::Denied : Error::Kind::NotFound, FactsText::tr("The file could not be read."), path,
                     file.errorString()};
    control.begin(QFileInfo(path).fileName(), file.size());
    QCryptographicHash hash(QCryptographicHash::Sha256);
    QByteArray buffer(1 << 20, Qt::Uninitialized);
    for (qint64 done = 0;;) {
        if (control.isCancelled())
            return stopped(path);
        const qint64 got = file.read(buffer.data(), buffer.size());
        if (got < 0)
            return Error{Error::Kind::Io, FactsText::tr("The file could not be read."), path, file.errorString()};
        if (got == 0)
            return QString::fromLatin1(hash.result().toHex());
        hash.addData(QByteArrayView(buffer.constData(), got));
        control.setDone(done += got);
    }
}

}  // namespace tideline::ui
