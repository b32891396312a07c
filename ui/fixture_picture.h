// Pictures for fixtures, painted by simple patterns: a plot, a photograph, a page, something transparent.
#pragma once

#include "core/preview/document.h"

#include <QImage>
#include <QRectF>

namespace tideline::ui {

/// `area` (0 … 1 of each side) of a picture of that pattern, `size` pixels large. `index`: which page or frame. An unknown
/// pattern is a grey area. Thread: any.
QImage fixtureImage(const QString &pattern, const QSize &size, int index = 0, const QRectF &area = {0, 0, 1, 1});
preview::Picture pictureOf(const QImage &image);

}  // namespace tideline::ui
