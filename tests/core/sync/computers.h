// A cloud and computers in one process: the server's real handlers, real folders, real SQLite.
#pragma once

#include "core/files/file_system.h"
#include "core/store/project_repository.h"
#include "core/store/project_store.h"
#include "core/sync/engine.h"
#include "tests/core/sync/handler_channel.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QTest>

#include <algorithm>
#include <optional>

#include <sys/stat.h>
#include <unistd.h>

namespace tideline::test {

template <typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
    return *std::move(result);
}
inline void must(const Result<void> &result)
{
    if (!result)
        qFatal("%s", qPrintable(toText(result.error())));
}

inline store::Database::Options at(const QString &path)
{
    store::Database::Options options;
    options.path = path;
    return options;
}

/// Every entry but .tideline, as "path kind content" lines.
inline QByteArrayList listing(const QString &root)
{
    QByteArrayList lines;
    QDirIterator it(root, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        it.next();
        const QString below = QDir(root).relativeFilePath(it.filePath());
        if (below == u".tideline" || below.startsWith(u".tideline/"))
            continue;
        struct stat info {};
        ::lstat(QFile::encodeName(it.filePath()).constData(), &info);
        QByteArray line = below.toUtf8();
        if (S_ISLNK(info.st_mode)) {
            QByteArray target(4096, '\0');
            target.truncate(std::max<ssize_t>(0, ::readlink(QFile::encodeName(it.filePath()).constData(), target.data(), 4096)));
            line += " -> " + target;
        } else if (S_ISDIR(info.st_mode)) {
            line += '/';
        } else {
            QFile file(it.filePath());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(it.filePath()));
            line += (info.st_mode & 0100 ? " x " : " ") + sha256(file.readAll()).toBytes().toHex().left(12) + ' '
                    + QByteArray::number(qint64(info.st_mtim.tv_nsec));
        }
        lines.append(line);
    }
    std::ranges::sort(lines);
    return lines;
}

/// What lies in the root but for our own folder.
inline QStringList names(const QString &root)
{
    return QDir(root).entryList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name);
}

class Cloud {
public:
    Cloud()
    {
        folder.makeFolder(u"data"_s);
        disk = must(files::openPosixFileSystem(folder.path(u"data"_s)));
        database = must(store::Database::open(at(folder.path(u"data/meta.sqlite"_s))));
        core = must(server::Core::open({*database, {}, *disk, systemClock(), systemRandom(), events, server::PasswordCost::Weak}));
        must(core->addUser(u"ada"_s, u"secret"_s));
        token = must(core->createToken(u"ada"_s, u"test"_s)).text.toLatin1();
        HandlerChannel channel(*core, token);
        cloud::CloudRequest request;
        request.method = "POST";
        request.path = "/api/v1/projects";
        request.contentType = "application/json";
        request.body = R"({"name":"climate"})";
        request.headers["Idempotency-Key"] = "one";
        const auto reply = must(channel.send(request, {}));
        const QByteArray id = reply.body.mid(reply.body.indexOf("prj_"), 36);
        project = must(ProjectId::fromString(QString::fromLatin1(id)));
    }

    TempFolder folder;
    server::NoEvents events;
    std::unique_ptr<files::FileSystem> disk;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<server::Core> core;
    QByteArray token;
    ProjectId project;
};

