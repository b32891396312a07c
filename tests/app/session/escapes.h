// What code that took over the helper would try. Each gives 0 when it worked, else the errno.
#pragma once

#include <QByteArray>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace tideline::test {

/// Where it is tried: an ordinary user's process with a parent of the same user, and one file that was handed to it.
struct Scene {
    std::string folder;    ///< absolute; the user may write there
    pid_t parent = 0;
    int handed = -1;       ///< folder/handed, open for reading
    int parentHandle = -1; ///< a pidfd of the parent, from before
    int loose = -1;        ///< an AF_UNIX socket that is not connected, from before
    long *shared = nullptr; ///< in the parent's memory at the same address
    int result = -1;       ///< where an int is written for what cannot return

    std::string path(const char *name) const { return folder + '/' + name; }
    std::string ofParent(const char *name) const { return "/proc/" + std::to_string(parent) + '/' + name; }
    std::string ofHanded() const { return "/proc/self/fd/" + std::to_string(handed); }
};

inline int codeOf(long result) { return result < 0 ? errno : 0; }

inline int opens(const std::string &path, int flags)
{
    const int fd = ::open(path.c_str(), flags, 0600);
    const int code = codeOf(fd);
    if (fd >= 0)
        ::close(fd);
    return code;
}

inline int connects(int socket, const std::string &path)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    path.copy(name.sun_path, sizeof name.sun_path - 1);
    return codeOf(::connect(socket, reinterpret_cast<sockaddr *>(&name), sizeof name));
}

/// A process by the raw call, since the C library's own may take another.
inline int clones(unsigned long flags)
{
    const long child = ::syscall(SYS_clone, flags | SIGCHLD, nullptr, nullptr, nullptr, nullptr);
    if (child == 0)
        ::_exit(0);
    const int code = codeOf(child);
    if (child > 0)
        ::waitpid(pid_t(child), nullptr, 0);
    return code;
}

inline int clones3()
{
    quint64 args[8]{0, 0, 0, 0, SIGCHLD, 0, 0, 0};
    const long child = ::syscall(SYS_clone3, args, sizeof args);
    if (child == 0)
        ::_exit(0);
    return codeOf(child);
}

/// On success another program writes the 0.
inline int executes(const Scene &scene, int program)
{
    const std::string script = "printf '\\000\\000\\000\\000' >&" + std::to_string(scene.result);
    const char *argv[]{"sh", "-c", script.c_str(), nullptr};
    char *none[]{nullptr};
    const auto words = const_cast<char *const *>(argv);
    return codeOf(program < 0 ? ::execve("/bin/sh", words, none) : ::syscall(SYS_execveat, program, "", words, none, AT_EMPTY_PATH));
}

/// A program that lies in memory alone.
inline int executesMemory(const Scene &scene)
{
    const int memory = int(::syscall(SYS_memfd_create, "program", 0));
    if (memory < 0)
        return errno;
    const int shell = ::open("/bin/sh", O_RDONLY);
    std::vector<char> bytes(1 << 20);
    for (ssize_t got; (got = ::read(shell, bytes.data(), bytes.size())) > 0;)
        (void)!::write(memory, bytes.data(), std::size_t(got));
    return executes(scene, memory);
}

inline int readsParent(const Scene &scene, bool isWriting)
{
    long value = 0;
    const iovec here{&value, sizeof value}, there{scene.shared, sizeof value};
    return codeOf(isWriting ? ::process_vm_writev(scene.parent, &here, 1, &there, 1, 0) : ::process_vm_readv(scene.parent, &here, 1, &there, 1, 0));
}

