#include "app/session/sandbox.h"

#include "core/base/result.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
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
    const rlimit both{value, value};
    return ::setrlimit(what, &both) == 0;
}

qint64 mappedBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readLine().split(' ').value(0).toLongLong() * ::sysconf(_SC_PAGESIZE) : 0;
}

bool setLimits(const SandboxRules &rules)
{
    return limit(RLIMIT_AS, rlim_t(mappedBytes() + rules.addressBytes)) && limit(RLIMIT_NOFILE, rlim_t(rules.files))
           && limit(RLIMIT_CORE, 0) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_MEMLOCK, 0);
}

/// As of Landlock's version 6: the kernel takes as much of it as its version has.
struct LandlockRuleset {
    quint64 files = 0;
    quint64 network = 0;
    quint64 scopes = 0;
};

/// 0: the kernel has none.
int landlockVersion()
{
    return std::max(0, int(::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION)));
}

/// All that this version can forbid: writing, TCP, abstract sockets and signals are forbidden twice where it can.
int makeRuleset(int version)
{
    constexpr std::array<int, 5> kFileRights{13, 14, 15, 15, 16};  // of versions 1 to 5: REFER, TRUNCATE, -, IOCTL_DEV are new
    const LandlockRuleset all{(quint64(1) << kFileRights[std::size_t(std::min(version, 5) - 1)]) - 1, 3, 3};
    const std::size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
    return int(::syscall(SYS_landlock_create_ruleset, &all, size, 0));
}

/// What libraries, fonts and time zones are read from stays readable.
bool allowReading(int ruleset)
{
    constexpr quint64 kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    for (const char *path : {"/usr", "/lib", "/lib64", "/etc/fonts", "/etc/localtime", "/var/cache/fontconfig"}) {
        landlock_path_beneath_attr beneath{};
        beneath.parent_fd = ::open(path, O_PATH | O_CLOEXEC);
        if (beneath.parent_fd < 0)
            continue;  // it is not there, and so it is not read
        struct stat what;
        const bool isFolder = ::fstat(beneath.parent_fd, &what) == 0 && S_ISDIR(what.st_mode);
        beneath.allowed_access = isFolder ? kReading : quint64(LANDLOCK_ACCESS_FS_READ_FILE);
        const auto added = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        ::close(beneath.parent_fd);
        if (added != 0)
            return false;
    }
    return true;
}

bool restrictFiles(int version)
{
    const int ruleset = makeRuleset(version);
    if (ruleset < 0)
        return false;
    const bool done = allowReading(ruleset) && ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    const int code = errno;
    ::close(ruleset);
    errno = code;
    return done;
}

// The calls that may be made whatever their arguments. What is not known to this libseccomp or machine is passed over.
constexpr std::array kAllowed{
    // what is open already
    "read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "lseek", "close", "close_range", "dup", "dup2", "dup3", "fstat",
    "getdents64", "fadvise64", "readahead", "fstatfs",
    // what is where, though not what is in it
    "stat", "lstat", "newfstatat", "statx", "statfs", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getcwd",
    // memory
    "munmap", "mremap", "madvise", "brk", "membarrier",
    // threads
    "futex", "set_robust_list", "rseq", "set_tid_address", "gettid", "getpid", "exit", "exit_group", "sched_yield", "sched_getaffinity",
    "sched_getparam", "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min", "rt_sigaction", "rt_sigprocmask",
    "rt_sigreturn", "sigaltstack", "restart_syscall", "getcpu",
    // time
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "times", "getrusage",
    // waiting
    "poll", "ppoll", "select", "pselect6", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "eventfd2", "pipe2",
    // the connections
    "accept", "accept4", "recvfrom", "recvmsg", "sendto", "getsockopt", "setsockopt", "getsockname", "getpeername", "shutdown",
    // the machine
    "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "getrandom", "getrlimit", "arch_prctl"};

bool allow(scmp_filter_ctx filter, const char *name)
{
    const int call = seccomp_syscall_resolve_name(name);
    return call == __NR_SCMP_ERROR || seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
}

/// Of this call, argument `index` may have these values alone.
bool allowValues(scmp_filter_ctx filter, int call, unsigned index, std::initializer_list<unsigned long> values)
{
    return std::ranges::all_of(values, [&](unsigned long value) {
        return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_CMP(index, SCMP_CMP_EQ, scmp_datum_t(value))) == 0;
    });
}