/// One folder, with its store and the engine on it.
class Computer {
public:
    using OpenRoot = std::function<Result<std::unique_ptr<files::FileSystem>>(const QString &)>;
    Computer(Cloud &ofCloud, const QString &ofName, OpenRoot howToOpen = files::openPosixFileSystem)
        : cloud(ofCloud), name(ofName), openRoot(std::move(howToOpen)), channel(*cloud.core, cloud.token), workers(makePool(2))
    {
        folder.makeFolder(u"root"_s);
        root = folder.path(u"root"_s);
        location = store::testLocation(folder.path(u"profile"_s));
        openStore();
    }
    void openStore() { must(tryOpenStore()); }
    /// As a program's start does it: a store that cannot be used is set aside, and with a new one the folder is linked again.
    Result<void> tryOpenStore()
    {
        setAside.reset();
        Result<void> opened;
        for (const auto look : {store::Look::IfSuspect, store::Look::AtAll}) {
            auto mended = must(store::mendProjectStore(location, systemClock(), look));
            if (mended)
                setAside = mended;
            opened = open();
            if (opened || opened.error().kind != Error::Kind::Corrupt)
                return opened;
            closeStore();
        }
        return opened;
    }
    void closeStore()
    {
        engine.reset();
        database.reset();
    }
    Result<void> open()
    {
        auto made = store::openProjectStore(location);
        if (!made)
            return made.error();
        database = *std::move(made);
        const auto held = store::ProjectRepository(*database).list();
        if (!held)
            return held.error();
        project = held->empty() ? LocalProject{} : held->front();
        if (held->empty()) {
            project.id = ProjectId::make(systemClock(), systemRandom());
            project.cloudId = cloud.project;
            project.name = u"climate"_s;
            project.rootPath = root;
            save();
        }
        engine = std::make_unique<sync::Engine>(sync::Engine::Parts{*database, systemClock(), systemRandom(), *workers, channel,
                                                                    openRoot, name, bootId, maxBatch, maxCommit});
        return engine->prepareRoot(project);
    }
    void save()
    {
        auto transaction = must(store::Transaction::begin(*database));
        project = must(store::ProjectRepository(*database).save(project, transaction));
        must(transaction.commit());
    }
    sync::SyncOutcome sync(const sync::SyncOptions &options = {}) { return must(trySync(options)); }
    Result<sync::SyncOutcome> trySync(const sync::SyncOptions &options = {})
    {
        auto held = store::ProjectRepository(*database).findByNumber(project.number);
        if (!held)
            return held.error();
        if (!*held)
            return Error{Error::Kind::NotFound, u"The store has lost the project."_s, {}, {}};
        project = **held;
        return engine->sync(project, options);
    }
    void write(const QByteArray &path, const QByteArray &content) { folder.write("root/" + path, content); }
    QByteArray read(const QByteArray &path) { return folder.read("root/" + path); }
    void rename(const QString &from, const QString &to) { QVERIFY(::rename(qPrintable(root + u'/' + from), qPrintable(root + u'/' + to)) == 0); }
    void remove(const QString &path) { QVERIFY(QFile::remove(root + u'/' + path)); }

    Cloud &cloud;
    const QString name;
    QByteArray bootId = "first start";  ///< of the machine; counts from the next openStore()
    std::size_t maxBatch = sync::Engine::kMaxBatch;  ///< counts from the next openStore(), as the next
    std::size_t maxCommit = sync::Engine::kMaxCommit;
    OpenRoot openRoot;
    TempFolder folder;
    QString root;
    store::StoreLocation location;
    std::optional<store::SetAside> setAside;  ///< by the last openStore()
    HandlerChannel channel;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<store::Database> database;
    LocalProject project;
    std::unique_ptr<sync::Engine> engine;
};

/// What most tests begin with: a cloud and two computers on it, and the promise that they become equal.
struct TwoComputers {
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            m_a->sync();
            m_b->sync();
        }
    }
    void mustBeEqual()
    {
        QCOMPARE(listing(m_a->root).join('\n'), listing(m_b->root).join('\n'));
        const sync::SyncOutcome again = m_a->sync();
        QVERIFY(again.equal);
        QCOMPARE(again.uploaded + again.downloaded + again.movedLocal + again.movedRemote + again.deletedLocal + again.deletedRemote, 0);
    }

    std::unique_ptr<Cloud> m_cloud;
    std::unique_ptr<Computer> m_a;
    std::unique_ptr<Computer> m_b;
};

}  // namespace tideline::test
