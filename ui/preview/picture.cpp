#include "ui/preview/picture.h"

#include "ui/theme/theme.h"

#include <QBrush>
#include <QPainter>
#include <QPixmap>

namespace tideline::ui {

QImage imageOf(const preview::Picture &picture)
{
    if (picture.width <= 0 || picture.height <= 0 || picture.width > 32'768 || picture.height > 32'768
        || picture.argb32.size() != qsizetype(picture.width) * picture.height * 4)
        return {};
    auto *bytes = new QByteArray(picture.argb32);
    return QImage(reinterpret_cast<const uchar *>(bytes->constData()), picture.width, picture.height, picture.width * 4,
                  QImage::Format_ARGB32_Premultiplied, [](void *held) { delete static_cast<QByteArray *>(held); }, bytes);
}

QBrush checkerboard()
{
    constexpr int kSquare = 8;
    const bool light = Theme::current() == Scheme::Light;
    QPixmap tile(2 * kSquare, 2 * kSquare);
    tile.fill(light ? QColor(0xff, 0xff, 0xff) : QColor(0x2a, 0x30, 0x37));
    QPainter painter(&tile);
    const QColor other = light ? QColor(0xe3, 0xe7, 0xeb) : QColor(0x20, 0x25, 0x2b);
    painter.fillRect(0, 0, kSquare, kSquare, other);
    painter.fillRect(kSquare, kSquare, kSquare, kSquare, other);
    return QBrush(tile);
}

}  // namespace tideline::ui
