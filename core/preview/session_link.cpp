#include "core/preview/session_link.h"

#include <QCborArray>

#include <algorithm>
#include <deque>
#include <poll.h>
#include <signal.h>

namespace tideline::preview {

using std::chrono::steady_clock;

namespace {
Message notWanted(qint64 need)
{
    return {Message::Kind::NoRange, need, {}, toCbor(Error{Error::Kind::Cancelled, u"Nobody waits for this preview."_s, {}, {}})};
}
}  // namespace

/// A cloud file whose ranges are fetched one after the other.
struct SessionLink::Served {
    struct Range {
        qint64 id, offset, length;
    };
    explicit Served(Fetch bytes) : fetch(std::move(bytes)) {}
    Fetch fetch;
    Cancelled isUnwanted = false;        ///< what is being fetched
    std::atomic<bool> hasEnded = false;  ///< its thread has nothing more to do
    Mutex mutex;
    std::condition_variable wakes;
    std::deque<Range> asked TIDELINE_GUARDED_BY(mutex);
    bool isOver TIDELINE_GUARDED_BY(mutex) = false;
    std::jthread thread;
};

Result<std::shared_ptr<SessionLink>> SessionLink::over(control::Socket socket)
{
    constexpr int kHelloMs = 5000;
    pollfd hears{socket.fd(), POLLIN, 0};
    if (::poll(&hears, 1, kHelloMs) <= 0)
        return Error{Error::Kind::Timeout, u"The program that looks into files (process %1) does not answer."_s.arg(peerProcess(socket)), {}, {}};
    const auto frame = readFrame(socket);
    if (!frame)
        return frame.error();
    const Error silent{Error::Kind::Io, u"The program that looks into files hung up."_s, {}, {}};
    if (!*frame)
        return silent;
    const auto hello = messageFromFrame((*frame)->bytes);
    if (!hello || hello->kind != Message::Kind::Hello)
        return silent;
    if (hello->value.toArray().at(0).toInteger() != kProtocol) {
        (void)writeFrame(socket, toFrame({Message::Kind::Call, 1, u"end"_s, QCborArray()}));
        return Error{Error::Kind::Invalid, u"The program that looks into files is of another version."_s, {}, {}};
    }
    std::shared_ptr<SessionLink> link(new SessionLink(std::move(socket)));
    link->m_reader = std::jthread([of = link.get()] { of->read(); });
    return link;
}

SessionLink::~SessionLink()
{
    m_socket.shutDown();
    m_reader.join();
    std::vector<qint64> subjects;
    {
        const MutexLock lock(m_mutex);
        for (const auto &[subject, served] : m_served)
            subjects.push_back(subject);
    }
    for (const qint64 subject : subjects)
        stopServing(subject);
    std::vector<std::shared_ptr<Served>> leaving;  // joined without the lock
    const MutexLock lock(m_mutex);
    leaving.swap(m_leaving);
}

qint64 SessionLink::begin(const QString &verb, const QCborArray &args, int file)
{
    qint64 id = 0;
    {
        const MutexLock lock(m_mutex);
        id = ++m_lastId;
        m_waiting.emplace(id, Waiting());
    }
    say({Message::Kind::Call, id, verb, args}, file);
    return id;
}

/// The answer, when it comes within `wait` or never will.
std::optional<Result<QCborValue>> SessionLink::takeAnswer(qint64 id, std::chrono::milliseconds wait)
{
    const MutexLock lock(m_mutex);
    Waiting &waiting = m_waiting.at(id);
    if (!waiting.isAnswered && !m_isBroken)
        m_answered.wait_for(m_mutex, wait);
    if (!waiting.isAnswered && !m_isBroken)
        return std::nullopt;
    auto answer = std::move(waiting.answer);
    m_waiting.erase(id);
    return answer;
}

void SessionLink::forget(qint64 id)
{
    const MutexLock lock(m_mutex);
    m_waiting.erase(id);
}

Result<QCborValue> SessionLink::call(const QString &verb, const QCborArray &args, std::chrono::milliseconds silence, const Cancelled &cancelled, About about)
{
    constexpr std::chrono::milliseconds kLook{20};  // a flag wakes nobody
    const Error stopped{Error::Kind::Cancelled, u"The preview was stopped."_s, {}, {}};
    const std::shared_ptr<Served> served = servedAs(about.subject);
    if (served)
        served->isUnwanted = false;
    const qint64 id = begin(verb, args, about.file);
    const auto asked = steady_clock::now();
    bool wasCancelled = false;
    for (;;) {
        if (auto answer = takeAnswer(id, kLook))
            return wasCancelled && !*answer && m_isBroken ? stopped : *std::move(answer);
        if (cancelled && !std::exchange(wasCancelled, true)) {
            if (served)
                served->isUnwanted = true;
            say({Message::Kind::Cancel, id, {}, {}});  // it answers all the same, and soon, or ends
        }
        if (m_fetching > 0 || steady_clock::now() - std::max(asked, m_heard.load()) < silence)
            continue;
        endHelper();
        forget(id);
        if (wasCancelled)
            return stopped;
        return Error{Error::Kind::Timeout, u"The program that looks into this file has said nothing for %1 s, so it was ended."_s.arg(double(silence.count()) / 1000), {},
                     u"Open the file with its own program."_s};
    }
}

Result<QCborValue> SessionLink::askPatiently(const QString &verb, std::chrono::milliseconds limit)
{
    const qint64 id = begin(verb, {}, -1);
    for (const auto until = steady_clock::now() + limit;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - steady_clock::now());
        if (auto answer = takeAnswer(id, std::max(left, std::chrono::milliseconds(0))))
            return *std::move(answer);
        if (left.count() > 0)
            continue;  // woken for another one
        forget(id);
        return Error{Error::Kind::Timeout, u"The program that looks into files (process %1) does not answer."_s.arg(peerProcess(m_socket)), {}, {}};
    }
}

