// A PushSource with members and tokens in memory.
#pragma once

#include "app/server/push/push_source.h"

#include <map>
#include <mutex>
#include <set>

namespace tideline::server {

/// Thread: any.
class ToySource final : public PushSource {
public:
    Epoch epoch() const override { return {}; }
    Result<Principal> authenticate(QByteArrayView token) override
    {
        const std::scoped_lock lock(mutex);
        if (!tokens.contains(token.toByteArray()))
            return Error{Error::Kind::SignIn, u"The token is not known."_s, {}, {}};
        return Principal{user, u"ada"_s, token.toByteArray()};
    }
    Result<QByteArray> redeemTicket(QByteArrayView ticket) override
    {
        const std::scoped_lock lock(mutex);
        if (tickets.erase(ticket.toByteArray()) == 0)
            return Error{Error::Kind::SignIn, u"The ticket is past."_s, {}, {}};
        return QByteArray("good");
    }
    int countRequest(const QByteArray &whose) override
    {
        const std::scoped_lock lock(mutex);
        const auto wait = waits.find(whose);
        return wait == waits.end() ? 0 : wait->second;
    }
    Result<Page<CloudProject>> projects(const Principal &, const QString &cursor, int limit) override
    {
        const std::scoped_lock lock(mutex);
        Page<CloudProject> page;
        const int from = cursor.toInt();
        for (int i = from; i < projectCount && i < from + limit; ++i) {
            CloudProject project;
            project.name = u"project %1"_s.arg(i);
            project.description = QString(2000, u'd');
            page.items.push_back(project);
        }
        if (from + limit < projectCount)
            page.next = QString::number(from + limit);
        return page;
    }
    Result<bool> mayHear(const Principal &, const ProjectId &project, const QByteArray &) override
    {
        const std::scoped_lock lock(mutex);
        return member.contains(project);
    }
    void revoke(const QByteArray &token)
    {
        const std::scoped_lock lock(mutex);
        tokens.erase(token);
    }

    std::mutex mutex;
    UserId user = UserId::make(systemClock(), systemRandom());
    std::set<QByteArray> tokens{"good"};
    std::set<QByteArray> tickets{"once"};  ///< of that token
    std::set<ProjectId> member;
    std::map<QByteArray, int> waits;  ///< whose requests are too many, and how long they wait
    int projectCount = 3;
};

inline ProjectId newProject()
{
    return ProjectId::make(systemClock(), systemRandom());
}

}  // namespace tideline::server
