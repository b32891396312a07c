// What a process may still do once it has what it needs: read what came to it, compute, answer.
#pragma once

#include <QString>
#include <QStringList>

namespace tideline::session {

/// The layers that hold, and those that do not, each with its reason and what that costs.
struct Sandbox {
    QStringList layers;
    QStringList missing;
};

struct SandboxRules {
    qint64 addressBytes = qint64(4) << 30;  ///< of address space, beyond what is mapped already
    int files = 256;
    bool useLandlock = true;  ///< false: as where the kernel has none
};

/// Shuts this process in, for good, and all threads that it makes later; it is called while there is but one. From here on
///   * no file is written, made, renamed or removed, and no mode, owner or time changed: EPERM;
///   * files can be opened for reading below /usr, /lib…, /etc/fonts, /var/cache/fontconfig, and /etc/localtime alone: EACCES; without
///     Landlock no file at all can be opened;
///   * no socket is made, connected or bound; what it listens on already still takes connections: EPERM;
///   * no program or process is started, none is traced, signalled or read, and no memory is made executable: EPERM;
///   * no namespace, ring (io_uring), key, BPF program, mount or memory file is made: EPERM;
///   * no rights come by a set-user-id program (no_new_privs, which needs no rights itself, and no user namespace).
/// What stays visible: whether a path exists, and its size and times (stat); the time; the names of users and processes.
///
/// The calls that may be made are listed, not those that may not: a call that a later kernel brings is shut until it is known what it
/// does. Sources: seccomp(2), landlock(7), prctl(2).
Sandbox shutIn(const SandboxRules &rules = {});

}  // namespace tideline::session
