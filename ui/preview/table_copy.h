// Rows as text for the clipboard: tab-separated, as spreadsheets and editors take it.
#pragma once

#include "core/preview/preview.h"

namespace tideline::ui {

inline constexpr qint64 kMostCopiedRows = 100'000;
inline constexpr qint64 kMostCopiedUnits = 32 << 20;

/// What is to be copied: rows [first, first + count) and columns [left, right].
struct CopyWish {
    qint64 first = 0;
    qint64 count = 0;
    int left = 0, right = 0;
    QStringList header;  ///< names above the rows; empty = none
};
struct Copied {
    QString text;
    qint64 rows = 0;  ///< that stand in it; fewer than asked for at the limits
};

/// A cell with a tab, a line end or a quote stands in quotes, a quote in it twice.
QString quotedCell(const QString &cell);

/// Reads and joins the rows. Thread: the worker's.
Result<Copied> copyRows(preview::Preview &open, const CopyWish &wish, const preview::Cancelled &cancelled);

}  // namespace tideline::ui
