#include "app/server/push/conversation.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QUuid>

#include <algorithm>

namespace tideline::server {

namespace {

Q_LOGGING_CATEGORY(lcPush, "tideline.server.push")

QByteArray toText(const QJsonObject &message)
{
    return QJsonDocument(message).toJson(QJsonDocument::Compact);
}

/// What a reply repeats of the client's message, so that the client knows which one it answers: a number or a short text.
/// Nothing else: a reply keeps its size, whatever it answers.
QJsonValue echo(const QJsonObject &message, const QString &field)
{
    const QJsonValue value = message.value(field);
    const bool small = value.isDouble() || (value.isString() && value.toString().size() <= 100);
    return small ? value : QJsonValue(QJsonValue::Undefined);
}

}  // namespace

Conversation::Conversation(PushSource &source, Principal who, QByteArray token, const PushSettings &settings, Time now)
    : m_source(source), m_who(std::move(who)), m_token(std::move(token)), m_settings(settings),
      m_session(u"ses_"_s + QUuid::createUuid().toString(QUuid::Id128)), m_helloUntil(now + settings.helloTimeout), m_nextTokenCheck(now + settings.tokenCheck),
      m_nextBeat(now + settings.heartbeat), m_rateAt(now), m_rateLeft(2.0 * settings.messagesPerSecond)
{
}

void Conversation::send(Out &out, const QJsonObject &message) const
{
    if (!m_ended)
        out.push_back({toText(message), std::nullopt, {}});
}

void Conversation::sendError(Out &out, const QJsonValue &id, const Response &problem) const
{
    QJsonObject message{{u"t"_s, u"error"_s}, {u"problem"_s, QJsonDocument::fromJson(problem.body).object()}};
    if (!id.isUndefined())
        message.insert(u"id"_s, id);
    send(out, message);
}

void Conversation::close(Out &out, CloseCode code, const QString &reason)
{
    if (!m_ended)
        out.push_back({{}, code, reason});
    m_ended = true;
}

Conversation::Out Conversation::onMessage(QByteArrayView text, Time now)
{
    Out out;
    if (m_ended)
        return out;
    m_pings = 0;
    if (!withinRate(now)) {
        close(out, CloseCode::TooManyMessages, u"too many messages"_s);
        return out;
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(text.toByteArray(), &error);
    if (document.isObject())
        handle(document.object(), now, out);
    else
        sendError(out, QJsonValue(QJsonValue::Undefined),
                  problem(400, "bad_message", u"The message is no JSON object."_s, error.errorString()));
    return out;
}

Conversation::Out Conversation::onBinary()
{
    Out out;
    close(out, CloseCode::Unsupported, u"text only"_s);
    return out;
}

bool Conversation::withinRate(Time now)
{
    const double full = 2.0 * m_settings.messagesPerSecond;
    m_rateLeft = std::min(full, m_rateLeft + std::chrono::duration<double>(now - m_rateAt).count() * m_settings.messagesPerSecond);
    m_rateAt = now;
    m_rateLeft -= 1;
    return m_rateLeft >= 0;
}

void Conversation::handle(const QJsonObject &message, Time, Out &out)
{
    const QString type = message.value(u"t"_s).toString();
    if (type == u"hello"_s && !m_greeted) {
        m_greeted = true;
        m_source.enter(m_session, m_who, message.value(u"client"_s).toString(), message.value(u"device"_s).toString());
        m_presence = std::shared_ptr<void>(nullptr, [source = &m_source, session = m_session](void *) { source->leave(session); });
        // resumed: false always: there is no account feed yet, so the client lists its projects after each welcome.
        return send(out, {{u"t"_s, u"welcome"_s},
                          {u"session"_s, m_session},
                          {u"epoch"_s, m_source.epoch().toString()},
                          {u"resumed"_s, false},
                          {u"heartbeat_s"_s, double(m_settings.heartbeat.count()) / 1000},
                          {u"max_subs"_s, m_settings.maxSubscriptions}});
    }
    if (!m_greeted)
        return close(out, CloseCode::NoHello, u"hello comes first"_s);
    if (type == u"ping"_s)
        return send(out, {{u"t"_s, u"pong"_s}, {u"n"_s, echo(message, u"n"_s)}});
    if (type == u"pong"_s)
        return;
    if (type == u"pull_projects"_s)
        return pullProjects(message, out);
    if (type == u"subscribe"_s || type == u"unsubscribe"_s)
        return subscribe(message, type == u"subscribe"_s, out);
    if (type == u"reauth"_s)
        return reauthenticate(message, out);
    sendError(out, echo(message, u"id"_s), problem(400, "unknown_message", u"The server does not know this message."_s));
}

void Conversation::pullProjects(const QJsonObject &message, Out &out)
{
    const QJsonValue id = echo(message, u"id"_s);
    // A page is made smaller until it fits into a message.
    for (int limit = std::clamp(message.value(u"limit"_s).toInt(100), 1, 200);; limit /= 2) {
        const auto page = m_source.projects(m_who, message.value(u"cursor"_s).toString(), limit);
        if (!page)
            return sendError(out, id, problem(page.error()));
        QJsonArray items;
        for (const CloudProject &project : page->items)
            items.append(toJson(project));
        const QJsonObject reply{{u"t"_s, u"projects"_s},
                                {u"id"_s, id},
                                {u"items"_s, items},
                                {u"cursor"_s, page->next.isEmpty() ? QJsonValue() : QJsonValue(page->next)},
                                {u"has_more"_s, !page->next.isEmpty()},
                                {u"epoch"_s, m_source.epoch().toString()}};
        if (limit > 1 && toText(reply).size() > m_settings.maxMessageBytes)
            continue;
        return send(out, reply);
    }
}

void Conversation::subscribe(const QJsonObject &message, bool on, Out &out)
{
    QJsonArray denied;
    const QJsonArray projects = message.value(u"projects"_s).toArray();
    if (projects.size() > m_settings.maxSubscriptions || (!on && m_muted.size() + projects.size() > m_settings.maxSubscriptions))
        return sendError(out, echo(message, u"id"_s), problem(422, "too_many", u"Too many projects."_s));
    for (const QJsonValue &text : projects) {
        const auto project = ProjectId::fromString(text.toString());
        const auto allowed = project ? m_source.mayHear(m_who, *project, "content") : Result<bool>(false);
        if (!allowed || !*allowed)
            denied.append(text.toString().left(100));
        else if (on)
            m_muted.remove(*project);
        else
            m_muted.insert(*project);
    }
    m_source.mute(m_session, m_muted);
    send(out, {{u"t"_s, u"ack"_s}, {u"id"_s, echo(message, u"id"_s)}, {u"denied"_s, denied}});
}

void Conversation::reauthenticate(const QJsonObject &message, Out &out)
{
    const QByteArray token = message.value(u"token"_s).toString().toUtf8();
    const auto who = m_source.authenticate(token);
    if (!who || who->user != m_who.user)
        return close(out, CloseCode::Token, u"token refused"_s);
    m_token = token;
    send(out, {{u"t"_s, u"ack"_s}, {u"id"_s, echo(message, u"id"_s)}, {u"denied"_s, QJsonArray()}});
}

Conversation::Out Conversation::onEvent(const ChangeEvent &event, Time now)
{
    Out out;
    if (m_ended || !m_greeted || m_muted.contains(event.project))
        return out;
    if (event.project.isNull() && std::ranges::find(event.users, m_who.user) == event.users.end())
        return out;
    Lane &lane = m_lanes.try_emplace({event.project, event.kind}, Lane{now - m_settings.mergeWindow, {}}).first->second;
    if (event.session == m_session.toLatin1()) {
        // Whoever commits has caught up with what it was told: what others do next is news again, and goes out at once.
        lane.sent = now - m_settings.mergeWindow;
        return out;
    }
    if (now - lane.sent >= m_settings.mergeWindow && !lane.waiting) {
        hint(event, lane, now, out);
    } else if (!lane.waiting || lane.waiting->revision <= event.revision) {
        lane.waiting = event;
    }
    return out;
}

void Conversation::hint(const ChangeEvent &event, Lane &lane, Time now, Out &out)
{
    lane.sent = now;
    lane.waiting.reset();
    if (event.project.isNull())
        return send(out, {{u"t"_s, u"changed"_s}, {u"kind"_s, QString::fromLatin1(event.kind)}});
    const auto allowed = m_source.mayHear(m_who, event.project, event.kind);
    if (!allowed) {
        qCWarning(lcPush, "A hint was dropped: %s", qUtf8Printable(tideline::toText(allowed.error())));
        return;  // the client's cursor finds the change all the same
    }
    if (*allowed)
        send(out, {{u"t"_s, u"changed"_s},
                   {u"project"_s, event.project.toString()},
                   {u"kind"_s, QString::fromLatin1(event.kind)},
                   {u"revision"_s, event.revision},
                   {u"device"_s, event.device}});
}

Conversation::Out Conversation::onTick(Time now)
{
    Out out;
    if (m_ended)
        return out;
    if (!m_greeted && now >= m_helloUntil)
        close(out, CloseCode::NoHello, u"no hello"_s);
    for (auto it = m_lanes.begin(); it != m_lanes.end();) {
        Lane &lane = it->second;
        if (now - lane.sent < m_settings.mergeWindow) {
            ++it;
        } else if (lane.waiting) {
            const ChangeEvent event = *lane.waiting;
            hint(event, lane, now, out);
            ++it;
        } else {
            it = m_lanes.erase(it);
        }
    }
    if (now >= m_nextTokenCheck)
        checkToken(now, out);
    if (now >= m_nextBeat)
        beat(now, out);
    return out;
}

void Conversation::checkToken(Time now, Out &out)
{
    m_nextTokenCheck = now + m_settings.tokenCheck;
    const auto who = m_source.authenticate(m_token);
    if (!who && who.error().kind == Error::Kind::SignIn)
        close(out, CloseCode::Token, u"token revoked or expired"_s);
}

void Conversation::beat(Time now, Out &out)
{
    m_nextBeat = now + m_settings.heartbeat;
    if (m_pings >= 2)
        return close(out, CloseCode::Silent, u"no answer to two pings"_s);
    if (!m_greeted)
        return;
    ++m_pings;
    send(out, {{u"t"_s, u"ping"_s}, {u"n"_s, ++m_pingNumber}});
}

Conversation::Out Conversation::bye(std::chrono::milliseconds least, std::chrono::milliseconds most)
{
    Out out;
    send(out, {{u"t"_s, u"bye"_s}, {u"reconnect_ms"_s, QJsonArray{qint64(least.count()), qint64(most.count())}}});
    close(out, CloseCode::Restart, u"the server stops"_s);
    return out;
}

Conversation::Time Conversation::nextTick() const
{
    Time next = std::min(m_nextTokenCheck, m_nextBeat);
    if (!m_greeted)
        next = std::min(next, m_helloUntil);
    for (const auto &[key, lane] : m_lanes) {
        if (lane.waiting)
            next = std::min(next, lane.sent + m_settings.mergeWindow);
    }
    return next;
}

}  // namespace tideline::server
