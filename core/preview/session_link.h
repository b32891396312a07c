// One connection to tideline-session: calls and their answers, and the ranges of cloud files that it asks for.
#pragma once

#include "core/base/mutex.h"
#include "core/preview/frame_socket.h"
#include "core/preview/message.h"
#include "core/preview/preview.h"

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <thread>

namespace tideline::preview {

/// Thread:    any; a thread of its own reads, and one for each cloud file that is open fetches.
/// Invariant: once broken it stays so, and every call on it fails.
class SessionLink {
public:
    /// Reads the other side's Hello first. Errors: Io (it says none), Invalid (another version: it was asked to end).
    static Result<std::shared_ptr<SessionLink>> over(control::Socket socket);
    ~SessionLink();

    /// What a call is about: a descriptor that goes with it, or -1; the cloud file (as serve() named it) that it may ask ranges of, or 0.
    struct About {
        int file = -1;
        qint64 subject = 0;
    };
    /// Waits for the answer. Who takes longer than `limit`, without the time in which ranges are fetched, is ended, and with it the
    /// link. Cancelled, it ends what is being fetched for it, too. Errors: those of the call; Timeout; Io (the helper ended meanwhile:
    /// isBroken()); Cancelled.
    Result<QCborValue> call(const QString &verb, const QCborArray &args, std::chrono::milliseconds limit, const Cancelled &cancelled,
                            About about) TIDELINE_EXCLUDES(m_mutex);
    Result<QCborValue> call(const QString &verb, const QCborArray &args, std::chrono::milliseconds limit, const Cancelled &cancelled)
    {
        return call(verb, args, limit, cancelled, About());
    }
    /// Does not wait.
    void tell(const QString &verb, const QCborArray &args) TIDELINE_EXCLUDES(m_mutex);
    bool isBroken() const { return m_isBroken; }

    using Fetch = decltype(Subject::fetch);
    /// From now on ranges of it can be asked for, by the number that is returned.
    qint64 serve(Fetch fetch) TIDELINE_EXCLUDES(m_mutex);
    /// Cancels what is being fetched, and does not wait for its end. 0: nothing.
    void stopServing(qint64 subject) TIDELINE_EXCLUDES(m_mutex);

private:
    struct Waiting {
        bool isAnswered = false;
        Result<QCborValue> answer{Error{Error::Kind::Io, u"The program that looks into files ended."_s, {}, {}}};
    };
    struct Served;
    explicit SessionLink(control::Socket socket) : m_socket(std::move(socket)) {}
    void read();
    void handle(const Message &message) TIDELINE_EXCLUDES(m_mutex);
    void say(const Message &message, int file = -1) TIDELINE_EXCLUDES(m_writing);
    void endHelper() const;

    control::Socket m_socket;
    Mutex m_writing;
    Mutex m_mutex;
    std::condition_variable_any m_answered;
    std::map<qint64, Waiting> m_waiting TIDELINE_GUARDED_BY(m_mutex);
    std::map<qint64, std::shared_ptr<Served>> m_served TIDELINE_GUARDED_BY(m_mutex);
    std::vector<std::shared_ptr<Served>> m_leaving TIDELINE_GUARDED_BY(m_mutex);  ///< whose threads are ending
    qint64 m_lastId TIDELINE_GUARDED_BY(m_mutex) = 0;
    std::atomic<bool> m_isBroken = false;
    std::jthread m_reader;
};

}  // namespace tideline::preview
