#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/secret.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
QString targetOf(const QJsonObject &row)
{
    return visible(row["to"_L1]["name"_L1].toString());
}

int create(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.text("PROJECT"));
    if (!project)
        return context.fail(project.error());
    QJsonObject args{{u"project"_s, *project}, {u"role"_s, arguments.text("role")}};
    if (arguments.has("USER"))
        args[u"user"_s] = arguments.text("USER");
    if (arguments.has("days"))
        args[u"days"_s] = arguments.integer("days");
    const auto reply = context.call(u"invite"_s, args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json()) {
        context.line(*reply);
        return kDone;
    }
    const QString role = visible((*reply)["role"_L1].toString());
    if (arguments.has("USER")) {
        context.done(u"%1 is invited as %2 of %3"_s.arg(visible((*reply)["user"_L1].toString()), role, targetOf(*reply)));
        return kDone;
    }
    context.say(visible((*reply)["code"_L1].toString()));
    context.note(u"Whoever has this code may become %1 of %2, once. It is shown this once: tide invite accept --code-file FILE"_s.arg(role, targetOf(*reply)));
    return kDone;
}

int list(Context &context, const Arguments &arguments)
{
    QJsonObject args;
    if (arguments.has("PROJECT")) {
        const auto project = projectArgument(context, arguments.text("PROJECT"));
        if (!project)
            return context.fail(project.error());
        args[u"project"_s] = *project;
    }
    const auto reply = context.call(u"invitations"_s, args);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Left, Table::Column::Shrink});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        const QString user = row["user"_L1].toString();
        if (context.json())
            context.line(row);
        else
            table.add({{visible(row["id"_L1].toString())}, {targetOf(row), Tone::Strong}, {visible(row["role"_L1].toString())},
                       {user.isEmpty() ? u"by code"_s : visible(user)}, {u"from %1"_s.arg(visible(row["invited_by"_L1].toString())), Tone::Calm}});
    }
    table.write(context.terminal());
    if (!context.json() && rows.isEmpty())
        context.note(u"No invitation is open."_s);
    return kDone;
}

/// {id}, or {code} from a file.
Result<QJsonObject> invitationOf(Context &context, const Arguments &arguments)
{
    if (arguments.has("ID"))
        return QJsonObject{{u"id"_s, arguments.text("ID")}};
    const auto code = arguments.has("code-file") ? readSecret(context, arguments.text("code-file")) : askSecret(u"Code: "_s);
    return code ? Result<QJsonObject>(QJsonObject{{u"code"_s, *code}}) : code.error();
}

int answer(Context &context, const Arguments &arguments, const QString &verb)
{
    if (arguments.has("ID") && (arguments.has("code-file") || arguments.text("ID").startsWith("tdl_inv_"_L1)))
        return context.misused(u"Give the id of an invitation, or its code by --code-file: everybody on the machine sees a program's arguments."_s, u"invite"_s);
    const auto args = invitationOf(context, arguments);
    if (!args)
        return context.fail(args.error());
    const auto reply = context.call(verb, *args);
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    const QString name = visible((*reply)["name"_L1].toString());
    const bool isProject = (*reply)["type"_L1].toString() == u"project"_s;
    context.done(reply->isEmpty() ? u"declined"_s : u"you are %1 of %2"_s.arg(visible((*reply)["role"_L1].toString()), name));
    if (isProject && !context.json())
        context.note(u"Bring it to this disk: tide clone %1"_s.arg(name));
    return kDone;
}

int accept(Context &context, const Arguments &arguments)
{
    return answer(context, arguments, u"invitation_accept"_s);
}

int decline(Context &context, const Arguments &arguments)
{
    return answer(context, arguments, u"invitation_decline"_s);
}

int revoke(Context &context, const Arguments &arguments)
{
    const auto project = projectArgument(context, arguments.text("PROJECT"));
    if (!project)
        return context.fail(project.error());
    const auto reply = context.call(u"invitation_revoke"_s, {{u"project"_s, *project}, {u"id"_s, arguments.text("ID")}});
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    context.done(u"taken back"_s);
    return kDone;
}

int listMine(Context &context, const Arguments &)
{
    return list(context, {});
}
}  // namespace

Command inviteCommand()
{
    using Takes = Parameter::Takes;
    using Count = Parameter::Count;
    const Parameter project{.name = "PROJECT", .takes = Takes::Project, .help = "its name, id or folder", .count = Count::One};
    const Parameter id{.name = "ID", .takes = Takes::Text, .help = "of an invitation (tide invite list)"};
    const Parameter code{.name = "--code-file", .takes = Takes::File, .help = "the code is its first line; - is the standard input", .placeholder = "FILE"};
    return {.name = "invite",
            .summary = "Ask somebody into a project; accept or decline",
            .group = Group::Daily,
            .details = "Alone it lists what you are invited to. The invited agree before they are members.",
            .examples = {{"tide invite create climate bob --role editor", ""}, {"tide invite", "what you are invited to"}},
            .subcommands = {{.name = "create",
                             .summary = "Invite a user, or whoever gets the code",
                             .details = "Without USER a code is printed: for somebody whose name you do not know. It is good for one use.",
                             .parameters = {project,
                                            {.name = "USER", .takes = Takes::Text, .help = "a user's name"},
                                            {.name = "--role", .takes = Takes::Choice, .help = "what they may do", .placeholder = "ROLE",
                                             .choices = {"finder", "viewer", "editor", "owner"}, .required = true},
                                            {.name = "--days", .takes = Takes::Number, .help = "how long it is good for: 1 to 90; 7 without it", .placeholder = "N"}},
                             .examples = {{"tide invite create climate --role viewer", "a code"}},
                             .run = create},
                            {.name = "list",
                             .summary = "Show what you are invited to, or who is into a project",
                             .parameters = {{.name = "PROJECT", .takes = Takes::Project, .help = "one of yours"}},
                             .examples = {{"tide invite list climate", ""}},
                             .run = list},
                            {.name = "accept", .summary = "Become a member", .parameters = {id, code},
                             .examples = {{"tide invite accept --code-file code.txt", ""}}, .run = accept},
                            {.name = "decline", .summary = "Say no", .parameters = {id, code},
                             .examples = {{"tide invite decline 0123456789abcdef01234567", ""}}, .run = decline},
                            {.name = "revoke", .summary = "Take an invitation back",
                             .parameters = {project, {.name = "ID", .takes = Takes::Text, .help = "of the invitation", .count = Count::One}},
                             .examples = {{"tide invite revoke climate 0123456789abcdef01234567", ""}}, .run = revoke}},
            .run = listMine};
}

}  // namespace tideline::cli
