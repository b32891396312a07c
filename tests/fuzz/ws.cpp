// What happens to one push conversation, a line each: "m" and a message, "t" and a number of 100 ms that pass, "e" and an
// event (two letters: which project, whose; then its revision), "b" for a binary frame, "r" for a revoked token. And requests for
// such a conversation: "u", a target, and headers, with '|' between them.
#include "app/server/push/push_hub.h"
#include "tests/fuzz/law.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QList>
#include <QThreadPool>

#include <array>

using namespace tideline;
using namespace tideline::server;
using tideline::fuzz::law;

namespace {

ProjectId projectOf(unsigned char number)
{
    ProjectId id;
    id.bytes[15] = number;
    id.bytes[0] = 1;
    return id;
}

/// Four projects, of which the first three may be found; a token that is good until it is revoked.
class Source final : public PushSource {
public:
    Epoch epoch() const override { return {}; }
    Result<Principal> authenticate(QByteArrayView token) override
    {
        if (revoked || token != "good")
            return Error{Error::Kind::SignIn, u"The token is not known."_s, {}, {}};
        return Principal{{}, u"ada"_s, "good"};
    }
    Result<QByteArray> redeemTicket(QByteArrayView ticket) override
    {
        if (ticket != "once" || std::exchange(redeemed, true))
            return Error{Error::Kind::SignIn, u"The ticket is past."_s, {}, {}};
        return QByteArray("good");
    }
    Result<Page<CloudProject>> projects(const Principal &, const QString &cursor, int limit) override
    {
        law(limit >= 1 && limit <= 200, "a page has a limit");
        bool number = false;
        const int from = cursor.isEmpty() ? 0 : cursor.toInt(&number);
        if (!cursor.isEmpty() && (!number || from < 0))
            return Error{Error::Kind::Invalid, u"The cursor is not ours."_s, {}, {}};
        Page<CloudProject> page;
        for (int i = from; i < kMembers && i - from < limit; ++i) {
            CloudProject project;
            project.id = projectOf(static_cast<unsigned char>(i));
            project.name = u"project"_s;
            project.description = QString(3'000, u'd');
            page.items.push_back(project);
        }
        if (qint64(from) + limit < kMembers)
            page.next = QString::number(from + limit);
        return page;
    }
    Result<bool> mayHear(const Principal &, const ProjectId &project, const QByteArray &) override
    {
        return project.bytes[15] < kMembers && project == projectOf(project.bytes[15]);
    }

    static constexpr int kMembers = 3;
    bool revoked = false;
    bool redeemed = false;
};

/// Holds what the server sends against what it may send.
class Listener {
public:
    explicit Listener(const PushSettings &settings) : m_settings(settings) {}

    void take(const Conversation::Out &out, bool isEvent)
    {
        for (const Conversation::Outgoing &one : out) {
            law(!m_closed, "after a close nothing leaves");
            law(one.text.isEmpty() == one.close.has_value(), "what leaves is a message or a close");
            if (one.close)
                m_closed = true;
            else
                takeMessage(one.text, isEvent);
        }
    }
    bool greeted() const { return !m_session.isEmpty(); }
    bool closed() const { return m_closed; }
    const QByteArray &session() const { return m_session; }

private:
    void takeMessage(const QByteArray &text, bool isEvent)
    {
        law(text.size() <= m_settings.maxMessageBytes, "a message of ours keeps the limit of theirs");
        const QJsonObject message = QJsonDocument::fromJson(text).object();
        const QString type = message[u"t"_s].toString();
        law(!type.isEmpty(), "a message is JSON with a type");
        if (type == u"welcome") {
            law(!greeted(), "a client is welcomed once");
            m_session = message[u"session"_s].toString().toLatin1();
        }
        law(greeted() || type == u"error" || type == u"bye", "hello comes first");
        if (type == u"changed") {
            const auto project = ProjectId::fromString(message[u"project"_s].toString());
            law(project && project->bytes[15] < Source::kMembers, "a hint is about what the user may find");
        }
        law(type != u"error" || !message[u"problem"_s].toObject()[u"code"_s].toString().isEmpty(), "an error says why");
        law(!isEvent || type == u"changed", "an event makes a hint, or nothing");
    }

