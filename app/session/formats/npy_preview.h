// A numpy array that is being looked at.
#pragma once

#include "app/session/formats/metered_source.h"
#include "app/session/formats/npy_array.h"

namespace tideline::session::table {

/// Thread: one at a time. Memory: the header, and what one request needs.
class NpyPreview final : public FilePreview {
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
    NpyPreview(std::shared_ptr<Source> source, const Limits &limits);
    void describe();

    Limits m_limits;
    MeteredSource m_metered;
    std::optional<NpyArray> m_array;
};

}  // namespace tideline::session::table
