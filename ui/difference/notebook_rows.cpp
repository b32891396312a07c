// Notebooks as rows: each cell under a heading, equal ones folded together.
#include "core/base/result.h"
#include "ui/difference/row_builder.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace tideline::ui {

using preview::Happened;
using preview::Who;

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(DifferenceRows)
};

QString kindWord(preview::Cell::Kind kind)
{
    return kind == preview::Cell::Kind::Code ? Words::tr("code") : kind == preview::Cell::Kind::Markdown ? Words::tr("text") : Words::tr("raw");
}

QString headingOf(const preview::CellDifference &cell)
{
    QStringList words{cell.newer >= 0 ? Words::tr("Cell %L1").arg(cell.newer + 1) : Words::tr("Was cell %L1").arg(cell.older + 1), kindWord(cell.kind)};
    if (cell.happened == Happened::Added)
        words.append(Words::tr("added"));
    else if (cell.happened == Happened::Removed)
        words.append(Words::tr("removed"));
    if (cell.moved)
        words.append(Words::tr("moved, was cell %L1").arg(cell.older + 1));
    if (cell.outputsChanged)
        words.append(Words::tr("other outputs ▸"));
    return words.join(u" · "_s);
}

QString whoWord(Who who)
{
    switch (who) {
    case Who::Mine:
        return Words::tr("changed by you");
    case Who::Theirs:
        return Words::tr("changed in the cloud");
    case Who::Alike:
        return Words::tr("changed alike by both");
    case Who::Both:
        return Words::tr("changed by both");
    case Who::Nobody:
        break;
    }
    return {};
}

QString headingOf(const preview::CellMerge &cell)
{
    const int number = cell.base >= 0 ? cell.base : cell.mine >= 0 ? cell.mine : cell.theirs;
    QStringList words{Words::tr("Cell %L1").arg(number + 1), kindWord(cell.kind), whoWord(cell.who)};
    if (cell.outputs != Who::Nobody)
        words.append(Words::tr("outputs %1").arg(whoWord(cell.outputs)));
    words.removeAll(QString());
    return words.join(u" · "_s);
}

bool isSame(const preview::TextDifference::Hunk &hunk)
{
    return hunk.happened == Happened::Equal;
}

bool isSame(const preview::TextMerge::Hunk &hunk)
{
    return hunk.who == Who::Nobody;
}

/// Cells that are equal are folded together, unless a person unfolded them.
template <typename Cells, typename IsEqual, typename Add>
void addCells(RowBuilder &builder, const Cells &cells, IsEqual isEqual, Add add)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::size_t end = i;
        while (end < cells.size() && isEqual(cells[end]))
            ++end;
        const int number = int(i) + 1;
        if (end > i) {
            const QString words = Words::tr("%Ln equal cells", nullptr, int(end - i));
            builder.beginPart(number);
            if (builder.fold((qint64(number) << 32) + 0xffff'ffff, words)) {
                i = end - 1;
                continue;
            }
        }
        for (std::size_t at = i; at < std::max(end, i + 1); ++at) {
            builder.beginPart(int(at) + 1);
            // What the source's own changes do not say: outputs, another place.
            const bool hasChange = std::ranges::any_of(cells[at].source.hunks, [](const auto &hunk) { return !isSame(hunk); });
            builder.heading(headingOf(cells[at]), int(at), !isEqual(cells[at]) && !hasChange);
            add(cells[at]);
        }
        i = std::max(end, i + 1) - 1;
    }
}
}  // namespace

DifferenceRows rowsOf(const preview::NotebookDifference &notebook, const RowWishes &wishes)
{
    RowBuilder builder(wishes, wishes.sideBySide ? 2 : 1);
    addCells(
        builder, notebook.cells,
        [](const preview::CellDifference &cell) { return cell.happened == Happened::Equal && !cell.moved && !cell.outputsChanged; },
        [&](const preview::CellDifference &cell) { addText(builder, cell.source); });
    return builder.take();
}

DifferenceRows rowsOf(const preview::NotebookMerge &merge, const RowWishes &wishes)
{
    RowBuilder builder(wishes, 3);
    addCells(
        builder, merge.cells, [](const preview::CellMerge &cell) { return cell.who == Who::Nobody && cell.outputs == Who::Nobody; },
        [&](const preview::CellMerge &cell) { addMerge(builder, cell.source); });
    return builder.take();
}

}  // namespace tideline::ui
