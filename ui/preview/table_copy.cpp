#include "ui/preview/table_copy.h"

#include <algorithm>

namespace tideline::ui {

QString quotedCell(const QString &cell)
{
    const bool plain = std::ranges::none_of(cell, [](QChar unit) { return unit == u'\t' || unit == u'\n' || unit == u'\r' || unit == u'"'; });
    return plain ? cell : u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"';
}

namespace {
void addRow(QString &text, const QStringList &cells, int left, int right)
{
    for (int column = left; column <= right; ++column) {
        if (column > left)
            text += u'\t';
        text += quotedCell(cells.value(column));
    }
    text += u'\n';
}
}  // namespace

Result<Copied> copyRows(preview::Preview &open, const CopyWish &wish, const preview::Cancelled &cancelled)
{
    Copied copied;
    if (!wish.header.isEmpty())
        addRow(copied.text, wish.header, 0, int(wish.header.size()) - 1);
    const qint64 wanted = std::min(wish.count, kMostCopiedRows);
    while (copied.rows < wanted && copied.text.size() < kMostCopiedUnits) {
        if (cancelled)
            return Error{Error::Kind::Cancelled, u"Copying was stopped."_s, {}, {}};
        const auto rows = open.rows(wish.first + copied.rows, std::min<qint64>(wanted - copied.rows, 1'000), cancelled);
        if (!rows)
            return rows.error();
        if (rows->cells.empty())
            break;
        for (const QStringList &cells : rows->cells) {
            addRow(copied.text, cells, wish.left, wish.right);
            if (++copied.rows == wanted || copied.text.size() >= kMostCopiedUnits)
                break;
        }
    }
    // One cell is pasted into a line of text more often than not.
    if (copied.rows == 1 && wish.header.isEmpty())
        copied.text.chop(1);
    return copied;
}

}  // namespace tideline::ui
