// Where a ZIP's directory is.
#pragma once

#include "app/session/source.h"

#include <optional>

namespace tideline::session {

/// The central directory, which lies in one piece before the record at the file's end.
struct ZipEnd {
    qint64 offset = 0;
    qint64 bytes = 0;
    qint64 entries = 0;  ///< as it says; of more than 65,535 some programs write what is left of their number
};

/// By the record at the end, or its 64-bit form before it; nullopt where they are missing or do not fit into the file. Where a program
/// that unpacks itself was put before the archive, its own offset is wrong: the directory ends where the record begins.
/// At most 66 KB are read. Errors: the source's.
Result<std::optional<ZipEnd>> findZipEnd(Source &source);

}  // namespace tideline::session
