// Three-way merge of Jupyter notebooks, cell by cell.
#pragma once

#include "core/merge/outcome.h"

#include <QByteArray>

namespace tideline::merge {

/// What `ours` and `theirs` each made of the notebook `base`, together. `theirs` is the committed side: it gives the layout
/// (JsonStyle), the order of keys, and wins where a machine wrote on both sides.
///
/// Cells are matched by id, else by content (matchCells), and merged one by one (mergeCell).
/// A cell that one side deleted is gone, though the other ran it again; edited there, it is a conflict.
/// A cell that one side added stands behind the cell that it follows there. Cells that both added at one place are all kept,
/// theirs first; equal ones once.
/// One side's order of cells is kept; two different new orders, or a cell moved here and deleted there, are a conflict.
/// Of the notebook's metadata, what machines write (kMachineMetadata) is theirs when both changed it; the rest is merged
/// key by key, and a key that both changed differently is a conflict.
/// Conflict, too: a side that is no notebook of format 4 in strict JSON, two cells with one id in a side or in the result,
/// and a cell without id in a notebook whose new format wants them.
///
/// A side equal to the base follows the other to the byte, whatever the contents.
/// Thread: any. No I/O, no clock.
Outcome mergeNotebook(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs, const Limits &limits = {});

}  // namespace tideline::merge
