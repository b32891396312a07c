#include "core/cloud/server_address.h"

#include <QHostAddress>
#include <QUrl>

namespace tideline::cloud {

namespace {

Error invalid(const QString &what, const QString &text, const QString &mend)
{
    return Error{Error::Kind::Invalid, what, text, mend};
}

bool loopback(const QByteArray &host)
{
    if (host == "localhost")
        return true;
    const QHostAddress address(QString::fromLatin1(host));
    return !address.isNull() && address.isLoopback();
}

int defaultPort(const QByteArray &scheme)
{
    return scheme == "https" ? 443 : 80;
}

QByteArray authority(const ServerAddress &address)
{
    QByteArray text = address.host.contains(':') ? "[" + address.host + "]" : address.host;
    if (address.port != defaultPort(address.scheme))
        text += ":" + QByteArray::number(address.port);
    return text;
}

}  // namespace

Result<ServerAddress> ServerAddress::parse(const QString &text, ClearText clearText)
{
    const QString example = u"Give it like https://cloud.example or http://127.0.0.1:8080."_s;
    const QString trimmed = text.trimmed();
    const bool hasScheme = trimmed.contains(u"://"_s);
    const QUrl url(hasScheme ? trimmed : u"https://"_s + trimmed, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return invalid(u"This is not a server's address."_s, text, example);
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment() || (url.path() != u"/"_s && !url.path().isEmpty()))
        return invalid(u"A server's address has no user, path or query."_s, text, example);

    ServerAddress address;
    address.host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    address.scheme = hasScheme ? url.scheme().toLatin1().toLower() : QByteArray(loopback(address.host) ? "http" : "https");
    if (address.scheme != "https" && address.scheme != "http")
        return invalid(u"A server is reached by https."_s, text, example);
    address.port = url.port(defaultPort(address.scheme));
    if (address.port == 0)
        return invalid(u"A server's port is between 1 and 65535."_s, text, example);
    if (address.scheme == "http" && clearText == ClearText::LoopbackOnly && !address.isLoopback())
        return invalid(u"Clear HTTP would show the password and the files to the network."_s, text, u"Use https."_s);
    return address;
}

QByteArray ServerAddress::origin() const
{
    return scheme + "://" + authority(*this);
}

QByteArray ServerAddress::socketOrigin() const
{
    return (scheme == "https" ? "wss://" : "ws://") + authority(*this);
}

bool ServerAddress::isLoopback() const
{
    return loopback(host);
}

}  // namespace tideline::cloud
