#include "app/cli/bundle.h"
#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"
#include "app/cli/table.h"

namespace tideline::cli {

namespace {
int doctor(Context &context, const Arguments &arguments)
{
    // An engine that does not even start is a finding, not the end of the examination.
    const auto reply = context.call(u"doctor"_s);
    if (!reply && reply.error().kind == Error::Kind::Cancelled)
        return context.fail(reply.error());
    QJsonArray rows;
    if (reply)
        rows = (*reply)["rows"_L1].toArray();
    else
        rows.append(QJsonObject{{u"check"_s, u"engine"_s},
                                {u"ok"_s, false},
                                {u"what"_s, at(reply.error(), {}).what + u" ("_s + reply.error().where + u')'},
                                {u"mend"_s, reply.error().mend}});
    rows.append(QJsonObject{{u"check"_s, u"versions"_s}, {u"ok"_s, true}, {u"what"_s, versionsText()}, {u"mend"_s, QString()}});

    bool ok = true;
    Table table({Table::Column::Left, Table::Column::Left, Table::Column::Left});
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        const bool good = row["ok"_L1].toBool();
        ok = ok && good;
        if (context.json()) {
            context.line(row);
            continue;
        }
        const QString mend = row["mend"_L1].toString();
        table.add({{good ? tick(context.unicode()) + u" ok"_s : cross(context.unicode()) + u" look here"_s,
                    good ? Tone::Good : Tone::Bad},
                   {visible(row["check"_L1].toString()), Tone::Strong},
                   {visible(row["what"_L1].toString()) + (mend.isEmpty() ? QString() : u"  "_s + visible(mend))}});
    }
    table.write(context.terminal());
    if (arguments.has("bundle")) {
        const QString file = absolutePath(context, arguments.text("bundle"));
        if (const auto written = writeBundle(context, rows, file); !written)
            return context.fail(written.error());
        context.note(u"Wrote %1: no token, no names of yours, no paths. Look through it before you send it."_s.arg(
            folderText(file)));
    }
    return ok ? kDone : kFailed;
}
}  // namespace

Command doctorCommand()
{
    return {.name = "doctor",
            .summary = "Examine this profile and its server",
            .group = Group::Mend,
            .details = "Store, sign-in, server, watcher limits, disk space, versions. Changes nothing. Exit 1 when\n"
                       "something needs a look.",
            .parameters = {{.name = "--bundle", .takes = Parameter::Takes::File, .help = "write a report to send to others, with names and paths left out",
                            .placeholder = "FILE"}},
            .examples = {{"tide doctor --bundle report.json", ""}},
            .run = doctor};
}

}  // namespace tideline::cli
