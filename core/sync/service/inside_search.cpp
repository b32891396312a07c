#include "core/sync/service/inside_search.h"

#include "core/search/found_line.h"
#include "core/store/files_here.h"
#include "core/sync/service/found_rows.h"

#include <algorithm>
#include <unordered_map>

namespace tideline::sync {

namespace {

constexpr std::chrono::milliseconds kPatience{3'000};    ///< for the index, where nobody keeps it up
constexpr std::chrono::milliseconds kLinesPatience{1'000};  ///< for the lines of one page; rows without one are rows all the same

struct Hit {
    double rank = 0;
    qint64 modifiedNs = 0;
    qint64 project = 0;
    NodeId node;
    store::TextForm form = store::TextForm::Plain;
};

bool before(const Hit &a, const Hit &b)
{
    if (a.rank != b.rank)
        return a.rank < b.rank;
    if (a.modifiedNs != b.modifiedNs)
        return a.modifiedNs > b.modifiedNs;
    return std::pair(a.project, a.node) < std::pair(b.project, b.node);
}

/// The files that hold these contents now.
Result<std::vector<Hit>> filesOf(store::Database &database, const std::vector<store::TextMatch> &matches, std::optional<qint64> project)
{
    std::unordered_map<ContentHash, std::array<std::optional<double>, 2>> ranks;  // by form
    for (const store::TextMatch &match : matches)
        ranks[match.content.hash][std::size_t(match.content.form)] = match.rank;
    std::vector<Hit> hits;
    auto looked = store::eachFileHere(database, project, [&](const store::FileHere &file) {
        const auto found = ranks.find(file.hash);
        const auto form = found == ranks.end() ? std::nullopt : search::textFormOf(file.name);
        if (form && found->second[std::size_t(*form)])
            hits.push_back({*found->second[std::size_t(*form)], file.modifiedNs, file.project, file.node, *form});
    });
    if (!looked)
        return looked.error();
    std::ranges::sort(hits, before);
    return hits;
}

/// Adds the line that shows why a file was found: `line`, `line_number`, `marks`, of notebooks `cell` and `in_output`.
class Lines {
public:
    Lines(ServiceCore &core, const store::TextQuery &query) : m_core(core), m_query(query), m_until(core.clock.monotonic() + kLinesPatience) {}

    void addTo(QJsonObject &row, const Hit &hit)
    {
        const auto path = RelativePath::parse(row[u"path"_s].toString());
        files::FileSystem *disk = path ? diskOf(hit.project) : nullptr;
        if (!disk || m_core.clock.monotonic() > m_until)
            return;
        const auto bytes = search::readWhole(*disk, *path, search::mostBytesOf(hit.form));
        const auto passages = bytes ? search::passagesOf(*bytes, hit.form) : std::nullopt;
        const auto line = passages ? search::findLine(*passages, m_query) : std::nullopt;
        if (!line)
            return;  // it has changed since it was seen
        QJsonArray marks;
        for (const search::Mark &mark : line->marks)
            marks.append(QJsonArray{qint64(mark.begin), qint64(mark.size)});
        row[u"line"_s] = line->text;
        row[u"line_number"_s] = line->number;
        row[u"marks"_s] = marks;
        if (line->cell > 0) {
            row[u"cell"_s] = line->cell;
            row[u"in_output"_s] = line->isOutput;
        }
    }

private:
    files::FileSystem *diskOf(qint64 project)
    {
        auto &disk = m_disks[project];
        for (const ProjectStatus &status : disk ? std::vector<ProjectStatus>() : m_core.board.all()) {
            if (status.project.number != project)
                continue;
            if (auto opened = files::openPosixFileSystem(status.project.rootPath))
                disk = *std::move(opened);
        }
        return disk.get();
    }

    ServiceCore &m_core;
    const store::TextQuery &m_query;
    const Moment m_until;
    std::map<qint64, std::unique_ptr<files::FileSystem>> m_disks;
};

}  // namespace

Result<QJsonObject> searchInside(ServiceCore &core, const InsideSearch &search, const std::atomic<bool> *cancelled)
{
    const auto found = core.texts->find(search.query, kPatience, cancelled);
    if (!found)
        return found.error();
    return core.store->read([&](store::Database &database) -> Result<QJsonObject> {
        const auto hits = filesOf(database, found->matches, search.project);
        if (!hits)
            return hits.error();
        const qint64 total = qint64(hits->size());
        const qint64 begin = std::min(search.offset, total), end = std::min(begin + search.limit, total);
        const FoundRows rows(core, database);
        Lines lines(core, search.query);
        QJsonArray page;
        for (qint64 i = begin; i < end; ++i) {
            if (cancelled && *cancelled)
                return Error{Error::Kind::Cancelled, u"Cancelled."_s, u"search"_s, {}};
            const Hit &hit = (*hits)[std::size_t(i)];
            auto row = rows.row(hit.project, hit.node);
            if (!row)
                return row.error();
            if (!*row)
                continue;
            lines.addTo(**row, hit);
            page.append(**row);
        }
        return QJsonObject{{u"rows"_s, page}, {u"after"_s, end < total ? QString::number(end) : QString()}, {u"total"_s, total},
                           {u"complete"_s, found->isComplete}, {u"unread"_s, found->unread}, {u"without_room"_s, found->withoutRoom}};
    });
}

}  // namespace tideline::sync
