#include "app/session/session_server.h"

#include "app/session/descriptor_source.h"
#include "app/session/differences.h"
#include "app/session/thumbnail.h"
#include "core/preview/fields.h"
#include "core/preview/frame_socket.h"

#include <QCborArray>

#include <algorithm>
#include <fcntl.h>
#include <new>
#include <poll.h>
#include <unistd.h>

namespace tideline::session {

namespace cbor = preview::cbor;
using preview::Message;
using std::chrono::steady_clock;

struct SessionServer::Opened {
    Mutex inUse;  ///< one call at a time
    std::unique_ptr<FilePreview> preview;
    const Format *format = nullptr;
    std::shared_ptr<Source> source;
    FileFacts facts;
    std::shared_ptr<Peer> peer;
    steady_clock::time_point lastUse = steady_clock::now();
    qint64 bytes = 0;
};

struct SessionServer::Job {
    std::shared_ptr<Peer> peer;
    qint64 id = 0;
    QString verb;
    QCborArray args;
    control::Socket file;
    preview::Cancelled cancelled = false;
    std::atomic<bool> isAnswered = false;
};

namespace {

Error invalid(const QString &what)
{
    return {Error::Kind::Invalid, what, u"preview call"_s, {}};
}

Error tooLarge(qint64 bytes)
{
    return {Error::Kind::Refused, u"This file needs more than %1 MB of memory to be shown."_s.arg(bytes >> 20), {}, u"Open it with its own program."_s};
}

template <typename T>
Result<QCborValue> encoded(const Result<T> &result)
{
    return result ? Result<QCborValue>(cbor::encode(*result)) : Result<QCborValue>(result.error());
}

}  // namespace

SessionServer::SessionServer(control::Socket listener, Options options)
    : m_listener(std::move(listener)), m_options(std::move(options)), m_statm(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC))
{
    for (int i = 0; i < m_options.threads; ++i)
        m_threads.emplace_back([this] { work(); });
}

SessionServer::~SessionServer()
{
    {
        const MutexLock lock(m_mutex);
        m_ends = true;
        for (const auto &job : m_running)
            job->cancelled = true;
        for (const auto &peer : m_peers) {
            peer->leave();
            peer->socket().shutDown();
        }
        m_wakes.notify_all();
    }
    m_threads.clear();
}

SessionServer::End SessionServer::run()
{
    constexpr int kBusyMs = 100, kIdleMs = 1000;
    for (;;) {
        bool isBusy = false;
        {
            const MutexLock lock(m_mutex);
            isBusy = !m_running.empty() || !m_queue.empty();
            if (m_isAsked)
                return End::Asked;
            if (!isBusy && steady_clock::now() - m_lastUse > m_options.idle)
                return End::Idle;
        }
        pollfd waiting{m_listener.fd(), POLLIN, 0};
        const auto idleMs = std::clamp<qint64>(m_options.idle.count(), 10, kIdleMs);
        if (::poll(&waiting, 1, isBusy ? kBusyMs : int(idleMs)) > 0)
            accept();
        if (residentBytes() > m_options.memoryBytes) {
            tellAll(tooLarge(m_options.memoryBytes));
            return End::Memory;
        }
    }
}

void SessionServer::accept()
{
    auto socket = control::acceptOn(m_listener);
    if (!socket || !control::isOwnUser(*socket))
        return;
    auto peer = std::make_shared<Peer>(*std::move(socket));
    const MutexLock lock(m_mutex);
    m_peers.insert(peer);
    m_threads.emplace_back([this, peer] { readFrom(peer); });
}

void SessionServer::readFrom(std::shared_ptr<Peer> peer)
{
    peer->say({Message::Kind::Hello, 0, {}, QCborArray{preview::kProtocol, QLatin1StringView(TIDELINE_VERSION)}});
    for (;;) {
        auto frame = preview::readFrame(peer->socket());
        if (!frame || !*frame)
            break;
        const auto message = preview::messageFromFrame((*frame)->bytes);
        if (!message)
            break;  // who sends rubbish loses the connection, and nothing else
        take(peer, *message, std::move((*frame)->file));
    }
    peer->leave();
    letGo(peer);
}

void SessionServer::take(const std::shared_ptr<Peer> &peer, const Message &message, control::Socket file)
{
    switch (message.kind) {
    case Message::Kind::Call: {
        auto job = std::make_shared<Job>();
        job->peer = peer;
        job->id = message.id;
        job->verb = message.verb;
        job->args = message.value.toArray();
        job->file = std::move(file);
        const MutexLock lock(m_mutex);
        m_queue.push_back(std::move(job));
        m_wakes.notify_one();
        return;
    }
    case Message::Kind::Cancel: {
        const MutexLock lock(m_mutex);
        const auto isIt = [&](const std::shared_ptr<Job> &job) { return job->peer == peer && job->id == message.id; };
        for (const auto &job : m_running)
            job->cancelled = job->cancelled || isIt(job);
        for (const auto &job : m_queue)
            job->cancelled = job->cancelled || isIt(job);
        return;
    }
    case Message::Kind::Range:
    case Message::Kind::NoRange: peer->answer(message); return;
    case Message::Kind::Hello:
    case Message::Kind::Reply:
    case Message::Kind::Failure:
    case Message::Kind::Need: return;  // the helper's own words
    }
}