inline int mapsCode(int protection)
{
    const void *memory = ::mmap(nullptr, 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return memory == MAP_FAILED ? errno : 0;
}

inline int makesCode()
{
    void *memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return codeOf(::mprotect(memory, 4096, PROT_READ | PROT_EXEC));
}

inline int makesRing()
{
    io_uring_params parameters{};
    return codeOf(::syscall(SYS_io_uring_setup, 4, &parameters));
}

inline int opensByTwo(const std::string &path)
{
    const quint64 how[3]{O_RDONLY, 0, 0};
    return codeOf(::syscall(SYS_openat2, AT_FDCWD, path.c_str(), how, sizeof how));
}

inline int inThread(int (*attack)())
{
    int code = 0;
    std::thread([&] { code = attack(); }).join();
    return code;
}

inline int limits(pid_t process)
{
    const rlimit none{0, 0};
    return codeOf(::syscall(SYS_prlimit64, process, RLIMIT_CORE, &none, nullptr));
}

inline int handles(const std::string &path)
{
    alignas(file_handle) char bytes[sizeof(file_handle) + 128]{};
    auto *handle = reinterpret_cast<file_handle *>(bytes);
    handle->handle_bytes = 128;
    int mount = 0;
    return codeOf(::name_to_handle_at(AT_FDCWD, path.c_str(), handle, &mount, 0));
}

struct Escape {
    const char *name;
    int (*attempt)(const Scene &);
    int expected = EPERM;
};

// clang-format off
inline const std::vector<Escape> &escapes()
{
    using S = const Scene &;
    static const std::vector<Escape> all{
        // the network and other sockets
        {"a TCP socket is made",                     [](S) { return codeOf(::socket(AF_INET, SOCK_STREAM, 0)); }},
        {"a UDP socket is made",                     [](S) { return codeOf(::socket(AF_INET, SOCK_DGRAM, 0)); }},
        {"a TCP socket of IPv6 is made",             [](S) { return codeOf(::socket(AF_INET6, SOCK_STREAM, 0)); }},
        {"a netlink socket is made",                 [](S) { return codeOf(::socket(AF_NETLINK, SOCK_RAW, 0)); }},
        {"another program's socket is connected",    [](S s) { return connects(::socket(AF_UNIX, SOCK_STREAM, 0), s.path("other.sock")); }},
        {"a socket from before is connected",        [](S s) { return connects(s.loose, s.path("other.sock")); }},
        {"a socket from before listens",             [](S s) { return codeOf(::listen(s.loose, 1)) == EINVAL ? 0 : errno; }},
        {"a pair of sockets is made",                [](S) { int pair[2]; return codeOf(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair)); }},
        {"a thread makes a TCP socket",              [](S) { return inThread([] { return codeOf(::socket(AF_INET, SOCK_STREAM, 0)); }); }},
        // writing
        {"a file is made",                           [](S s) { return opens(s.path("new"), O_WRONLY | O_CREAT); }},
        {"a file is written",                        [](S s) { return opens(s.path("other"), O_WRONLY); }},
        {"a file is appended to",                    [](S s) { return opens(s.path("other"), O_RDWR | O_APPEND); }},
        {"a file is emptied",                        [](S s) { return opens(s.path("victim"), O_RDONLY | O_TRUNC); }},
        {"a file without a name is made",            [](S s) { return opens(s.folder, O_TMPFILE | O_RDWR); }},
        {"the handed file is opened for writing",    [](S s) { return opens(s.ofHanded(), O_RDWR); }},
        {"a folder is made",                         [](S s) { return codeOf(::mkdir(s.path("folder").c_str(), 0700)); }},
        {"a file is removed",                        [](S s) { return codeOf(::unlink(s.path("victim").c_str())); }},
        {"a file is renamed",                        [](S s) { return codeOf(::rename(s.path("other").c_str(), s.path("renamed").c_str())); }},
        {"a symbolic link is made",                  [](S s) { return codeOf(::symlink("/", s.path("link").c_str())); }},
        {"a hard link is made",                      [](S s) { return codeOf(::link(s.path("other").c_str(), s.path("hard").c_str())); }},
        {"a FIFO is made",                           [](S s) { return codeOf(::mkfifo(s.path("fifo").c_str(), 0600)); }},
        {"a mode is changed",                        [](S s) { return codeOf(::chmod(s.path("other").c_str(), 0777)); }},
        {"the handed file's mode is changed",        [](S s) { return codeOf(::fchmod(s.handed, 0777)); }},
        {"a time is changed",                        [](S s) { return codeOf(::utimes(s.path("other").c_str(), nullptr)); }},
        {"a file is cut",                            [](S s) { return codeOf(::truncate(s.path("other").c_str(), 0)); }},
        // reading what was not handed over
        {"another file is read",                     [](S s) { return opens(s.path("other"), O_RDONLY); }, EACCES},
        {"a folder is listed",                       [](S s) { return opens(s.folder, O_RDONLY | O_DIRECTORY); }, EACCES},
        {"the users' list is read",                  [](S) { return opens("/etc/passwd", O_RDONLY); }, EACCES},
        {"another file is read by openat2",          [](S s) { return opensByTwo(s.path("other")); }},
        {"a file's handle is taken",                 [](S s) { return handles(s.path("other")); }},
        {"the parent's memory is opened",            [](S s) { return opens(s.ofParent("mem"), O_RDONLY); }, EACCES},
        {"the parent's memory is opened to write",   [](S s) { return opens(s.ofParent("mem"), O_RDWR); }},
        {"the parent's environment is read",         [](S s) { return opens(s.ofParent("environ"), O_RDONLY); }, EACCES},
        {"the parent's file is opened",              [](S s) { return opens(s.ofParent("fd/") + std::to_string(s.handed), O_RDONLY); }, EACCES},
        // other processes
        {"the parent is traced",                     [](S s) { return codeOf(::ptrace(PTRACE_SEIZE, s.parent, nullptr, nullptr)); }},
        {"the parent's memory is read",              [](S s) { return readsParent(s, false); }},
        {"the parent's memory is written",           [](S s) { return readsParent(s, true); }},
        {"the parent is signalled",                  [](S s) { return codeOf(::kill(s.parent, SIGURG)); }},
        {"the parent's thread is signalled",         [](S s) { return codeOf(::syscall(SYS_tgkill, s.parent, s.parent, SIGURG)); }},
        {"the parent's thread is signalled, older",  [](S s) { return codeOf(::syscall(SYS_tkill, s.parent, SIGURG)); }},
        {"a handle of the parent is taken",          [](S s) { return codeOf(::syscall(SYS_pidfd_open, s.parent, 0)); }},
        {"the parent is signalled by a handle",      [](S s) { return codeOf(::syscall(SYS_pidfd_send_signal, s.parentHandle, SIGURG, nullptr, 0)); }},
        {"the parent's descriptor is taken",         [](S s) { return codeOf(::syscall(SYS_pidfd_getfd, s.parentHandle, 0, 0)); }},
        {"the parent's limits are set",              [](S s) { return limits(s.parent); }},
        {"the parent's priority is set",             [](S s) { return codeOf(::setpriority(PRIO_PROCESS, id_t(s.parent), 19)); }},
        {"the kernel is to signal the parent",       [](S s) { return codeOf(::fcntl(s.loose, F_SETOWN, s.parent)); }},
        // programs and code
        {"a program is run",                         [](S s) { return executes(s, -1); }},
        {"a program is run from memory",             [](S s) { return executesMemory(s); }},
        {"a memory file is made",                    [](S) { return codeOf(::syscall(SYS_memfd_create, "x", 0)); }},
        {"a process is made",                        [](S) { return clones(0); }},
        {"a process is made with its memory",        [](S) { return clones(CLONE_VFORK); }},
        {"a process is made by clone3",              [](S) { return clones3(); }, ENOSYS},
        {"memory is executable and writable",        [](S) { return mapsCode(PROT_READ | PROT_WRITE | PROT_EXEC); }},
        {"memory is executable",                     [](S) { return mapsCode(PROT_READ | PROT_EXEC); }},
        {"memory becomes executable",                [](S) { return makesCode(); }},
        // the system
        {"a user namespace is made",                 [](S) { return codeOf(::unshare(CLONE_NEWUSER)); }},
        {"a process in a namespace is made",         [](S) { return clones(CLONE_NEWUSER); }},
        {"a namespace is entered",                   [](S s) { return codeOf(::setns(s.parentHandle, CLONE_NEWUSER)) == EPERM ? errno : 0; }},
        {"a ring of calls is made",                  [](S) { return makesRing(); }},
        {"a key is made",                            [](S) { return codeOf(::syscall(SYS_add_key, "user", "x", "y", 1, -3)); }},
        {"page faults are handled",                  [](S) { return codeOf(::syscall(SYS_userfaultfd, O_CLOEXEC | 1)); }},
        {"shared memory is made",                    [](S) { return codeOf(::shmget(IPC_PRIVATE, 4096, 0600)); }},
        {"files are watched",                        [](S) { return codeOf(::syscall(SYS_inotify_init1, 0)); }},
        {"its own limits are set",                   [](S) { return limits(0); }},
        {"it becomes traceable",                     [](S) { return codeOf(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }},
        {"a call that nobody knows is made",         [](S) { return codeOf(::syscall(463, 0, 0, 0, 0)) == EPERM ? EPERM : 0; }},
    };
    return all;
}
// clang-format on

}  // namespace tideline::test
