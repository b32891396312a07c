#include "core/sync/service/verbs/verbs.h"

#include "core/sync/discovery/puller.h"
#include "core/sync/executor/chunk_mender.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/entry_view.h"
#include "core/sync/service/tree_check.h"
#include "core/sync/service/verbs/cloud_call.h"

#include <QFile>
#include <QUrl>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace tideline::sync {

namespace {

constexpr qsizetype kPieceBytes = 192 << 10;

/// Where the bytes of `cat` go: into a new file, or out as progress.
class Sink {
public:
    Sink(const VerbCall &call, QString path) : m_call(call), m_path(std::move(path)) {}
    ~Sink()
    {
        if (m_fd < 0)
            return;
        ::close(m_fd);
        if (!m_whole)
            ::unlink(QFile::encodeName(m_path).constData());
    }
    Result<void> open()
    {
        if (m_path.isEmpty())
            return {};
        m_fd = ::open(QFile::encodeName(m_path).constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        return m_fd < 0 ? systemError() : Result<void>();
    }
    Result<void> write(QByteArrayView bytes)
    {
        if (m_call.isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"cat"_s, {}};
        if (m_fd < 0)
            return pieces(bytes);
        m_size += bytes.size();
        while (!bytes.isEmpty()) {
            const ssize_t written = ::write(m_fd, bytes.data(), std::size_t(bytes.size()));
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return systemError();
            bytes = bytes.sliced(qsizetype(written));
        }
        return {};
    }
    Result<void> finish()
    {
        if (m_fd < 0)
            flush();
        m_whole = true;
        return {};
    }
    qint64 size() const { return m_size; }

private:
    Result<void> pieces(QByteArrayView bytes)
    {
        m_piece.append(bytes);
        while (m_piece.size() >= kPieceBytes) {
            const QByteArray rest = m_piece.sliced(kPieceBytes);
            m_piece.truncate(kPieceBytes);
            flush();
            m_piece = rest;
        }
        return {};
    }
    void flush()
    {
        if (m_piece.isEmpty())
            return;
        if (m_call.onProgress)
            m_call.onProgress({{u"offset"_s, m_size}, {u"data"_s, QString::fromLatin1(m_piece.toBase64())}});
        m_size += m_piece.size();
        m_piece.clear();
    }
    Result<void> systemError() const
    {
        const int code = errno;
        const auto kind = code == EACCES || code == EPERM || code == EROFS ? Error::Kind::Denied
                          : code == ENOSPC || code == EDQUOT               ? Error::Kind::DiskFull
                          : code == EEXIST                                 ? Error::Kind::Conflict
                          : code == ENOENT                                 ? Error::Kind::NotFound
                                                                           : Error::Kind::Io;
        return Error{kind, u"The file cannot be written: %1."_s.arg(QString::fromLocal8Bit(std::strerror(code))), m_path, {}};
    }
    const VerbCall &m_call;
    QString m_path;
    int m_fd = -1;
    bool m_whole = false;
    qint64 m_size = 0;
    QByteArray m_piece;
};

Result<void> readHere(const QString &root, const RelativePath &path, Sink &sink)
{
    auto disk = files::openPosixFileSystem(root);
    if (!disk)
        return disk.error();
    auto file = (*disk)->openRead(path);
    if (!file && file.error().kind == Error::Kind::NotFound)
        return Error{Error::Kind::NotFound, u"There is no such file in the project."_s, path.toString(), {}};
    if (!file)
        return file.error();
    std::vector<char> buffer(kPieceBytes);
    for (qint64 offset = 0;;) {
        auto got = (*file)->read(offset, buffer);
        if (!got)
            return at(got.error(), path.toString());
        if (*got == 0)
            return {};
        if (auto written = sink.write(QByteArrayView(buffer.data(), qsizetype(*got))); !written)
            return written;
        offset += *got;
    }
}

Result<void> readCloud(ServiceCore &core, const VerbCall &call, const ProjectId &cloudId, const EntryRef &entry, Revision revision, Sink &sink)
{
    cloud::CloudRequest request;
    request.path = "/api/v1/projects/" + cloudId.toString().toLatin1() + "/files/" + entry.path.bytes().toPercentEncoding("/");
    if (revision > 0)
        request.path += "?revision=" + QByteArray::number(revision);
    auto reply = core.ask(request, call, [&](QByteArrayView piece) { return sink.write(piece); });
    if (!reply)
        return reply.error();
    if (reply->status != 200)
        return at(cloud::cloudError(*reply, u"read a file"_s), entry.path.toString());
    return {};
}

/// What is known of the file here: nothing to read from when its bytes are in the cloud alone.
Result<std::optional<EntryView>> viewHere(ServiceCore &core, const EntryRef &entry)
{
    if (!entry.project.local)
        return std::optional<EntryView>();
    return core.store->read([&](store::Database &database) {
        return viewAt(store::TreeStore(database, entry.project.local->project.number), entry.path);
    });
}

QJsonObject logRow(const QJsonObject &item)
{
    const QJsonObject counts = item.value(u"counts"_s).toObject();
    QJsonObject row{{u"revision"_s, item.value(u"revision"_s)},
                    {u"at_ms"_s, msOf(item.value(u"at"_s))},
                    {u"by"_s, item.value(u"author"_s)},
                    {u"device"_s, item.value(u"device"_s)},
                    {u"message"_s, item.value(u"message"_s)},
                    {u"changes"_s, counts.value(u"put"_s).toInteger() + counts.value(u"move"_s).toInteger()
                                       + counts.value(u"delete"_s).toInteger()}};
    if (item.contains(u"paths"_s))
        row[u"paths"_s] = item.value(u"paths"_s);
    if (const QJsonObject change = item.value(u"change"_s).toObject(); !change.isEmpty()) {
        row[u"op"_s] = change.value(u"op"_s);
        row[u"path"_s] = change.value(u"path"_s);
        row[u"size"_s] = change.value(u"size"_s).toInteger();
    }
    return row;
}

}  // namespace

Result<QJsonObject> cat(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto revision = call.args.integer(u"revision"_s, 0, 0, std::numeric_limits<qint64>::max() / 2);
    auto to = call.args.has(u"to"_s) ? call.args.absolutePath(u"to"_s) : Result<QString>(QString());
    if (!project || !path || !to)
        return !project ? project.error() : !path ? path.error() : to.error();
    if (!revision)
        return revision.error();
    auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    if (entry->path.isRoot())
        return Error{Error::Kind::Invalid, u"This is a project, not a file."_s, entry->project.name(),
                     u"Name a file of it: PROJECT/PATH. They are listed by: tide ls PROJECT"_s};
    auto view = viewHere(core, *entry);
    if (!view)
        return view.error();
    Sink sink(call, *to);
    if (auto opened = sink.open(); !opened)
        return opened.error();
    const ProjectRef &ref = entry->project;
    const bool cloudOnly = *view && (!(*view)->local || (*view)->local->seen.presence != store::Presence::Here);
    Revision shown = *revision > 0 ? *revision : *view ? (*view)->revision : 0;
    auto read = [&]() -> Result<void> {
        if (ref.local && *revision == 0 && !cloudOnly)
            return readHere(ref.local->project.rootPath, entry->path, sink);
        const std::optional<ProjectId> cloudId = ref.local ? ref.local->project.cloudId : ref.cloud->id;
        if (!cloudId)
            return Error{Error::Kind::NotFound, u"This project has no history in the cloud."_s, ref.name(), {}};
        return readCloud(core, call, *cloudId, *entry, *revision, sink);
    }();
    if (!read)
        return read.error();
    if (auto finished = sink.finish(); !finished)
        return finished.error();
    return QJsonObject{{u"path"_s, entry->path.toString()}, {u"size"_s, sink.size()}, {u"revision"_s, shown}};
}

Result<QJsonObject> log(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s, {});
    auto after = call.args.text(u"after"_s, {});
    auto limit = call.args.integer(u"limit"_s, 50, 1, 500);
    if (!project || !path || !after)
        return !project ? project.error() : !path ? path.error() : after.error();
    if (!limit)
        return limit.error();
    if (project->isEmpty() && path->isEmpty())
        return Error{Error::Kind::Invalid, u"Give a project or a path."_s, u"log"_s, {}};
    auto entry = findEntry(core, *project, *path, AskCloud::IfUnknown, call.cancelled);
    if (!entry)
        return entry.error();
    const ProjectRef &ref = entry->project;
    const std::optional<ProjectId> cloudId = ref.local ? ref.local->project.cloudId : ref.cloud->id;
    if (!cloudId)
        return Error{Error::Kind::NotFound, u"This project has no history in the cloud."_s, ref.name(), {}};
    QByteArray url = "/api/v1/projects/" + cloudId->toString().toLatin1() + "/commits?limit=" + QByteArray::number(*limit);
    if (!entry->path.isRoot())
        url += "&path=" + entry->path.bytes().toPercentEncoding();
    if (!after->isEmpty())
        url += "&after=" + QUrl::toPercentEncoding(*after);
    const auto reply = askList(core, call, CloudList::History, *cloudId, url);
    if (!reply)
        return reply.error();
    QJsonArray rows;
    for (const QJsonValue &item : reply->object.value(u"items"_s).toArray())
        rows.append(logRow(item.toObject()));
    return markedReply({{u"project"_s, ref.name()}, {u"path"_s, entry->path.toString()}, {u"rows"_s, rows},
                        {u"after"_s, reply->object.value(u"after"_s).toString()}}, reply->stale);
}

