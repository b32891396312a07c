#include "core/files/tree_lock.h"

#include "core/files/posix_error.h"

#include <QFile>

#include <sys/file.h>

namespace tideline::files {

Result<TreeLock> TreeLock::take(const QString &root)
{
    const QString action = u"lock the folder"_s;
    const FileDescriptor folder(::open(QFile::encodeName(root).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!folder)
        return errorFromErrno(errno, action, root);
    const FileDescriptor own(::openat(folder.get(), ".tideline", O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!own)
        return errorFromErrno(errno, action, root);
    FileDescriptor file(::openat(own.get(), "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file)
        return errorFromErrno(errno, action, root);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0)
        return TreeLock(std::move(file));
    if (errno == EWOULDBLOCK)
        return Error{Error::Kind::Refused, u"Another Tideline syncs this folder."_s, root,
                     u"Stop it there, or use its profile."_s};
    return errorFromErrno(errno, action, root);
}

}  // namespace tideline::files
