#include "core/files/exchange.h"

namespace tideline::files {

RelativePath asideOf(const RelativePath &from)
{
    return from.parent().child(from.name() + ".aside");
}

Result<void> moveToOwnName(FileSystem &disk, const RelativePath &from, const RelativePath &to)
{
    // Nothing can stand there, so nothing is replaced; and one plain step takes no inode that was not there when it began, as
    // link and unlink (a disk that cannot rename without replacing) may.
    auto moved = disk.rename(from, to, IfExists::Replace);
    if (moved)
        return moved;
    const auto left = disk.stat(from);
    const auto there = disk.stat(to);
    const bool isGone = left ? !*left : left.error().kind == Error::Kind::NotFound;
    return isGone && there && *there ? Result<void>() : moved;
}

Result<void> exchange(FileSystem &disk, const RelativePath &from, const RelativePath &to)
{
    auto swapped = disk.rename(from, to, IfExists::Exchange);
    if (swapped || swapped.error().kind != Error::Kind::Invalid)
        return swapped;
    // Both must be there, as for the one step: else `to` would leave its place for nothing.
    for (const RelativePath &path : {from, to}) {
        const auto stat = disk.stat(path);
        if (!stat)
            return stat.error();
        if (!*stat)
            return Error{Error::Kind::NotFound, u"There is no such file."_s, path.toString(), {}};
    }
    const RelativePath aside = asideOf(from);
    if (auto moved = moveToOwnName(disk, to, aside); !moved)
        return moved;
    if (auto moved = disk.rename(from, to, IfExists::Fail); !moved) {
        (void)disk.rename(aside, to, IfExists::Fail);  // else mendExchange() does it
        return moved;
    }
    return moveToOwnName(disk, aside, from);
}

Result<void> mendExchange(FileSystem &disk, const RelativePath &from, const RelativePath &to)
{
    const RelativePath aside = asideOf(from);
    const auto waiting = disk.stat(aside);
    if (!waiting)
        return waiting.error();
    if (!*waiting)
        return {};
    const auto there = disk.stat(to);
    if (!there)
        return there.error();
    return disk.rename(aside, *there ? from : to, IfExists::Fail);
}

}  // namespace tideline::files
