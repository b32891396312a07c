// Three-way merge of a file, whatever it is.
#pragma once

#include "core/merge/outcome.h"

#include <QByteArray>
#include <QByteArrayView>

namespace tideline::merge {

/// Merges a file by what it is: mergeNotebook for a name that ends with ".ipynb", mergeText for all else that is text by its
/// content. `path`: the file's name, or its path in the project. `theirs` is the committed side.
///
/// Text that would suffer from a merge of lines is a conflict: what lies in a `.git` folder (its files belong together), PDF
/// and PostScript (they count their own bytes), and JSON that cannot be read: by its name ".json" one of the two sides or their
/// merge, by its three versions the merge alone.
///
/// A side equal to the base follows the other to the byte, whatever the name and the contents.
/// Thread: any. No I/O, no clock.
Outcome mergeFile(QByteArrayView path, const QByteArray &base, const QByteArray &ours, const QByteArray &theirs,
                  const Limits &limits = {});

}  // namespace tideline::merge