/// What a peer had opened goes with it.
void SessionServer::letGo(const std::shared_ptr<Peer> &peer)
{
    const MutexLock lock(m_mutex);
    m_peers.erase(peer);
    for (const auto &job : m_running)
        job->cancelled = job->cancelled || job->peer == peer;
    std::erase_if(m_queue, [&](const auto &job) { return job->peer == peer; });
    std::erase_if(m_opened, [&](const auto &entry) { return entry.second->peer == peer; });
}

void SessionServer::work()
{
    for (;;) {
        std::shared_ptr<Job> job;
        {
            MutexLock lock(m_mutex);
            while (!m_ends && m_queue.empty())
                lock.wait(m_wakes);
            if (m_ends)
                return;
            job = std::move(m_queue.front());
            m_queue.pop_front();
            m_running.insert(job);
            ++m_calls;
        }
        Message answer{Message::Kind::Reply, job->id, {}, {}};
        Result<QCborValue> value = job->cancelled ? Result<QCborValue>(Error{Error::Kind::Cancelled, u"Nobody waits for it."_s, {}, {}}) : done(*job);
        if (value) {
            answer.value = *value;
        } else {
            answer.kind = Message::Kind::Failure;
            answer.value = preview::toCbor(value.error());
        }
        if (!job->isAnswered.exchange(true))
            job->peer->say(answer);
        const MutexLock lock(m_mutex);
        m_running.erase(job);
        m_lastUse = steady_clock::now();
        makeRoom();
    }
}

Result<QCborValue> SessionServer::done(Job &job)
{
    try {
        if (job.verb == u"open")
            return open(job);
        if (job.verb == u"compare")
            return compare(job);
        if (job.verb == u"status")
            return status();
        const qint64 handle = job.args.at(0).toInteger(-1);
        std::shared_ptr<Opened> opened;
        {
            const MutexLock lock(m_mutex);
            if (job.verb == u"end") {
                m_isAsked = true;
                return QCborValue(true);
            }
            const auto found = m_opened.find(handle);
            if (found == m_opened.end() || found->second->peer != job.peer)
                return Error{Error::Kind::NotFound, u"This preview was let go of."_s, {}, u"Open it again."_s};
            opened = found->second;
            if (job.verb == u"close") {
                m_opened.erase(found);
                return QCborValue(true);
            }
        }
        const MutexLock lock(opened->inUse);
        auto value = look(*opened, job);
        opened->bytes = opened->preview->memoryBytes();
        opened->lastUse = steady_clock::now();
        return value;
    } catch (const std::bad_alloc &) {
        return tooLarge(m_options.memoryBytes);
    }
}

/// [name, modified ns, size, subject]: with an open file, or of one in the cloud.
Result<QCborValue> SessionServer::open(Job &job)
{
    auto opened = std::make_shared<Opened>();
    opened->peer = job.peer;
    opened->facts = {job.args.at(0).toString(), job.args.at(1).toInteger()};
    if (job.file.fd() >= 0) {
        auto source = DescriptorSource::of(std::move(job.file));
        if (!source)
            return source.error();
        opened->source = *std::move(source);
    } else {
        opened->source = std::make_shared<RemoteSource>(job.peer, job.args.at(3).toInteger(), std::max<qint64>(0, job.args.at(2).toInteger()));
    }
    auto file = openFile(opened->source, opened->facts, m_options.limits, job.cancelled);
    if (!file)
        return file.error();
    opened->preview = std::move(file->preview);
    opened->format = file->format;
    opened->bytes = opened->preview->memoryBytes();
    const QCborValue document = cbor::encode(opened->preview->document());
    const MutexLock lock(m_mutex);
    const qint64 handle = ++m_lastHandle;
    m_opened.emplace(handle, std::move(opened));
    return QCborValue(QCborArray{handle, document});
}

