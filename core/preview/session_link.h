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
    /// Reads the other side's Hello first. Errors: Io (it hung up), Timeout (it says none), Invalid (another version: it was asked to end).
    static Result<std::shared_ptr<SessionLink>> over(control::Socket socket);
    ~SessionLink();

    /// What a call is about: a descriptor that goes with it, or -1; the cloud file (as serve() named it) that it may ask ranges of, or 0.
    struct About {
        int file = -1;
        qint64 subject = 0;
    };
    /// Waits for the answer. A helper that says nothing for `silence`, while nothing is fetched for it, is ended, and with it the link.
    /// Cancelled, what is being fetched for it is, too. Errors: those of the call; Timeout; Cancelled; Io (the helper ended meanwhile:
    /// isBroken()).
    Result<QCborValue> call(const QString &verb, const QCborArray &args, std::chrono::milliseconds silence, const Cancelled &cancelled,
                            About about) TIDELINE_EXCLUDES(m_mutex);
    /// Waits for the answer as long as `limit`, and leaves the helper as it is. Errors: those of the call; Timeout; Io.
    Result<QCborValue> askPatiently(const QString &verb, std::chrono::milliseconds limit) TIDELINE_EXCLUDES(m_mutex);
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
    using Time = std::chrono::steady_clock::time_point;
    qint64 begin(const QString &verb, const QCborArray &args, int file) TIDELINE_EXCLUDES(m_mutex);
    std::optional<Result<QCborValue>> takeAnswer(qint64 id, std::chrono::milliseconds wait) TIDELINE_EXCLUDES(m_mutex);
    void forget(qint64 id) TIDELINE_EXCLUDES(m_mutex);
    std::shared_ptr<Served> servedAs(qint64 subject) TIDELINE_EXCLUDES(m_mutex);
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
    std::atomic<Time> m_heard = std::chrono::steady_clock::now();  ///< when the helper last said, or was told, something of a file
    std::atomic<int> m_fetching = 0;                               ///< ranges that are on their way
    std::atomic<bool> m_isBroken = false;
    std::jthread m_reader;
};

}  // namespace tideline::preview
