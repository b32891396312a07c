#include "ui/difference/difference_rows.h"

#include "core/base/result.h"
#include "ui/difference/row_builder.h"

namespace tideline::ui {

DifferenceRows rowsOf(const preview::TextDifference &text, const RowWishes &wishes)
{
    RowBuilder builder(wishes, wishes.sideBySide ? 2 : 1);
    addText(builder, text);
    return builder.take();
}

DifferenceRows rowsOf(const preview::TextMerge &merge, const RowWishes &wishes)
{
    RowBuilder builder(wishes, 3);
    addMerge(builder, merge);
    return builder.take();
}

QString signOf(Tone tone)
{
    switch (tone) {
    case Tone::Added:
        return u"+"_s;
    case Tone::Removed:
        return u"−"_s;
    case Tone::Mine:
        return u"‹"_s;
    case Tone::Theirs:
        return u"›"_s;
    case Tone::Alike:
        return u"="_s;
    case Tone::Conflict:
        return u"!"_s;
    case Tone::Plain:
    case Tone::Nothing:
        break;
    }
    return {};
}

}  // namespace tideline::ui