Result<QCborValue> SessionServer::look(Opened &opened, const Job &job)
{
    FilePreview &preview = *opened.preview;
    const auto number = [&job](qsizetype index) { return job.args.at(index).toInteger(); };
    if (job.verb == u"rows")
        return encoded(preview.rows(number(1), std::min(number(2), preview::kMaxRows), job.cancelled));
    if (job.verb == u"count_rows")
        return encoded(preview.countRows(job.cancelled));
    if (job.verb == u"statistics")
        return encoded(preview.statistics(int(number(1)), job.cancelled));
    if (job.verb == u"text")
        return encoded(preview.text(number(1), job.cancelled));
    if (job.verb == u"cells")
        return encoded(preview.cells(number(1), job.cancelled));
    if (job.verb == u"bytes")
        return encoded(preview.bytes(number(1), std::min(number(2), preview::kMaxBytes), job.cancelled));
    if (job.verb == u"find")
        return encoded(preview.find(job.args.at(1).toString(), number(2), int(number(3)), job.cancelled));
    if (job.verb == u"thumbnail")
        return encoded(makeThumbnail(preview, int(number(1)), job.cancelled));
    if (job.verb == u"children") {
        std::vector<qint64> address;
        if (!cbor::decode(job.args.at(1), address))
            return invalid(u"A node's address is no list of numbers."_s);
        return encoded(preview.children(address, number(2), std::min(number(3), preview::kMaxChildren), job.cancelled));
    }
    if (job.verb == u"picture") {
        preview::Part part;
        if (!cbor::decode(job.args.at(2), part))
            return invalid(u"A picture's part cannot be read."_s);
        part.pixels = std::clamp(part.pixels, 1, m_options.limits.pictureEdge);
        return encoded(preview.picture(int(number(1)), part, job.cancelled));
    }
    return invalid(u"There is no verb '%1'."_s.arg(job.verb.left(40)));
}

/// [[handles], key]
Result<QCborValue> SessionServer::compare(Job &job)
{
    std::vector<qint64> handles;
    if (!cbor::decode(job.args.at(0), handles))
        return invalid(u"The versions to compare are no list of numbers."_s);
    std::vector<Version> versions;
    {
        const MutexLock lock(m_mutex);
        for (const qint64 handle : handles) {
            const auto found = m_opened.find(handle);
            if (found == m_opened.end() || found->second->peer != job.peer)
                return Error{Error::Kind::NotFound, u"This preview was let go of."_s, {}, u"Open it again."_s};
            versions.push_back({found->second->source, found->second->facts, found->second->format->name});
        }
    }
    return encoded(differenceOf(versions, {job.args.at(1).toString()}, m_options.limits, job.cancelled));
}

QCborValue SessionServer::status()
{
    const MutexLock lock(m_mutex);
    QCborArray previews;
    qint64 kept = 0;
    for (const auto &[handle, opened] : m_opened) {
        previews.append(QCborMap{{u"name"_s, opened->facts.name},
                                 {u"format"_s, QLatin1StringView(opened->format->name)},
                                 {u"bytes"_s, opened->bytes},
                                 {u"idle_ms"_s, qint64((steady_clock::now() - opened->lastUse) / std::chrono::milliseconds(1))}});
        kept += opened->bytes;
    }
    return QCborMap{{u"pid"_s, qint64(::getpid())},
                    {u"version"_s, QLatin1StringView(TIDELINE_VERSION)},
                    {u"up_ms"_s, qint64((steady_clock::now() - m_started) / std::chrono::milliseconds(1))},
                    {u"calls"_s, m_calls},
                    {u"previews"_s, previews},
                    {u"kept_bytes"_s, kept},
                    {u"resident_bytes"_s, residentBytes()},
                    {u"memory_limit_bytes"_s, m_options.memoryBytes},
                    {u"idle_limit_ms"_s, qint64(m_options.idle.count())},
                    {u"sandbox"_s, QCborArray::fromStringList(m_options.sandbox.layers)},
                    {u"sandbox_missing"_s, QCborArray::fromStringList(m_options.sandbox.missing)}};
}

/// The longest unused go first; what is in use stays.
void SessionServer::makeRoom()
{
    qint64 kept = 0;
    for (const auto &[handle, opened] : m_opened)
        kept += opened->bytes;
    while (kept > m_options.keptBytes && m_opened.size() > 1) {
        const auto oldest = std::ranges::min_element(m_opened, {}, [](const auto &entry) { return entry.second->lastUse; });
        kept -= oldest->second->bytes;
        m_opened.erase(oldest);
    }
}

qint64 SessionServer::residentBytes() const
{
    char text[64]{};
    if (::pread(m_statm.fd(), text, sizeof text - 1, 0) <= 0)
        return 0;
    return QByteArray(text).split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

void SessionServer::tellAll(const Error &error)
{
    const MutexLock lock(m_mutex);
    for (const auto &job : m_running) {
        if (!job->isAnswered.exchange(true))
            job->peer->say({Message::Kind::Failure, job->id, {}, preview::toCbor(error)});
    }
}

}  // namespace tideline::session
