#include "ui/models/entry_merge.h"

#include <algorithm>

namespace tideline::ui {

EntryMerge::EntryMerge(EntryListModel &model, int offset, ListingPage page)
    : m_model(model), m_offset(offset), m_page(std::move(page))
{
    const int held = int(model.m_rows.size());
    m_end = std::min(held, offset + std::max(int(m_page.rows.size()), 1));
    if (offset == 0 && qint64(m_page.rows.size()) == m_page.total)
        m_end = held;  // the page is the whole folder
    for (int i = 0; i < int(m_page.rows.size()); ++i)
        m_fresh.insert(m_page.rows[size_t(i)].name, i);
    for (int i = offset; i < m_end; ++i) {
        if (const ListingRow *row = model.entry(i)) {
            m_held.insert(row->name, i);
            m_structural += m_fresh.contains(row->name) ? 0 : 1;
        }
    }
    // Rows that are new to us fill the places that were not loaded before any counts as a new one.
    const int unloaded = m_end - offset - int(m_held.size());
    const auto fresh = std::ranges::count_if(m_page.rows, [&](const auto &row) { return !m_held.contains(row.name); });
    m_structural += std::max(0, int(fresh) - unloaded);
    // Rows of both that stand in another order: each step back is a move.
    int before = -1;
    for (const ListingRow &row : m_page.rows) {
        const int at = m_held.value(row.name, -1);
        if (at < 0)
            continue;
        if (at < before)
            ++m_structural;
        before = std::max(before, at);
    }
    if (m_page.total > held + 300 || held > m_page.total + 300)
        m_structural += 301;
    if (offset != 0 && isLarge())
        m_structural = 300;  // only a first page can replace everything
}

bool EntryMerge::apply()
{
    removeGone();
    placeAll();
    fitTotal();
    const bool structure = m_structural > 0;
    if (int(m_page.rows.size()) < m_page.total) {
        m_model.drop(0, m_offset);
        m_model.drop(std::min(m_offset + int(m_page.rows.size()), int(m_model.m_rows.size())), int(m_model.m_rows.size()));
    }
    return structure;
}

void EntryMerge::removeGone()
{
    for (int i = m_end - 1; i >= m_offset; --i) {
        const auto gone = [&](int row) {
            const ListingRow *held = m_model.entry(row);
            return held && !m_fresh.contains(held->name);
        };
        if (!gone(i))
            continue;
        int first = i;
        while (first > m_offset && gone(first - 1))
            --first;
        m_model.beginRemoveRows({}, first, i);
        m_model.m_rows.erase(m_model.m_rows.begin() + first, m_model.m_rows.begin() + i + 1);
        m_model.m_loaded -= i - first + 1;
        m_model.endRemoveRows();
        m_end -= i - first + 1;
        i = first;
    }
}

int EntryMerge::findBelow(int from, const QByteArray &name) const
{
    for (int i = from; i < m_end; ++i) {
        const ListingRow *row = m_model.entry(i);
        if (row && row->name == name)
            return i;
    }
    return -1;
}

void EntryMerge::placeAll()
{
    auto &rows = m_model.m_rows;
    for (int j = 0; j < int(m_page.rows.size()); ++j) {
        const int at = m_offset + j;
        const ListingRow &fresh = m_page.rows[size_t(j)];
        const ListingRow *held = at < m_end ? m_model.entry(at) : nullptr;
        if (held && held->name == fresh.name) {
            if (!(*held == fresh)) {
                *rows[size_t(at)] = fresh;
                Q_EMIT m_model.dataChanged(m_model.index(at, 0), m_model.index(at, EntryListModel::ColumnCount - 1));
            }
            continue;
        }
        const int from = m_held.contains(fresh.name) ? findBelow(at + 1, fresh.name) : -1;
        if (from >= 0) {
            m_model.beginMoveRows({}, from, from, {}, at);
            std::rotate(rows.begin() + at, rows.begin() + from, rows.begin() + from + 1);
            *rows[size_t(at)] = fresh;
            m_model.endMoveRows();
            Q_EMIT m_model.dataChanged(m_model.index(at, 0), m_model.index(at, EntryListModel::ColumnCount - 1));
            continue;
        }
        if (at < m_end && !held) {  // there was a row, but it was not loaded
            rows[size_t(at)] = std::make_unique<ListingRow>(fresh);
            ++m_model.m_loaded;
            Q_EMIT m_model.dataChanged(m_model.index(at, 0), m_model.index(at, EntryListModel::ColumnCount - 1));
            continue;
        }
        int last = j;
        while (last + 1 < int(m_page.rows.size()) && !m_held.contains(m_page.rows[size_t(last + 1)].name)
               && (at >= m_end || m_model.entry(at)))
            ++last;
        m_model.beginInsertRows({}, at, at + last - j);
        std::vector<std::unique_ptr<ListingRow>> come;
        for (int k = j; k <= last; ++k)
            come.push_back(std::make_unique<ListingRow>(m_page.rows[size_t(k)]));
        rows.insert(rows.begin() + at, std::make_move_iterator(come.begin()), std::make_move_iterator(come.end()));
        m_model.m_loaded += last - j + 1;
        m_model.endInsertRows();
        m_end += last - j + 1;
        j = last;
    }
}

void EntryMerge::fitTotal()
{
    auto &rows = m_model.m_rows;
    const int held = int(rows.size());
    const int total = int(m_page.total);
    if (held < total) {
        m_model.beginInsertRows({}, held, total - 1);
        rows.resize(size_t(total));
        m_model.endInsertRows();
    } else if (held > total) {
        m_model.beginRemoveRows({}, total, held - 1);
        m_model.m_loaded -= int(std::count_if(rows.begin() + total, rows.end(), [](const auto &row) { return bool(row); }));
        rows.resize(size_t(total));
        m_model.endRemoveRows();
    }
}

}  // namespace tideline::ui
