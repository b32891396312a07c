// The one line on a terminal that shows what a command is doing.
#pragma once

#include "app/cli/terminal.h"
#include "core/base/clock.h"

#include <QJsonObject>

#include <chrono>
#include <mutex>

namespace tideline::cli {

/// Draws progress objects (core/control/README.md) on the standard error: a bar on a terminal; off it nothing, or with
/// Style::Lines one line for each phase.
///
/// Thread:    any for show(); one call at a time is seen to here.
/// Invariant: after clear() the terminal's line is empty again, so that results stand alone.
class ProgressLine {
public:
    enum class Style { Off, Lines, Bar };
    ProgressLine(Terminal &terminal, Clock &clock, Style style);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QJsonObject &progress);
    void clear();

private:
    void drawBar(const QJsonObject &progress);
    Terminal &m_terminal;
    Clock &m_clock;
    Style m_style;
    std::mutex m_mutex;
    std::chrono::nanoseconds m_drawnAt{};
    QString m_phase;
    bool m_visible = false;
};

}  // namespace tideline::cli
