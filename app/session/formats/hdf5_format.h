// HDF5: a tree of groups, datasets and attributes.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// By its magic number, at the beginning or behind a user block of 512 to 2048 bytes (MATLAB's files have one); netCDF-4 is one too.
///
/// A node's children are its attributes, then a group's links or a dataset's values. Links are shown, and only those to objects of
/// the file itself, by address, are gone along. Other files are never opened, plugins never loaded.
///
/// libhdf5 parses what may be hostile: what it crashes on ends the process, which is why that is a helper.
extern const Format kHdf5Format;

}  // namespace tideline::session
