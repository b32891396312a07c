#include "ui/preview/subject_maker.h"

namespace tideline::ui {

std::optional<preview::Subject> localSubject(const ProjectRow &project, const QByteArray &path, const ListingRow &row)
{
    if (row.kind != NodeKind::File || !row.here || !project.isHere())
        return std::nullopt;
    return preview::Subject{QString::fromUtf8(row.name), project.folder + u'/' + QString::fromUtf8(path), row.sizeBytes,
                            row.modifiedMs * 1'000'000, {}};
}

}  // namespace tideline::ui
