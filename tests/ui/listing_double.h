// A ListingSource in memory, for models and views: counts what it is asked for.
#pragma once

#include "core/schema/listing_source.h"

#include <QMutex>

#include <algorithm>
#include <set>
#include <vector>

namespace tideline::ui {

/// `generated` rows "file_000000"…, or the rows set; sorted by name only.
/// Thread: page() on the reader's, the rest on the test's.
class ListingDouble final : public ListingSource {
public:
    explicit ListingDouble(qint64 generated = 0) : m_generated(generated) {}

    void setRows(std::vector<ListingRow> rows)
    {
        const QMutexLocker lock(&m_mutex);
        m_rows = std::move(rows);
        m_generated = 0;
    }
    void setError(const Error &error)
    {
        const QMutexLocker lock(&m_mutex);
        m_error = error;
    }
    qint64 rowsGiven() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_given;
    }
    ListingQuery lastQuery() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_last;
    }

    Result<ListingPage> page(const ListingQuery &query) override
    {
        const QMutexLocker lock(&m_mutex);
        m_last = query;
        if (m_error)
            return *m_error;
        ListingPage page;
        page.offset = query.offset;
        if (m_generated > 0) {
            page.total = m_generated;
            bool isThere = query.around.startsWith("file_");
            if (const qint64 number = query.around.mid(5).toLongLong(&isThere); isThere && number < m_generated)
                page.offset = number / query.limit * query.limit;
            for (qint64 i = page.offset; i < std::min(m_generated, page.offset + query.limit); ++i)
                page.rows.push_back(named(u"file_%1"_s.arg(i, 6, 10, QLatin1Char('0')).toUtf8()));
        } else {
            std::vector<ListingRow> rows;
            for (const ListingRow &row : m_rows) {
                if (QString::fromUtf8(row.name).contains(query.filter) && (query.hidden || !row.name.startsWith('.')))
                    rows.push_back(row);
            }
            std::ranges::sort(rows, {}, &ListingRow::name);
            if (query.descending)
                std::ranges::reverse(rows);
            page.total = qint64(rows.size());
            for (qint64 i = query.offset; i < std::min(page.total, query.offset + query.limit); ++i)
                page.rows.push_back(rows[size_t(i)]);
        }
        m_given += qint64(page.rows.size());
        return page;
    }

    static ListingRow named(const QByteArray &name, SyncState state = SyncState::Synced, NodeKind kind = NodeKind::File)
    {
        ListingRow row;
        row.name = name;
        row.kind = kind;
        row.state = state;
        row.sizeBytes = kind == NodeKind::Folder ? -1 : 1'000;
        row.modifiedMs = 1'700'000'000'000;
        return row;
    }

private:
    mutable QMutex m_mutex;
    qint64 m_generated = 0;
    qint64 m_given = 0;
    std::vector<ListingRow> m_rows;
    std::optional<Error> m_error;
    ListingQuery m_last;
};

}  // namespace tideline::ui
