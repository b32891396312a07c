// The fields of what previews are made of, for cbor.h. A change of any of them is a new kProtocol (message.h).
#pragma once

#include "core/preview/cbor.h"
#include "core/preview/difference.h"
#include "core/preview/preview.h"

namespace tideline::preview::cbor {

// clang-format off
#define TIDELINE_FIELDS(type, ...) template <> struct Fields<type> { static constexpr auto kFields = std::tuple{__VA_ARGS__}; }

template <> inline constexpr int kCount<Style> = int(Style::Bold) + 1;
template <> inline constexpr int kCount<ColumnType> = int(ColumnType::Nested) + 1;
template <> inline constexpr int kCount<Output::Kind> = int(Output::Kind::Picture) + 1;
template <> inline constexpr int kCount<Cell::Kind> = int(Cell::Kind::Raw) + 1;
template <> inline constexpr int kCount<Happened> = int(Happened::Removed) + 1;
template <> inline constexpr int kCount<Who> = int(Who::Both) + 1;

TIDELINE_FIELDS(Fact, &Fact::name, &Fact::value);
TIDELINE_FIELDS(Span, &Span::start, &Span::length, &Span::style);
TIDELINE_FIELDS(Picture, &Picture::width, &Picture::height, &Picture::argb32);
TIDELINE_FIELDS(TextDocument, &TextDocument::text, &TextDocument::spans, &TextDocument::language, &TextDocument::charset, &TextDocument::nextByte);
TIDELINE_FIELDS(RichDocument, &RichDocument::html);
TIDELINE_FIELDS(Column, &Column::name, &Column::type, &Column::detail);
TIDELINE_FIELDS(Rows, &Rows::first, &Rows::cells);
TIDELINE_FIELDS(TableDocument, &TableDocument::columns, &TableDocument::rowCount, &TableDocument::rowCountExact, &TableDocument::head);
TIDELINE_FIELDS(ColumnStatistics, &ColumnStatistics::rows, &ColumnStatistics::whole, &ColumnStatistics::empty, &ColumnStatistics::distinct,
                &ColumnStatistics::least, &ColumnStatistics::most, &ColumnStatistics::mean, &ColumnStatistics::deviation,
                &ColumnStatistics::edges, &ColumnStatistics::counts, &ColumnStatistics::commonest);
TIDELINE_FIELDS(Output, &Output::kind, &Output::text, &Output::spans, &Output::html, &Output::picture);
TIDELINE_FIELDS(Cell, &Cell::kind, &Cell::source, &Cell::spans, &Cell::html, &Cell::executionCount, &Cell::outputs);
TIDELINE_FIELDS(NotebookDocument, &NotebookDocument::language, &NotebookDocument::kernel, &NotebookDocument::cellCount, &NotebookDocument::first,
                &NotebookDocument::cells);
TIDELINE_FIELDS(TreeNode, &TreeNode::name, &TreeNode::value, &TreeNode::type, &TreeNode::childCount);
TIDELINE_FIELDS(TreeDocument, &TreeDocument::root, &TreeDocument::children);
TIDELINE_FIELDS(ImageDocument, &ImageDocument::width, &ImageDocument::height, &ImageDocument::format, &ImageDocument::frames, &ImageDocument::picture);
TIDELINE_FIELDS(PagesDocument, &PagesDocument::sizes, &PagesDocument::first);
TIDELINE_FIELDS(BytesDocument, &BytesDocument::sizeBytes, &BytesDocument::head);
TIDELINE_FIELDS(Document, &Document::shape, &Document::format, &Document::facts, &Document::notices);
TIDELINE_FIELDS(Place, &Place::index, &Place::column, &Place::length, &Place::address);
TIDELINE_FIELDS(Part, &Part::x, &Part::y, &Part::width, &Part::height, &Part::pixels);

TIDELINE_FIELDS(Lines, &Lines::begin, &Lines::count);
TIDELINE_FIELDS(TextDifference::Hunk, &TextDifference::Hunk::happened, &TextDifference::Hunk::older, &TextDifference::Hunk::newer);
TIDELINE_FIELDS(TextDifference, &TextDifference::older, &TextDifference::newer, &TextDifference::hunks, &TextDifference::olderSpans,
                &TextDifference::newerSpans);
TIDELINE_FIELDS(TextMerge::Hunk, &TextMerge::Hunk::who, &TextMerge::Hunk::base, &TextMerge::Hunk::mine, &TextMerge::Hunk::theirs);
TIDELINE_FIELDS(TextMerge, &TextMerge::base, &TextMerge::mine, &TextMerge::theirs, &TextMerge::hunks, &TextMerge::mineSpans, &TextMerge::theirsSpans);
TIDELINE_FIELDS(CellDifference, &CellDifference::happened, &CellDifference::older, &CellDifference::newer, &CellDifference::kind,
                &CellDifference::source, &CellDifference::outputsChanged, &CellDifference::moved);
TIDELINE_FIELDS(NotebookDifference, &NotebookDifference::cells);
TIDELINE_FIELDS(CellMerge, &CellMerge::who, &CellMerge::outputs, &CellMerge::base, &CellMerge::mine, &CellMerge::theirs, &CellMerge::kind,
                &CellMerge::source);
TIDELINE_FIELDS(NotebookMerge, &NotebookMerge::cells);
TIDELINE_FIELDS(RowDifference, &RowDifference::happened, &RowDifference::older, &RowDifference::newer, &RowDifference::olderCells,
                &RowDifference::newerCells, &RowDifference::changed);
TIDELINE_FIELDS(TableDifference::Column, &TableDifference::Column::name, &TableDifference::Column::happened);
TIDELINE_FIELDS(TableDifference, &TableDifference::columns, &TableDifference::key, &TableDifference::rows, &TableDifference::equal,
                &TableDifference::changed, &TableDifference::added, &TableDifference::removed);
TIDELINE_FIELDS(TableMerge, &TableMerge::mine, &TableMerge::theirs, &TableMerge::both);
TIDELINE_FIELDS(ImageDifference, &ImageDifference::older, &ImageDifference::newer, &ImageDifference::mask, &ImageDifference::scale,
                &ImageDifference::olderWidth, &ImageDifference::olderHeight, &ImageDifference::newerWidth, &ImageDifference::newerHeight,
                &ImageDifference::differing, &ImageDifference::pixels);
TIDELINE_FIELDS(ImageMerge, &ImageMerge::mine, &ImageMerge::theirs);
TIDELINE_FIELDS(BytesDifference, &BytesDifference::sizes, &BytesDifference::offsets, &BytesDifference::whole, &BytesDifference::statements);
TIDELINE_FIELDS(Difference, &Difference::shape, &Difference::same, &Difference::facts, &Difference::notices);

#undef TIDELINE_FIELDS
// clang-format on

}  // namespace tideline::preview::cbor
