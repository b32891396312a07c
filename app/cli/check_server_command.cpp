#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"

namespace tideline::cli {

namespace {

QString wayText(const QString &way)
{
    return way == u"browser"_s ? u"in a browser"_s
        : way == u"device"_s   ? u"by a code"_s
        : way == u"password"_s ? u"with a password"_s
        : way == u"token"_s    ? u"with a token"_s
                               : visible(way);
}

int checkServer(Context &context, const Arguments &arguments)
{
    const auto reply = context.call(u"check_server"_s, {{u"url"_s, arguments.text("URL")}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QString version = (*reply)["version"_L1].toString();
    context.done(version.isEmpty() ? u"a Tideline server answers at %1"_s.arg(visible((*reply)["url"_L1].toString()))
                                   : u"a Tideline server answers at %1, version %2"_s.arg(visible((*reply)["url"_L1].toString()), visible(version)));
    context.say((*reply)["tls"_L1].toString() == u"verified"_s ? u"  encrypted, and its certificate is good"_s
                                                              : u"  in the clear, which does not leave this computer"_s);
    QStringList ways;
    for (const auto &way : (*reply)["ways"_L1].toArray())
        ways += wayText(way.toString());
    context.say(u"  sign in %1"_s.arg(ways.join(u", "_s)));
    return kDone;
}
}  // namespace

Command checkServerCommand()
{
    return {.name = "check-server",
            .summary = "Whether a Tideline server answers at an address",
            .group = Group::Start,
            .details = "Says its version, whether the way to it is encrypted, and how one signs in there. Nobody needs\n"
                       "to be signed in for it, and nothing is changed.",
            .parameters = {{.name = "URL", .takes = Parameter::Takes::Text, .help = "https://HOST[:PORT]; http:// on this computer only",
                            .count = Parameter::Count::One}},
            .examples = {{"tide check-server https://tideline.example.org", "before tide login"}},
            .run = checkServer};
}

}  // namespace tideline::cli