    const PushSettings m_settings;
    QByteArray m_session;
    bool m_closed = false;
};

}  // namespace

namespace {

constexpr char kOurs[] = "https://tide.example";
constexpr char kAllowed[] = "https://app.example";

RequestHead headFrom(const QByteArray &line)
{
    const QList<QByteArray> parts = line.split('|');
    RequestHead head;
    head.method = "GET";
    head.path = parts[0].left(parts[0].indexOf('?'));
    head.query = parts[0].contains('?') ? parts[0].mid(parts[0].indexOf('?') + 1) : QByteArray();
    for (const QByteArray &part : parts.sliced(1)) {
        const qsizetype colon = part.indexOf(':');
        if (colon > 0)
            head.headers[part.first(colon).toLower()] = part.sliced(colon + 1).trimmed();
    }
    return head;
}

void checkUpgrade(PushHub &hub, Source &source, const RequestHead &head)
{
    if (!hub.wants(head))
        return;
    const auto header = [&](const char *name) { return head.headers.contains(name) ? head.headers.at(name) : QByteArray(); };
    const bool wasRedeemed = source.redeemed;
    const auto admission = hub.admit(head);
    law((admission.refused == nullptr) == (admission.ticket != nullptr), "an upgrade is refused or admitted");
    if (admission.refused) {
        law(admission.refused->status >= 400 && admission.refused->status < 600
                && !QJsonDocument::fromJson(admission.refused->body).object()[u"code"_s].toString().isEmpty(),
            "a refusal says why");
        return;
    }
    law(header("origin").isEmpty() || header("origin") == kOurs || header("origin") == kAllowed, "no page of others is let in");
    law(header("sec-websocket-version") == "13", "one version is spoken");
    const QByteArray offered = header("sec-websocket-protocol");
    law(offered.isEmpty() || offered.contains("tideline.v1"), "one protocol is spoken");
    const bool byHeader = header("authorization").toLower().startsWith("bearer ") && header("authorization").endsWith("good");
    const bool byTicket = offered.contains("tideline.ticket.once") && !wasRedeemed && source.redeemed;
    const bool byCookie = !header("origin").isEmpty() && header("cookie").contains("token=");
    law(!source.revoked && (byHeader || byTicket || byCookie), "whoever is let in has said who they are");
    for (const QByteArray &pair : head.query.split('&')) {
        const QByteArray name = pair.left(pair.indexOf('='));
        law(name != "token" && name != "access_token" && name != "ticket", "no secret is taken from an address");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace std::chrono_literals;
    const QByteArray script(reinterpret_cast<const char *>(data), qsizetype(size));
    PushSettings settings;
    settings.maxMessageBytes = 8 << 10;
    Source source;
    Conversation::Time now = 1000s;
    Conversation conversation(source, Principal{{}, u"ada"_s, "good"}, "good", settings, now);
    Listener listener(settings);
    QThreadPool pool;
    PushHub hub(pool, systemClock(), {settings, {.url = kOurs, .allowedOrigins = {kAllowed}}});
    hub.setSource(source);
    std::array<bool, 256> muted{};

    for (const QByteArray &line : script.split('\n')) {
        const char kind = line.isEmpty() ? ' ' : line[0];
        if (kind == 'u') {
            checkUpgrade(hub, source, headFrom(line.mid(1)));
        } else if (kind == 'm') {
            const QByteArray text = line.mid(1);
            if (text.size() > settings.maxMessageBytes)
                continue;  // the transport closes
            listener.take(conversation.onMessage(text, now), false);
            const QJsonObject message = QJsonDocument::fromJson(text).object();
            const QString type = message[u"t"_s].toString();
            if (listener.greeted() && (type == u"subscribe" || type == u"unsubscribe")) {
                const QJsonArray projects = message[u"projects"_s].toArray();
                for (const auto id : projects.size() <= settings.maxSubscriptions ? projects : QJsonArray()) {
                    const auto project = ProjectId::fromString(id.toString());
                    if (project && *project == projectOf(project->bytes[15]))
                        muted[project->bytes[15]] = type == u"unsubscribe";
                }
            }
        } else if (kind == 't') {
            now += std::min(line.mid(1).toUInt(), 100'000u) * 100ms;
            listener.take(conversation.onTick(now), false);
            law(listener.closed() || conversation.nextTick() > now, "the clock is not asked for at once again");
        } else if (kind == 'e' && line.size() >= 3) {
            const auto number = static_cast<unsigned char>(line[1] % 4);
            ChangeEvent event{projectOf(number), line[2] % 2 ? "content" : "meta", line.mid(3).toLongLong(), u"laptop"_s};
            const bool own = line[2] % 4 >= 2 && listener.greeted();
            event.session = own ? listener.session() : QByteArray();
            const auto out = conversation.onEvent(event, now);
            law(out.empty() || (listener.greeted() && !own && !muted[number]), "a hint goes to whoever asked and did not make it");
            listener.take(out, true);
        } else if (kind == 'b') {
            listener.take(conversation.onBinary(), false);
            law(listener.closed(), "a binary frame ends it");
        } else if (kind == 'r') {
            source.revoked = true;
            now += settings.tokenCheck;
            listener.take(conversation.onTick(now), false);
            law(listener.closed(), "a revoked token ends it");
        }
        law(conversation.ended() == listener.closed(), "an end is told");
    }
    listener.take(conversation.bye(1ms, 2ms), false);
    law(listener.closed(), "a server that stops says so");
    return 0;
}
