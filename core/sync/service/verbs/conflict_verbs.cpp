#include "core/sync/service/verbs/verbs.h"

#include "core/files/exchange.h"
#include "core/store/problem_repository.h"
#include "core/sync/service/project_finder.h"
#include "core/sync/service/trash_keeper.h"

#include <QFile>
#include <QRegularExpression>

namespace tideline::sync {

using store::Problem;
using store::ProblemRepository;

namespace {

constexpr qint64 kLargestMerge = 64 << 20;

/// Where the server's version is, from the path of a conflict copy ("a (conflict, HOST, TIME).txt" gives "a.txt").
QByteArray originalOf(const QByteArray &copy)
{
    static const QRegularExpression mark(u"^(.*) \\(conflict, .*\\)(\\.[^./]*)?$"_s, QRegularExpression::DotMatchesEverythingOption);
    const auto match = mark.match(QString::fromUtf8(copy));
    return match.hasMatch() ? (match.captured(1) + match.captured(2)).toUtf8() : QByteArray();
}

Result<std::vector<Problem>> conflictsOf(ServiceCore &core, qint64 project)
{
    return core.store->read([&](store::Database &database) { return ProblemRepository(database).list(project, u"conflict"_s); });
}

/// Removes the problem's row, and counts anew.
Result<void> settle(ServiceCore &core, const ProjectStatus &project, const std::vector<Problem> &problems)
{
    qint64 left = 0;
    auto done = core.store->write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        ProblemRepository repository(database);
        for (const Problem &problem : problems) {
            if (auto removed = repository.remove(problem.project, problem.path, problem.kind, transaction); !removed)
                return removed;
        }
        auto count = repository.count(project.project.number, u"conflict"_s);
        if (!count)
            return count.error();
        left = *count;
        return {};
    });
    if (!done)
        return done;
    core.board.update(project.project.id, [&](ProjectStatus &status) { status.conflicts = left; });
    core.publishProject(project.project.id);
    return {};
}

/// The user's version takes the place of the server's, which goes to the trash. The file is there at every moment.
Result<void> keepMine(TrashKeeper &trash, const RelativePath &original, const RelativePath &copy)
{
    auto there = trash.disk().stat(original);
    if (!there)
        return there.error();
    if (!*there)
        return trash.disk().rename(copy, original, files::IfExists::Fail);
    if (auto swapped = files::exchange(trash.disk(), copy, original); !swapped)
        return swapped;
    return trash.put(copy);
}

/// A merge that a person made takes the place of the server's version, and both versions go to the trash. The file is there at
/// every moment, and the copy goes last: a crash leaves both, and the conflict.
Result<void> keepMerged(ServiceCore &core, TrashKeeper &trash, const RelativePath &original, const RelativePath &copy, const QString &from)
{
    QFile merged(from);
    if (!merged.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, u"The merged file cannot be read: %1."_s.arg(merged.errorString()), from, {}};
    if (merged.size() > kLargestMerge)
        return Error{Error::Kind::Refused, u"The merged file is too large."_s, from, u"Copy it over the file yourself, then keep merged without it."_s};
    const QByteArray bytes = merged.readAll();
    if (bytes.size() != merged.size())
        return Error{Error::Kind::Io, u"The merged file cannot be read to its end."_s, from, {}};
    files::FileSystem &disk = trash.disk();
    auto there = disk.stat(original);
    if (!there)
        return there.error();
    const RelativePath fresh = ownPath("tmp/merged-" + QByteArray::number(core.random.next(), 16));
    auto file = disk.create(fresh);
    if (!file)
        return file.error();
    Result<void> written = (*file)->write(0, bytes);
    if (written && *there && (*there)->executable)
        written = (*file)->setExecutable(true);
    if (written)
        written = (*file)->sync();
    if (written)
        written = *there ? trash.replace(fresh, original) : disk.rename(fresh, original, files::IfExists::Fail);
    if (!written) {
        (void)disk.removeFile(fresh);  // else a sync sweeps it
        return written;
    }
    auto copyThere = disk.stat(copy);
    if (!copyThere)
        return copyThere.error();
    return *copyThere ? trash.put(copy) : Result<void>();
}

}  // namespace

