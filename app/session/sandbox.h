// What a process may still do once it has what it needs: read what came to it, compute, answer.
#pragma once

#include <QString>
#include <QStringList>

namespace tideline::session {

/// The layers that hold, and those that this system does not have, each with its reason.
struct Sandbox {
    QStringList layers;
    QStringList missing;
};

struct SandboxLimits {
    qint64 addressBytes = qint64(4) << 30;  ///< of address space, beyond what is mapped already
    int files = 256;
};

/// Shuts this process in, for good; all threads that there will be with it, so it is called before there is a second one. What it may
/// not do from here on fails with EPERM:
///   * write, make, rename or remove a file, or change its mode, owner or times (seccomp; Landlock, where the kernel has it);
///   * read files outside /usr, /lib…, /etc/fonts, /proc/self and /dev/urandom (Landlock alone);
///   * make a socket, connect one, listen (seccomp); what it listens on already still takes connections;
///   * start a program or a process, trace one, signal another one, read another's memory (seccomp);
///   * get rights by a set-user-id program (no_new_privs, which needs no rights itself, and no user namespace).
/// Sources: seccomp(2), landlock(7), prctl(2).
Sandbox shutIn(const SandboxLimits &limits = {});

}  // namespace tideline::session