namespace {

/// Sends again what the server found damaged of files that are whole here: how many chunks. 0 for those who may not write there.
Result<qint64> mendServer(ServiceCore &core, const VerbCall &call, const LocalProject &project,
                          const std::vector<WholeFile> &whole)
{
    constexpr std::size_t kBatchFiles = 1000;
    constexpr std::size_t kBatchChunks = 100'000;
    auto disk = files::openPosixFileSystem(project.rootPath);
    if (!disk)
        return disk.error();
    auto channel = core.account.channel();
    if (!channel)
        return channel.error();
    const auto aborting = (*channel)->withAbort(call.cancelled);
    const auto workers = makePool();
    ChunkMender mender({**disk, *aborting, *workers, projectPath(project), call.cancelled});
    qint64 count = 0;
    for (std::size_t at = 0; at < whole.size();) {
        std::vector<ChunkMender::File> batch;
        auto read = core.store->read([&](store::Database &database) -> Result<void> {
            const store::TreeStore trees(database, project.number);
            for (std::size_t chunks = 0; at < whole.size() && batch.size() < kBatchFiles && chunks < kBatchChunks; ++at) {
                auto manifest = trees.manifest(whole[at].hash, whole[at].sizeBytes);
                if (!manifest)
                    return manifest.error();
                if (!*manifest)
                    continue;  // the next sync that moves it makes it anew
                chunks += (*manifest)->chunks.size();
                batch.push_back({whole[at].path, **std::move(manifest)});
            }
            return {};
        });
        if (!read)
            return read.error();
        const auto mended = mender.mend(batch);
        if (!mended && mended.error().kind == Error::Kind::Denied)
            return 0;
        if (!mended)
            return mended.error();
        count += *mended;
    }
    return count;
}

}  // namespace

Result<QJsonObject> verify(ServiceCore &core, const VerbCall &call)
{
    auto dir = call.args.text(u"dir"_s);
    if (!dir)
        return dir.error();
    auto found = findHere(core, *dir);
    if (!found)
        return found.error();
    const EngineThread::Hold held(*core.engine, found->project.id);  // so that nothing moves under the comparison
    auto report = TreeCheck(core, call, *found).run();
    if (!report)
        return report.error();
    QJsonArray rows;
    for (const auto &[path, what] : report->differences)
        rows.append(QJsonObject{{u"path"_s, QString::fromUtf8(path)}, {u"what"_s, what}});
    const auto mended = mendServer(core, call, found->project, report->whole);
    if (!mended)
        return mended.error();
    return QJsonObject{{u"project"_s, found->project.name}, {u"files"_s, report->files}, {u"bytes"_s, report->bytes},
                       {u"equal"_s, report->differences.empty()}, {u"rows"_s, rows}, {u"mended"_s, *mended}};
}

}  // namespace tideline::sync
