// Entries of all projects of this device, found by name in the store or by what is in them: no request to the cloud, no wait for a sync.
#include "core/sync/service/verbs/verbs.h"

#include "core/store/name_search.h"
#include "core/sync/service/found_rows.h"
#include "core/sync/service/inside_search.h"
#include "core/sync/service/project_finder.h"

#include <map>
#include <set>

namespace tideline::sync {

namespace {

constexpr qint64 kMostRows = 1000;
constexpr qsizetype kMostText = 200;

/// The place of a match among all, as the caller gives it back: "fit:number:node:name".
QString toText(const store::NameMatch &match)
{
    return u"%1:%2:%3:%4"_s.arg(int(match.fit)).arg(match.project).arg(match.node.toString(), QString::fromUtf8(match.name));
}

Error noPlace()
{
    return {Error::Kind::Invalid, u"This is no place in the results."_s, u"search: after"_s, u"Give what the page before gave."_s};
}

Result<std::optional<store::NameMatch>> matchFrom(const QString &after)
{
    if (after.isEmpty())
        return std::optional<store::NameMatch>();
    const auto node = NodeId::fromString(QStringView(after.section(u':', 2, 2)));
    bool isFit = false, isNumber = false;
    const int fit = after.section(u':', 0, 0).toInt(&isFit);
    const qint64 number = after.section(u':', 1, 1).toLongLong(&isNumber);
    if (!node || !isFit || !isNumber || fit < store::NamePattern::Whole || fit > store::NamePattern::Inside)
        return noPlace();
    return std::optional(store::NameMatch{store::NamePattern::Fit(fit), number, *node, after.section(u':', 3).toUtf8()});
}

/// What the cloud has that is not on this disk: the entries of these are not in the store.
std::vector<CloudProject> notHere(const ServiceCore &core)
{
    std::set<ProjectId> here;
    for (const ProjectStatus &status : core.board.all()) {
        if (status.project.cloudId)
            here.insert(*status.project.cloudId);
    }
    auto away = core.catalog.known();
    std::erase_if(away, [&](const CloudProject &cloud) { return here.contains(cloud.id); });
    return away;
}

/// Projects whose names fit, here and of `away`: the better fit first, then by name.
QJsonArray projectsNamed(const ServiceCore &core, const std::vector<CloudProject> &away, const QString &text)
{
    const store::NamePattern pattern(text);
    std::multimap<std::pair<int, QString>, QJsonObject> rows;
    for (const ProjectStatus &status : core.board.all()) {
        if (const auto fit = pattern.match(status.project.name.toUtf8()))
            rows.insert({{int(*fit), status.project.name}, core.row(status)});
    }
    for (const CloudProject &cloud : away) {
        if (const auto fit = pattern.match(cloud.name.toUtf8()))
            rows.insert({{int(*fit), cloud.name}, cloudRow(cloud)});
    }
    QJsonArray sorted;
    for (const auto &[place, row] : rows)
        sorted.append(row);
    return sorted;
}

struct Page {
    QJsonArray rows;
    QString after;
    qint64 total = 0;
};

Result<Page> pageOf(const ServiceCore &core, store::Database &database, const store::NameSearchQuery &query, const std::atomic<bool> *cancelled)
{
    auto found = store::searchNames(database, query, cancelled);
    if (!found)
        return found.error();
    Page page{{}, found->isLast ? QString() : toText(found->rows.back()), found->total};
    const FoundRows rows(core, database);
    for (const store::NameMatch &match : found->rows) {
        auto row = rows.row(match.project, match.node);
        if (!row)
            return row.error();
        if (*row)
            page.rows.append(**row);
    }
    return page;
}

/// What both kinds of search are asked with.
struct Asked {
    QString text;
    std::optional<qint64> project;  ///< its number; nullopt = all
    qint64 limit = 0;
    QString after;
};

Result<Asked> askedOf(ServiceCore &core, const VerbCall &call)
{
    const auto text = call.args.text(u"text"_s);
    const auto name = call.args.text(u"project"_s, {});
    const auto limit = call.args.integer(u"limit"_s, 100, 1, kMostRows);
    const auto after = call.args.text(u"after"_s, {});
    if (!text || !name || !after)
        return !text ? text.error() : !name ? name.error() : after.error();
    if (!limit)
        return limit.error();
    Asked asked{*text, {}, *limit, *after};
    if (name->isEmpty())
        return asked;
    const auto project = findHere(core, *name);
    if (!project)
        return project.error();
    asked.project = project->project.number;
    return asked;
}

Result<QJsonObject> byName(ServiceCore &core, const Asked &asked, const std::atomic<bool> *cancelled)
{
    if (asked.text.size() > kMostText || store::NamePattern(asked.text).isEmpty())
        return Error{Error::Kind::Invalid, u"What is looked for is a part of a name, of at most %1 characters."_s.arg(kMostText), u"search: text"_s, {}};
    const auto match = matchFrom(asked.after);
    if (!match)
        return match.error();
    const store::NameSearchQuery query{asked.text, asked.project, *match, asked.limit};
    const auto page = core.store->read([&](store::Database &database) { return pageOf(core, database, query, cancelled); });
    if (!page)
        return page.error();
    return QJsonObject{{u"rows"_s, page->rows}, {u"after"_s, page->after}, {u"total"_s, page->total}};
}

Result<QJsonObject> byContent(ServiceCore &core, const Asked &asked, const std::atomic<bool> *cancelled)
{
    InsideSearch search{store::TextQuery(asked.text), asked.project, 0, std::min(asked.limit, InsideSearch::kMostRows)};
    if (asked.text.size() > kMostText || search.query.isEmpty())
        return Error{Error::Kind::Invalid, u"What is looked for are words, of at most %1 characters."_s.arg(kMostText), u"search: text"_s, {}};
    bool isNumber = true;
    search.offset = asked.after.isEmpty() ? 0 : asked.after.toLongLong(&isNumber);
    if (!isNumber || search.offset < 0)
        return noPlace();
    return searchInside(core, search, cancelled);
}

}  // namespace

Result<QJsonObject> search(ServiceCore &core, const VerbCall &call)
{
    const auto inside = call.args.flag(u"inside"_s);
    if (!inside)
        return inside.error();
    const auto asked = askedOf(core, call);
    if (!asked)
        return asked.error();
    auto reply = *inside ? byContent(core, *asked, call.cancelled) : byName(core, *asked, call.cancelled);
    if (!reply || asked->project)
        return reply;
    const auto away = notHere(core);
    (*reply)[u"not_here"_s] = qint64(away.size());
    if (!*inside && asked->after.isEmpty())
        (*reply)[u"projects"_s] = projectsNamed(core, away, asked->text);
    return reply;
}

}  // namespace tideline::sync
