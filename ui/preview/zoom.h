// The scale at which something is drawn, and what wheel and keys ask of it.
#pragma once

#include <optional>

class QKeyEvent;
class QWheelEvent;

namespace tideline::ui {

/// A scale within limits. While it is fitted its owner fits it again when the room changes; whoever zooms ends that.
///
/// Plain value. Thread: GUI.
class Zoom {
public:
    static constexpr double kStep = 1.25;  ///< of a key or a button
    enum class Asked { Closer, Farther, Fit, Full };
    enum class By { Person, Fit };

    Zoom(double least, double most) : m_least(least), m_most(most) {}

    double scale() const { return m_scale; }
    bool isFitted() const { return m_fitted; }
    /// `least` is the smallest scale from now on; the scale itself stays until it is set.
    void setLeast(double least) { m_least = least; }
    /// Takes the scale, within the limits, and returns by what it grew.
    double set(double scale, By by);

    /// +, -, 0 and 1; nullopt: another key.
    static std::optional<Asked> askedBy(const QKeyEvent &key);
    /// By what a turn of the wheel zooms; 1: not at all.
    static double wheelFactor(const QWheelEvent &wheel);

private:
    double m_least, m_most;
    double m_scale = 1;
    bool m_fitted = true;
};

}  // namespace tideline::ui
