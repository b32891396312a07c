#include "tests/core/sync/service/service_world.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTest>
#include <QThread>

namespace tideline::test {

ServerProcess::ServerProcess(const QString &folder) : m_folder(folder) {}

bool ServerProcess::start()
{
    const QString portFile = m_folder + u"/port"_s;
    QFile::remove(portFile);
    m_process.setStandardOutputFile(m_folder + u"/server.log"_s, QIODevice::Append);
    m_process.setStandardErrorFile(m_folder + u"/server.log"_s, QIODevice::Append);
    m_process.start(qEnvironmentVariable("TIDELINE_BIN") + u"/tideline-server"_s,
                    {u"--data"_s, m_folder + u"/server"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--port-file"_s, portFile});
    if (!m_process.waitForStarted())
        return false;
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < 30'000 && m_process.state() == QProcess::Running) {
        QFile file(portFile);
        if (file.open(QIODevice::ReadOnly)) {
            m_port = file.readAll().trimmed().split(':').last().toInt();
            if (m_port > 0)
                return true;
        }
        m_process.waitForFinished(10);
    }
    return false;
}

void ServerProcess::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(10'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString ServerProcess::token() const
{
    QFile file(m_folder + u"/server/first-token"_s);
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readLine().trimmed()) : QString();  // the password follows
}

Device::Device(const QString &folder, const QString &name) : m_root(folder + u'/' + name)
{
    m_location = store::testLocation(folder + u"/profile-"_s + name);
}

bool Device::reach(sync::OwnerMode mode, std::shared_ptr<cloud::NetworkCost> networkCost)
{
    m_handler.reset();
    sync::ReachOptions options{m_location, mode};
    options.networkCost = std::move(networkCost);
    auto handler = sync::reachService(options);
    if (!handler) {
        qWarning("%s", qPrintable(toText(handler.error())));
        return false;
    }
    m_handler = *std::move(handler);
    return true;
}

Result<QJsonObject> Device::ask(const QString &verb, const QJsonObject &args, const control::OnProgress &onProgress)
{
    return m_handler->handle(verb, args, onProgress);
}

QString Device::kindOf(const QString &verb, const QJsonObject &args)
{
    const auto reply = ask(verb, args);
    return reply ? QString() : toString(reply.error().kind);
}

QJsonObject Device::sync(const QJsonObject &args)
{
    const auto reply = ask(u"sync"_s, args);
    if (!reply)
        return {{u"error"_s, control::toJson(reply.error())}};
    return reply->value(u"rows"_s).toArray().first().toObject();
}

bool Device::write(const QString &name, const QByteArray &bytes) const
{
    QDir().mkpath(QFileInfo(path(name)).path());
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray Device::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList Device::files() const
{
    QStringList names;
    QDirIterator all(m_root, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString name = QDir(m_root).relativeFilePath(all.next());
        if (!name.startsWith(u".tideline/"_s))
            names.append(name);
    }
    names.sort();
    return names;
}

ServiceWorld::ServiceWorld()
{
    server = std::make_unique<ServerProcess>(folder.path());
    a = std::make_unique<Device>(folder.path(), u"a"_s);
    b = std::make_unique<Device>(folder.path(), u"b"_s);
}

QString ServiceWorld::prepare()
{
    if (!server->start())
        return u"the server does not start"_s;
    for (Device *device : {a.get(), b.get()}) {
        if (!device->reach())
            return u"no service"_s;
        const auto in = device->ask(u"login"_s, {{u"url"_s, server->url()}, {u"token"_s, server->token()}});
        if (!in)
            return toText(in.error());
    }
    if (!a->write(u"one.txt"_s, "one") || !a->write(u"sub/two.txt"_s, "two"))
        return u"no files"_s;
    if (const auto made = a->ask(u"create"_s, {{u"name"_s, u"p"_s}, {u"from"_s, a->root()}}); !made)
        return toText(made.error());
    if (const QJsonObject row = a->sync(); !row.value(u"equal"_s).toBool())
        return QString::fromUtf8(control::toLine(row));
    if (const auto cloned = b->ask(u"clone"_s, {{u"project"_s, u"p"_s}, {u"dir"_s, b->root()}}); !cloned)
        return toText(cloned.error());
    if (const QJsonObject row = b->sync(); !row.value(u"equal"_s).toBool())
        return QString::fromUtf8(control::toLine(row));
    return a->files() == b->files() ? QString() : u"a and b differ: "_s + b->files().join(u' ');
}

std::unique_ptr<ServiceWorld> preparedWorld()
{
    auto world = std::make_unique<ServiceWorld>();
    if (const QString trouble = world->prepare(); !trouble.isEmpty())
        QTest::qFail(qPrintable(trouble), __FILE__, __LINE__);
    return world;
}

QStringList column(const Result<QJsonObject> &reply, const QString &key)
{
    QStringList values;
    if (!reply)
        return {toText(reply.error())};
    for (const QJsonValue &row : reply->value(u"rows"_s).toArray())
        values.append(row.toObject().value(key).toVariant().toString());
    return values;
}

QJsonObject firstRow(const Result<QJsonObject> &reply)
{
    return reply ? reply->value(u"rows"_s).toArray().first().toObject() : QJsonObject();
}

}  // namespace tideline::test
