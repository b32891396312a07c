#include "ui/fixture_picture.h"

#include "core/base/result.h"

#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace tideline::ui {

namespace {
constexpr double kSide = 1000;  ///< every pattern is painted on 1000 × 1000, stretched to the picture

void paintPlot(QPainter &painter, int index)
{
    painter.fillRect(QRectF(0, 0, kSide, kSide), Qt::white);
    painter.setPen(QPen(QColor(0xd9, 0xdf, 0xe5), 2));
    for (int i = 0; i <= 5; ++i)
        painter.drawLine(QPointF(90, 80 + 160 * i), QPointF(960, 80 + 160 * i));
    const QColor colours[] = {{0x1f, 0x77, 0xb4}, {0xff, 0x7f, 0x0e}, {0x2c, 0xa0, 0x2c}};
    for (int line = 0; line < 3; ++line) {
        QPainterPath path;
        for (int x = 0; x <= 120; ++x) {
            const double at = x / 120.0;
            const double y = 0.5 + 0.28 * std::sin(at * 7 + line * 1.7 + index) + 0.06 * std::sin(at * 61 + line * 3);
            const QPointF point(90 + 870 * at, 880 - 800 * y * (0.8 + 0.1 * line));
            x == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        painter.strokePath(path, QPen(colours[line], 6));
    }
    painter.setPen(QPen(QColor(0x3a, 0x42, 0x4a), 4));
    painter.drawLine(QPointF(90, 80), QPointF(90, 880));
    painter.drawLine(QPointF(90, 880), QPointF(960, 880));
}

void paintPhoto(QPainter &painter, int index)
{
    QLinearGradient sky(0, 0, 0, 620);
    sky.setColorAt(0, QColor(0x3c, 0x6f, 0xa8));
    sky.setColorAt(1, QColor(0xf4, 0xc9, 0x98));
    painter.fillRect(QRectF(0, 0, kSide, kSide), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xff, 0xf0, 0xd0));
    painter.drawEllipse(QPointF(680, 420 - 60 * index), 55, 55);
    for (int hill = 0; hill < 4; ++hill) {
        QPainterPath path(QPointF(0, kSide));
        for (int x = 0; x <= 200; ++x) {
            const double at = x / 200.0;
            const double high = 520 + hill * 120 - 70 * std::sin(at * (4 + hill) + hill * 2.1) - 16 * std::sin(at * 40 + hill);
            path.lineTo(at * kSide, high);
        }
        path.lineTo(kSide, kSide);
        painter.setBrush(QColor(0x5a - hill * 18, 0x7d - hill * 18, 0x84 - hill * 20));
        painter.drawPath(path);
    }
}

void paintPage(QPainter &painter, int index)
{
    painter.fillRect(QRectF(0, 0, kSide, kSide), Qt::white);
    QFont font = painter.font();
    font.setPixelSize(34);
    font.setBold(true);
    painter.setFont(font);
    painter.setPen(QColor(0x1b, 0x22, 0x29));
    painter.drawText(QRectF(120, 90, 760, 60), index == 0 ? u"City climate 1950 – 2024"_s : u"%1. Further results"_s.arg(index + 1));
    font.setBold(false);
    font.setPixelSize(15);
    painter.setFont(font);
    painter.drawText(QRectF(120, 150, 760, 30), u"Daily station data, cleaned · page %1"_s.arg(index + 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xb6, 0xc0, 0xca));
    for (int line = 0; line < 34; ++line) {
        if (index % 2 == 0 && line >= 12 && line < 24)
            continue;
        const double wide = line % 7 == 6 ? 420 : 730 + 28 * std::sin(line * 2.3 + index);
        painter.drawRect(QRectF(120, 210 + line * 21, wide, 8));
    }
    if (index % 2 == 0) {
        painter.save();
        painter.translate(170, 462);
        painter.scale(0.62, 0.24);
        paintPlot(painter, index);
        painter.restore();
    }
}

void paintTransparent(QPainter &painter)
{
    painter.setPen(Qt::NoPen);
    const double turn = 2 * std::numbers::pi / 3;
    const QColor colours[] = {{0x0c, 0x6f, 0x80, 170}, {0xe2, 0x8a, 0x1d, 170}, {0x8a, 0x2a, 0x9b, 170}};
    for (int i = 0; i < 3; ++i) {
        painter.setBrush(colours[i]);
        painter.drawEllipse(QPointF(500 + 170 * std::cos(turn * i - 1.57), 500 + 170 * std::sin(turn * i - 1.57)), 250, 250);
    }
}
}  // namespace

QImage fixtureImage(const QString &pattern, const QSize &size, int index, const QRectF &area)
{
    QImage image(size.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(image.width() / (kSide * area.width()), image.height() / (kSide * area.height()));
    painter.translate(-kSide * area.left(), -kSide * area.top());
    if (pattern == u"plot")
        paintPlot(painter, index);
    else if (pattern == u"photo")
        paintPhoto(painter, index);
    else if (pattern == u"page")
        paintPage(painter, index);
    else if (pattern == u"transparent")
        paintTransparent(painter);
    else
        painter.fillRect(QRectF(0, 0, kSide, kSide), QColor(0x9a, 0xa5, 0xb0));
    return image;
}

preview::Picture pictureOf(const QImage &image)
{
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32_Premultiplied);
    return {pixels.width(), pixels.height(), QByteArray(reinterpret_cast<const char *>(pixels.constBits()), pixels.sizeInBytes())};
}

}  // namespace tideline::ui
