#include "ui/preview/subject_maker.h"

#include <QMimeDatabase>

namespace tideline::ui {

std::optional<preview::Subject> localSubject(const ProjectRow &project, const QByteArray &path, const ListingRow &row)
{
    if (row.kind != NodeKind::File || !row.here || !project.isHere())
        return std::nullopt;
    return preview::Subject{QString::fromUtf8(row.name), project.folder + u'/' + QString::fromUtf8(path), row.sizeBytes,
                            row.modifiedMs * 1'000'000, {}};
}

std::optional<preview::ThumbnailWish> thumbnailWish(const ProjectRow &project, const QByteArray &path, const ListingRow &row)
{
    if (row.kind != NodeKind::File || !project.isHere())
        return std::nullopt;
    const QMimeType type = QMimeDatabase().mimeTypeForFile(QString::fromUtf8(row.name), QMimeDatabase::MatchExtension);
    if (!type.name().startsWith(u"image/") && !type.inherits(u"application/pdf"_s))
        return std::nullopt;
    preview::ThumbnailWish wish;
    wish.subject = {QString::fromUtf8(row.name), project.folder + u'/' + QString::fromUtf8(path), row.sizeBytes, row.modifiedMs * 1'000'000, {}};
    wish.mayMake = row.here;
    return wish;
}

}  // namespace tideline::ui
