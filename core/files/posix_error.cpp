#include "core/files/posix_error.h"

#include <cerrno>

namespace tideline::files {

namespace {

Error::Kind kindOf(int code)
{
    switch (code) {
    case ENOENT:
    case ENOTDIR: return Error::Kind::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
    case ELOOP: return Error::Kind::Denied;
    case ENOSPC:
    case EDQUOT: return Error::Kind::DiskFull;
    case EEXIST:
    case ENOTEMPTY:
    case EISDIR:
    case ENXIO: return Error::Kind::Conflict;  // another thing is there than the one that was asked for
    case ENAMETOOLONG:
    case EILSEQ: return Error::Kind::Invalid;
    default: return Error::Kind::Io;
    }
}

QString mendOf(int code)
{
    switch (kindOf(code)) {
    case Error::Kind::Denied:
        if (code == EROFS)
            return u"Make the disk writable."_s;
        return code == ELOOP ? u"Replace the symbolic link by a folder."_s : u"Check the permissions."_s;
    case Error::Kind::DiskFull: return u"Free some space on the disk."_s;
    case Error::Kind::Invalid: return u"Give it a name that this disk can hold."_s;
    case Error::Kind::Io:
        return code == EMFILE || code == ENFILE ? u"Close some programs: too many files are open."_s
                                                : u"Check that the disk is connected and healthy."_s;
    default: return {};
    }
}

}  // namespace

Error errorFromErrno(int code, const QString &action, const QString &where)
{
    return {kindOf(code), u"Cannot %1: %2."_s.arg(action, qt_error_string(code)), where, mendOf(code)};
}

}  // namespace tideline::files
