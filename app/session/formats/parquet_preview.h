// A Parquet file that is being looked at.
#pragma once

#include "app/session/formats/metered_source.h"
#include "app/session/formats/parquet_column.h"

namespace tideline::session::table {

/// Thread: one at a time. Memory: the footer, and decoded pages up to half of what a preview may keep.
class ParquetPreview final : public FilePreview {
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
    ParquetPreview(std::shared_ptr<Source> source, const Limits &limits);

    void describe();
    void addNotices();
    Result<preview::Rows> readRows(qint64 first, qint64 count, const preview::Cancelled &cancelled);
    Result<QStringList> columnCells(std::size_t column, qint64 first, qint64 count, const preview::Cancelled &cancelled);

    Limits m_limits;
    MeteredSource m_metered;
    ParquetFooter m_footer;
    std::vector<ParquetColumn> m_columns;
    qint64 m_held = 0;            ///< memory of the columns
    QStringList m_troubles;       ///< sentences why columns cannot be read, at most a few
    qint64 m_troubledColumns = 0;
};

}  // namespace tideline::session::table
