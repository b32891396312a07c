#include "core/cloud/token_source.h"

#include "core/cloud/oauth.h"

namespace tideline::cloud {

namespace {
constexpr qint64 kEarlyMs = 120'000;  ///< before its end a token is renewed, so that no long request outlives it
}

TokenSource::TokenSource(Secret secret, Parts parts) : m_secret(std::move(secret)), m_parts(std::move(parts)) {}

bool TokenSource::isRenewed() const
{
    MutexLock lock(m_mutex);
    return !m_secret.refresh.isEmpty();
}

Result<QByteArray> TokenSource::token()
{
    MutexLock lock(m_mutex);
    if (m_secret.refresh.isEmpty() || m_parts.clock.nowMs() < m_secret.expiresAtMs - kEarlyMs)
        return m_secret.token;
    auto renewed = renew();
    // Until its very end the old one does: the cloud may be away just now.
    if (!renewed && renewed.error().kind != Error::Kind::SignIn && m_parts.clock.nowMs() < m_secret.expiresAtMs)
        return m_secret.token;
    return renewed;
}

Result<QByteArray> TokenSource::insteadOf(const QByteArray &refused)
{
    MutexLock lock(m_mutex);
    if (m_secret.token != refused)
        return m_secret.token;  // another has renewed it meanwhile
    if (m_secret.refresh.isEmpty())
        return Error{Error::Kind::SignIn, u"The cloud does not accept the sign-in."_s, QString::fromLatin1(m_secret.origin), u"Sign in again: tide login URL"_s};
    return renew();
}

void TokenSource::retire()
{
    MutexLock lock(m_mutex);
    m_isRetired = true;
}

Result<QByteArray> TokenSource::renew()
{
    if (m_isRetired)
        return Error{Error::Kind::SignIn, u"Nobody is signed in."_s, {}, u"Sign in: tide login URL"_s};
    auto tokens = renewTokens(*m_parts.channel, m_secret, m_parts.clock.nowMs());
    if (!tokens)
        return tokens.error();
    if (auto kept = m_parts.keep(*tokens); !kept)
        return kept.error();
    m_secret = *std::move(tokens);
    return m_secret.token;
}

}  // namespace tideline::cloud
