// Project rows as people read them: for projects, status, pause.
#pragma once

#include "app/cli/context.h"

namespace tideline::cli {

/// A table of project rows: state, name, folder, revision, size, last sync; below it what is wrong with a project.
void printProjects(Context &context, const QJsonArray &rows);

}  // namespace tideline::cli
