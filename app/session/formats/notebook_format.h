// Jupyter notebooks.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// `.ipynb`, nbformat 3 and 4: cells with their outputs, never run. It keeps the file's bytes (64 MB at most), and makes cells
/// anew each time that they are asked for. A notebook is one JSON document, so one in the cloud is read whole up to
/// Limits::remoteBytes and refused beyond.
///
/// `find`: Place.index is the cell; Place.column the UTF-16 unit in its source or, beyond the source's length, in the texts of its
/// outputs, each of which follows behind a newline.
extern const Format kNotebookFormat;

}  // namespace tideline::session
