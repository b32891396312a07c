#include "core/cloud/network_settings.h"

#include <QFile>
#include <QSslKey>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tideline::cloud {

namespace {
constexpr qint64 kMaxCaFile = 8 << 20;
// of Debian and Arch; of Fedora; of openSUSE; of Alpine
constexpr std::array kCertificates{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

Error noProxy(const QString &text)
{
    return Error{Error::Kind::Invalid, u"This is not the address of a proxy."_s, text.left(200), u"Write it like http://proxy.example:3128 or socks5://proxy.example:1080."_s};
}

/// Whether a list such as "localhost,.example.org,10.0.0.7" names this host.
bool isExcepted(QByteArrayView host, const QByteArray &list)
{
    const QList<QByteArray> names = list.split(',');
    for (const QByteArray &one : names) {
        QByteArray name = one.trimmed().toLower();
        if (name == "*")
            return true;
        if (name.startsWith('.'))
            name.remove(0, 1);
        if (!name.isEmpty() && (host == name || host.endsWith(QByteArray('.' + name))))
            return true;
    }
    return false;
}
}  // namespace

Result<ProxyAddress> parseProxy(const QString &text)
{
    const QString trimmed = text.trimmed();
    const QUrl url(trimmed.contains("://"_L1) ? trimmed : u"http://"_s + trimmed, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool socks = scheme == "socks5"_L1 || scheme == "socks5h"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!socks && scheme != "http"_L1) || (!url.path().isEmpty() && url.path() != "/"_L1) || url.hasQuery())
        return noProxy(text);
    return ProxyAddress{socks ? ProxyAddress::Kind::Socks5 : ProxyAddress::Kind::Http, url.host(QUrl::FullyEncoded).toLatin1(),
                        url.port(socks ? 1080 : 3128), url.userName(QUrl::FullyDecoded).toUtf8(), url.password(QUrl::FullyDecoded).toUtf8()};
}

std::optional<ProxyAddress> proxyFor(const ServerAddress &server, const NetworkSettings &settings,
                                     const std::function<QByteArray(const char *name)> &environment)
{
    if (server.isLoopback() || settings.proxy == NetworkSettings::Proxy::None)
        return {};
    const auto firstOf = [&](std::initializer_list<const char *> names) {
        for (const char *name : names) {
            if (const QByteArray value = environment(name); !value.isEmpty())
                return value;
        }
        return QByteArray();
    };
    const bool manual = settings.proxy == NetworkSettings::Proxy::Manual;
    if (!manual && isExcepted(server.host, firstOf({"no_proxy", "NO_PROXY"})))
        return {};
    // As libcurl reads them. In the clear one speaks to loopback alone, so http_proxy is never asked for.
    const QByteArray text = manual ? settings.proxyUrl : firstOf({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
    auto proxy = parseProxy(QString::fromUtf8(text));
    if (!proxy)
        return {};
    if (manual) {
        proxy->user = settings.proxyUser;
        proxy->password = settings.proxyPassword;
    }
    return *std::move(proxy);
}

namespace {

Result<QByteArray> readCertificates(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error{in.exists() ? Error::Kind::Denied : Error::Kind::NotFound, u"The file of certificates cannot be read."_s, file, in.errorString()};
    const QByteArray pem = in.read(kMaxCaFile);
    if (!pem.contains("-----BEGIN CERTIFICATE-----"))
        return Error{Error::Kind::Invalid, u"There is no certificate in this file."_s, file, u"Give one in PEM: it has a line -----BEGIN CERTIFICATE-----."_s};
    return pem;
}

}  // namespace

Result<void> checkCaFile(const QString &file)
{
    const auto pem = readCertificates(file);
    return pem ? Result<void>() : pem.error();
}

Result<void> checkClientFile(const QString &file)
{
    const auto pem = readCertificates(file);
    if (!pem)
        return pem.error();
    if (clientKey(*pem).isNull())
        return Error{Error::Kind::Invalid, u"There is no private key in this file that opens without a passphrase."_s, file,
                     u"Put the certificate and its key into one PEM file; openssl pkey -in KEY takes a passphrase off."_s};
    return {};
}

QSslKey clientKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (const QSslKey key(pem, algorithm); !key.isNull())
            return key;
    }
    return {};
}

QByteArray certificatesElsewhere(const QByteArray &builtIn, const QByteArray &root)
{
    const auto isThere = [&root](const QByteArray &path) { return QFile::exists(QFile::decodeName(root + path)); };
    if (builtIn.isEmpty() || isThere(builtIn))
        return {};
    const auto found = std::ranges::find_if(kCertificates, isThere);
    return found == kCertificates.end() ? QByteArray() : root + *found;
}

}  // namespace tideline::cloud