void SessionLink::tell(const QString &verb, const QCborArray &args)
{
    qint64 id = 0;
    {
        const MutexLock lock(m_mutex);
        id = ++m_lastId;
    }
    say({Message::Kind::Call, id, verb, args});
}

void SessionLink::read()
{
    for (;;) {
        const auto frame = readFrame(m_socket);
        if (!frame || !*frame)
            break;
        const auto message = messageFromFrame((*frame)->bytes);
        if (!message)
            break;
        m_heard = steady_clock::now();
        handle(*message);
    }
    const MutexLock lock(m_mutex);
    m_isBroken = true;
    m_answered.notify_all();
}

void SessionLink::handle(const Message &message)
{
    const MutexLock lock(m_mutex);
    if (message.kind == Message::Kind::Reply || message.kind == Message::Kind::Failure) {
        const auto waiting = m_waiting.find(message.id);
        if (waiting == m_waiting.end())
            return;
        waiting->second.isAnswered = true;
        waiting->second.answer = message.kind == Message::Kind::Reply ? Result<QCborValue>(message.value) : Result<QCborValue>(errorFromCbor(message.value));
        m_answered.notify_all();
    } else if (message.kind == Message::Kind::Need) {
        const QCborArray range = message.value.toArray();
        const auto served = m_served.find(range.at(0).toInteger());
        if (served == m_served.end()) {
            say(notWanted(message.id));
            return;
        }
        const MutexLock its(served->second->mutex);
        served->second->asked.push_back({message.id, range.at(1).toInteger(), std::clamp<qint64>(range.at(2).toInteger(), 0, kMaxRangeBytes)});
        served->second->wakes.notify_one();
    }
}

void SessionLink::say(const Message &message, int file)
{
    const QByteArray frame = toFrame(message);
    const MutexLock lock(m_writing);
    (void)writeFrame(m_socket, frame, file);  // whether the other side is there the reader finds out
}

void SessionLink::endHelper() const
{
    if (const int process = peerProcess(m_socket); process > 1)
        ::kill(process, SIGKILL);
    m_socket.shutDown();
}

qint64 SessionLink::serve(Fetch fetch)
{
    auto served = std::make_shared<Served>(std::move(fetch));
    served->thread = std::jthread([this, of = served.get()] {
        for (;;) {
            Served::Range range{};
            {
                MutexLock lock(of->mutex);
                while (!of->isOver && of->asked.empty())
                    lock.wait(of->wakes);
                if (of->isOver) {
                    for (const Served::Range &one : of->asked)
                        say(notWanted(one.id));
                    of->hasEnded = true;
                    return;
                }
                range = of->asked.front();
                of->asked.pop_front();
            }
            ++m_fetching;
            const auto bytes = of->fetch(range.offset, range.length, of->isUnwanted);
            m_heard = steady_clock::now();
            --m_fetching;
            say(bytes ? Message{Message::Kind::Range, range.id, {}, *bytes} : Message{Message::Kind::NoRange, range.id, {}, toCbor(bytes.error())});
        }
    });
    const MutexLock lock(m_mutex);
    const qint64 subject = ++m_lastId;
    m_served.emplace(subject, std::move(served));
    return subject;
}

std::shared_ptr<SessionLink::Served> SessionLink::servedAs(qint64 subject)
{
    const MutexLock lock(m_mutex);
    const auto found = m_served.find(subject);
    return found == m_served.end() ? nullptr : found->second;
}

void SessionLink::stopServing(qint64 subject)
{
    std::vector<std::shared_ptr<Served>> ended;  // joined without the lock
    const MutexLock lock(m_mutex);
    if (const auto found = m_served.find(subject); found != m_served.end()) {
        const std::shared_ptr<Served> served = std::move(found->second);
        m_served.erase(found);
        const MutexLock its(served->mutex);
        served->isOver = true;
        served->isUnwanted = true;
        served->wakes.notify_all();
        m_leaving.push_back(served);
    }
    const auto rest = std::partition(m_leaving.begin(), m_leaving.end(), [](const auto &one) { return !one->hasEnded; });
    ended.assign(rest, m_leaving.end());
    m_leaving.erase(rest, m_leaving.end());
}

}  // namespace tideline::preview
