#include "core/preview/session_client.h"

#include "core/preview/fields.h"
#include "core/preview/session_link.h"
#include "core/preview/soundness.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tideline::preview {

namespace {

constexpr int kStartMs = 10'000;

Error unreadable()
{
    return {Error::Kind::Io, u"The program that looks into files gave an answer that cannot be right."_s, {}, {}};
}

template <typename T>
Result<T> decoded(const Result<QCborValue> &value)
{
    if (!value)
        return value.error();
    T decodedValue{};
    if (!cbor::decode(*value, decodedValue) || !isSound(decodedValue))
        return unreadable();
    return decodedValue;
}

Result<control::Socket> openForReading(const QString &path)
{
    control::Socket file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
    if (file.fd() >= 0)
        return file;
    const auto kind = errno == ENOENT ? Error::Kind::NotFound : errno == EACCES ? Error::Kind::Denied : Error::Kind::Io;
    return Error{kind, u"The file cannot be opened: %1."_s.arg(QString::fromLocal8Bit(std::strerror(errno))), path, {}};
}

/// Starts the program in a session of its own, and waits until it says that it is ready.
Result<void> spawn(const QString &program, const QStringList &arguments)
{
    std::vector<QByteArray> texts{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        texts.push_back(QFile::encodeName(argument));
    std::vector<char *> argv;
    for (QByteArray &text : texts)
        argv.push_back(text.data());
    argv.push_back(nullptr);
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return Error{Error::Kind::Io, u"No pipe can be made."_s, {}, {}};
    const control::Socket reading(ends[0]);
    control::Socket writing(ends[1]);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, writing.fd(), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    pid_t process = 0;
    const int code = ::posix_spawn(&process, argv.front(), &actions, &attributes, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    writing = control::Socket();
    if (code != 0)
        return Error{Error::Kind::NotFound, u"The program that looks into files cannot be started: %1."_s.arg(QString::fromLocal8Bit(std::strerror(code))),
                     program, u"Install Tideline anew."_s};
    std::thread([process] { ::waitpid(process, nullptr, 0); }).detach();  // it leaves no zombie
    pollfd ready{reading.fd(), POLLIN, 0};
    char first = 0;
    if (::poll(&ready, 1, kStartMs) <= 0 || ::read(reading.fd(), &first, 1) != 1)
        return Error{Error::Kind::Io, u"The program that looks into files does not start."_s, program, {}};
    return {};
}

}  // namespace

/// A preview that lives in the helper. When that ended meanwhile it is opened once more.
class RemotePreview final : public Preview {
public:
    RemotePreview(SessionClient &client, Subject subject, SessionClient::Handle handle)
        : m_client(client), m_subject(std::move(subject)), m_handle(std::move(handle)) {}
    ~RemotePreview() override
    {
        if (!m_handle.link->isBroken())
            m_handle.link->tell(u"close"_s, {m_handle.id});
        m_handle.link->stopServing(m_handle.subject);
    }

    const Document &document() const override { return m_handle.document; }
    Result<Rows> rows(qint64 first, qint64 count, const Cancelled &cancelled) override { return ask<Rows>(u"rows"_s, {first, count}, cancelled); }
    Result<std::pair<qint64, bool>> countRows(const Cancelled &cancelled) override
    {
        return ask<std::pair<qint64, bool>>(u"count_rows"_s, {}, cancelled);
    }
    Result<ColumnStatistics> statistics(int column, const Cancelled &cancelled) override
    {
        return ask<ColumnStatistics>(u"statistics"_s, {column}, cancelled);
    }
    Result<TextDocument> text(qint64 fromByte, const Cancelled &cancelled) override { return ask<TextDocument>(u"text"_s, {fromByte}, cancelled); }
    Result<NotebookDocument> cells(qint64 first, const Cancelled &cancelled) override
    {
        return ask<NotebookDocument>(u"cells"_s, {first}, cancelled);
    }
    Result<std::vector<TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count, const Cancelled &cancelled) override
    {
        return ask<std::vector<TreeNode>>(u"children"_s, {cbor::encode(address), first, count}, cancelled);
    }
    Result<Picture> picture(int index, const Part &part, const Cancelled &cancelled) override
    {
        return ask<Picture>(u"picture"_s, {index, cbor::encode(part)}, cancelled);
    }
    Result<std::optional<Place>> find(const QString &text, qint64 from, int column, const Cancelled &cancelled) override
    {
        return ask<std::optional<Place>>(u"find"_s, {text, from, column}, cancelled);
    }
    Result<QByteArray> bytes(qint64 offset, qint64 length, const Cancelled &cancelled) override
    {
        return ask<QByteArray>(u"bytes"_s, {offset, length}, cancelled);
    }

private:
    template <typename T>
    Result<T> ask(const QString &verb, QCborArray args, const Cancelled &cancelled)
    {
        args.prepend(m_handle.id);
        auto answer = m_handle.link->call(verb, args, m_client.m_options.limit, cancelled, {.subject = m_handle.subject});
        const bool isLost = !answer && (answer.error().kind == Error::Kind::NotFound || (m_handle.link->isBroken() && answer.error().kind == Error::Kind::Io));
        if (isLost) {
            auto again = m_client.openOn(m_subject, cancelled);
            if (!again)
                return again.error();
            m_handle.link->stopServing(m_handle.subject);
            m_handle.link = again->link;
            m_handle.id = again->id;
            m_handle.subject = again->subject;
            args[0] = m_handle.id;
            answer = m_handle.link->call(verb, args, m_client.m_options.limit, cancelled, {.subject = m_handle.subject});
        }
        return decoded<T>(answer);
    }

    SessionClient &m_client;
    Subject m_subject;
    SessionClient::Handle m_handle;
};

SessionClient::SessionClient(Options options) : m_options(std::move(options)) {}

SessionClient::~SessionClient() = default;

Result<std::unique_ptr<Preview>> SessionClient::open(const Subject &subject, const Cancelled &cancelled)
{
    auto handle = openOn(subject, cancelled);
    if (!handle)
        return handle.error();
    return std::unique_ptr<Preview>(std::make_unique<RemotePreview>(*this, subject, *std::move(handle)));
}

Result<SessionClient::Handle> SessionClient::openOn(const Subject &subject, const Cancelled &cancelled)
{
    auto first = link();
    if (!first)
        return first.error();
    auto handle = tryOpen(*first, subject, cancelled);
    if (handle || !(*first)->isBroken() || handle.error().kind != Error::Kind::Io)
        return handle;
    // The helper ended, and it need not have been for this file: that shows when it is asked for alone.
    const MutexLock alone(m_alone);
    auto second = link();
    return second ? tryOpen(*second, subject, cancelled) : Result<Handle>(second.error());
}

Result<SessionClient::Handle> SessionClient::tryOpen(const std::shared_ptr<SessionLink> &link, const Subject &subject, const Cancelled &cancelled)
{
    control::Socket file;
    qint64 served = 0;
    if (!subject.path.isEmpty()) {
        auto opened = openForReading(subject.path);
        if (!opened)
            return opened.error();
        file = *std::move(opened);
    } else {
        served = link->serve(subject.fetch);
    }
    const auto answer = link->call(u"open"_s, {subject.name, subject.modifiedNs, subject.sizeBytes, served}, m_options.limit, cancelled,
                                   {.file = file.fd(), .subject = served});
    std::pair<qint64, Document> opened;
    const bool isGood = answer && cbor::decode(*answer, opened) && isSound(opened.second);
    if (isGood)
        return Handle{link, opened.first, served, std::move(opened.second)};
    link->stopServing(served);
    if (answer)
        return unreadable();
    Error error = answer.error();
    if (link->isBroken() && error.kind == Error::Kind::Io)
        error.what = u"This file could not be shown: the program that looks into it ended."_s;
    return error;
}

Result<Difference> SessionClient::compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &cancelled)
{
    std::vector<std::unique_ptr<RemotePreview>> previews;
    QCborArray handles;
    std::shared_ptr<SessionLink> link;
    for (const Subject &version : versions) {
        auto handle = openOn(version, cancelled);
        if (!handle)
            return handle.error();
        link = handle->link;
        handles.append(handle->id);
        previews.push_back(std::make_unique<RemotePreview>(*this, version, *std::move(handle)));
    }
    if (!link)
        return Error{Error::Kind::Invalid, u"There is nothing to compare."_s, {}, {}};
    return decoded<Difference>(link->call(u"compare"_s, {handles, key}, m_options.limit, cancelled));
}

