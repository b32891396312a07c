// One value of libhdf5's as text.
#pragma once

#include <QString>

#include <hdf5.h>

namespace tideline::session::table {

/// `type`: of the value in memory, at `data`. At most a cell's length, about.
QString hdf5ValueText(hid_t type, const char *data, int depth = 0);

}  // namespace tideline::session::table
