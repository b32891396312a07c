// The name of an HDF5 type, as a person says it.
#pragma once

#include <QString>

#include <hdf5.h>

#include <array>

namespace tideline::session::table {

/// Of a dataspace, or of a chunk: as many as it has dimensions.
using Hdf5Lengths = std::array<hsize_t, H5S_MAX_RANK>;
/// "100 × 3"
QString hdf5LengthsText(const Hdf5Lengths &lengths, int rank);

/// "float64", "string", "compound {x: float64, y: float64}".
QString hdf5TypeText(hid_t type);

}  // namespace tideline::session::table
