// ReadFile and WriteFile over a descriptor.
#pragma once

#include "core/files/file_descriptor.h"
#include "core/files/file_system.h"

#include <array>
#include <ctime>

struct stat;

namespace tideline::files {

/// What lstat gave, as a FileStat.
FileStat fileStatFrom(const struct ::stat &raw);
/// The permission bits with or without leave to run, which goes to whom may read.
unsigned modeWithExecutable(unsigned mode, bool executable);
/// {keep the access time, set the modification time}, as utimensat takes it.
std::array<timespec, 2> modifiedTimes(qint64 modifiedNs);

/// `where` is the path for errors. The descriptors are regular files.
std::unique_ptr<ReadFile> makeReadFile(FileDescriptor file, const QString &where);
std::unique_ptr<WriteFile> makeWriteFile(FileDescriptor file, const QString &where);

}  // namespace tideline::files
