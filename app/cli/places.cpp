#include "app/cli/places.h"

#include <QDir>
#include <QFileInfo>

namespace tideline::cli {

namespace {
bool looksLikePath(const QString &text)
{
    return text.startsWith(u'/') || text == "."_L1 || text == ".."_L1 || text.startsWith("./"_L1)
           || text.startsWith("../"_L1);
}

bool existsHere(const QString &path)
{
    const QFileInfo info(path);
    return info.isSymLink() || info.exists();
}

bool names(const QJsonObject &row, const QString &text)
{
    return row["project"_L1].toString() == text || row["id"_L1].toString() == text
           || row["local_id"_L1].toString() == text;
}

/// The projects that this profile knows, without asking the cloud.
Result<QJsonArray> knownProjects(Context &context)
{
    const auto reply = context.call(u"projects"_s, {{u"refresh"_s, false}});
    if (!reply)
        return reply.error();
    return (*reply)["rows"_L1].toArray();
}

/// The project whose folder holds `path`, or an empty object.
QJsonObject holderOf(const QJsonArray &projects, const QString &path)
{
    QJsonObject holder;
    for (const auto &value : projects) {
        const QJsonObject row = value.toObject();
        const QString folder = row["path"_L1].toString();
        if (folder.isEmpty() || (path != folder && !path.startsWith(folder + u'/')))
            continue;
        if (folder.size() > holder["path"_L1].toString().size())
            holder = row;
    }
    return holder;
}

bool namesAny(const QJsonArray &projects, const QString &text)
{
    return std::ranges::any_of(projects, [&](const auto &row) { return names(row.toObject(), text); });
}
}  // namespace

QString absolutePath(const Context &context, const QString &text)
{
    const QString path = QDir::cleanPath(QDir::isAbsolutePath(text) ? text : context.workingFolder() + u'/' + text);
    QFileInfo folder(QFileInfo(path).path());
    QString rest = QFileInfo(path).fileName();
    while (!folder.exists() && !folder.isRoot()) {
        rest = folder.fileName() + u'/' + rest;
        folder = QFileInfo(folder.path());
    }
    const QString canonical = folder.canonicalFilePath();
    if (canonical.isEmpty() || rest.isEmpty())
        return path;
    return canonical == "/"_L1 ? u'/' + rest : canonical + u'/' + rest;
}

Result<QString> pathArgument(Context &context, const QString &text)
{
    const QString absolute = absolutePath(context, text);
    if (looksLikePath(text))
        return absolute;
    const auto projects = knownProjects(context);
    if (!projects)
        return projects.error();
    const bool linked = !holderOf(*projects, absolute).isEmpty();
    const bool here = existsHere(absolute);
    if (here && linked)
        return absolute;
    if (namesAny(*projects, text.section(u'/', 0, 0)))
        return text;
    return here || linked ? absolute : text;
}

Result<QString> projectArgument(Context &context, const QString &text)
{
    const QString absolute = absolutePath(context, text);
    if (looksLikePath(text))
        return absolute;
    if (!QFileInfo(absolute).isDir())
        return text;
    const auto projects = knownProjects(context);
    if (!projects)
        return projects.error();
    return namesAny(*projects, text) ? text : absolute;
}

Result<Place> placeArgument(Context &context, const QString &text)
{
    const QString first = text.section(u'/', 0, 0);
    const QString rest = QDir::cleanPath(text.section(u'/', 1));
    const Place named{first, rest == "."_L1 ? QString() : rest};
    const auto projects = knownProjects(context);
    if (!projects)
        return projects.error();
    if (!looksLikePath(text) && namesAny(*projects, first))
        return named;
    const QString absolute = absolutePath(context, text);
    const QJsonObject holder = holderOf(*projects, absolute);
    if (!holder.isEmpty())
        return Place{holder["local_id"_L1].toString(), absolute.mid(holder["path"_L1].toString().size() + 1)};
    if (looksLikePath(text))
        return Error{Error::Kind::NotFound, u"This folder belongs to no project."_s, absolute,
                     u"Give PROJECT/PATH, or link the folder with tide link."_s};
    return named;  // perhaps new in the cloud: the engine knows
}

}  // namespace tideline::cli
