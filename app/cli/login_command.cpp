#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/secret.h"

#include <QSysInfo>
#include <QUrl>

namespace tideline::cli {

namespace {
int login(Context &context, const Arguments &arguments)
{
    const bool byToken = arguments.has("token-file");
    const bool byUser = arguments.has("user");
    if (byToken && byUser)
        return context.misused(u"Give --token-file or --user, not both."_s, u"login"_s);
    if (arguments.has("password-file") && !byUser)
        return context.misused(u"--password-file needs --user."_s, u"login"_s);
    QString url = arguments.text("URL");
    if (!url.contains("://"_L1)) {
        const bool here = url.startsWith("localhost"_L1) || url.startsWith("127."_L1) || url.startsWith("[::1]"_L1);
        url.prepend(here ? u"http://"_s : u"https://"_s);
    }
    if (const QUrl parsed(url); !parsed.isValid() || parsed.host().isEmpty() || !parsed.userInfo().isEmpty())
        return context.misused(u"\"%1\" is no server address. It looks like https://tideline.example.org."_s.arg(url),
                               u"login"_s);

    const QString file = arguments.text(byUser ? "password-file" : "token-file");
    const auto secret = !file.isEmpty() ? readSecret(context, file)
                                        : askSecret(byUser ? u"Password of %1: "_s.arg(arguments.text("user"))
                                                           : u"Token: "_s);
    if (!secret)
        return context.fail(secret.error());
    QJsonObject args{{u"url"_s, url}, {u"device"_s, QSysInfo::machineHostName()}};
    if (byUser) {
        args[u"user"_s] = arguments.text("user");
        args[u"password"_s] = *secret;
    } else {
        args[u"token"_s] = *secret;
    }
    const auto reply = context.call(u"login"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"signed in to %1 as %2"_s.arg(visible((*reply)["url"_L1].toString()),
                                                visible((*reply)["user"_L1]["name"_L1].toString())));
    return kDone;
}
}  // namespace

Command loginCommand()
{
    return {.name = "login",
            .summary = "Sign in to a server",
            .group = Group::Start,
            .details = "With a token, or with a user's name and password. Both are read from a file, or from the\n"
                       "standard input when FILE is -, or asked for at the terminal; they are never words of a\n"
                       "command line, where others could read them.",
            .parameters = {{.name = "URL", .takes = Parameter::Takes::Text, .help = "https://HOST[:PORT]; http:// on this computer only",
                            .count = Parameter::Count::One},
                           {.name = "--token-file", .takes = Parameter::Takes::File, .help = "the token is its first line", .placeholder = "FILE"},
                           {.name = "--user", .takes = Parameter::Takes::Text, .help = "sign in by name and password", .placeholder = "NAME"},
                           {.name = "--password-file", .takes = Parameter::Takes::File, .help = "the password is its first line", .placeholder = "FILE"}},
            .examples = {{"tide login https://tideline.example.org --token-file ~/token", ""},
                         {"tide login http://127.0.0.1:8440 --user ada", "asks for the password"}},
            .run = login};
}

}  // namespace tideline::cli
