#include "app/cli/command_table.h"
#include "app/cli/format.h"
#include "app/cli/places.h"

#include <map>

namespace tideline::cli {

namespace {
/// "3 files: 2 replaced, 1 new"
QString countsText(const std::map<QString, qint64> &counts)
{
    struct Word {
        QLatin1StringView what;
        QStringView text;
    };
    QStringList parts;
    qint64 files = 0;
    for (const Word &word : {Word{"replaced"_L1, u"%1 replaced"}, Word{"created"_L1, u"%1 that were gone"}, Word{"beside"_L1, u"%1 beside another file"},
                             Word{"same"_L1, u"%1 as it was already"}, Word{"failed"_L1, u"%1 failed"}}) {
        const auto count = counts.find(word.what);
        if (count == counts.end())
            continue;
        parts += word.text.toString().arg(count->second);
        files += count->second;
    }
    return u"%1: %2"_s.arg(countText(files, u"file"_s, u"files"_s), parts.join(u", "_s));
}

int restore(Context &context, const Arguments &arguments)
{
    const auto path = pathArgument(context, arguments.text("PATH"));
    if (!path)
        return context.fail(path.error());
    QJsonObject args{{u"path"_s, *path}, {u"revision"_s, arguments.integer("revision")}};
    if (arguments.has("as"))
        args[u"as"_s] = arguments.text("as");
    const auto reply = context.call(u"restore"_s, args);
    if (!reply)
        return context.fail(reply.error());
    std::map<QString, qint64> counts;
    for (const auto &value : (*reply)["rows"_L1].toArray()) {
        QJsonObject row = value.toObject();
        const QString what = row["what"_L1].toString();
        if (row["kind"_L1].toString() != "dir"_L1 || what == "failed"_L1)
            ++counts[what];
        if (context.json()) {
            row[u"project"_s] = (*reply)["project"_L1];
            row[u"revision"_s] = (*reply)["revision"_L1];
            context.line(row);
        } else if (what == "beside"_L1) {
            context.note(u"another file has its name now, so it is beside it: %1"_s.arg(visible(row["path"_L1].toString())));
        } else if (what == "failed"_L1) {
            context.note(u"%1: %2"_s.arg(visible(row["path"_L1].toString()), row["error"_L1]["what"_L1].toString()));
        }
    }
    if (!context.json())
        context.done(u"%1/%2 as of r%3. %4"_s.arg(visible((*reply)["project"_L1].toString()), visible((*reply)["path"_L1].toString()))
                         .arg((*reply)["revision"_L1].toInteger())
                         .arg(counts.empty() ? u"It holds no file."_s : countsText(counts)));
    if (counts.contains(u"replaced"_s))
        context.note(u"What was replaced is in the trash: tide trash"_s);
    return counts.contains(u"failed"_s) ? kFailed : kDone;
}
}  // namespace

Command restoreCommand()
{
    return {.name = "restore",
            .summary = "Bring an older version of a file or folder back",
            .group = Group::Mend,
            .details = "An ordinary edit of the file on this disk, which the next sync sends; what is there now goes\n"
                       "to the trash. A file that is gone comes back at its place, or beside it when that is taken.\n"
                       "Of a folder, what was made since then stays.",
            .parameters = {{.name = "PATH", .takes = Parameter::Takes::Path, .help = "a file or folder, there or gone, or PROJECT/PATH",
                            .count = Parameter::Count::One},
                           {.name = "--revision", .takes = Parameter::Takes::Number, .help = "as it was at this revision (tide log tells them)",
                            .placeholder = "N", .required = true},
                           {.name = "--as", .takes = Parameter::Takes::Text, .help = "under another name, beside it", .placeholder = "NAME"}},
            .examples = {{"tide restore data/t.csv --revision 12", ""},
                         {"tide restore model.pt --revision 3 --as old-model.pt", "both versions side by side"}},
            .run = restore};
}

}  // namespace tideline::cli
