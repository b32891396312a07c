#include "core/sync/service/restorer.h"

#include "core/files/chunker.h"
#include "core/store/project_store.h"
#include "core/sync/discovery/puller.h"

namespace tideline::sync {

using store::Tree;

namespace {
constexpr std::size_t kBatchFiles = 1000;
constexpr qint64 kBatchBytes = 256 << 20;
}  // namespace

Result<Restorer> Restorer::open(ServiceCore &core, const VerbCall &call, const LocalProject &project)
{
    auto trash = TrashKeeper::open(core, project);
    if (!trash)
        return trash.error();
    auto channel = core.account.channel();
    if (!channel)
        return channel.error();
    auto database = store::openProjectStore(core.store->location(), core.clock);
    if (!database)
        return database.error();
    return Restorer(core, call, project, *std::move(trash), *std::move(database), (*channel)->withAbort(call.cancelled));
}

Result<std::vector<RestoredEntry>> Restorer::restore(CloudTree &then, const CloudEntry &entry, const RelativePath &target, bool isNewPlace)
{
    if (isNewPlace) {
        auto there = m_trash.disk().stat(target);
        if (!there && there.error().kind != Error::Kind::NotFound)
            return there.error();
        if (there && *there)
            return Error{Error::Kind::Conflict, u"There is something of this name already."_s, target.toString(), u"Give a name that is free."_s};
    }
    std::vector<RestoredEntry> rows;
    std::vector<Task> tasks;
    const auto add = [&](const CloudEntry &one, const RelativePath &place) -> Result<void> {
        if (m_call.isCancelled())
            return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"restore"_s, {}};
        if (one.node.content.kind != NodeKind::Folder) {
            tasks.push_back({one, place, {}, {}});
            return {};
        }
        const auto before = m_trash.disk().stat(place);
        const bool wasThere = before && *before && (*before)->kind == files::FileKind::Folder;
        auto made = m_trash.makeFolders(place);
        rows.push_back({place, one.node.content, !made ? u"failed"_s : wasThere ? u"same"_s : u"created"_s,
                        made ? std::nullopt : std::optional(made.error())});
        return {};
    };
    if (auto added = add(entry, target); !added)
        return added.error();
    if (entry.node.content.kind == NodeKind::Folder) {
        auto walked = then.walk(entry.path, [&](const CloudEntry &one) {
            RelativePath place = target;
            for (const QByteArray &part : one.path.parts().sliced(entry.path.parts().size()))
                place = place.child(part);
            return add(one, place);
        });
        if (!walked)
            return walked.error();
    }
    for (std::size_t first = 0; first < tasks.size();) {
        std::size_t count = 0;
        for (qint64 bytes = 0; first + count < tasks.size() && count < kBatchFiles && bytes < kBatchBytes; ++count)
            bytes += tasks[first + count].entry.node.content.sizeBytes;
        const std::span batch(tasks.data() + first, count);
        if (auto fetched = fetch(batch); !fetched)
            return fetched.error();
        for (const Task &task : batch) {
            auto placed = place(task);
            rows.push_back(placed ? *placed : RestoredEntry{task.target, task.entry.node.content, u"failed"_s, placed.error()});
            if (!placed && !task.fresh.isRoot())
                (void)m_trash.disk().removeFile(task.fresh);  // else a sync sweeps it
            tell(task.target);
        }
        first += count;
    }
    return rows;
}

