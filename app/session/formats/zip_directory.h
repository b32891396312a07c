// The files of a zip file, each a source of its own.
#pragma once

#include "app/session/format.h"

namespace tideline::session::table {

struct ZipEntry {
    QString name;
    qint64 headerOffset = 0;
    qint64 bytes = 0;      ///< in the zip file
    qint64 fullBytes = 0;  ///< of the file itself, as the directory says
    int method = 0;        ///< 0 stored, 8 deflated
    bool isEncrypted = false;
};

/// Its directory: at most `most` entries. The directory is taken at its word for names and sizes; what is read is bounded by the
/// file. Errors: Corrupt, Refused (a directory too large to be held), the source's.
Result<std::vector<ZipEntry>> readZipDirectory(Source &source, std::size_t most);

/// The entry's content. It borrows the source. What is stored is read in place; what is deflated is inflated from its beginning
/// up to what is read, at most `inflateBytes`, and kept nowhere: a bomb costs time up to that limit, and no memory.
/// Errors: Corrupt, Refused (encrypted, another method), the source's.
Result<std::unique_ptr<Source>> openZipEntry(Source &source, const ZipEntry &entry, qint64 inflateBytes);

}  // namespace tideline::session::table