Result<QJsonObject> conflicts(ServiceCore &core, const VerbCall &call)
{
    auto name = call.args.text(u"project"_s, {});
    if (!name)
        return name.error();
    std::vector<ProjectStatus> projects = core.board.all();
    if (!name->isEmpty()) {
        auto found = findHere(core, *name);
        if (!found)
            return found.error();
        projects = {*std::move(found)};
    }
    QJsonArray rows;
    for (const ProjectStatus &status : projects) {
        auto problems = conflictsOf(core, status.project.number);
        if (!problems)
            return problems.error();
        const auto disk = files::openPosixFileSystem(status.project.rootPath);
        for (const Problem &problem : *problems) {
            const QByteArray original = originalOf(problem.path);
            const auto copy = RelativePath::parse(problem.path);
            const auto stat = disk && copy ? (*disk)->stat(*copy) : Result<std::optional<files::FileStat>>(std::optional<files::FileStat>());
            rows.append(QJsonObject{{u"project"_s, status.project.name},
                                    {u"path"_s, QString::fromUtf8(original.isEmpty() ? problem.path : original)},
                                    {u"copy"_s, QString::fromUtf8(original.isEmpty() ? QByteArray() : problem.path)},
                                    {u"what"_s, problem.what},
                                    {u"at_ms"_s, problem.atMs},
                                    {u"size"_s, stat && *stat ? (*stat)->sizeBytes : 0}});
        }
    }
    return QJsonObject{{u"rows"_s, rows}};
}

Result<QJsonObject> resolve(ServiceCore &core, const VerbCall &call)
{
    auto project = call.args.text(u"project"_s, {});
    auto path = call.args.text(u"path"_s);
    auto keep = call.args.text(u"keep"_s);
    Result<QString> from = call.args.has(u"from"_s) ? call.args.absolutePath(u"from"_s) : Result<QString>(QString());
    if (!project || !path || !keep || !from)
        return !project ? project.error() : !path ? path.error() : !keep ? keep.error() : from.error();
    if (!QStringList{u"mine"_s, u"theirs"_s, u"both"_s, u"merged"_s}.contains(*keep))
        return Error{Error::Kind::Invalid, u"What to keep is mine, theirs, both or merged."_s, *keep, {}};
    if (!from->isEmpty() && *keep != u"merged")
        return Error{Error::Kind::Invalid, u"A merged file goes with keep merged alone."_s, u"from"_s, {}};
    auto entry = findEntry(core, *project, *path, AskCloud::No);
    if (!entry)
        return entry.error();
    if (!entry->project.local)
        return Error{Error::Kind::NotFound, u"This project is not on this disk."_s, entry->project.name(), {}};
    const ProjectStatus &status = *entry->project.local;
    auto all = conflictsOf(core, status.project.number);
    if (!all)
        return all.error();
    std::vector<Problem> wanted;
    for (const Problem &problem : *all) {
        if (problem.path == entry->path.bytes() || originalOf(problem.path) == entry->path.bytes())
            wanted.push_back(problem);
    }
    if (wanted.empty())
        return Error{Error::Kind::NotFound, u"There is no conflict about this file."_s, entry->path.toString(), u"List them with: tide conflicts"_s};
    if (wanted.size() > 1 && (*keep == u"mine"_s || !from->isEmpty()))
        return Error{Error::Kind::Invalid, u"There are several copies of yours."_s, entry->path.toString(), u"Give the copy to keep: tide conflicts lists them."_s};

    const EngineThread::Hold held(*core.engine, status.project.id);
    auto trash = TrashKeeper::open(core, status.project);
    if (!trash)
        return trash.error();
    RelativePath original = entry->path;
    for (const Problem &problem : wanted) {
        auto copy = RelativePath::parse(problem.path);
        auto base = RelativePath::parse(originalOf(problem.path));
        if (!copy || !base)
            return !copy ? copy.error() : base.error();
        if (base->isRoot() && *keep != u"both"_s)
            return Error{Error::Kind::Invalid, u"It is not known which file this is a copy of."_s, copy->toString(), u"Sort it out by hand, then: --keep both"_s};
        original = *base;
        auto there = trash->disk().stat(*copy);
        if (!there)
            return there.error();
        Result<void> done;
        if (!from->isEmpty())
            done = keepMerged(core, *trash, *base, *copy, *from);
        else if (*there && *keep == u"mine"_s)
            done = keepMine(*trash, *base, *copy);
        else if (*there && *keep != u"both"_s)
            done = trash->put(*copy);
        if (!done)
            return done.error();
        core.engine->tell([&](Scheduler &scheduler, Moment now) {
            scheduler.localChanged(status.project.id, {copy->parent()}, now);
        });
    }
    if (auto settled = settle(core, status, wanted); !settled)
        return settled.error();
    return QJsonObject{{u"project"_s, status.project.name}, {u"path"_s, original.toString()}, {u"kept"_s, *keep}};
}

}  // namespace tideline::sync
