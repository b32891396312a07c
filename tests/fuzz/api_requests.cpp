// Requests to a server with one project, with a line "--" between them. The first line of each is who asks (0 its owner,
// 1 a viewer, 2 a stranger, 3 nobody), method and target; what follows is the body. "~" at the target's head is the
// project, "$BASE" in a body its cursor, "$NODE" its file.
#include "tests/app/server/api/core_fixture.h"
#include "tests/fuzz/law.h"

#include <QDir>
#include <QLoggingCategory>
#include <QSet>

#include <algorithm>
#include <array>

using namespace tideline;
using namespace tideline::server;
using tideline::fuzz::law;

namespace {

constexpr qsizetype kMaxRequests = 8;

class World {
public:
    World()
    {
        m_tokens = {m_server.user(u"ada"_s), m_server.user(u"bob"_s), m_server.user(u"eve"_s), QByteArray()};
        m_project = m_server.project(m_tokens[0]);
        m_server.give(m_project, m_tokens[0], u"bob"_s, u"viewer"_s);
        m_node = m_server.node();
        law(m_server.upload(m_project, m_tokens[0], {"hello"}).status == 200, "the server takes a pack");
        m_server.mustCommit(m_project, m_tokens[0], {put(fileNode(m_node, "a.txt", "hello"), manifestOf("hello"))});
    }

    void ask(const QByteArray &request)
    {
        const qsizetype end = request.contains('\n') ? request.indexOf('\n') : request.size();
        const QList<QByteArray> words = request.first(end).split(' ');
        if (words.size() != 3 || words[0].size() != 1)
            return;
        const std::size_t who = std::size_t(words[0][0]) % 4;
        const QByteArray target = words[2].startsWith('~') ? m_project + words[2].mid(1) : words[2];
        const auto before = cursor();
        QByteArray body = request.mid(end + 1);
        if (before)
            body.replace("$BASE", QJsonDocument(wire::toJson(*before)).toJson(QJsonDocument::Compact));
        body.replace("$NODE", m_node.toString().toLatin1());
        std::map<QByteArray, QByteArray> headers{{"idempotency-key", m_server.key().toString().toLatin1()}};
        if (target.contains("/packs"))
            headers["content-type"] = wire::kPackContentType;
        if (words[1] == "PATCH")
            headers["if-match"] = m_server.get(m_project, m_tokens[0]).headers["ETag"];
        const Reply reply = m_server.send(words[1], target, m_tokens[who], body, headers);

        checkReply(reply);
        if (words[1] == "PATCH" && target == m_project && reply.status == 200)
            checkTexts(reply.json(), QJsonDocument::fromJson(body).object());
        if (target.contains("/members") && words[1] != "GET" && reply.status < 300)
            m_firstOutsider = 3;  // its owner may have let in anyone who has a name
        if (who >= std::max<std::size_t>(2, m_firstOutsider) && target.startsWith(m_project))
            law(reply.status >= 400, "a project is hidden from strangers");
        if (who >= m_firstOutsider && before) {
            const auto after = cursor();
            law(after && *after == *before, "only who may modify a project changes it");
        }
    }

    /// The tree is whole, is the same after a kill, and everything lies in the data folder.
    void checkEnd()
    {
        const auto before = cursor();
        law(m_server.restart(), "the server opens again");
        const auto after = cursor();
        law(before == after, "what was answered stays");
        const QStringList inside = QDir(m_server.folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        for (const QString &name : inside)
            law(name.startsWith(u"metadata.sqlite") || name == u"packs", "a server writes to its data folder's own files alone");
        if (!after)
            return;
        std::map<NodeId, Node> nodes;
        for (const wire::Change &change : m_server.page(m_project, m_tokens[0], {}, 5000).changes) {
            if (change.op != wire::Change::Op::Delete)
                nodes[change.node.id] = change.node;
        }
        QSet<QByteArray> places;
        for (const auto &[id, node] : nodes) {
            const NodeId &parent = node.place.parent;
            law(parent.isNull() || (nodes.contains(parent) && nodes[parent].content.kind == NodeKind::Folder),
                "what is in a tree lies in one of its folders");
            const QByteArray place = parent.toBytes() + node.place.name;
            law(!places.contains(place), "a folder has each name once");
            places.insert(place);
            const Node *above = &node;
            for (std::size_t depth = 0; !above->place.parent.isNull(); above = &nodes[above->place.parent])
                law(++depth <= nodes.size(), "no folder lies in itself");
        }
    }

private:
    void checkReply(const Reply &reply)
    {
        law(reply.status >= 200 && reply.status < 500, "no request makes the server fail");
        law(!reply.cut, "no reply breaks off");
        for (const auto &[name, value] : reply.headers)
            law(!name.isEmpty() && !QByteArray(name + value).contains('\n') && !QByteArray(name + value).contains('\r'),
                "a header is one line");
        if (reply.status >= 400)
            law(!reply.code().isEmpty() && reply.json()[u"status"_s].toInt() == reply.status, "a refusal has a code");
    }

    void checkTexts(const QJsonObject &kept, const QJsonObject &sent)
    {
        for (const QString &field : {u"name"_s, u"title"_s, u"description"_s}) {
            const QString text = sent[field].toString();
            law(text.isEmpty() || text.startsWith(QChar(0xfeff)) || kept[field].toString() == text, "a text is kept as it was sent");
        }
    }

    /// nullopt: the owner cannot read the project any longer, since a request took it away.
    std::optional<wire::Cursor> cursor()
    {
        const Reply reply = m_server.get(m_project + "/changes?since=0&limit=1", m_tokens[0]);
        const auto page = wire::changePageFromJson(reply.json());
        law(reply.status != 200 || page, "the feed can be read");
        return reply.status == 200 ? std::optional(page->until) : std::nullopt;
    }

    CoreFixture m_server;
    std::array<QByteArray, 4> m_tokens;
    QByteArray m_project;
    NodeId m_node;
    std::size_t m_firstOutsider = 1;  ///< from here on nobody was given the right to modify
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QLoggingCategory::setFilterRules(u"*=false"_s);
    const QByteArray script(reinterpret_cast<const char *>(data), qsizetype(size));
    World world;
    QByteArray rest = script;
    for (qsizetype i = 0; i < kMaxRequests && !rest.isEmpty(); ++i) {
        const qsizetype end = rest.indexOf("\n--\n");
        world.ask(end < 0 ? rest : rest.first(end));
        rest = end < 0 ? QByteArray() : rest.mid(end + 4);
    }
    world.checkEnd();
    return 0;
}
