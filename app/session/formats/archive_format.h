// What is in an archive: ZIP and its many children, tar in all its wrappings, 7-Zip, RAR, CAB, ar, cpio, LHA, ISO 9660.
#pragma once

#include "app/session/format.h"

namespace tideline::session {

/// A table of the entries, in the order in which they are stored. Only headers are read, and nothing is written anywhere; an archive in
/// an archive is one entry. Where an entry must be unpacked to get past it (a compressed tar), that is done in steps, each of which ends in time:
/// countRows() goes on where the last one stopped. 100,000 entries are kept to be shown, the others counted.
extern const Format kArchiveFormat;

}  // namespace tideline::session
