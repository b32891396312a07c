// Brings a stretch of an EntryListModel to what the folder holds now, by the fewest row signals.
#pragma once

#include "ui/models/entry_list_model.h"

#include <QHash>

namespace tideline::ui {

/// One use: made with the stretch [offset, offset + rows) of a fresh look, applied once.
///
/// Ownership: borrows the model.
/// Invariant: afterwards the stretch holds the given rows in their order and the model has `total` rows; rows of equal
///            name keep their persistent indexes. In folders too large to look at whole, rows outside are let go.
class EntryMerge {
public:
    EntryMerge(EntryListModel &model, int offset, ListingPage page);
    /// More rows differ than are worth a signal each: replace everything.
    bool isLarge() const { return m_structural > 300; }
    ListingPage takePage() { return std::move(m_page); }
    /// Returns whether rows came, went or moved.
    bool apply();

private:
    void removeGone();
    void placeAll();
    void fitTotal();
    int findBelow(int from, const QByteArray &name) const;

    EntryListModel &m_model;
    int m_offset;
    ListingPage m_page;
    QHash<QByteArray, int> m_fresh;  ///< name → place in the page
    QHash<QByteArray, int> m_held;   ///< name → row at the start
    int m_structural = 0;
    int m_end = 0;  ///< end of the stretch in the model, kept up while rows come and go
};

}  // namespace tideline::ui
