#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

namespace tideline::cli {

namespace {
int cat(Context &context, const Arguments &arguments)
{
    const auto place = placeArgument(context, arguments.text("PLACE"));
    if (!place)
        return context.fail(place.error());
    QJsonObject args{{u"project"_s, place->project}, {u"path"_s, place->path}};
    if (arguments.has("revision"))
        args[u"revision"_s] = arguments.integer("revision");
    if (arguments.has("output"))
        args[u"to"_s] = absolutePath(context, arguments.text("output"));
    const auto reply = context.call(u"cat"_s, args, [&](const QJsonObject &piece) {
        if (!piece.contains("data"_L1))
            return;
        if (context.json())
            context.line(piece);
        else
            context.terminal().outBytes(QByteArray::fromBase64(piece["data"_L1].toString().toLatin1()));
    });
    if (!reply)
        return context.fail(reply.error());
    if (context.json())
        context.line(*reply);
    else if (arguments.has("output"))
        context.done(u"%1 %2 %3"_s.arg(visible((*reply)["path"_L1].toString()), arrow(context.unicode()),
                                       folderText(args[u"to"_s].toString())));
    return kDone;
}
}  // namespace

Command catCommand()
{
    return {.name = "cat",
            .summary = "Print a file, as it is now or as it was",
            .group = Group::Look,
            .details = "Any file of any revision, on this disk or not. With --json the bytes come in pieces, each\n"
                       "{\"offset\",\"data\"} with base64.",
            .parameters = {{.name = "PLACE", .takes = Parameter::Takes::Path, .help = "a file of a project, or in a linked folder",
                            .count = Parameter::Count::One, .placeholder = "PROJECT/PATH"},
                           {.name = "--revision", .takes = Parameter::Takes::Number, .help = "as it was at this revision (tide log tells them)", .placeholder = "N"},
                           {.name = "-o,--output", .takes = Parameter::Takes::File, .help = "into a new file instead", .placeholder = "FILE"}},
            .examples = {{"tide cat climate/data/t.csv --revision 12 | head", ""},
                         {"tide cat climate/model.pt --revision 3 -o old-model.pt", ""}},
            .run = cat};
}

}  // namespace tideline::cli
