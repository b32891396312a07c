// Core's answers to the push conversations.
#pragma once

#include "app/server/push/push_source.h"

namespace tideline::server {

class CorePushSource final : public PushSource {
public:
    explicit CorePushSource(Core &core) : m_core(core) {}
    Epoch epoch() const override { return m_core.identity().epoch; }
    Result<Principal> authenticate(QByteArrayView token) override { return m_core.authenticate(token); }
    Result<QByteArray> redeemTicket(QByteArrayView ticket) override { return m_core.redeemTicket(ticket); }
    int countRequest(const QByteArray &whose) override { return m_core.countRequest(whose); }
    Result<Page<CloudProject>> projects(const Principal &who, const QString &cursor, int limit) override
    {
        return m_core.listProjects(who, cursor, limit);
    }
    Result<bool> mayHear(const Principal &who, const ProjectId &project, const QByteArray &kind) override
    {
        // Everybody may hear of a public project's content; of the rest, its members. A deleted project has no roles any more.
        const auto role = kind == "content" ? m_core.roleOf(who, project) : m_core.memberRoleOf(who, project);
        if (!role)
            return role.error();
        return *role >= roleNeeded(Permission::Find);
    }
    void enter(const QString &session, const Principal &who, const QString &client, const QString &device) override
    {
        m_core.enter(session, who, client, device);
    }
    void mute(const QString &session, const QSet<ProjectId> &projects) override { m_core.mute(session, projects); }
    void leave(const QString &session) override { m_core.leave(session); }

private:
    Core &m_core;
};

}  // namespace tideline::server
