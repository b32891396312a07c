#include "app/session/thumbnail.h"

#include "app/session/formats/drawing.h"

#include <QBuffer>

#include <algorithm>

namespace tideline::session {

namespace {
/// The size of what is seen; empty where there is nothing.
QSizeF seenSize(const preview::Document &document)
{
    if (const auto *image = std::get_if<preview::ImageDocument>(&document.shape))
        return QSizeF(image->width, image->height);
    if (const auto *pages = std::get_if<preview::PagesDocument>(&document.shape); pages && !pages->sizes.empty())
        return pages->sizes.front();
    return {};
}
}  // namespace

Result<QByteArray> makeThumbnail(preview::Preview &preview, int edge, const preview::Cancelled &cancelled)
{
    const QSizeF size = seenSize(preview.document());
    if (size.isEmpty())
        return Error{Error::Kind::Invalid, u"There is no picture of this file."_s, {}, {}};
    preview::Part all;
    all.pixels = std::max(1, int(size.width() >= size.height() ? edge : edge * size.width() / size.height()));
    const Result<preview::Picture> picture = preview.picture(0, all, cancelled);
    if (!picture)
        return picture.error();
    QImage image = toImage(*picture);
    if (image.width() > edge || image.height() > edge)
        image = image.scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    if (image.isNull() || !image.convertToFormat(QImage::Format_ARGB32).save(&buffer, "PNG"))
        return Error{Error::Kind::Refused, u"The thumbnail could not be drawn."_s, {}, {}};
    return png;
}

}  // namespace tideline::session
