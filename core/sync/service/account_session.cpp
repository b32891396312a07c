#include "core/sync/service/account_session.h"

#include "core/store/account_repository.h"
#include "core/store/settings_repository.h"

namespace tideline::sync {

using store::Account;
using store::AccountRepository;

namespace {
cloud::Identity identityOf(const Account &row)
{
    return {row.userId, row.userName, row.serverId ? row.serverId->toString() : QString()};
}
}  // namespace

Result<void> AccountSession::loadSettings()
{
    cloud::NetworkSettings network;
    auto read = m_store.read([&](store::Database &database) -> Result<void> {
        const store::SettingsRepository settings(database);
        const auto text = [&](const QString &name) {
            const auto value = settings.value(name);
            return value ? value->toUtf8() : QByteArray();
        };
        const QByteArray proxy = text(u"proxy"_s);
        network.proxy = proxy == "none" ? cloud::NetworkSettings::Proxy::None
            : proxy == "manual"         ? cloud::NetworkSettings::Proxy::Manual
                                        : cloud::NetworkSettings::Proxy::System;
        network.proxyUrl = text(u"proxy_url"_s);
        network.proxyUser = text(u"proxy_user"_s);
        network.caFile = text(u"ca_file"_s);
        network.clientFile = text(u"client_cert"_s);
        m_secrets->setHome(text(u"secret_store"_s) == "file" ? cloud::SecretHome::File : cloud::SecretHome::KeyRing);
        return {};
    });
    if (!read)
        return read;
    if (const auto password = m_secrets->read(cloud::kProxyPasswordSecret); password && *password)
        network.proxyPassword = **password;
    const std::lock_guard lock(m_mutex);
    m_network = std::move(network);
    return {};
}

cloud::NetworkSettings AccountSession::network() const
{
    const std::lock_guard lock(m_mutex);
    return m_network;
}

Result<void> AccountSession::load()
{
    retireTokens();
    if (auto loaded = loadSettings(); !loaded)
        return loaded;
    auto secret = cloud::readSecret(*m_secrets);
    if (!secret) {
        const std::lock_guard lock(m_mutex);
        m_trouble = secret.error();
        return {};
    }
    auto row = m_store.read([](store::Database &database) { return AccountRepository(database).current(); });
    if (!row)
        return row.error();
    const bool whole = *secret && *row && QString::fromLatin1((*secret)->origin) == (*row)->serverUrl;
    if (!whole) {
        adopt({});
        return {};
    }
    if (const auto allowed = m_checkServer ? m_checkServer((*secret)->origin) : Result<void>(); !allowed) {
        adopt({});
        const std::lock_guard lock(m_mutex);
        m_trouble = allowed.error();
        return {};
    }
    adopt(cloud::SignedIn{**secret, identityOf(**row)});
    return {};
}

bool AccountSession::isUnreadable() const
{
    const std::lock_guard lock(m_mutex);
    return m_trouble.has_value();
}

Result<void> AccountSession::moveSecrets()
{
    retireTokens();
    const auto move = [this]() -> Result<void> {
        if (auto loaded = loadSettings(); !loaded)
            return loaded;
        for (const QString &name : {cloud::kTokenSecret, cloud::kProxyPasswordSecret}) {
            const auto held = m_secrets->read(name);
            if (!held)
                return held.error();
            if (!*held)
                continue;
            if (auto moved = m_secrets->write(name, **held); !moved)
                return moved;
        }
        return {};
    };
    const auto moved = move();
    const auto loaded = load();
    return moved ? loaded : moved;
}

Result<void> AccountSession::signIn(const cloud::SignedIn &account)
{
    Account row;
    row.serverUrl = QString::fromLatin1(account.secret.origin);
    row.userId = account.identity.userId;
    row.userName = account.identity.userName;
    if (auto id = ServerId::fromString(account.identity.serverId))
        row.serverId = *id;
    retireTokens();
    auto stored = m_store.write([&](store::Database &database, const store::Transaction &transaction) -> Result<void> {
        AccountRepository accounts(database);
        auto old = accounts.list();
        if (!old)
            return old.error();
        for (const Account &one : *old) {
            if (auto removed = accounts.remove(one.id, transaction); !removed)
                return removed;
        }
        auto saved = accounts.save(row, transaction);
        if (!saved)
            return saved.error();
        // Last, so that a token is never without its account; an account without a token is a sign-out.
        return cloud::writeSecret(*m_secrets, account.secret);
    });
    if (stored)
        adopt(account);
    else
        (void)load();  // as it was
    return stored;
}

Result<void> AccountSession::signOut()
{
    retireTokens();
    if (auto removed = m_secrets->remove(cloud::kTokenSecret); !removed) {
        (void)load();  // as it was
        return removed;
    }
    adopt({});
    return {};
}

/// Before the secret's file changes hands: a renewal under way would write the old account's tokens into it.
void AccountSession::retireTokens()
{
    if (const auto tokens = this->tokens())
        tokens->retire();
}

Result<std::optional<AccountSession::Last>> AccountSession::last()
{
    auto row = m_store.read([](store::Database &database) { return AccountRepository(database).current(); });
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Last>();
    return std::optional(Last{(*row)->serverUrl, identityOf(**row)});
}

void AccountSession::adopt(std::optional<cloud::SignedIn> account)
{
    const std::lock_guard lock(m_mutex);
    m_account = std::move(account);
    m_channel.reset();
    m_tokens.reset();
    m_trouble.reset();
    if (!m_account)
        return;
    // What is stored was parsed once already, under the rules of that time.
    auto server = cloud::ServerAddress::parse(QString::fromLatin1(m_account->secret.origin));
    if (!server) {
        m_account.reset();
        return;
    }
    cloud::CurlChannel::Options options;
    options.server = *server;
    options.network = m_network;
    cloud::TokenSource::Parts parts{std::make_unique<cloud::CurlChannel>(options), m_clock, [secrets = m_secrets](const cloud::Secret &secret) {
                                        return cloud::writeSecret(*secrets, secret);
                                    }};
    m_tokens = std::make_shared<cloud::TokenSource>(m_account->secret, std::move(parts));
    options.tokens = m_tokens;
    m_channel = std::make_shared<cloud::CurlChannel>(std::move(options));
}

void AccountSession::setPushSession(const QByteArray &session)
{
    const std::lock_guard lock(m_mutex);
    if (m_channel)
        m_channel = m_channel->withSession(session);
}

std::optional<cloud::SignedIn> AccountSession::account() const
{
    const std::lock_guard lock(m_mutex);
    return m_account;
}

std::shared_ptr<cloud::TokenSource> AccountSession::tokens() const
{
    const std::lock_guard lock(m_mutex);
    return m_tokens;
}

Result<std::shared_ptr<cloud::CurlChannel>> AccountSession::channel() const
{
    auto now = link();
    return now ? Result<std::shared_ptr<cloud::CurlChannel>>(std::move(now->channel)) : now.error();
}

Result<AccountSession::Link> AccountSession::link() const
{
    const std::lock_guard lock(m_mutex);
    if (m_trouble)
        return Error{Error::Kind::SignIn, m_trouble->what, m_trouble->where, m_trouble->mend};
    if (!m_channel)
        return Error{Error::Kind::SignIn, u"Nobody is signed in."_s, {}, u"Sign in: tide login URL"_s};
    return Link{keyOf(*m_account), m_channel};
}

}  // namespace tideline::sync
