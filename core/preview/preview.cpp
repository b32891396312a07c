#include "core/preview/preview.h"

namespace tideline::preview {

namespace {
Error hasNone(const char *what)
{
    return {Error::Kind::Invalid, u"This preview has no %1."_s.arg(QLatin1String(what)), {}, {}};
}
}  // namespace

Result<Rows> Preview::rows(qint64, qint64, const Cancelled &)
{
    return hasNone("rows");
}

Result<std::pair<qint64, bool>> Preview::countRows(const Cancelled &)
{
    return hasNone("rows");
}

Result<ColumnStatistics> Preview::statistics(int, const Cancelled &)
{
    return hasNone("columns");
}

Result<TextDocument> Preview::text(qint64, const Cancelled &)
{
    return hasNone("text");
}

Result<NotebookDocument> Preview::cells(qint64, const Cancelled &)
{
    return hasNone("cells");
}

Result<std::vector<TreeNode>> Preview::children(const std::vector<qint64> &, qint64, qint64, const Cancelled &)
{
    return hasNone("nodes");
}

Result<Picture> Preview::picture(int, const Part &, const Cancelled &)
{
    return hasNone("pictures");
}

Result<std::optional<Place>> Preview::find(const QString &, qint64, int, const Cancelled &)
{
    return hasNone("search");
}

Result<QByteArray> Preview::bytes(qint64, qint64, const Cancelled &)
{
    return hasNone("bytes");
}

}  // namespace tideline::preview