/// Of this call, argument `index` may have none of these bits.
bool allowWithout(scmp_filter_ctx filter, int call, unsigned index, int bits)
{
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 1, SCMP_CMP(index, SCMP_CMP_MASKED_EQ, scmp_datum_t(bits), 0)) == 0;
}

/// Opening for reading. A path lies in memory, where no filter sees it: which files, is Landlock's to say.
bool allowOpening(scmp_filter_ctx filter, bool hasLandlock)
{
    constexpr int kWriting = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND;
    if (hasLandlock)
        return allowWithout(filter, SCMP_SYS(open), 1, kWriting) && allowWithout(filter, SCMP_SYS(openat), 2, kWriting);
    // Reading: EACCES, as Landlock would say. Writing falls to the rest's EPERM.
    const auto bits = scmp_datum_t(kWriting);
    return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, bits, 0)) == 0
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, bits, 0)) == 0;
}

/// Memory that is not executable, and the code of libraries (from a file, not writable).
bool allowMapping(scmp_filter_ctx filter)
{
    constexpr auto kWritable = scmp_datum_t(PROT_EXEC | PROT_WRITE), kNoFile = scmp_datum_t(MAP_ANONYMOUS);
    return allowWithout(filter, SCMP_SYS(mmap), 2, PROT_EXEC) && allowWithout(filter, SCMP_SYS(mprotect), 2, PROT_EXEC)
           && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, kWritable, PROT_EXEC),
                               SCMP_A3(SCMP_CMP_MASKED_EQ, kNoFile, 0)) == 0;
}

/// A thread may be made, a process may not; clone3's flags lie in memory, and glibc takes clone() where there is none. Signals: to
/// itself alone, for abort(). Limits: to be asked for, not set.
bool allowThreads(scmp_filter_ctx filter)
{
    constexpr auto kThread = scmp_datum_t(CLONE_THREAD);
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, kThread, kThread)) == 0
           && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0
           && allowValues(filter, SCMP_SYS(tgkill), 0, {static_cast<unsigned long>(::getpid())})
           && allowValues(filter, SCMP_SYS(prlimit64), 2, {0}) && allowValues(filter, SCMP_SYS(prctl), 0, {PR_SET_NAME, PR_GET_NAME});
}

bool filterCalls(bool hasLandlock)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return false;
    bool done = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 && seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0;
    for (const char *name : kAllowed)
        done = done && allow(filter, name);
    done = done && allowOpening(filter, hasLandlock) && allowMapping(filter) && allowThreads(filter)
           // F_SETOWN would let the kernel signal another process
           && allowValues(filter, SCMP_SYS(fcntl), 1, {F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL})
           && allowValues(filter, SCMP_SYS(ioctl), 1, {TCGETS, FIONREAD, FIOCLEX}) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return done;
}

/// Landlock shuts in the thread that asks for it, and those that it makes.
bool isAlone()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size() == 1;
}

}  // namespace

Sandbox shutIn(const SandboxRules &rules)
{
    Sandbox sandbox;
    const auto note = [&sandbox](bool holds, const QString &layer, const QString &why) {
        if (holds)
            sandbox.layers.append(layer);
        else
            sandbox.missing.append(layer + u": "_s + why);
    };
    const bool isLimited = setLimits(rules);
    note(isLimited, u"rlimits"_s, reason());
    const bool isWithoutNewRights = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    note(isWithoutNewRights, u"no_new_privs"_s, reason());
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // others of this user may not trace it either
    const int version = rules.useLandlock ? landlockVersion() : 0;
    const bool alone = isAlone();
    const bool isShut = version > 0 && alone && restrictFiles(version);
    note(isShut, u"landlock"_s,
         (version == 0 ? u"this kernel does not have it"_s : !alone ? u"other threads ran already"_s : reason())
             + u", so no file can be opened by name, and letters of fonts that were not yet in use are not drawn"_s);
    note(filterCalls(isShut), u"seccomp"_s, u"the filter was refused, so calls of the system are not restricted"_s);
    return sandbox;
}

}  // namespace tideline::session
