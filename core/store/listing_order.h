// The entries of a folder in memory, as small as they go, sorted and filtered. Pure: no SQL.
#pragma once

#include "core/base/ids.h"
#include "core/schema/listing_source.h"

#include <QByteArrayView>

#include <vector>

namespace tideline::store {

/// Lower case without accents, as UTF-8: names that a person takes for one when looking for them are equal.
QByteArray foldedName(QByteArrayView name);

/// A key whose bytes are in the order of names for people: case and accents do not count, numbers count as numbers.
QByteArray sortKey(QByteArrayView name);

/// Where an entry's row is found.
enum class ListedIn : quint8 { Local, Remote, Problems };

/// The order of one listing: names and keys in one block, some 50 bytes an entry beside them.
/// Invariant: after sort(), at(i) is in the query's order; folders come first; names break ties.
class ListingOrder {
public:
    struct Entry {
        QByteArrayView name;
        NodeId node;
        ListedIn in = ListedIn::Local;
        bool folder = false;
    };

    /// `filter` and `hidden` of the query decide what add() takes in.
    explicit ListingOrder(const ListingQuery &query);

    /// `number`: what is sorted by, unless it is the name. Names must not be added twice.
    void add(const Entry &entry, qint64 number = 0);
    /// Puts the first `first` entries into order; all of them when it is more than some thousands.
    void sort(qint64 first);
    qint64 count() const { return qint64(m_items.size()); }
    /// Valid until the next add(). `index` must be within what sort() was asked for.
    Entry at(qint64 index) const;

private:
    struct Item {
        quint64 prefix = 0;  ///< the first 8 bytes of the key, big end first: most comparisons end here
        qint64 number = 0;
        NodeId node;
        quint32 text = 0;    ///< the name, then the key
        quint16 nameBytes = 0;
        quint16 keyBytes = 0;
        ListedIn in = ListedIn::Local;
        bool folder = false;
    };
    bool before(const Item &a, const Item &b) const;
    QByteArrayView nameOf(const Item &item) const;
    QByteArrayView keyOf(const Item &item) const;

    ListingSort m_sort;
    bool m_descending;
    bool m_hidden;
    QByteArray m_filter;
    std::vector<Item> m_items;
    QByteArray m_text;
    qint64 m_sorted = 0;
};

}  // namespace tideline::store
