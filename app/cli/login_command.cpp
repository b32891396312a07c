#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/secret.h"
#include "core/base/stage.h"

#include <QProcess>
#include <QStandardPaths>
#include <QSysInfo>
#include <QUrl>

namespace tideline::cli {

namespace {

/// Whether this computer can show a browser to whoever typed the command.
bool canShowBrowser()
{
    const bool hasDisplay = !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
    return hasDisplay && !QStandardPaths::findExecutable(u"xdg-open"_s).isEmpty();
}

/// What a person has to do now.
void tellPerson(Context &context, const QJsonObject &progress)
{
    if (const QString address = progress["open"_L1].toString(); !address.isEmpty()) {
        if (!QProcess::startDetached(u"xdg-open"_s, {address}))
            context.note(u"No browser could be started; open the address by hand:"_s);
        context.note(u"Sign in in the browser: %1"_s.arg(visible(address)));
        return;
    }
    if (!progress.contains("user_code"_L1))
        return;
    context.note(u"Open %1 on any computer or phone, and type the code %2"_s.arg(visible(progress["address"_L1].toString()),
                                                                             visible(progress["user_code"_L1].toString())));
}

int signedIn(Context &context, const QJsonObject &reply)
{
    if (context.json())
        context.line(reply);
    context.done(u"signed in to %1 as %2"_s.arg(visible(reply["url"_L1].toString()), visible(reply["user"_L1]["name"_L1].toString())));
    return kDone;
}

int login(Context &context, const Arguments &arguments)
{
    const bool byToken = arguments.has("token-file");
    const bool byUser = arguments.has("user");
    const bool byDevice = arguments.has("device");
    const bool byBrowser = arguments.has("browser");
    if (byToken + byUser + byDevice + byBrowser > 1)
        return context.misused(u"Give one of --browser, --device, --token-file and --user."_s, u"login"_s);
    if (arguments.has("password-file") && !byUser)
        return context.misused(u"--password-file needs --user."_s, u"login"_s);
    QString url = arguments.has("URL") ? arguments.text("URL") : Stage::current().server;
    if (url.isEmpty())
        return context.misused(u"Give the server's address, or set TIDELINE_SERVER."_s, u"login"_s);
    if (!url.contains("://"_L1)) {
        const bool here = url.startsWith("localhost"_L1) || url.startsWith("127."_L1) || url.startsWith("[::1]"_L1);
        url.prepend(here ? u"http://"_s : u"https://"_s);
    }
    if (const QUrl parsed(url); !parsed.isValid() || parsed.host().isEmpty() || !parsed.userInfo().isEmpty())
        return context.misused(u"\"%1\" is no server address. It looks like https://tideline.example.org."_s.arg(url),
                               u"login"_s);

    if (!byToken && !byUser) {
        const bool hasBrowser = byBrowser || (!byDevice && canShowBrowser());
        const auto reply = context.call(u"login"_s, {{u"url"_s, url}, {u"device"_s, QSysInfo::machineHostName()}, {u"method"_s, hasBrowser ? u"browser"_s : u"device"_s}},
                                        [&](const QJsonObject &progress) { tellPerson(context, progress); });
        return reply ? signedIn(context, *reply) : context.fail(reply.error());
    }
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
    return reply ? signedIn(context, *reply) : context.fail(reply.error());
}
}  // namespace

Command loginCommand()
{
    return {.name = "login",
            .summary = "Sign in to a server",
            .group = Group::Start,
            .details = "In a browser: of this computer where it has one, else (or with --device) of any, by a code\n"
                       "that is typed there. Or with a token, or with a user's name and password: both are read from\n"
                       "a file, or from the standard input when FILE is -, or asked for at the terminal; they are\n"
                       "never words of a command line, where others could read them.",
            .parameters = {{.name = "URL", .takes = Parameter::Takes::Text, .help = "https://HOST[:PORT]; http:// on this computer only; else $TIDELINE_SERVER",
                            .count = Parameter::Count::Optional},
                           {.name = "--browser", .help = "sign in in the browser of this computer"},
                           {.name = "--device", .help = "sign in by a code, in a browser elsewhere"},
                           {.name = "--token-file", .takes = Parameter::Takes::File, .help = "the token is its first line", .placeholder = "FILE"},
                           {.name = "--user", .takes = Parameter::Takes::Text, .help = "sign in by name and password", .placeholder = "NAME"},
                           {.name = "--password-file", .takes = Parameter::Takes::File, .help = "the password is its first line", .placeholder = "FILE"}},
            .examples = {{"tide login https://tideline.example.org", "in the browser"},
                         {"tide login https://tideline.example.org --device", "on a computer without a browser"},
                         {"tide login https://tideline.example.org --token-file ~/token", ""},
                         {"tide login http://127.0.0.1:8440 --user ada", "asks for the password"}},
            .run = login};
}

}  // namespace tideline::cli
