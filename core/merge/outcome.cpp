#include "core/merge/outcome.h"

namespace tideline::merge {

std::optional<Outcome> mergeUnlessBothChanged(const QByteArray &base, const QByteArray &ours, const QByteArray &theirs)
{
    if (ours == theirs || ours == base)
        return Merged{theirs};
    if (theirs == base)
        return Merged{ours};
    return std::nullopt;
}

}  // namespace tideline::merge
