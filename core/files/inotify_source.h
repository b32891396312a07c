// inotify as an effect: real in the programs, faulty on purpose in tests.
#pragma once

#include "core/files/file_descriptor.h"

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace tideline::files {

/// One inotify instance. Thread: one at a time. Calls return what the system call returned, with errno.
class InotifySource {
public:
    /// Check isOpen() afterwards: the user's limit of instances (128 by default) may be reached.
    InotifySource();
    virtual ~InotifySource();
    InotifySource(const InotifySource &) = delete;
    InotifySource &operator=(const InotifySource &) = delete;

    bool isOpen() const { return bool(m_fd); }
    int fd() const { return m_fd.get(); }
    /// The watch of the folder at `path`, whose last part is no link; the same number as before for the same inode.
    virtual int addWatch(const QByteArray &path);
    virtual void removeWatch(int watch);
    /// Whole events that wait now; -1 and EAGAIN when there are none.
    virtual qint64 read(std::span<char> into);

private:
    FileDescriptor m_fd;
};

}  // namespace tideline::files
