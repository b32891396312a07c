#include "app/session/sandbox.h"

#include "core/base/result.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tideline::session {

namespace {

QString reason()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

bool limit(__rlimit_resource_t what, rlim_t value)
{
    rlimit both{value, value};
    return ::setrlimit(what, &both) == 0;
}

qint64 mappedBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readLine().split(' ').value(0).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

bool setLimits(const SandboxLimits &limits)
{
    return limit(RLIMIT_AS, rlim_t(mappedBytes() + limits.addressBytes)) && limit(RLIMIT_NOFILE, rlim_t(limits.files))
           && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_MEMLOCK, 0);
}

/// 0: the kernel has none.
int landlockVersion()
{
    return std::max(0, int(::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION)));
}

/// Only what libraries, fonts and time zones are read from stays readable, nothing writable.
bool restrictFiles(int version)
{
    constexpr quint64 kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all of version 1
    if (version >= 2)
        attributes.handled_access_fs |= LANDLOCK_ACCESS_FS_REFER;
    const int rules = int(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
    if (rules < 0)
        return false;
    for (const char *path : {"/usr", "/lib", "/lib64", "/etc/fonts", "/etc/localtime", "/etc/ssl", "/proc/self", "/dev/urandom"}) {
        landlock_path_beneath_attr beneath{};
        beneath.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
        if (beneath.parent_fd < 0)
            continue;  // it is not there, and so it is not read
        struct stat what;
        const bool isFolder = ::fstat(beneath.parent_fd, &what) == 0 && S_ISDIR(what.st_mode);
        beneath.allowed_access = isFolder ? kReading : quint64(LANDLOCK_ACCESS_FS_READ_FILE);
        const auto added = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        ::close(beneath.parent_fd);
        if (added != 0) {
            ::close(rules);
            return false;
        }
    }
    const bool done = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    ::close(rules);
    return done;
}

// Calls that never succeed from here on. What is not known to this libseccomp or machine is passed over.
constexpr std::array kForbidden{
    // the network and other sockets
    "socket", "socketpair", "connect", "bind", "listen", "io_uring_setup", "io_uring_enter", "io_uring_register",
    // other programs and processes
    "execve", "execveat", "fork", "vfork", "ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill", "pidfd_open",
    "pidfd_send_signal", "pidfd_getfd", "kcmp", "process_madvise", "setpgid", "setsid",
    // writing
    "creat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir", "link", "linkat", "symlink",
    "symlinkat", "mknod", "mknodat", "truncate", "ftruncate", "fallocate", "chmod", "fchmod", "fchmodat", "chown", "fchown", "lchown",
    "fchownat", "utime", "utimes", "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr",
    "fremovexattr", "copy_file_range", "open_by_handle_at", "name_to_handle_at", "openat2",
    // the system
    "mount", "umount2", "pivot_root", "chroot", "unshare", "setns", "fsopen", "fsmount", "fsconfig", "fspick", "move_mount", "open_tree",
    "mount_setattr", "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key", "request_key", "init_module", "finit_module",
    "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff", "acct", "syslog", "quotactl", "personality",
    "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setgroups", "capset", "shmget", "msgget", "semget",
    "mq_open", "fanotify_init", "iopl", "ioperm", "modify_ldt", "vhangup", "sethostname", "setdomainname", "settimeofday",
    "clock_settime", "adjtimex", "clock_adjtime", "setrlimit", "setpriority", "ioprio_set"};

bool forbid(scmp_filter_ctx filter, const char *name)
{
    const int call = seccomp_syscall_resolve_name(name);
    return call == __NR_SCMP_ERROR || seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), call, 0) == 0;
}

/// open() and openat() for writing or making.
bool forbidWriting(scmp_filter_ctx filter)
{
    bool done = true;
    for (const int flag : {O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND}) {
        const auto bit = scmp_datum_t(flag);
        done = done && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, bit, bit)) == 0
               && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, bit, bit)) == 0;
    }
    return done;
}

/// A thread may be made, a process may not; clone3's flags lie in memory, where no filter sees them, and glibc then takes clone().
bool forbidProcesses(scmp_filter_ctx filter)
{
    const auto thread = scmp_datum_t(CLONE_THREAD);
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, thread, 0)) == 0
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0
           // to ask for a limit is no harm
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_NE, 0)) == 0
           // abort() signals its own process alone
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_NE, scmp_datum_t(::getpid()))) == 0;
}

bool filterCalls()
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (!filter)
        return false;
    bool done = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    for (const char *name : kForbidden)
        done = done && forbid(filter, name);
    done = done && forbidWriting(filter) && forbidProcesses(filter) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

}  // namespace

Sandbox shutIn(const SandboxLimits &limits)
{
    Sandbox sandbox;
    const auto note = [&sandbox](bool holds, const QString &layer, const QString &why) {
        if (holds)
            sandbox.layers.append(layer);
        else
            sandbox.missing.append(layer + u": "_s + why);
    };
    note(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, u"no_new_privs"_s, reason());
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // others of this user may not trace it either
    const int version = landlockVersion();
    note(version > 0 && restrictFiles(version), u"landlock"_s, version > 0 ? reason() : u"this kernel does not have it"_s);
    note(setLimits(limits), u"rlimits"_s, reason());
    note(filterCalls(), u"seccomp"_s, u"the filter was refused"_s);
    return sandbox;
}

}  // namespace tideline::session
