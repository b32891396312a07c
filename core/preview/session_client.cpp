#include "core/preview/session_client.h"

#include "core/preview/fields.h"
#include "core/preview/helper_process.h"
#include "core/preview/session_link.h"
#include "core/preview/soundness.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>

namespace tideline::preview {

namespace {

constexpr std::chrono::seconds kStatus{5};

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

/// Whether a call failed because the helper went away under it.
bool isLost(const SessionLink &link, const Error &error)
{
    return link.isBroken() && error.kind == Error::Kind::Io;
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
        args.prepend(0);  // the handle's place
        return m_client.asked<T>([&](const SessionClient::Link &link) -> Result<T> {
            if (link == m_handle.link) {
                args[0] = m_handle.id;
                const auto answer = link->call(verb, args, m_client.m_options.silence, cancelled, {.subject = m_handle.subject});
                if (answer || answer.error().kind != Error::Kind::NotFound)
                    return decoded<T>(answer);
            }  // else, or where it was let go of: anew
            auto again = m_client.openOn(link, m_subject, cancelled);
            if (!again)
                return again.error();
            m_handle.link->stopServing(m_handle.subject);
            m_handle.link = again->link;
            m_handle.id = again->id;
            m_handle.subject = again->subject;
            args[0] = m_handle.id;
            return decoded<T>(link->call(verb, args, m_client.m_options.silence, cancelled, {.subject = m_handle.subject}));
        });
    }

    SessionClient &m_client;
    Subject m_subject;
    SessionClient::Handle m_handle;
};

SessionClient::SessionClient(Options options) : m_options(std::move(options)) {}

SessionClient::~SessionClient() = default;

/// Does `work` on the connection; once more, alone, when the helper ends under it: others may have ended it the first time.
template <typename T>
Result<T> SessionClient::asked(const std::function<Result<T>(const Link &)> &work)
{
    {
        const std::shared_lock turn(m_turn);
        const auto first = link();
        if (!first)
            return first.error();
        auto result = work(*first);
        if (result || !isLost(**first, result.error()))
            return result;
    }
    const std::unique_lock alone(m_turn);
    const auto second = link();
    if (!second)
        return second.error();
    auto result = work(*second);
    if (result || !isLost(**second, result.error()))
        return result;
    return Error{Error::Kind::Io, u"This file could not be shown: the program that looks into it ended."_s, {}, u"Open it with its own program."_s};
}

Result<std::unique_ptr<Preview>> SessionClient::open(const Subject &subject, const Cancelled &cancelled)
{
    auto handle = asked<Handle>([&](const Link &link) { return openOn(link, subject, cancelled); });
    if (!handle)
        return handle.error();
    return std::unique_ptr<Preview>(std::make_unique<RemotePreview>(*this, subject, *std::move(handle)));
}

Result<SessionClient::Handle> SessionClient::openOn(const Link &link, const Subject &subject, const Cancelled &cancelled)
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
    const auto answer = link->call(u"open"_s, {subject.name, subject.modifiedNs, subject.sizeBytes, served}, m_options.silence, cancelled,
                                   {.file = file.fd(), .subject = served});
    std::pair<qint64, Document> opened;
    if (answer && cbor::decode(*answer, opened) && isSound(opened.second))
        return Handle{link, opened.first, served, std::move(opened.second)};
    link->stopServing(served);
    return answer ? unreadable() : answer.error();
}

Result<Difference> SessionClient::compare(const std::vector<Subject> &versions, const QString &key, const Cancelled &cancelled)
{
    if (versions.empty())
        return Error{Error::Kind::Invalid, u"There is nothing to compare."_s, {}, {}};
    return asked<Difference>([&](const Link &link) -> Result<Difference> {
        std::vector<std::unique_ptr<RemotePreview>> previews;
        QCborArray handles;
        for (const Subject &version : versions) {
            auto handle = openOn(link, version, cancelled);
            if (!handle)
                return handle.error();
            handles.append(handle->id);
            previews.push_back(std::make_unique<RemotePreview>(*this, version, *std::move(handle)));
        }
        return decoded<Difference>(link->call(u"compare"_s, {handles, key}, m_options.silence, cancelled, {}));
    });
}

Result<QByteArray> SessionClient::thumbnail(const Subject &subject, int edge, const Cancelled &cancelled)
{
    return asked<QByteArray>([&](const Link &link) -> Result<QByteArray> {
        auto handle = openOn(link, subject, cancelled);
        if (!handle)
            return handle.error();
        const qint64 id = handle->id;
        const RemotePreview preview(*this, subject, *std::move(handle));
        return decoded<QByteArray>(link->call(u"thumbnail"_s, {id, edge}, m_options.silence, cancelled, {}));
    });
}

/// A connection to the helper, if there is one.
Result<SessionClient::Link> SessionClient::running()
{
    auto socket = control::connectTo(m_options.socketPath);
    return socket ? SessionLink::over(*std::move(socket)) : Result<Link>(socket.error());
}

Result<QCborMap> SessionClient::status()
{
    const auto link = running();
    if (!link)
        return link.error();
    const auto answer = (*link)->askPatiently(u"status"_s, kStatus);
    return answer ? Result<QCborMap>(answer->toMap()) : Result<QCborMap>(answer.error());
}

Result<void> SessionClient::end()
{
    const auto link = running();
    if (!link)
        return {};
    const auto answer = (*link)->askPatiently(u"end"_s, kStatus);
    if (!answer && answer.error().kind == Error::Kind::Timeout)
        return answer.error();
    return {};
}

Result<SessionClient::Link> SessionClient::link()
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
Result<SessionClient::Link> SessionClient::start()
{
    const control::Socket door(::open(QFile::encodeName(m_options.socketPath + u".lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (door.fd() < 0 || ::flock(door.fd(), LOCK_EX) != 0)
        return Error{Error::Kind::Io, u"The lock of the preview helper cannot be taken: %1."_s.arg(QString::fromLocal8Bit(std::strerror(errno))),
                     m_options.socketPath, u"Check the rights of that folder."_s};
    if (auto link = running())
        return link;  // else one that is about to end, or is of another version
    if (auto started = startHelper(m_options.program, QStringList{u"--socket"_s, m_options.socketPath} + m_options.arguments); !started)
        return started.error();
    return running();
}

}  // namespace tideline::preview
