// A CSV that is being looked at.
#pragma once

#include "app/session/format.h"
#include "app/session/formats/csv_index.h"
#include "app/session/formats/csv_sample.h"

namespace tideline::session::table {

/// Thread: one at a time. Memory: the head, the index and what one request needs.
class CsvPreview final : public FilePreview {
public:
    static Result<std::unique_ptr<FilePreview>> open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                     const preview::Cancelled &cancelled);

    Result<preview::Rows> rows(qint64 first, qint64 count, const preview::Cancelled &cancelled) override;
    Result<std::pair<qint64, bool>> countRows(const preview::Cancelled &cancelled) override;
    Result<preview::ColumnStatistics> statistics(int column, const preview::Cancelled &cancelled) override;
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int column,
                                               const preview::Cancelled &cancelled) override;
    qint64 memoryBytes() const override;

private:
    CsvPreview(std::shared_ptr<Source> source, const Limits &limits, QByteArray head);

    void describe(const FileFacts &facts, QByteArrayView sample, bool isAll);
    void skipLongHeader();
    void addNotices(bool isAll);
    qint64 estimatedRows() const;
    bool countsAll() const;
    CsvReading reading(const preview::Cancelled &cancelled) const;
    Result<CsvIndex::Place> placeBefore(qint64 row, const preview::Cancelled &cancelled);
    QStringList cells(QByteArrayView row) const;
    std::optional<preview::Place> findInRow(QByteArrayView row, const QString &text, int column) const;

    Limits m_limits;
    CsvText m_text;
    CsvDialect m_dialect;
    CsvSample m_sample;       ///< places of which are the source's, here
    std::optional<CsvIndex> m_index;
    std::optional<CsvGuesses> m_guesses;
};

}  // namespace tideline::session::table
