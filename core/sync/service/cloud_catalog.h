// The projects that the cloud shows to this account, as last heard.
#pragma once

#include "core/cloud/channel.h"
#include "core/schema/cloud_project.h"

#include <mutex>
#include <optional>
#include <vector>

namespace tideline::sync {

/// Kept in PROFILE/cloud_projects.json for the time without a network; never read by the engine.
///
/// Thread:    any.
/// Invariant: belongs to one account; another account's sign-in or a sign-out clears it.
class CloudCatalog {
public:
    CloudCatalog(QString profile) : m_profile(std::move(profile)) {}

    /// Reads what was kept for this account (its origin and user id in one text).
    void load(const QString &account);
    void clear();
    std::vector<CloudProject> known() const;
    /// Whose it is; empty: nobody's.
    QString account() const;
    std::optional<CloudProject> find(const ProjectId &id) const;

    /// Takes the list as it was heard; true when something changed. Nothing does for an account that is not signed in any more.
    bool adopt(const QString &account, std::vector<CloudProject> projects);
    /// POST /projects. Errors: Conflict (the name is taken), Denied, Invalid; Offline, Timeout, SignIn, Corrupt.
    Result<CloudProject> create(cloud::Channel &channel, const QString &name, const QByteArray &key);

private:
    void keep() const;
    QString m_profile;
    mutable std::mutex m_mutex;
    QString m_account;
    std::vector<CloudProject> m_projects;
};

}  // namespace tideline::sync
