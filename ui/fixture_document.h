// The JSON of a fixture's preview as a Document. tests/ui/README.md describes it.
#pragma once

#include "core/preview/document.h"

#include <QJsonObject>

namespace tideline::ui {

/// One of `text`, `rich`, `table`, `notebook`, `tree`, `image`, `pages`, `bytes`, with `format`, `facts`, `notices`.
preview::Document documentFromJson(const QJsonObject &object);

/// "⟦keyword def⟧ f():" as its text, and a span for each mark. Styles are named as in preview::Style.
std::pair<QString, std::vector<preview::Span>> markedText(const QJsonValue &lines);

/// Cell of row `row` of a fixture's column: its `values` in turn, or numbers `around` a value.
QString cellOf(const QJsonObject &column, qint64 row);
/// Rows of a fixture's table.
preview::Rows rowsOf(const QJsonObject &table, qint64 first, qint64 count);
/// Cells from `first` on, at most `count`: those of the file, repeated up to `cell_count`.
std::vector<preview::Cell> cellsOf(const QJsonObject &notebook, qint64 first, qint64 count);
/// Children of a fixture's node: `children`, or `generate` many numbers.
std::vector<preview::TreeNode> childrenOf(const QJsonObject &node, qint64 first, qint64 count);
preview::TreeNode nodeFromJson(const QJsonObject &node);

}  // namespace tideline::ui
