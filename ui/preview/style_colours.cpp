#include "ui/preview/style_colours.h"

#include <QFontDatabase>

namespace tideline::ui {

using preview::Style;

QColor styleColour(Style style, Scheme scheme)
{
    struct Pair {
        QRgb light, dark;
    };
    const auto pair = [style]() -> Pair {
        // clang-format off
        switch (style) {
        case Style::Keyword:  return {0xff8a2a9b, 0xffd7a0f0};
        case Style::Type:     return {0xff0c6f80, 0xff5fd0df};
        case Style::Function: return {0xff125fbf, 0xff83bfff};
        case Style::Text:     return {0xff2b6e2f, 0xff95d69a};
        case Style::Number:   return {0xff8f4f00, 0xfff0b56a};
        case Style::Comment:  return {0xff5c6873, 0xff9aa6b3};
        case Style::Operator: return {0xff46525e, 0xffc4ccd5};
        case Style::Key:      return {0xff0f5a9c, 0xff8cc5ff};
        case Style::Markup:   return {0xff9b1c5a, 0xffffa0cb};
        case Style::Error:    return {0xffb3202b, 0xffff8f94};
        case Style::Added:    return {0xff17733f, 0xff54cf94};
        case Style::Removed:  return {0xffb3202b, 0xffff8f94};
        case Style::Black:    return {0xff3a424a, 0xffaab3bd};
        case Style::Red:      return {0xffb3202b, 0xffff8f94};
        case Style::Green:    return {0xff17733f, 0xff54cf94};
        case Style::Yellow:   return {0xff7d5a00, 0xffe8c65c};
        case Style::Blue:     return {0xff125fbf, 0xff74b7ff};
        case Style::Magenta:  return {0xff8a2a9b, 0xffd7a0f0};
        case Style::Cyan:     return {0xff0c6f80, 0xff5fd0df};
        case Style::White:    return {0xff5c6873, 0xffe5eaef};
        case Style::Bold:     break;
        }
        // clang-format on
        return {0xff1b2229, 0xffe5eaef};
    }();
    return QColor::fromRgb(scheme == Scheme::Light ? pair.light : pair.dark);
}

QTextCharFormat styleFormat(Style style)
{
    QTextCharFormat format;
    format.setForeground(styleColour(style, Theme::current()));
    if (style == Style::Keyword || style == Style::Markup || style == Style::Error || style == Style::Bold)
        format.setFontWeight(QFont::DemiBold);
    format.setFontItalic(style == Style::Comment);
    format.setFontStrikeOut(style == Style::Removed);
    format.setFontUnderline(style == Style::Added);
    return format;
}

QFont codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setStyleHint(QFont::Monospace);
    return font;
}

}  // namespace tideline::ui
