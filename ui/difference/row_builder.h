// Puts the rows of differences together: lines, folds, headings, and which change each belongs to.
#pragma once

#include "ui/difference/difference_rows.h"

#include <array>

namespace tideline::ui {

/// Puts rows together; folds are numbered by the part (a text, a cell) and the hunk.
class RowBuilder {
public:
    static constexpr int kLeastFold = 4;  ///< fewer equal lines are shown as they are

    RowBuilder(const RowWishes &wishes, int columns) : m_wishes(wishes) { m_made.columns = columns; }

    void beginPart(int part) { m_part = part; }
    void heading(const QString &words, int cell, bool isChange)
    {
        DifferenceRow row;
        row.kind = DifferenceRow::Kind::Heading;
        row.words = words;
        row.cell = cell;
        row.change = isChange ? m_made.changes++ : -1;
        m_made.rows.push_back(std::move(row));
    }
    /// True: it is folded, and a row says so.
    bool fold(qint64 fold, const QString &words)
    {
        if (m_wishes.unfolded.contains(fold))
            return false;
        DifferenceRow row;
        row.kind = DifferenceRow::Kind::Fold;
        row.words = words;
        row.fold = fold;
        m_made.rows.push_back(std::move(row));
        return true;
    }
    int beginChange() { return m_made.changes++; }
    void line(std::array<LinePart, 3> parts, int change)
    {
        DifferenceRow row;
        row.parts = std::move(parts);
        row.change = change;
        m_made.rows.push_back(std::move(row));
    }
    /// `count` equal lines; `add(i)` adds the i-th. The first and the last hunk have a change on one side only.
    template <typename Add>
    void equal(int hunk, bool isFirst, bool isLast, int count, Add add)
    {
        const int before = isFirst ? 0 : m_wishes.context, after = isLast ? 0 : m_wishes.context;
        const int folded = count - before - after;
        for (int i = 0; i < count; ++i) {
            if (i == before && folded >= kLeastFold) {
                const QString words = foldWords(folded);
                if (fold((qint64(m_part) << 32) + hunk, words))
                    i += folded;
                if (i == count)
                    break;
            }
            add(i);
        }
    }
    bool isSideBySide() const { return m_wishes.sideBySide; }
    DifferenceRows take() { return std::move(m_made); }

private:
    static QString foldWords(int lines);

    const RowWishes &m_wishes;
    DifferenceRows m_made;
    int m_part = 0;
};

/// The rows of one text, or of one cell's source.
void addText(RowBuilder &builder, const preview::TextDifference &text);
void addMerge(RowBuilder &builder, const preview::TextMerge &merge);

}  // namespace tideline::ui
