// A profile whose preview helper is ended with the test that started it.
#pragma once

#include "core/preview/frame_socket.h"
#include "core/preview/session_options.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace tideline::test {

/// Ownership: kills the helper that listens at its socket when it goes.
class HelperProfile {
public:
    explicit HelperProfile(QStringList arguments = {}) : m_arguments(std::move(arguments)) {}
    ~HelperProfile() { kill(); }
    HelperProfile(const HelperProfile &) = delete;
    HelperProfile &operator=(const HelperProfile &) = delete;

    QString path() const { return m_folder.path(); }
    preview::SessionClient::Options options() const
    {
        return {preview::sessionProgram(QString::fromLocal8Bit(qgetenv("TIDELINE_BIN"))), preview::sessionSocketPath(m_folder.path()), m_arguments};
    }
    /// 0: none listens.
    int process() const
    {
        const auto socket = control::connectTo(options().socketPath);
        return socket ? preview::peerProcess(*socket) : 0;
    }
    /// Ends the helper as kill -9 does, and waits until it is gone.
    void kill() const
    {
        const int process = this->process();
        const control::Socket handle(process > 1 ? int(::syscall(SYS_pidfd_open, process, 0)) : -1);
        if (handle.fd() < 0)
            return;
        ::kill(process, SIGKILL);
        pollfd end{handle.fd(), POLLIN, 0};
        while (::poll(&end, 1, -1) < 0 && errno == EINTR) { }
    }
    /// Stops the helper, and waits until each of its threads stands: one that is busy elsewhere goes on past kill's return.
    bool stop() const
    {
        const QDir threads(u"/proc/%1/task"_s.arg(process()));
        if (process() <= 1 || ::kill(process(), SIGSTOP) != 0)
            return false;
        const auto stands = [&threads](const QString &thread) {
            QFile status(threads.filePath(thread + u"/stat"_s));
            return status.open(QIODevice::ReadOnly) && status.readAll().contains(") T ");
        };
        return QTest::qWaitFor([&] { return std::ranges::all_of(threads.entryList(QDir::Dirs | QDir::NoDotAndDotDot), stands); });
    }
    /// A file in the profile's folder.
    preview::Subject file(const QString &name, const QByteArray &bytes) const
    {
        m_folder.write(name.toUtf8(), bytes);
        return {name, m_folder.path(name), bytes.size(), 0, {}};
    }

private:
    TempFolder m_folder;
    QStringList m_arguments;
};

}  // namespace tideline::test