/// Fetches the files that are not there as they were.
Result<void> Restorer::fetch(std::span<Task> tasks)
{
    std::vector<Want> wants;
    std::vector<Task *> wanting;
    for (Task &task : tasks) {
        const NodeContent &content = task.entry.node.content;
        if (content.kind != NodeKind::File)
            continue;
        const auto stat = m_trash.disk().stat(task.target);
        if (stat && *stat) {
            auto held = holdsAlready(task.target, **stat, content);
            if (!held && held.error().kind == Error::Kind::Cancelled)
                return held.error();
            if (held && *held)
                continue;
        }
        Want want;
        want.hash = content.hash;
        want.executable = content.executable;
        want.modifiedNs = m_core.clock.nowNs();  // an edit of now: build tools go by it
        want.temporary = task.fresh = newTemporary();
        wants.push_back(std::move(want));
        wanting.push_back(&task);
    }
    if (wants.empty())
        return {};
    Downloader downloader({m_trash.disk(), *m_trees, *m_channel, *m_workers}, projectPath(m_project));
    auto fetched = downloader.fetch(wants, m_call.cancelled);
    m_core.noteLink(fetched ? nullptr : &fetched.error());
    for (std::size_t i = 0; i < wants.size(); ++i)
        wanting[i]->error = wants[i].error;
    return fetched;
}

Result<RestoredEntry> Restorer::place(const Task &task)
{
    if (task.error)
        return *task.error;
    files::FileSystem &disk = m_trash.disk();
    const NodeContent &content = task.entry.node.content;
    RestoredEntry row{task.target, content, u"created"_s, {}};
    if (auto made = m_trash.makeFolders(task.target.parent()); !made)
        return made.error();
    auto there = disk.stat(task.target);
    if (!there)
        return there.error();
    RelativePath fresh = task.fresh;
    if (content.kind == NodeKind::Symlink) {
        const auto target = *there && (*there)->kind == files::FileKind::Symlink ? disk.readLink(task.target) : Result<QByteArray>(QByteArray());
        if (target && *target == content.target) {
            row.what = u"same"_s;
            return row;
        }
        fresh = newTemporary();
        if (auto made = disk.createLink(fresh, content.target); !made)
            return made.error();
    } else if (fresh.isRoot()) {  // its bytes are there already
        row.what = u"same"_s;
        if (*there && (*there)->executable != content.executable) {
            row.what = u"replaced"_s;
            if (auto set = disk.setExecutable(task.target, content.executable); !set)
                return set.error();
        }
        return row;
    }
    if (*there) {
        auto same = isSameNode(task.target, task.entry.node.id);
        if (!same)
            return same.error();
        if (*same && (*there)->kind != files::FileKind::Folder) {
            if (auto replaced = m_trash.replace(fresh, task.target); !replaced)
                return replaced.error();
            row.what = u"replaced"_s;
            return row;
        }
    }
    auto brought = m_trash.bring(fresh, task.target);
    if (!brought)
        return brought.error();
    row.path = *brought;
    if (row.path != task.target)
        row.what = u"beside"_s;
    return row;
}

Result<bool> Restorer::holdsAlready(const RelativePath &path, const files::FileStat &stat, const NodeContent &content)
{
    if (stat.kind != files::FileKind::File || stat.sizeBytes != content.sizeBytes)
        return false;
    auto file = m_trash.disk().openRead(path);
    if (!file)
        return file.error();
    auto manifest = files::chunkFile(**file, stat.sizeBytes, *m_workers, m_call.cancelled);
    return manifest ? Result<bool>(manifest->hash() == content.hash) : manifest.error();
}

/// Whether what stands there is the very file, in another version; else its place is another's now.
Result<bool> Restorer::isSameNode(const RelativePath &path, const NodeId &node)
{
    auto id = m_trees->find(Tree::Local, path);
    return id ? Result<bool>(*id == node) : id.error();
}

RelativePath Restorer::newTemporary()
{
    return ownPath("tmp/restore-" + QByteArray::number(m_core.random.next(), 16));
}

void Restorer::tell(const RelativePath &path)
{
    if (m_call.onProgress)
        m_call.onProgress({{u"project"_s, m_project.name}, {u"local_id"_s, m_project.id.toString()}, {u"phase"_s, u"downloading"_s},
                           {u"files_done"_s, 0}, {u"files_total"_s, 0}, {u"bytes_done"_s, 0}, {u"bytes_total"_s, 0},
                           {u"path"_s, path.toString()}});
}

}  // namespace tideline::sync
