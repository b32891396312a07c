#include "app/cli/command_table.h"
#include "app/cli/context.h"
#include "app/cli/format.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
using Column = Table::Column;

void addProjects(Context &context, const QJsonArray &projects)
{
    Table table({Column::Left, Column::Left, Column::Shrink});
    for (const auto &value : projects) {
        const QJsonObject row = value.toObject();
        if (context.json()) {
            context.line(row);
            continue;
        }
        const StateLook look = lookOf(row["state"_L1].toString(), context.unicode());
        table.add({{look.glyph + u' ' + look.word, look.tone},
                   {visible(row["project"_L1].toString()), Tone::Strong},
                   {folderText(row["path"_L1].toString()), Tone::Calm}});
    }
    table.write(context.terminal());
}

void addRows(Context &context, const QJsonArray &rows)
{
    Table table({Column::Left, Column::Right, Column::Left});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        if (context.json()) {
            context.line(row);
            continue;
        }
        const StateLook look = lookOf(row["state"_L1].toString(), context.unicode());
        const QString kind = row["kind"_L1].toString();
        table.add({{look.glyph + u' ' + look.word, look.tone},
                   {kind == "file"_L1 ? sizeText(row["size"_L1].toInteger()) : QString()},
                   {visible(row["project"_L1].toString() + u'/' + row["path"_L1].toString()) + (kind == "dir"_L1 ? u"/"_s : QString()),
                    kind == "dir"_L1 ? Tone::Strong : Tone::Plain}});
    }
    table.write(context.terminal());
}

/// "climate/notes/plan.md:12", of a notebook "climate/fit.ipynb, cell 3".
QString placeOf(const QJsonObject &row)
{
    const QString path = visible(row["project"_L1].toString() + u'/' + row["path"_L1].toString());
    if (const int cell = row["cell"_L1].toInt(); cell > 0)
        return path + (row["in_output"_L1].toBool() ? u", output of cell %1"_s : u", cell %1"_s).arg(cell);
    const qint64 number = row["line_number"_L1].toInteger();
    return number > 0 ? u"%1:%2"_s.arg(path).arg(number) : path;
}

void addLines(Context &context, const QJsonArray &rows)
{
    Table table({Column::Left, Column::Shrink});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        if (context.json())
            context.line(row);
        else
            table.add({{placeOf(row), Tone::Strong}, {visible(row["line"_L1].toString())}});
    }
    table.write(context.terminal());
}

/// What was not looked into, as notes.
void noteUnread(Context &context, const QJsonObject &reply)
{
    const auto files = [&](const char *field) { return countText(reply[QLatin1StringView(field)].toInteger(), u"file"_s, u"files"_s); };
    if (!reply["complete"_L1].toBool())
        context.note(u"Not complete: %1 still to be read. Ask again for the rest."_s.arg(files("unread")));
    if (reply["without_room"_L1].toInteger() > 0)
        context.note(u"Not looked into, since the index is full: %1."_s.arg(files("without_room")));
}

int search(Context &context, const Arguments &arguments)
{
    qint64 left = arguments.has("limit") ? arguments.integer("limit") : 100;
    if (left < 1)
        return context.fail({Error::Kind::Invalid, u"--limit is a number from 1."_s, u"--limit"_s, {}});
    const bool isInside = arguments.has("inside");
    QJsonObject args{{u"text"_s, arguments.text("TEXT")}};
    if (isInside)
        args[u"inside"_s] = true;
    if (arguments.has("project"))
        args[u"project"_s] = arguments.text("project");
    qint64 shown = 0;
    while (true) {
        args[u"limit"_s] = std::min<qint64>(left, isInside ? 50 : 1000);  // the verb's own limits
        const auto reply = context.call(u"search"_s, args);
        if (!reply)
            return context.fail(reply.error());
        const QJsonArray projects = (*reply)["projects"_L1].toArray();
        const QJsonArray rows = (*reply)["rows"_L1].toArray();
        addProjects(context, projects);
        isInside ? addLines(context, rows) : addRows(context, rows);
        shown += rows.size();
        left -= args["limit"_L1].toInteger();
        const QString after = (*reply)["after"_L1].toString();
        if (left > 0 && !after.isEmpty() && !context.terminal().outClosed()) {
            args[u"after"_s] = after;
            continue;
        }
        if (isInside)
            noteUnread(context, *reply);
        if (context.json())
            return kDone;
        const qint64 total = (*reply)["total"_L1].toInteger();
        if (shown == 0 && projects.isEmpty())
            context.note(isInside ? u"No file holds that."_s : u"Nothing is named like that."_s);
        else if (total > shown)
            context.note(u"%1 of %2; --limit shows more."_s.arg(shown).arg(total));
        if (const qint64 away = (*reply)["not_here"_L1].toInteger(); away > 0)
            context.note(u"Not looked through: %1 in the cloud alone."_s.arg(countText(away, u"project"_s, u"projects"_s)));
        return kDone;
    }
}
}  // namespace

Command searchCommand()
{
    return {.name = "search",
            .summary = "Find files and folders by name, or files by what is in them, in all projects on this computer",
            .group = Group::Look,
            .details = "Every word of TEXT is in the name, in any order; case and accents do not count. A word with * or ? is the\n"
                       "whole name's shape. The best fit comes first.\n"
                       "With --inside, every word is in the file: code, notes, tables and notebooks that are on this disk. The last\n"
                       "word may be the beginning of one; words \"in quotes\" stand one behind the other.",
            .parameters = {{.name = "TEXT", .takes = Parameter::Takes::Text, .help = "a part of the name, or words in the file", .count = Parameter::Count::One},
                           {.name = "--inside", .help = "look inside texts and notebooks"},
                           {.name = "--project", .takes = Parameter::Takes::Project, .help = "only in this one", .placeholder = "PROJECT"},
                           {.name = "--limit", .takes = Parameter::Takes::Number, .help = "at most so many (100)", .placeholder = "N"}},
            .examples = {{"tide search stations", ""}, {"tide search '*.ipynb' --project climate", ""}, {"tide search --inside 'tide gauge'", ""}},
            .run = search};
}

}  // namespace tideline::cli
