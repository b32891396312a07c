#include "core/sync/service/cloud_catalog.h"

#include "core/sync/service/cloud_cache.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace tideline::sync {

namespace {

QString pathOf(const QString &profile)
{
    return profile + u"/cloud_projects.json"_s;
}

}  // namespace

void CloudCatalog::load(const QString &account)
{
    const std::lock_guard lock(m_mutex);
    m_account = account;
    m_projects.clear();
    QFile file(pathOf(m_profile));
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    if (object.value(u"account"_s).toString() == account)
        m_projects = cloudProjectsFromJson({{u"items"_s, object.value(u"projects"_s)}});
}

void CloudCatalog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_account.clear();
    m_projects.clear();
    QFile::remove(pathOf(m_profile));
}

QString CloudCatalog::account() const
{
    const std::lock_guard lock(m_mutex);
    return m_account;
}

std::vector<CloudProject> CloudCatalog::known() const
{
    const std::lock_guard lock(m_mutex);
    return m_projects;
}

std::optional<CloudProject> CloudCatalog::find(const ProjectId &id) const
{
    const std::lock_guard lock(m_mutex);
    const auto it = std::ranges::find(m_projects, id, &CloudProject::id);
    return it == m_projects.end() ? std::nullopt : std::optional(*it);
}

bool CloudCatalog::adopt(const QString &account, std::vector<CloudProject> projects)
{
    const std::lock_guard lock(m_mutex);
    if (account != m_account || projects == m_projects)
        return false;
    m_projects = std::move(projects);
    keep();
    return true;
}

Result<CloudProject> CloudCatalog::create(cloud::Channel &channel, const QString &name, const QByteArray &key)
{
    cloud::CloudRequest request;
    request.method = "POST";
    request.path = "/api/v1/projects";
    request.contentType = "application/json";
    request.headers["Idempotency-Key"] = key;
    request.body = QJsonDocument(QJsonObject{{u"name"_s, name}}).toJson(QJsonDocument::Compact);
    auto reply = channel.send(request);
    if (!reply)
        return reply.error();
    auto object = cloud::jsonOf(*reply, u"create the project"_s);
    if (!object)
        return object.error();
    auto project = cloudProjectFromJson(*object);
    if (!project)
        return at(project.error(), u"create the project"_s);
    const std::lock_guard lock(m_mutex);
    std::erase_if(m_projects, [&](const CloudProject &known) { return known.id == project->id; });
    m_projects.push_back(*project);
    keep();
    return project;
}

void CloudCatalog::keep() const
{
    QJsonArray array;
    for (const CloudProject &project : m_projects)
        array.append(toJson(project));
    QSaveFile file(pathOf(m_profile));
    if (!file.open(QIODevice::WriteOnly))
        return;  // a cache: without it the list is empty when offline
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(QJsonObject{{u"account"_s, m_account}, {u"projects"_s, array}}).toJson(QJsonDocument::Compact));
    file.commit();
}

}  // namespace tideline::sync
