// What the push conversations ask of the server.
#pragma once

#include "app/server/api/core.h"

namespace tideline::server {

/// Thread: any; calls may block on the database.
class PushSource {
public:
    virtual ~PushSource() = default;
    virtual Epoch epoch() const = 0;
    /// Errors: SignIn.
    virtual Result<Principal> authenticate(QByteArrayView token) = 0;
    /// The token for which a ticket was made, once. Errors: SignIn.
    virtual Result<QByteArray> redeemTicket(QByteArrayView ticket) = 0;
    /// Counts an upgrade among the requests of "user <id>" or "address <peer>". 0: go on; else the seconds to wait.
    virtual int countRequest(const QByteArray & /*whose*/) { return 0; }
    virtual Result<Page<CloudProject>> projects(const Principal &who, const QString &cursor, int limit) = 0;
    /// Whether a hint of this kind on this project may reach `who` now.
    virtual Result<bool> mayHear(const Principal &who, const ProjectId &project, const QByteArray &kind) = 0;
    /// For who asks who is there: a session was greeted, mutes these projects, is gone. Nothing unless somebody keeps it.
    virtual void enter(const QString &, const Principal &, const QString & /*client*/, const QString & /*device*/) {}
    virtual void mute(const QString &, const QSet<ProjectId> &) {}
    virtual void leave(const QString &) {}
};

}  // namespace tideline::server
