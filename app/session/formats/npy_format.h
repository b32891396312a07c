// Arrays that numpy has saved: one (npy), or several in a zip file (npz).
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// One array as a table, by its magic number; how, npy_array.h says. An array of Python objects is pickled: it is named as such,
/// and never unpickled.
extern const Format kNpyFormat;
/// A tree: the arrays of the file, and the rows of each. What is deflated is inflated as far as it is shown.
extern const Format kNpzFormat;

}  // namespace tideline::session
