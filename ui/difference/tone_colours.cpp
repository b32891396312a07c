#include "ui/difference/tone_colours.h"

#include "ui/preview/style_colours.h"
#include "ui/theme/theme.h"

namespace tideline::ui {

namespace {
QColor mixed(const QColor &over, double share)
{
    const QColor under = Theme::paletteOf(Theme::current()).color(QPalette::Base);
    const auto mix = [share](float a, float b) { return float(a * (1 - share) + b * share); };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()), mix(under.blueF(), over.blueF()));
}

bool isDark()
{
    return Theme::current() == Scheme::Dark;
}
}  // namespace

QColor toneColour(Tone tone)
{
    const Colours &colours = Theme::colours();
    switch (tone) {
    case Tone::Added:
    case Tone::Alike:
        return colours.good;
    case Tone::Removed:
        return colours.bad;
    case Tone::Mine:
        return colours.busy;
    case Tone::Theirs:
        return styleColour(preview::Style::Keyword, Theme::current());
    case Tone::Conflict:
        return colours.warning;
    case Tone::Plain:
    case Tone::Nothing:
        break;
    }
    return colours.muted;
}

QColor toneBackground(Tone tone)
{
    if (tone == Tone::Plain || tone == Tone::Nothing)
        return {};
    return mixed(toneColour(tone), isDark() ? 0.16 : 0.11);
}

QColor toneWordBackground(Tone tone)
{
    if (tone == Tone::Plain || tone == Tone::Nothing)
        return {};
    return mixed(toneColour(tone), isDark() ? 0.36 : 0.28);
}

}  // namespace tideline::ui
