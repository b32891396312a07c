// What changed, told to whoever listens: the WebSocket sessions in the program, the clients in the simulation.
#pragma once

#include "core/base/ids.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tideline::server {

/// A project changed, or what some users may find. A hint: whoever acts on it reads the truth from the change feed.
struct ChangeEvent {
    ProjectId project;      ///< null: it is about `users`
    QByteArray kind;        ///< "content", "meta", "members" or "deleted"; of users "projects" or "invitations"
    Revision revision = 0;  ///< content: the new head; else the project's head as it is
    QString device;         ///< who made it, for people; may be empty
    QByteArray session{};   ///< the push session of who made it, as its request said: it needs no hint; empty = not said
    std::vector<UserId> users{};  ///< without a project: whose list of projects or invitations is another; nobody else hears of it
};

/// Takes events in from the handlers.
/// Thread: publish() is called from any thread, after the transaction, and must neither block nor call back into Core.
class EventBus {
public:
    virtual ~EventBus() = default;
    virtual void publish(const ChangeEvent &event) = 0;
};

/// Drops every event: for tools and tests that nobody listens to.
class NoEvents final : public EventBus {
public:
    void publish(const ChangeEvent &) override {}
};

}  // namespace tideline::server
