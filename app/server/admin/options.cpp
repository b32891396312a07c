#include "app/server/admin/options.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QStandardPaths>
#include <QUrl>

#include <limits>

namespace tideline::server {

namespace {

QString fromLocal(const std::string &text)
{
    return QString::fromLocal8Bit(QByteArray::fromStdString(text));
}

OptionsOutcome usage(const QString &what)
{
    return {{}, 2, u"tideline-server: %1\nTry: tideline-server --help\n"_s.arg(what)};
}

/// Where the texts of the command line land before they are checked.
struct Raw {
    std::string data, listen = "127.0.0.1:8480", opsListen, publicUrl, portFile, name, label = "made by tideline-server", passwordFile, tokenFile, packKeyFile;
    std::string quota, defaultQuota = "none", defaultRetention = "off", purgeDeletedAfter = "30";
    std::string oidcIssuer, oidcClientId, oidcSecretFile, oidcName, subject;
    std::vector<std::string> oidcHosts;
    bool oidcNewUsers = false;
    std::vector<std::string> origins, scopes;
    int days = 0, requestsPerSecond = 0;
    bool behindProxy = false, verbose = false, invitationsMakeUsers = false;
};

OptionsOutcome check(const Raw &raw, Options::Command command)
{
    Options options;
    options.command = command;
    options.data = fromLocal(raw.data);
    if (options.data.isEmpty())
        options.data = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tideline-server"_s;
    options.data = QDir::cleanPath(QDir::current().absoluteFilePath(options.data));
    const auto listen = endpointFromText(fromLocal(raw.listen));
    if (!listen)
        return usage(u"--listen: "_s + listen.error().what);
    options.listen = *listen;
    if (!raw.opsListen.empty()) {
        const auto ops = endpointFromText(fromLocal(raw.opsListen));
        if (!ops)
            return usage(u"--ops-listen: "_s + ops.error().what);
        options.opsListen = *ops;
    }
    if (!raw.publicUrl.empty()) {
        const auto url = publicUrlFromText(fromLocal(raw.publicUrl));
        if (!url)
            return usage(u"--public-url: "_s + url.error().what);
        options.publicUrl = *url;
    }
    if (!raw.oidcIssuer.empty()) {
        const auto issuer = issuerFromText(fromLocal(raw.oidcIssuer));
        if (!issuer)
            return usage(u"--oidc-issuer: "_s + issuer.error().what);
        options.oidcIssuer = *issuer;
    }
    options.oidcClientId = QByteArray::fromStdString(raw.oidcClientId);
    options.oidcSecretFile = fromLocal(raw.oidcSecretFile);
    options.oidcName = raw.oidcName.empty() ? QUrl::fromEncoded(options.oidcIssuer).host() : fromLocal(raw.oidcName);
    for (const std::string &host : raw.oidcHosts)
        options.oidcHosts << fromLocal(host).toLower().toLatin1();
    options.oidcNewUsers = raw.oidcNewUsers;
    options.subject = fromLocal(raw.subject);
    if (command == Options::Command::Serve && options.oidcIssuer.isEmpty() != options.oidcClientId.isEmpty())
        return usage(u"A sign-in provider needs both --oidc-issuer and --oidc-client-id."_s);
    const auto defaultQuota = sizeFromText(fromLocal(raw.defaultQuota));
    if (!defaultQuota)
        return usage(u"--default-quota: "_s + defaultQuota.error().what);
    if (*defaultQuota >= 0)
        options.usage.defaultQuota = *defaultQuota;
    const auto retention = retentionFromText(fromLocal(raw.defaultRetention));
    if (!retention)
        return usage(u"--default-retention: "_s + retention.error().what);
    options.usage.retention = *retention;
    const auto purge = purgeFromText(fromLocal(raw.purgeDeletedAfter));
    if (!purge)
        return usage(u"--purge-deleted-after: "_s + purge.error().what);
    options.purgeDeletedAfterDays = *purge;
    if (command == Options::Command::UserQuota && raw.quota != "default") {
        const auto quota = sizeFromText(fromLocal(raw.quota));
        if (!quota)
            return usage(u"user quota: "_s + quota.error().what);
        options.quota = *quota;
    }
    options.packKeyFile = fromLocal(raw.packKeyFile);
    options.behindProxy = raw.behindProxy;
    if (command == Options::Command::Serve && !options.behindProxy && !options.listen.address.isLoopback())
        return usage(u"Tokens and files would cross the network in clear at %1. Listen on 127.0.0.1, or put a proxy that "
                     "speaks HTTPS in front and give --behind-proxy."_s.arg(options.listen.address.toString()));
    options.portFile = fromLocal(raw.portFile);
    for (const std::string &origin : raw.origins) {
        const auto url = publicUrlFromText(fromLocal(origin));
        if (!url)
            return usage(u"--allowed-origin: "_s + url.error().what);
        options.allowedOrigins << *url;
    }
    options.verbose = raw.verbose;
    options.requestsPerSecond = raw.requestsPerSecond;
    options.invitationsMakeUsers = raw.invitationsMakeUsers;
    options.name = fromLocal(raw.name);
    options.label = fromLocal(raw.label);
    for (const std::string &scope : raw.scopes)
        options.scopes << fromLocal(scope);
    options.days = raw.days;
    options.passwordFile = fromLocal(raw.passwordFile);
    options.tokenFile = fromLocal(raw.tokenFile);
    if (command == Options::Command::TokenRevoke) {
        if (options.name.isEmpty() == options.tokenFile.isEmpty())
            return usage(u"token revoke takes the token's id (tideline-server token list USER) or --token-file."_s);
        if (options.name.contains(u'_'))  // everybody on the machine sees a program's arguments
            return usage(u"A whole token is a secret and does not belong on the command line. Give its id, the 24 digits after tdl_pat_, "
                         "or --token-file."_s);
    }
    return {options, 0, {}};
}

}  // namespace

Result<qint64> sizeFromText(const QString &text)
{
    if (text == u"none"_s)
        return -1;
    const Error bad{Error::Kind::Invalid, u"\"%1\" is no size, such as 10G, 512M, 0 or none."_s.arg(text), {}, {}};
    if (text.isEmpty())
        return bad;
    const qsizetype unit = u"KMGT"_s.indexOf(text.right(1).toUpper());
    qint64 factor = 1;
    for (qsizetype i = 0; i <= unit; ++i)
        factor *= 1000;
    bool number = false;
    const qint64 count = (unit >= 0 ? text.chopped(1) : text).toLongLong(&number);
    if (!number || count < 0 || count > std::numeric_limits<qint64>::max() / factor)
        return bad;
    return count * factor;
}

Result<std::optional<RetentionPolicy>> retentionFromText(const QString &text)
{
    if (text == u"off"_s)
        return std::optional<RetentionPolicy>();
    RetentionPolicy policy;
    bool all = false;
    bool daily = true;
    policy.allDays = text.section(u':', 0, 0).toInt(&all);
    policy.dailyDays = std::max(policy.dailyDays, policy.allDays);
    if (text.contains(u':'))
        policy.dailyDays = text.section(u':', 1).toInt(&daily);
    if (!all || !daily || policy.allDays < 1 || policy.dailyDays < policy.allDays || policy.dailyDays > 36'500)
        return Error{Error::Kind::Invalid, u"\"%1\" is neither off nor DAYS:DAYS, such as 30:180."_s.arg(text), {}, {}};
    return std::optional(policy);
}

Result<std::optional<int>> purgeFromText(const QString &text)
{
    if (text == u"never"_s)
        return std::optional<int>();
    bool isNumber = false;
    const int days = text.toInt(&isNumber);
    if (!isNumber || days < 1 || days > 36'500)
        return Error{Error::Kind::Invalid, u"\"%1\" is neither never nor a number of days, such as 30."_s.arg(text), {}, {}};
    return std::optional(days);
}

Result<QByteArray> publicUrlFromText(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isLoopback = url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
    const bool isPlain = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment()
                         && (url.path().isEmpty() || url.path() == u"/"_s);
    if (!isPlain || !(url.scheme() == u"https"_s || (url.scheme() == u"http"_s && isLoopback)))
        return Error{Error::Kind::Invalid, u"\"%1\" is no address of a server, such as https://tide.example.org."_s.arg(text), {}, {}};
    if (url.port() == (url.scheme() == u"https"_s ? 443 : 80))
        url.setPort(-1);
    return url.toEncoded(QUrl::RemovePath);
}

Result<QByteArray> issuerFromText(const QString &text)
{
    QUrl url(text, QUrl::StrictMode);
    const bool isPlain = url.isValid() && url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    url.setPath({});
    if (!isPlain || !publicUrlFromText(url.toString()))
        return Error{Error::Kind::Invalid, u"\"%1\" is no OpenID Connect issuer, such as https://id.example.org."_s.arg(text), {}, {}};
    return text.toUtf8();
}

Result<Endpoint> endpointFromText(const QString &text)
{
    const Error bad{Error::Kind::Invalid, u"\"%1\" is no ADDRESS:PORT, such as 127.0.0.1:8480 or [::1]:8480."_s.arg(text), {}, {}};
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon <= 0)
        return bad;
    QString host = text.first(colon);
    const bool bracketed = host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.sliced(1, host.size() - 2);
    else if (host.contains(u':'))
        return bad;
    bool number = false;
    const uint port = text.sliced(colon + 1).toUInt(&number);
    Endpoint endpoint{host == u"localhost"_s ? QHostAddress(QHostAddress::LocalHost) : QHostAddress(host), quint16(port)};
    if (!number || port > 65'535 || endpoint.address.isNull())
        return bad;
    return endpoint;
}

OptionsOutcome parseOptions(int argc, char **argv)
{
    Raw raw;
    CLI::App app("The cloud that Tideline syncs with. Without a command it serves until it is stopped.", "tideline-server");
    app.set_version_flag("--version", "tideline-server " TIDELINE_VERSION);
    app.add_option("--data", raw.data, "Folder of the database and the packs; made when it is missing")->type_name("DIR");
    app.add_option("--listen", raw.listen, "Where to serve; port 0 takes a free one")->type_name("ADDR:PORT")->capture_default_str();
    app.add_option("--ops-listen", raw.opsListen, "Where to serve /readyz and /metrics; off without it")->type_name("ADDR:PORT");
    app.add_option("--public-url", raw.publicUrl, "Where clients reach the server, for the links that it gives; else as each request did")->type_name("URL");
    app.add_option("--default-quota", raw.defaultQuota, "What the projects of each user and organisation may hold, unless user quota says otherwise: 10G, 512M, none")->type_name("SIZE")->capture_default_str();
    app.add_option("--default-retention", raw.defaultRetention, "Of projects made from now on: all revisions for N days, then daily ones up to M, then weekly ones; off keeps everything")->type_name("N:M")->capture_default_str();
    app.add_option("--purge-deleted-after", raw.purgeDeletedAfter, "How many days a deleted project can be restored before it goes for good, with its bytes; or never")->type_name("DAYS")->capture_default_str();
    app.add_option("--pack-key-file", raw.packKeyFile, "Seal the contents of files on the disk with the key in its first line: 64 hexadecimal digits (openssl rand -hex 32)")->type_name("FILE");
    app.add_option("--port-file", raw.portFile, "Write the address in use to this file")->type_name("FILE");
    app.add_option("--allowed-origin", raw.origins, "Where pages may call the server from besides its own, such as https://app.example.org; may be repeated")->allow_extra_args(false)->type_name("URL");
    app.add_option("--requests-per-second", raw.requestsPerSecond, "How many requests one user may send, five times as many at once; no limit without it")->check(CLI::Range(1, 100'000))->type_name("N");
    app.add_option("--oidc-issuer", raw.oidcIssuer, "OpenID Connect provider that people may sign in with, besides their passwords here")->type_name("URL");
    app.add_option("--oidc-client-id", raw.oidcClientId, "What this server is called there; its redirect URI is PUBLIC-URL/api/v1/oauth/provider/callback")->type_name("ID");
    app.add_option("--oidc-client-secret-file", raw.oidcSecretFile, "The secret that belongs to it is its first line")->type_name("FILE");
    app.add_option("--oidc-name", raw.oidcName, "What people know the provider as; its host without it")->type_name("TEXT");
    app.add_option("--oidc-host", raw.oidcHosts, "A host where its endpoints are besides the issuer's; may be repeated")->allow_extra_args(false)->type_name("HOST");
    app.add_flag("--oidc-new-users", raw.oidcNewUsers, "Whoever the provider lets in becomes a user here; without it, only who was linked (user link)");
    app.add_flag("--behind-proxy", raw.behindProxy, "A proxy in front speaks HTTPS: allow other addresses than loopback, trust X-Forwarded-For");
    app.add_flag("--invitations-make-users", raw.invitationsMakeUsers, "Who was sent the code of an invitation may become a user by it");
    app.add_flag("-v,--verbose", raw.verbose, "Log each request");
    app.require_subcommand(0, 1);
    app.fallthrough();
    CLI::App *user = app.add_subcommand("user", "Users of this server")->require_subcommand(1);
    CLI::App *userAdd = user->add_subcommand("add", "Add a user");
    userAdd->add_option("NAME", raw.name, "Sign-in name: a-z 0-9 . _ -")->required();
    userAdd->add_option("--password-file", raw.passwordFile, "The password is its first line; - is standard input")->required()->type_name("FILE");
    CLI::App *userQuota = user->add_subcommand("quota", "Set what the projects of a user or an organisation may hold; prints what they hold");
    userQuota->add_option("NAME", raw.name, "Of a user or an organisation")->required();
    userQuota->add_option("SIZE", raw.quota, "10G, 512M, none, or default (that of the server)")->required();
    CLI::App *userList = user->add_subcommand("list", "List the users");
    CLI::App *userLink = user->add_subcommand("link", "Let a user sign in through an OpenID Connect provider");
    userLink->add_option("NAME", raw.name)->required();
    userLink->add_option("--issuer", raw.oidcIssuer, "The provider's issuer, as given to --oidc-issuer")->required()->type_name("URL");
    userLink->add_option("--subject", raw.subject, "The user's sub there")->required()->type_name("TEXT");
    CLI::App *token = app.add_subcommand("token", "Sign-in tokens")->require_subcommand(1);
    CLI::App *tokenCreate = token->add_subcommand("create", "Make a token and print it");
    tokenCreate->add_option("USER", raw.name)->required();
    tokenCreate->add_option("--label", raw.label, "What it is for")->type_name("TEXT");
    tokenCreate->add_option("--scope", raw.scopes, "What it allows; all without it")->check(CLI::IsMember({"projects:read", "projects:write", "admin"}))->allow_extra_args(false)->type_name("SCOPE");
    tokenCreate->add_option("--days", raw.days, "How long it is good for; for ever without it")->check(CLI::Range(1, 3650))->type_name("N");
    CLI::App *tokenList = token->add_subcommand("list", "List a user's tokens: id, label, made, last used (UTC), scopes, end");
    tokenList->add_option("USER", raw.name)->required();
    CLI::App *tokenRevoke = token->add_subcommand("revoke", "End a token; its connections close within 5 s");
    tokenRevoke->add_option("ID", raw.name, "The id of the token, as token list shows it");
    tokenRevoke->add_option("--token-file", raw.tokenFile, "The token is its first line; - is standard input")->type_name("FILE");
    CLI::App *checkAll = app.add_subcommand("check", "Read all packs, compare each chunk with its hash, and mark what is damaged; also while the server runs. Exit 1 when something is");
    for (CLI::App *sub : {checkAll, user, userAdd, userQuota, userList, userLink, token, tokenCreate, tokenList, tokenRevoke})
        sub->fallthrough();
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp &) {
        return {{}, 0, fromLocal(app.help("", CLI::AppFormatMode::Normal))};
    } catch (const CLI::CallForAllHelp &) {
        return {{}, 0, fromLocal(app.help("", CLI::AppFormatMode::All))};
    } catch (const CLI::CallForVersion &) {
        return {{}, 0, QStringLiteral("tideline-server " TIDELINE_VERSION "\n")};
    } catch (const CLI::ParseError &error) {
        return usage(fromLocal(error.what()));
    }
    Options::Command command = Options::Command::Serve;
    if (userAdd->parsed())
        command = Options::Command::UserAdd;
    else if (userQuota->parsed())
        command = Options::Command::UserQuota;
    else if (userList->parsed())
        command = Options::Command::UserList;
    else if (userLink->parsed())
        command = Options::Command::UserLink;
    else if (tokenCreate->parsed())
        command = Options::Command::TokenCreate;
    else if (tokenList->parsed())
        command = Options::Command::TokenList;
    else if (tokenRevoke->parsed())
        command = Options::Command::TokenRevoke;
    else if (checkAll->parsed())
        command = Options::Command::Check;
    return check(raw, command);
}

}  // namespace tideline::server
