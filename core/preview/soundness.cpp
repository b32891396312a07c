#include "core/preview/soundness.h"

#include "core/preview/text_lines.h"

#include <algorithm>
#include <cmath>

namespace tideline::preview {

namespace {

constexpr int kMostEdge = 16'384;

bool areWithin(const std::vector<Span> &spans, const QString &text)
{
    qint64 from = 0;
    for (const Span &span : spans) {
        if (span.start < from || span.length <= 0)
            return false;
        from = qint64(span.start) + span.length;
    }
    return from <= text.size();
}

bool isSound(const Output &output)
{
    return areWithin(output.spans, output.text) && isSound(output.picture);
}

bool isSound(const Cell &cell)
{
    return areWithin(cell.spans, cell.source) && std::ranges::all_of(cell.outputs, [](const Output &output) { return isSound(output); });
}

struct OfShape {
    bool operator()(const TextDocument &text) const { return isSound(text); }
    bool operator()(const RichDocument &) const { return true; }
    bool operator()(const TableDocument &table) const
    {
        return table.rowCount >= 0 && isSound(table.head)
               && std::ranges::all_of(table.head.cells, [&](const QStringList &row) { return std::size_t(row.size()) == table.columns.size(); });
    }
    bool operator()(const NotebookDocument &notebook) const { return isSound(notebook); }
    bool operator()(const TreeDocument &tree) const { return tree.root.childCount >= 0; }
    bool operator()(const ImageDocument &image) const
    {
        return image.width >= 0 && image.height >= 0 && image.frames >= 0 && isSound(image.picture);
    }
    bool operator()(const PagesDocument &pages) const
    {
        return isSound(pages.first) && std::ranges::all_of(pages.sizes, [](const QSizeF &size) {
                   return size.width() > 0 && size.height() > 0 && std::isfinite(size.width()) && std::isfinite(size.height());
               });
    }
    bool operator()(const BytesDocument &bytes) const { return bytes.sizeBytes >= 0; }
};

bool isSound(const TextDifference &text)
{
    LinesCover older(text.older), newer(text.newer);
    return areWithin(text.olderSpans, text.older) && areWithin(text.newerSpans, text.newer)
           && std::ranges::all_of(text.hunks, [&](const TextDifference::Hunk &hunk) {
                  const bool isEven = hunk.happened != Happened::Equal || hunk.older.count == hunk.newer.count;
                  return isEven && older.take(hunk.older) && newer.take(hunk.newer);
              })
           && older.isWhole() && newer.isWhole();
}

bool isSound(const TextMerge &text)
{
    LinesCover base(text.base), mine(text.mine), theirs(text.theirs);
    return areWithin(text.mineSpans, text.mine) && areWithin(text.theirsSpans, text.theirs)
           && std::ranges::all_of(text.hunks, [&](const TextMerge::Hunk &hunk) {
                  return base.take(hunk.base) && mine.take(hunk.mine) && theirs.take(hunk.theirs);
              })
           && base.isWhole() && mine.isWhole() && theirs.isWhole();
}

bool isSound(const ImageDifference &image)
{
    return isSound(image.older) && isSound(image.newer) && isSound(image.mask) && image.scale > 0 && image.scale <= 1;
}

struct OfDifference {
    bool operator()(const BytesDifference &) const { return true; }
    bool operator()(const TextDifference &text) const { return isSound(text); }
    bool operator()(const TextMerge &text) const { return isSound(text); }
    bool operator()(const NotebookDifference &notebook) const
    {
        return std::ranges::all_of(notebook.cells, [](const CellDifference &cell) { return isSound(cell.source); });
    }
    bool operator()(const NotebookMerge &notebook) const
    {
        return std::ranges::all_of(notebook.cells, [](const CellMerge &cell) { return isSound(cell.source); });
    }
    bool operator()(const TableDifference &table) const
    {
        const auto fits = [&](const QStringList &cells) { return cells.isEmpty() || std::size_t(cells.size()) == table.columns.size(); };
        const auto isColumn = [&](int column) { return column >= 0 && std::size_t(column) < table.columns.size(); };
        return std::ranges::all_of(table.rows, [&](const RowDifference &row) {
            return fits(row.olderCells) && fits(row.newerCells) && std::ranges::all_of(row.changed, isColumn);
        }) && isColumn(table.key);
    }
    bool operator()(const TableMerge &table) const { return (*this)(table.mine) && (*this)(table.theirs); }
    bool operator()(const ImageDifference &image) const { return isSound(image); }
    bool operator()(const ImageMerge &image) const { return isSound(image.mine) && isSound(image.theirs); }
};

}  // namespace

bool isSound(const Document &document)
{
    return std::visit(OfShape(), document.shape);
}

bool isSound(const Picture &picture)
{
    return picture.width >= 0 && picture.height >= 0 && picture.width <= kMostEdge && picture.height <= kMostEdge
           && picture.argb32.size() == qsizetype(picture.width) * picture.height * 4;
}

bool isSound(const TextDocument &text)
{
    return areWithin(text.spans, text.text) && text.nextByte >= 0;
}

bool isSound(const NotebookDocument &notebook)
{
    return notebook.first >= 0 && notebook.cellCount >= 0 && qint64(notebook.cells.size()) <= std::max<qint64>(0, notebook.cellCount - notebook.first)
           && std::ranges::all_of(notebook.cells, [](const Cell &cell) { return isSound(cell); });
}

bool isSound(const Rows &rows)
{
    return rows.first >= 0;
}

bool isSound(const Difference &difference)
{
    return std::visit(OfDifference(), difference.shape);
}

bool isSound(const ColumnStatistics &statistics)
{
    return statistics.rows >= 0 && (statistics.counts.empty() ? statistics.edges.empty() : statistics.edges.size() == statistics.counts.size() + 1)
           && std::ranges::all_of(statistics.edges, [](double edge) { return std::isfinite(edge); })
           && std::ranges::all_of(statistics.counts, [](qint64 count) { return count >= 0; });
}

}  // namespace tideline::preview
