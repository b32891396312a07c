#include "app/session/formats/npy_preview.h"

#include "app/session/formats/column_summary.h"
#include "app/session/formats/npy_format.h"
#include "app/session/formats/npy_values.h"
#include "app/session/formats/table_rows.h"

#include <QDeadlineTimer>

namespace tideline::session::table {

using namespace std::chrono_literals;

NpyPreview::NpyPreview(std::shared_ptr<Source> source, const Limits &limits)
    : FilePreview(source), m_limits(limits), m_metered(std::move(source))
{
}

Result<std::unique_ptr<FilePreview>> NpyPreview::open(std::shared_ptr<Source> source, const FileFacts &, const Limits &limits,
                                                      const preview::Cancelled &cancelled)
{
    std::unique_ptr<NpyPreview> preview(new NpyPreview(std::move(source), limits));
    preview->m_metered.allow(limits.remoteBytes);
    Result<NpyArray> array = NpyArray::open(preview->m_metered, limits);
    if (!array)
        return array.error();
    preview->m_array = *std::move(array);
    preview->describe();
    Result<preview::Rows> head = preview->rows(0, 200, cancelled);
    if (!head)
        return head.error();
    std::get<preview::TableDocument>(preview->m_document.shape).head = *std::move(head);
    return std::unique_ptr<FilePreview>(std::move(preview));
}

void NpyPreview::describe()
{
    const NpyHeader &header = m_array->header();
    m_document.shape = preview::TableDocument{m_array->columns(), m_array->rowCount(), true, {}};
    m_document.format = u"NumPy array"_s;
    m_document.facts = {{u"Type"_s, header.typeName()},
                        {u"Shape"_s, header.shapeText()},
                        {u"Order"_s, header.isFortran ? u"Fortran: the first index runs fastest"_s : u"C: the last index runs fastest"_s}};
    if (const QString slice = m_array->slice(); !slice.isEmpty()) {
        m_document.facts.push_back({u"Shown"_s, slice});
        m_document.notices << u"The array has %1 dimensions; the slice %2 is shown."_s.arg(header.shape.size()).arg(slice);
    }
    if (m_array->columnCount() > m_array->shownColumns())
        m_document.notices << u"Only the first %1 of %2 columns are shown."_s.arg(m_array->shownColumns()).arg(m_array->columnCount());
    if (std::ranges::find(header.fields, 'O', &NpyField::kind) != header.fields.end())
        m_document.notices << u"Its values are Python objects, pickled: to read them would run what the file says, so they are not shown."_s;
    else if (m_array->isCutShort())
        m_document.notices << u"The file is cut short: it has fewer values than its header promises."_s;
}

Result<preview::Rows> NpyPreview::rows(qint64 first, qint64 count, const preview::Cancelled &cancelled)
{
    m_metered.allow(m_limits.remoteBytes);
    RowsReply reply(first, m_limits.replyBytes);
    const qint64 mostRows = m_limits.replyBytes / (64 * std::max<qint64>(m_array->shownColumns(), 1));
    Result<std::vector<QStringList>> rows = m_array->rows(first, std::min(count, std::max<qint64>(mostRows, 1)), cancelled);
    if (!rows)
        return rows.error();
    for (QStringList &cells : *rows) {
        if (!reply.add(std::move(cells)))
            break;
    }
    return reply.take();
}

Result<std::pair<qint64, bool>> NpyPreview::countRows(const preview::Cancelled &)
{
    return std::pair(m_array->rowCount(), true);
}

Result<preview::ColumnStatistics> NpyPreview::statistics(int column, const preview::Cancelled &cancelled)
{
    if (column < 0 || column >= m_array->shownColumns())
        return noSuchColumn();
    const NpyField &field = m_array->header().fields[m_array->header().isStructured ? std::size_t(column) : 0];
    ColumnSummary summary(npyColumnType(field));
    const QDeadlineTimer deadline(1500ms);
    m_metered.allow(m_limits.remoteBytes);
    qint64 row = 0;
    while (row < m_array->rowCount() && !deadline.hasExpired()) {
        const Result<qint64> next = m_array->summarize(column, row, cancelled, summary);
        if (!next && next.error().kind == Error::Kind::Refused && row > 0)
            break;  // no more of it may be transferred
        if (!next)
            return next.error();
        row = *next;
    }
    return summary.result(row >= m_array->rowCount());
}

Result<std::optional<preview::Place>> NpyPreview::find(const QString &text, qint64 from, int column, const preview::Cancelled &cancelled)
{
    const qint64 before = m_metered.bytesAsked();
    return findInRows(*this, text, from, column, cancelled, [&] { return m_metered.bytesAsked() - before < m_limits.remoteBytes; });
}

qint64 NpyPreview::memoryBytes() const
{
    return qint64(m_array->header().fields.size() * sizeof(NpyField) + m_array->columns().size() * sizeof(preview::Column)) + (2 << 20);
}

}  // namespace tideline::session::table

namespace tideline::session {

const Format kNpyFormat{"npy",
                        [](const QString &name, QByteArrayView head) {
                            if (head.startsWith("\x93NUMPY"))
                                return 100;
                            return name.endsWith(".npy"_L1) ? 50 : 0;
                        },
                        table::NpyPreview::open};

}  // namespace tideline::session