Result<QByteArray> SessionClient::thumbnail(const Subject &subject, int edge, const Cancelled &cancelled)
{
    auto handle = openOn(subject, cancelled);
    if (!handle)
        return handle.error();
    const RemotePreview preview(*this, subject, *handle);
    return decoded<QByteArray>(handle->link->call(u"thumbnail"_s, {handle->id, edge}, m_options.limit, cancelled));
}

Result<QCborMap> SessionClient::status()
{
    auto socket = control::connectTo(m_options.socketPath);
    if (!socket)
        return socket.error();
    auto link = SessionLink::over(*std::move(socket));
    if (!link)
        return link.error();
    const auto answer = (*link)->call(u"status"_s, {}, m_options.limit, Cancelled(false));
    return answer ? Result<QCborMap>(answer->toMap()) : Result<QCborMap>(answer.error());
}

Result<std::shared_ptr<SessionLink>> SessionClient::link()
{
    const MutexLock lock(m_mutex);
    if (m_link && !m_link->isBroken())
        return m_link;
    auto made = start();
    if (made)
        m_link = *made;
    return made;
}

/// Connects to the helper that runs, else starts one; of several who want to, one does.
Result<std::shared_ptr<SessionLink>> SessionClient::start()
{
    const control::Socket door(::open(QFile::encodeName(m_options.socketPath + u".lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (door.fd() < 0 || ::flock(door.fd(), LOCK_EX) != 0)
        return Error{Error::Kind::Io, u"The lock of the preview helper cannot be taken."_s, m_options.socketPath, {}};
    if (auto socket = control::connectTo(m_options.socketPath)) {
        auto link = SessionLink::over(*std::move(socket));
        if (link)
            return link;  // else one that is about to end, or is of another version
    }
    if (auto spawned = spawn(m_options.program, QStringList{u"--socket"_s, m_options.socketPath} + m_options.arguments); !spawned)
        return spawned.error();
    auto socket = control::connectTo(m_options.socketPath);
    if (!socket)
        return socket.error();
    return SessionLink::over(*std::move(socket));
}

}  // namespace tideline::preview
