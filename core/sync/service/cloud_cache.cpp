#include "core/sync/service/cloud_cache.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>
#include <set>

namespace tideline::sync {

namespace {

using namespace std::chrono_literals;
using cache::Question;

constexpr int kMaxPages = 1000;
constexpr qint64 kMemoryBytes = 16 << 20;
constexpr qint64 kDiskBytes = 32 << 20;

struct Row {
    CloudList list;
    const char *prefix;
    const char *verb;
    const char *step;
    std::chrono::milliseconds freshFor;  // without a push; with one, old is what it says
};
// Snapshots are the only ones of which push says nothing. What is past does not change.
// clang-format off
constexpr Row kLists[] = {
    {CloudList::Projects,    "projects",    "projects",      "list the projects",    30s},
    {CloudList::Members,     "members",     "members",       "list the members",     60s},
    {CloudList::Invitations, "invitations", "invitations",   "list the invitations", 60s},
    {CloudList::Snapshots,   "snapshots",   "snapshot_list", "list the snapshots",   10s},
    {CloudList::History,     "history",     "log",           "read the history",     60s},
    {CloudList::Folder,      "folder",      "ls",            "list a folder",        60s},
    {CloudList::PastFolder,  "past_folder", "ls",            "list a folder",        24h},
};
// clang-format on

const Row &rowOf(CloudList list)
{
    return *std::ranges::find(kLists, list, &Row::list);
}

const Row &rowOf(const QByteArray &prefix)
{
    return *std::ranges::find_if(kLists, [&](const Row &row) { return prefix == row.prefix; });
}

/// An account's channel, which goes on to be that account's, whoever signs in meanwhile.
class CloudSource final : public cache::Source {
public:
    CloudSource(std::shared_ptr<cloud::CurlChannel> channel, std::function<void(const Error *)> noteLink)
        : m_channel(std::move(channel)), m_noteLink(std::move(noteLink))
    {
    }
    Result<QByteArray> read(const QByteArray &what, const QString &step, const std::atomic<bool> *cancelled) override
    {
        cloud::CloudRequest request;
        request.path = what;
        const auto reply = m_channel->withAbort(cancelled)->send(request);
        const Result<QJsonObject> object = reply ? cloud::jsonOf(*reply, step) : reply.error();
        const bool answered = reply && (object || (object.error().kind != Error::Kind::Offline && object.error().kind != Error::Kind::Timeout));
        m_noteLink(answered ? nullptr : &object.error());
        return object ? Result<QByteArray>(QJsonDocument(*object).toJson(QJsonDocument::Compact)) : object.error();
    }

private:
    std::shared_ptr<cloud::CurlChannel> m_channel;
    std::function<void(const Error *)> m_noteLink;
};

Result<QByteArray> readList(const Question &question)
{
    return question.source.read(question.key.arguments, QString::fromLatin1(rowOf(question.key.prefix).step), question.cancelled);
}

/// Page by page.
Result<QByteArray> readProjects(const Question &question)
{
    std::vector<CloudProject> projects;
    QString cursor;
    for (int page = 0; page < kMaxPages; ++page) {
        QByteArray path = "/api/v1/projects?limit=200";
        if (!cursor.isEmpty())
            path += "&cursor=" + QUrl::toPercentEncoding(cursor);
        const auto bytes = question.source.read(path, u"list the projects"_s, question.cancelled);
        if (!bytes)
            return bytes.error();
        const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
        std::ranges::move(cloudProjectsFromJson(object), std::back_inserter(projects));
        cursor = object.value(u"cursor"_s).toString();
        if (cursor.isEmpty())
            break;
    }
    return toBytes(projects);
}

cache::Key projectsKey(const QString &account)
{
    return {account, rowOf(CloudList::Projects).prefix, {}, {}};
}

QByteArray scopeOf(const std::optional<ProjectId> &project)
{
    return project ? project->toString().toLatin1() : QByteArray();
}

/// The lists of a project that a change makes old.
std::vector<CloudList> listsOf(CloudChange change)
{
    switch (change) {
    case CloudChange::Content: return {CloudList::History, CloudList::Folder};
    case CloudChange::Members: return {CloudList::Members, CloudList::Invitations};
    case CloudChange::Snapshots: return {CloudList::Snapshots};
    case CloudChange::Record: return {};
    case CloudChange::Anything: [[fallthrough]];
    case CloudChange::Deleted: break;
    }
    return {CloudList::Members, CloudList::Invitations, CloudList::Snapshots, CloudList::History, CloudList::Folder, CloudList::PastFolder};
}

}  // namespace

CloudChange cloudChangeOf(const QString &kind)
{
    return kind == u"content"_s || kind.isEmpty() ? CloudChange::Content
           : kind == u"members"_s                 ? CloudChange::Members
           : kind == u"meta"_s                    ? CloudChange::Record
           : kind == u"deleted"_s                 ? CloudChange::Deleted
                                                  : CloudChange::Anything;
}

QByteArray toBytes(const std::vector<CloudProject> &projects)
{
    QJsonArray items;
    for (const CloudProject &project : projects)
        items.append(toJson(project));
    return QJsonDocument(QJsonObject{{u"items"_s, items}}).toJson(QJsonDocument::Compact);
}

std::vector<CloudProject> cloudProjectsFromJson(const QJsonObject &object)
{
    std::vector<CloudProject> projects;
    for (const QJsonValue &value : object.value(u"items"_s).toArray()) {
        if (auto project = cloudProjectFromJson(value.toObject()))
            projects.push_back(*std::move(project));
    }
    return projects;
}

QString verbOf(CloudList list)
{
    return QString::fromLatin1(rowOf(list).verb);
}

CloudCache::CloudCache(Parts parts)
    : m_link(parts.link), m_refreshed(std::move(parts.refreshed)),
      m_cache({std::move(parts.folder), parts.clock, std::move(parts.executor),
               [link = parts.link, noteLink = parts.noteLink](const QString &account) -> Result<std::shared_ptr<cache::Source>> {
                   const auto now = link();
                   if (!now)
                       return now.error();
                   if (now->account != account)
                       return Error{Error::Kind::SignIn, u"This account is not signed in any more."_s, {}, {}};
                   return std::shared_ptr<cache::Source>(std::make_shared<CloudSource>(now->channel, noteLink));
               },
               [this](const cache::Change &change) { tell({change.key}); }, kMemoryBytes, kDiskBytes})
{
    for (const Row &row : kLists)
        m_cache.define(row.prefix, row.list == CloudList::Projects ? &readProjects : &readList, {.freshFor = row.freshFor});
}

void CloudCache::setAccount(const QString &account)
{
    {
        const std::lock_guard lock(m_mutex);
        m_account = account;
    }
    m_cache.keepOnly(account);
    m_cache.open(account);
}

QString CloudCache::account() const
{
    const std::lock_guard lock(m_mutex);
    return m_account;
}

Result<CloudAnswer> CloudCache::ask(CloudList list, const std::optional<ProjectId> &project, const QByteArray &path,
                                    cache::Accept accept, const std::atomic<bool> *cancelled)
{
    const auto link = m_link();
    if (!link)
        return link.error();
    const auto got = m_cache.get({link->account, rowOf(list).prefix, scopeOf(project), path}, accept, cancelled);
    if (!got)
        return got.error();
    return CloudAnswer{QJsonDocument::fromJson(got->value).object(), got->stale};
}

Result<cache::Got> CloudCache::projects(const QString &account, cache::Accept accept, const std::atomic<bool> *cancelled)
{
    return m_cache.get(projectsKey(account), accept, cancelled);
}

void CloudCache::heardProjects(const QString &account, const std::vector<CloudProject> &projects)
{
    m_cache.set(projectsKey(account), toBytes(projects));
}

std::optional<QByteArray> CloudCache::heldProjects(const QString &account) const
{
    return m_cache.held(projectsKey(account));
}

void CloudCache::changed(const std::optional<ProjectId> &project, CloudChange change)
{
    const QString whose = account();
    if (whose.isEmpty())
        return;
    // Sizes, roles and numbers of the list of projects are older too; that one is told of when another is there.
    (void)m_cache.judge({whose, rowOf(CloudList::Projects).prefix}, cache::Verdict::Outdated);
    const auto verdict = change == CloudChange::Deleted ? cache::Verdict::Gone : cache::Verdict::Outdated;
    std::vector<cache::Key> fresh;
    for (const CloudList list : listsOf(change)) {
        for (cache::Key &key : m_cache.judge({whose, rowOf(list).prefix, scopeOf(project)}, verdict))
            fresh.push_back(std::move(key));
    }
    tell(fresh);
}

void CloudCache::everythingChanged()
{
    if (const QString whose = account(); !whose.isEmpty())
        tell(m_cache.judge({whose}, cache::Verdict::Outdated));
}

/// Once for each list of each project, however many pages of it are held.
void CloudCache::tell(const std::vector<cache::Key> &keys)
{
    std::set<std::pair<QByteArray, QByteArray>> told;
    for (const cache::Key &key : keys) {
        if (!told.emplace(key.prefix, key.scope).second)
            continue;
        const auto project = ProjectId::fromString(QString::fromLatin1(key.scope));
        m_refreshed(rowOf(key.prefix).list, project ? std::optional(*project) : std::nullopt);
    }
}

}  // namespace tideline::sync
