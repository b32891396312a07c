// A real server process and profiles with their services, for tests.
#pragma once

#include "core/sync/service/reach.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace tideline::test {

/// A tideline-server on loopback, with a data folder that outlives a restart.
class ServerProcess {
public:
    explicit ServerProcess(const QString &folder);
    ~ServerProcess() { stop(); }
    bool start();
    void stop();
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(m_port); }
    /// Of the first user.
    QString token() const;

private:
    QString m_folder;
    int m_port = 0;
    QProcess m_process;
};

/// One profile; its service is there while it is reached.
class Device {
public:
    Device(const QString &folder, const QString &name);
    bool reach(sync::OwnerMode mode = sync::OwnerMode::Once, std::shared_ptr<cloud::NetworkCost> networkCost = {});
    void leave() { m_handler.reset(); }
    Result<QJsonObject> ask(const QString &verb, const QJsonObject &args = {}, const control::OnProgress &onProgress = {});
    /// The kind of the error; empty when the verb did well.
    QString kindOf(const QString &verb, const QJsonObject &args = {});
    /// The row of a `sync` of everything.
    QJsonObject sync(const QJsonObject &args = {});
    control::VerbHandler &handler() { return *m_handler; }

    QString path(const QString &name) const { return m_root + u'/' + name; }
    bool write(const QString &name, const QByteArray &bytes) const;
    QByteArray read(const QString &name) const;
    bool exists(const QString &name) const { return QFile::exists(path(name)); }
    /// Relative paths of all files, sorted, without Tideline's own.
    QStringList files() const;
    const QString &root() const { return m_root; }
    const store::StoreLocation &location() const { return m_location; }

private:
    QString m_root;
    store::StoreLocation m_location;
    std::unique_ptr<control::VerbHandler> m_handler;
};

/// A server, devices a and b, signed in; a has a project "p" with two files, b a clone of it, both in sync.
class ServiceWorld {
public:
    ServiceWorld();
    /// Empty = ready; else what went wrong.
    QString prepare();

    QTemporaryDir folder;
    std::unique_ptr<ServerProcess> server;
    std::unique_ptr<Device> a, b;
};

/// A new one, ready; when it is not, the test fails and says why.
std::unique_ptr<ServiceWorld> preparedWorld();

/// One value of each row of a reply; the error alone when there is one.
QStringList column(const Result<QJsonObject> &reply, const QString &key);
/// Empty when there is none.
QJsonObject firstRow(const Result<QJsonObject> &reply);

}  // namespace tideline::test
