// The overview and the help of each command, made from the command table.
#pragma once

#include "app/cli/command.h"
#include "app/cli/terminal.h"

namespace tideline::cli {

/// What `tide` alone prints.
QString overview(const Terminal &terminal);
/// "tide trash list" and its command; `path` holds the commands' names.
QString helpOf(const Command &command, const QString &path, const Terminal &terminal);
/// "tide create NAME [--from DIR]"
QString usageOf(const Command &command, const QString &path);
/// "-m, --message TEXT" or "DIR"
QString spelt(const Parameter &parameter);
/// The candidate that is nearest to `word`, or "" when none is near.
QString nearest(const QString &word, const QStringList &candidates);

}  // namespace tideline::cli
