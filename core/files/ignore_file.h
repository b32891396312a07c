// The files that hold ignore rules, on the disk: read for one folder, and added to.
#pragma once

#include "core/files/ignore_rules.h"

#include <QByteArrayList>

namespace tideline::files {

/// The rules that take part in `folder`: those of its files and of all folders above it, and the defaults.
/// Errors: as IgnoreRules::readFolder(), with the folder in `where`. A folder that is not there has no rules.
Result<IgnoreRules> readRules(FileSystem &disk, const RelativePath &folder);

/// readRules() as it would be with these lines at the end of the root's .tidelineignore; nothing is written.
/// Errors: as readRules() and addRules().
Result<IgnoreRules> tryRules(FileSystem &disk, const RelativePath &folder, const QByteArrayList &lines);

/// Appends lines to the folder's .tidelineignore, which is made when it is not there; nothing else of it changes. A line that
/// it has already is left out; kReadGitIgnoreLine is one, too. Returns how many were added.
/// Errors: as FileSystem; Invalid (a line that is no rule); Conflict (the name is a link or a folder, or the file was written
/// to meanwhile).
Result<qsizetype> addRules(FileSystem &disk, const RelativePath &folder, const QByteArrayList &lines);

}  // namespace tideline::files
