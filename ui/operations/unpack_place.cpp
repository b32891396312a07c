#include "ui/operations/unpack_place.h"

#include "ui/operations/copy_tree.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <cerrno>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tideline::ui {

namespace {
/// The folder, open and locked; -1: it is somebody's, or no folder, or the disk knows no locks.
int lockFolder(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && ::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

bool isRunning(pid_t process)
{
    return process != ::getpid() && (::kill(process, 0) == 0 || errno != ESRCH);  // this one: its lock says
}
}  // namespace

std::unique_ptr<UnpackPlace> UnpackPlace::make(const QString &folder, const QString &name)
{
    const QString path = folder + u"/.%1.%2.unpack.tmp-tideline"_s.arg(name.left(40), QString::number(::getpid()));
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0)
        return nullptr;
    return std::unique_ptr<UnpackPlace>(new UnpackPlace(path, lockFolder(path)));
}

UnpackPlace::~UnpackPlace()
{
    removeCopy(m_path);
    if (m_lock >= 0)
        ::close(m_lock);
}

void sweepUnpacked(const QString &folder)
{
    static const QRegularExpression ours(u"\\A\\..+\\.([1-9][0-9]{0,8})\\.unpack\\.tmp-tideline\\z"_s, QRegularExpression::DotMatchesEverythingOption);
    const QStringList found = QDir(folder).entryList({u".*.unpack.tmp-tideline"_s}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QString &name : found) {
        const QRegularExpressionMatch match = ours.match(name);
        if (!match.hasMatch() || isRunning(pid_t(match.captured(1).toInt())))
            continue;
        const QString path = folder + u'/' + name;
        if (const int lock = lockFolder(path); lock >= 0) {
            removeCopy(path);
            ::close(lock);
        }
    }
}

}  // namespace tideline::ui
