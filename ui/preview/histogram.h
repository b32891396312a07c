// A column's values as bars, drawn by hand: a few rectangles need no library.
#pragma once

#include "core/preview/document.h"

#include <QWidget>

namespace tideline::ui {

/// Thread: GUI.
class Histogram final : public QWidget {
    Q_OBJECT
public:
    explicit Histogram(QWidget *parent = nullptr);
    /// Bars of numbers by `edges` and `counts`, else of the commonest values.
    void show(const preview::ColumnStatistics &statistics);
    QSize sizeHint() const override { return {260, 130}; }
    QSize minimumSizeHint() const override { return {150, 110}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintNumbers(QPainter &painter);
    void paintCommonest(QPainter &painter);
    QRectF plot() const;

    preview::ColumnStatistics m_statistics;
};

/// "4,210", "0.0031", "1.2e+09": as many digits as tell bars apart.
QString shortNumber(double value);

}  // namespace tideline::ui
