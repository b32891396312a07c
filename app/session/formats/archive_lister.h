// The entries of an archive, one after the other.
#pragma once

#include "app/session/format.h"

#include <QDeadlineTimer>

#include <memory>

namespace tideline::session {

/// An entry as the archive says it is; nothing of it was unpacked.
struct ArchiveEntry {
    enum class Type { File, Folder, Link, HardLink, Other };
    QString name;                        ///< one line that is safe to show
    QString target;                      ///< of a link
    std::optional<qint64> sizeBytes;     ///< unpacked; nullopt: the archive does not say
    std::optional<qint64> modifiedMs;    ///< since 1970, UTC
    std::optional<int> mode;             ///< permissions, as chmod takes them
    Type type = Type::File;
    bool encrypted = false;
};

/// Goes through an archive's headers.
///
/// Thread:    one at a time, any.
/// Ownership: borrows the Source, which outlives it.
class ArchiveLister {
public:
    enum class Step { Entry, End, Pause };

    virtual ~ArchiveLister() = default;
    /// The next entry, in the order it is stored in. Pause: the time is over, or much was decompressed to get past an entry; go on by
    /// calling again. Errors: Corrupt (what is wrong behind the entries so far), Refused (limits.remoteBytes), Cancelled, the source's.
    virtual Result<Step> next(ArchiveEntry &entry, QDeadlineTimer until, const preview::Cancelled &cancelled) = 0;
    /// How many there are, where the archive says so; −1: it does not.
    virtual qint64 entryCount() const { return -1; }
    virtual QString format() const = 0;       ///< "ZIP", "GNU tar"; known after the first entry
    virtual QString compression() const = 0;  ///< "gzip"; empty: none around the whole
    virtual qint64 memoryBytes() const = 0;
};

/// By libarchive: tar, cpio and ar, plain or compressed; 7-Zip, RAR, CAB, LHA, ISO 9660, and a ZIP that has lost its directory. And of a
/// compressed file that is no archive, its one member.
/// Errors: Corrupt, the source's.
Result<std::unique_ptr<ArchiveLister>> listByLibarchive(Source &source, const QString &name, const Limits &limits);

/// A ZIP by its central directory, which lies in one piece at its end: libarchive would hold all of it in memory (200 bytes an
/// entry), and read each entry's own header, too, all over the file.
/// nullptr: there is none, or it does not fit; libarchive may find the entries one by one. Errors: the source's.
Result<std::unique_ptr<ArchiveLister>> listZip(Source &source, const Limits &limits);

}  // namespace tideline::session
