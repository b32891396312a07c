#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::test {

TempFolder::TempFolder()
{
    QByteArray name = QFile::encodeName(QDir::tempPath() + QStringLiteral("/tideline-XXXXXX"));
    if (!::mkdtemp(name.data()))
        qFatal("no temporary folder: %s", qPrintable(qt_error_string(errno)));
    m_path = QFile::decodeName(name);
}

TempFolder::~TempFolder()
{
    if (qEnvironmentVariableIsSet("TIDELINE_KEEP")) {
        std::fprintf(stderr, "kept: %s\n", qPrintable(m_path));
        return;
    }
    std::error_code failure;  // not QDir: it cannot remove a name that is not UTF-8
    std::filesystem::remove_all(bytes().toStdString(), failure);
    if (failure)
        qWarning("cannot remove %s: %s", qPrintable(m_path), failure.message().c_str());
}

QByteArray TempFolder::bytes(const QByteArray &below) const
{
    const QByteArray root = QFile::encodeName(m_path);
    return below.isEmpty() ? root : root + '/' + below;
}

QString TempFolder::makeFolder(const QString &below) const
{
    if (!QDir(m_path).mkpath(below))
        qFatal("cannot make the folder %s", qPrintable(below));
    return path(below);
}

void TempFolder::write(const QByteArray &below, const QByteArray &content) const
{
    for (qsizetype slash = below.indexOf('/'); slash > 0; slash = below.indexOf('/', slash + 1))
        ::mkdir(bytes(below.first(slash)).constData(), 0777);
    const int fd = ::open(bytes(below).constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0 || ::write(fd, content.constData(), size_t(content.size())) != content.size())
        qFatal("cannot write %s: %s", below.constData(), qPrintable(qt_error_string(errno)));
    ::close(fd);
}

QByteArray TempFolder::read(const QByteArray &below) const
{
    const int fd = ::open(bytes(below).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return {};
    QByteArray all("");
    char buffer[65536];
    for (ssize_t got = 0; (got = ::read(fd, buffer, sizeof buffer)) > 0;)
        all.append(buffer, got);
    ::close(fd);
    return all;
}

}  // namespace tideline::test
