#include "app/cli/command_table.h"
#include "app/cli/project_lines.h"

namespace tideline::cli {

namespace {
int projects(Context &context, const Arguments &)
{
    const auto reply = context.call(u"projects"_s);
    if (!reply)
        return context.fail(reply.error());
    const QJsonArray rows = (*reply)["rows"_L1].toArray();
    if (context.json()) {
        for (const auto &row : rows)
            context.line(row.toObject());
        return kDone;
    }
    if (rows.isEmpty())
        context.note(u"No projects yet. tide create NAME --from DIR makes one of a folder."_s);
    printProjects(context, rows);
    if (!(*reply)["online"_L1].toBool())
        context.note(u"The cloud cannot be reached: this is what was known last."_s);
    return kDone;
}
}  // namespace

Command projectsCommand()
{
    return {.name = "projects",
            .summary = "Your projects: in the cloud, on this disk, or both",
            .group = Group::Start,
            .examples = {{"tide projects", ""}, {"tide projects --json", "one object per line"}},
            .run = projects};
}

}  // namespace tideline::cli
