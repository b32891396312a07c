#include "ui/preview/zoom.h"

#include <QKeyEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tideline::ui {

namespace {
constexpr double kNotch = 1.2;
}

double Zoom::set(double scale, By by)
{
    const double before = m_scale;
    m_scale = std::clamp(scale, m_least, m_most);
    m_fitted = by == By::Fit;
    return m_scale / before;
}

std::optional<Zoom::Asked> Zoom::askedBy(const QKeyEvent &key)
{
    switch (key.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return Asked::Closer;
    case Qt::Key_Minus:
        return Asked::Farther;
    case Qt::Key_0:
        return Asked::Fit;
    case Qt::Key_1:
        return Asked::Full;
    default:
        return std::nullopt;
    }
}

double Zoom::wheelFactor(const QWheelEvent &wheel)
{
    return std::pow(kNotch, wheel.angleDelta().y() / 120.0);
}

}  // namespace tideline::ui
