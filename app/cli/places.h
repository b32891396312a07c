// From what the user typed to what the verbs take: paths from the working folder on, projects by name or id.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// `text` as an absolute path, seen from the working folder; links in the folders above its last part are followed, the
/// last part itself is not. It need not exist.
QString absolutePath(const Context &context, const QString &text);

/// The `path` argument of a verb: an absolute path on this disk, or NAME/path/in/project. What exists here in
/// a linked folder comes first; then a project's name or id; then, inside a linked folder, a path that is gone.
Result<QString> pathArgument(Context &context, const QString &text);

/// The `project` argument of a verb: a name or id as it is, or the absolute path of a folder.
Result<QString> projectArgument(Context &context, const QString &text);

/// A project and a path inside it.
struct Place {
    QString project;  ///< what the verbs take for `project`
    QString path;     ///< '/'-separated, "" = its root
};
/// PROJECT[/PATH] by name or id; else a path on this disk inside a linked folder.
/// Errors: NotFound (neither a project nor inside a linked folder).
Result<Place> placeArgument(Context &context, const QString &text);

}  // namespace tideline::cli
