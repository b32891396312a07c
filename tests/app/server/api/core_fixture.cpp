#include "core_fixture.h"

namespace tideline::server {

Node folderNode(const NodeId &id, const QByteArray &name, const NodeId &parent)
{
    return {id, {parent, name}, {}};
}

Node linkNode(const NodeId &id, const QByteArray &name, const QByteArray &target, const NodeId &parent)
{
    Node node{id, {parent, name}, {}};
    node.content.kind = NodeKind::Symlink;
    node.content.target = target;
    return node;
}

Manifest manifestOf(const QByteArray &bytes)
{
    Manifest manifest;
    for (qsizetype at = 0; at < bytes.size(); at += 1000) {
        const QByteArray piece = bytes.mid(at, 1000);
        manifest.chunks.push_back({sha256(piece), quint32(piece.size())});
    }
    return manifest;
}

Node fileNode(const NodeId &id, const QByteArray &name, const QByteArray &bytes, const NodeId &parent)
{
    Node node{id, {parent, name}, {}};
    node.content.kind = NodeKind::File;
    node.content.sizeBytes = bytes.size();
    node.content.modifiedNs = 1'700'000'000'123'456'789;
    node.content.hash = manifestOf(bytes).hash();
    return node;
}

wire::Change put(const Node &node, const std::optional<Manifest> &manifest)
{
    wire::Change change;
    change.node = node;
    change.manifest = manifest;
    return change;
}

wire::Change move(const NodeId &id, const QByteArray &name, const NodeId &parent)
{
    wire::Change change;
    change.op = wire::Change::Op::Move;
    change.node.id = id;
    change.node.place = {parent, name};
    return change;
}

wire::Change remove(const NodeId &id)
{
    wire::Change change;
    change.op = wire::Change::Op::Delete;
    change.node.id = id;
    return change;
}

QByteArray packOf(const std::vector<QByteArray> &contents)
{
    wire::PackWriter pack;
    for (const QByteArray &bytes : contents) {
        for (qsizetype at = 0; at < bytes.size(); at += 1000) {
            const QByteArray piece = bytes.mid(at, 1000);
            pack.add(sha256(piece), piece);
        }
    }
    return pack.finish();
}

CoreFixture::CoreFixture()
{
    restart();
}

CoreFixture::CoreFixture(files::FileSystem &disk) : m_given(&disk)
{
    restart();
}

Result<void> CoreFixture::openStore()
{
    if (m_given && m_database)
        return {};
    m_database.reset();
    m_disk.reset();
    store::Database::Options options;
    options.path = u":memory:"_s;
    if (!m_given) {
        auto disk = files::openPosixFileSystem(folder.path());
        if (!disk)
            return disk.error();
        m_disk = *std::move(disk);
        options.path = folder.filePath(u"metadata.sqlite"_s);
    }
    auto database = store::Database::open(options);
    if (!database)
        return database.error();
    m_database = *std::move(database);
    return {};
}

bool CoreFixture::restart()
{
    m_core.reset();
    if (const auto opened = openStore(); !opened)
        return qWarning().noquote() << toText(opened.error()), false;
    std::function<Result<std::unique_ptr<store::Database>>()> openReader;
    if (!m_given) {
        store::Database::Options options;
        options.path = m_database->path();
        options.mode = store::Database::Mode::ReadOnly;
        openReader = [options] { return store::Database::open(options); };
    }
    auto core = Core::open({*m_database, openReader, m_given ? *m_given : *m_disk, clock, random, events, PasswordCost::Weak, policy,
                            web, packKey, beforeUpkeepStep});
    if (!core)
        return qWarning().noquote() << toText(core.error()), false;
    m_core = *std::move(core);
    return true;
}

QByteArray CoreFixture::user(const QString &name)
{
    const auto added = m_core->addUser(name, u"secret of "_s + name);
    Q_ASSERT(added);
    const auto token = m_core->createToken(name, u"test"_s);
    Q_ASSERT(token);
    return token->text.toLatin1();
}

Reply CoreFixture::send(const QByteArray &method, const QByteArray &pathAndQuery, const QByteArray &token,
                        const QByteArray &body, std::map<QByteArray, QByteArray> headers)
{
    RequestHead head;
    head.method = method;
    const qsizetype mark = pathAndQuery.indexOf('?');
    head.path = mark < 0 ? pathAndQuery : pathAndQuery.first(mark);
    head.query = mark < 0 ? QByteArray() : pathAndQuery.mid(mark + 1);
    head.headers = std::move(headers);
    if (!token.isEmpty())
        head.headers["authorization"] = "Bearer " + token;
    head.peer = peer;
    head.contentLength = body.isEmpty() ? -1 : body.size();

    Response response;
    const auto exchange = m_core->open(head);
    if (auto refused = exchange->refused()) {
        response = std::move(*refused);
    } else {
        bool failed = false;
        for (qsizetype at = 0; at < body.size() && !failed; at += pieceBytes) {
            const auto taken = exchange->write(QByteArrayView(body).sliced(at, std::min(pieceBytes, body.size() - at)));
            if (!taken) {
                response = problem(taken.error());
                failed = true;
            }
        }
        if (!failed)
            response = exchange->finish();
    }
    Reply reply{response.status, response.headers, response.body, false};
    while (response.stream) {
        const auto piece = response.stream->read(777);
        reply.cut = !piece;
        if (!piece || piece->isEmpty())
            break;
        Q_ASSERT(piece->size() <= 777);
        reply.body += *piece;
    }
    return reply;
}

Reply CoreFixture::post(const QByteArray &path, const QByteArray &token, const QJsonObject &body,
                        std::map<QByteArray, QByteArray> headers)
{
    return send("POST", path, token, QJsonDocument(body).toJson(QJsonDocument::Compact), std::move(headers));
}

QByteArray CoreFixture::project(const QByteArray &token, const QString &name)
{
    const Reply reply = post("/api/v1/projects", token, {{u"name"_s, name}});
    if (reply.status != 201)
        qWarning().noquote() << reply.body;
    Q_ASSERT(reply.status == 201);
    return "/api/v1/projects/" + reply.json()[u"id"_s].toString().toLatin1();
}

void CoreFixture::give(const QByteArray &path, const QByteArray &owner, const QString &user, const QString &role)
{
    const Reply reply = send("PUT", path + "/members/" + user.toLatin1(), owner,
                             QJsonDocument(QJsonObject{{u"role"_s, role}}).toJson());
    Q_ASSERT(reply.status == 200);
}

Reply CoreFixture::upload(const QByteArray &project, const QByteArray &token, const std::vector<QByteArray> &contents)
{
    return send("POST", project + "/packs", token, packOf(contents), {{"content-type", wire::kPackContentType}});
}

Reply CoreFixture::commit(const QByteArray &project, const QByteArray &token, const wire::Cursor &base,
                          std::vector<wire::Change> changes, const std::optional<CommitKey> &commitKey)
{
    wire::CommitRequest request;
    request.base = base;
    request.device = u"testbox"_s;
    request.message = u"why not"_s;
    request.changes = std::move(changes);
    return post(project + "/commits", token, toJson(request),
                {{"idempotency-key", (commitKey ? *commitKey : key()).toString().toLatin1()}});
}

wire::Cursor CoreFixture::mustCommit(const QByteArray &project, const QByteArray &token, std::vector<wire::Change> changes)
{
    const Reply reply = commit(project, token, head(project, token), std::move(changes));
    if (reply.status != 201)
        qWarning().noquote() << reply.body;
    Q_ASSERT(reply.status == 201);
    const auto made = wire::commitReplyFromJson(reply.json());
    Q_ASSERT(made);
    return made->cursor;
}

wire::Cursor CoreFixture::head(const QByteArray &project, const QByteArray &token)
{
    return page(project, token, {}, 1).until;
}

wire::ChangePage CoreFixture::page(const QByteArray &project, const QByteArray &token, const wire::Cursor &since,
                                   int limit, const QString &after)
{
    QByteArray path = project + "/changes?limit=" + QByteArray::number(limit) + "&since=" + QByteArray::number(since.revision);
    if (since.revision > 0)
        path += "&epoch=" + since.epoch.toString().toLatin1() + "&hash=" + since.commitHash.toString().toLatin1();
    if (!after.isEmpty())
        path += "&after=" + after.toUtf8().toPercentEncoding();
    const Reply reply = get(path, token);
    auto page = wire::changePageFromJson(reply.json());
    if (!page)
        qWarning().noquote() << reply.status << reply.body << toText(page.error());
    Q_ASSERT(page);
    return *page;
}

QStringList CoreFixture::tree(const QByteArray &project, const QByteArray &token)
{
    QStringList paths;
    for (const wire::Change &change : page(project, token, {}, 5000).changes)
        paths += QString::fromUtf8(change.path);
    paths.sort();
    return paths;
}

}  // namespace tideline::server
