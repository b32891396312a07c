// A server core in a temporary folder, driven through Handler as the transport does it.
#pragma once

#include "app/server/api/core.h"
#include "core/base/mutex.h"
#include "core/schema/wire/change.h"
#include "core/schema/wire/pack.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <atomic>
#include <vector>

namespace tideline::server {

/// A clock that stands until it is moved. Thread: any.
class HandClock final : public Clock {
public:
    qint64 nowNs() const override { return m_now; }
    std::chrono::nanoseconds monotonic() const override { return std::chrono::nanoseconds(m_now); }
    void sleepFor(std::chrono::milliseconds duration) override { forward(duration); }
    void forward(std::chrono::nanoseconds duration) { m_now += duration.count(); }

private:
    std::atomic<qint64> m_now = 1'795'000'000'000'000'000;
};

/// Keeps the events.
class EventList final : public EventBus {
public:
    void publish(const ChangeEvent &event) override
    {
        MutexLock lock(m_mutex);
        list.push_back(event);
    }
    std::vector<ChangeEvent> list;

private:
    Mutex m_mutex;
};

struct Reply {
    int status = 0;
    std::map<QByteArray, QByteArray> headers;
    QByteArray body;
    bool cut = false;  ///< the stream ended with an error
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString code() const { return json()[u"code"_s].toString(); }
};

/// A node for commits, in one line.
Node folderNode(const NodeId &id, const QByteArray &name, const NodeId &parent = {});
Node linkNode(const NodeId &id, const QByteArray &name, const QByteArray &target, const NodeId &parent = {});
/// Of `bytes`, cut in pieces of 1,000 bytes (any cut will do for the server).
Manifest manifestOf(const QByteArray &bytes);
Node fileNode(const NodeId &id, const QByteArray &name, const QByteArray &bytes, const NodeId &parent = {});
wire::Change put(const Node &node, const std::optional<Manifest> &manifest = {});
wire::Change move(const NodeId &id, const QByteArray &name, const NodeId &parent = {});
wire::Change remove(const NodeId &id);
/// A pack of the pieces of these contents.
QByteArray packOf(const std::vector<QByteArray> &contents);

/// Thread: one.
class CoreFixture {
public:
    CoreFixture();
    /// Packs on this disk, metadata in memory: restart() keeps both.
    explicit CoreFixture(files::FileSystem &disk);
    /// As after a kill: every part is dropped without a word and made anew. False: it does not open.
    bool restart();
    bool ok() const { return m_core != nullptr; }
    Core &core() { return *m_core; }
    store::Database &database() { return *m_database; }

    /// A user with a token. Asserts that it works.
    QByteArray user(const QString &name);
    Reply send(const QByteArray &method, const QByteArray &pathAndQuery, const QByteArray &token,
               const QByteArray &body = {}, std::map<QByteArray, QByteArray> headers = {});
    Reply get(const QByteArray &path, const QByteArray &token) { return send("GET", path, token); }
    Reply post(const QByteArray &path, const QByteArray &token, const QJsonObject &body,
               std::map<QByteArray, QByteArray> headers = {});
    /// A new project of this user; its path "/api/v1/projects/prj_…".
    QByteArray project(const QByteArray &token, const QString &name = u"climate"_s);
    void give(const QByteArray &path, const QByteArray &owner, const QString &user, const QString &role);
    Reply upload(const QByteArray &project, const QByteArray &token, const std::vector<QByteArray> &contents);
    Reply commit(const QByteArray &project, const QByteArray &token, const wire::Cursor &base,
                 std::vector<wire::Change> changes, const std::optional<CommitKey> &key = {});
    /// commit() on head. Its cursor; asserts that it works.
    wire::Cursor mustCommit(const QByteArray &project, const QByteArray &token, std::vector<wire::Change> changes);
    wire::Cursor head(const QByteArray &project, const QByteArray &token);
    /// One page of the feed.
    wire::ChangePage page(const QByteArray &project, const QByteArray &token, const wire::Cursor &since, int limit = 1000,
                          const QString &after = {});
    /// "path=kind" of the whole tree at head, sorted; asserts that it can be read.
    QStringList tree(const QByteArray &project, const QByteArray &token);
    NodeId node() { return NodeId::make(clock, random); }
    CommitKey key() { return CommitKey::make(clock, random); }

    QTemporaryDir folder;
    HandClock clock;
    SeededRandom random{7};
    EventList events;
    QByteArray peer = "127.0.0.1";
    Policy policy;             ///< counts from the next restart(), as do these
    WebClient *web = nullptr;
    std::optional<PackKey> packKey;
    std::function<void()> beforeUpkeepStep;  ///< this, too
    qsizetype pieceBytes = 1000;  ///< how bodies are cut on their way in

private:
    Result<void> openStore();
    files::FileSystem *m_given = nullptr;
    std::unique_ptr<files::FileSystem> m_disk;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Core> m_core;
};

}  // namespace tideline::server
