#include "core/files/inotify_source.h"

#include <sys/inotify.h>

namespace tideline::files {

namespace {

// IN_MODIFY, although a close follows: a log may be written for days before it is closed.
constexpr quint32 kMask = IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM | IN_MOVED_TO
                          | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

}  // namespace

InotifySource::InotifySource() : m_fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) { }

InotifySource::~InotifySource() = default;

int InotifySource::addWatch(const QByteArray &path)
{
    return ::inotify_add_watch(fd(), path.constData(), kMask);
}

void InotifySource::removeWatch(int watch)
{
    ::inotify_rm_watch(fd(), watch);  // fails for a folder that is gone: nothing is left to remove
}

qint64 InotifySource::read(std::span<char> into)
{
    ssize_t got = 0;
    do
        got = ::read(fd(), into.data(), into.size());
    while (got < 0 && errno == EINTR);
    return got;
}

}  // namespace tideline::files
