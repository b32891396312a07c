#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/secret.h"
#include "app/cli/table.h"
#include "app/cli/time_words.h"

#include <QDateTime>

namespace tideline::cli {

namespace {
/// What a link leads to: "climate", "climate/data/t.csv".
QString placeOf(const QJsonObject &row)
{
    const QString path = row["path"_L1].toString();
    return visible(path.isEmpty() ? row["project"_L1].toString() : row["project"_L1].toString() + u'/' + path);
}

/// "2026-12-08 17:30", local time.
QString momentOf(const QJsonObject &row)
{
    return QDateTime::fromMSecsSinceEpoch(row["expires_at_ms"_L1].toInteger()).toString(u"yyyy-MM-dd HH:mm"_s);
}

int create(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return context.fail(path.error());
    QJsonObject args{{u"path"_s, *path}};
    if (arguments.has("expires")) {
        const auto end = timeToCome(arguments.text("expires"), context.clock().nowMs());
        if (!end)
            return context.misused(toText(end.error()), u"share-link"_s);
        args[u"expires_at_ms"_s] = *end;
    }
    if (arguments.has("password-file")) {
        const auto password = readSecret(context, arguments.text("password-file"));
        if (!password)
            return context.fail(password.error());
        args[u"password"_s] = *password;
    }
    const auto reply = context.call(u"create_link"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    context.say(visible((*reply)["url"_L1].toString()));
    const bool needsPassword = (*reply)["has_password"_L1].toBool();
    context.note((needsPassword ? u"Whoever has this link and its password may read %1 until %2. It is shown this once."_s
                                : u"Whoever has this link may read %1 until %2. It is shown this once."_s)
                     .arg(placeOf(*reply), momentOf(*reply)));
    return kDone;
}

int list(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.has("PROJECT") ? arguments.text("PROJECT") : u"."_s);
    if (!project)
        return context.fail(project.error());
    const auto reply = context.call(u"links"_s, {{u"project"_s, *project}});
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    Table table({Table::Column::Left, Table::Column::Shrink, Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        if (context.json()) {
            context.line(row);
            continue;
        }
        const bool over = row["expired"_L1].toBool();
        table.add({{visible(row["id"_L1].toString())},
                   {placeOf(row), Tone::Strong},
                   {visible(row["by"_L1]["name"_L1].toString())},
                   {context.age(row["at_ms"_L1].toInteger())},
                   {(over ? u"over since %1"_s : u"until %1"_s).arg(momentOf(row)), over ? Tone::Calm : Tone::Plain},
                   {row["has_password"_L1].toBool() ? u"password"_s : QString()}});
    }
    table.write(context.terminal());
    if (!context.json() && rows.isEmpty())
        context.note(u"There is none. tide share-link create PATH makes one."_s);
    return kDone;
}

int listHere(Context &context, const Arguments &)
{
    return list(context, {});
}

int revoke(Context &context, const Arguments &arguments)
{
    if (arguments.text("LINK").contains(u'#'))
        return context.misused(u"Give the id of the link, not the link itself: everybody on the machine sees a program's arguments."_s, u"share-link"_s);
    const auto project = projectArgument(context, arguments.text("PROJECT"));
    if (!project)
        return context.fail(project.error());
    const auto reply = context.call(u"revoke_link"_s, {{u"project"_s, *project}, {u"id"_s, arguments.text("LINK")}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"revoked; nobody reads %1 by this link any more"_s.arg(visible((*reply)["project"_L1].toString())));
    return kDone;
}
}  // namespace

Command shareLinkCommand()
{
    using Takes = Parameter::Takes;
    using Count = Parameter::Count;
    return {.name = "share-link",
            .summary = "Let whoever has a link read a file, a folder or a project",
            .group = Group::Daily,
            .details = "They need no account, and read what the cloud has when they open it. A link ends, or is\n"
                       "revoked. Only owners make and see them. Alone it lists those of the project you are in.",
            .examples = {{"tide share-link create climate/data/levels.csv", "for 7 days"}, {"tide share-link list climate", ""}},
            .subcommands = {{.name = "create",
                             .summary = "Make a link, and print it this once",
                             .parameters = {{.name = "PATH", .takes = Takes::Path, .help = "a file, a folder, or a project as a whole", .count = Count::One},
                                            {.name = "--expires", .takes = Takes::Text, .help = "when it ends: 7d without it, at most a year from now", .placeholder = "TIME"},
                                            {.name = "--password-file", .takes = Takes::File, .help = "its password is the first line; - is the standard input",
                                             .placeholder = "FILE"}},
                             .examples = {{"tide share-link create data/levels.csv --expires 30d", ""},
                                          {"tide share-link create climate --expires 2026-12-24", "also 12h or '2026-12-24 17:30'"},
                                          {"tide share-link create . --password-file secret.txt", ""}},
                             .run = create},
                            {.name = "list",
                             .summary = "Show a project's links, without their secrets",
                             .parameters = {{.name = "PROJECT", .takes = Takes::Project, .help = "its name, id or folder; else that of this folder"}},
                             .examples = {{"tide share-link list climate", ""}},
                             .run = list},
                            {.name = "revoke",
                             .summary = "End a link now",
                             .details = "Also for those who have opened it. What they have saved stays theirs.",
                             .parameters = {{.name = "PROJECT", .takes = Takes::Project, .help = "its name, id or folder", .count = Count::One},
                                            {.name = "LINK", .takes = Takes::Text, .help = "the link's id (tide share-link list)", .count = Count::One}},
                             .examples = {{"tide share-link revoke climate 0123456789abcdef01234567", ""}},
                             .run = revoke}},
            .run = listHere};
}

}  // namespace tideline::cli
