#include "core/files/exchange.h"

namespace tideline::files {

RelativePath asideOf(const RelativePath &from)
{
    return from.parent().child(from.name() + ".aside");
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
    if (auto moved = disk.rename(to, aside, IfExists::Fail); !moved)
        return moved;
    if (auto moved = disk.rename(from, to, IfExists::Fail); !moved) {
        (void)disk.rename(aside, to, IfExists::Fail);  // else mendExchange() does it
        return moved;
    }
    return disk.rename(aside, from, IfExists::Fail);
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
