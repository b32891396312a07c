// A zip file of numpy arrays that is being looked at.
#pragma once

#include "app/session/formats/metered_source.h"
#include "app/session/formats/npy_array.h"
#include "app/session/formats/tree_search.h"
#include "app/session/formats/zip_directory.h"

namespace tideline::session::table {

/// The root's children are the arrays; an array's are its rows, each as "[1, 2, 3]".
///
/// Thread: one at a time. Memory: the directory, and one array's header.
class NpzPreview final : public FilePreview {
public:
    static Result<std::unique_ptr<FilePreview>> open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                     const preview::Cancelled &cancelled);

    Result<std::vector<preview::TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) override;
    /// Names and kinds of the arrays; Place counts nodes.
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int, const preview::Cancelled &cancelled) override
    {
        return findInTree(*this, text, from, cancelled);
    }
    qint64 memoryBytes() const override;

private:
    NpzPreview(std::shared_ptr<Source> source, const Limits &limits);
    Result<preview::TreeNode> nodeOf(std::size_t entry);
    Result<void> openArray(std::size_t entry);
    Result<std::vector<preview::TreeNode>> rowsOf(std::size_t entry, qint64 first, qint64 count, const preview::Cancelled &cancelled);

    Limits m_limits;
    MeteredSource m_metered;
    std::vector<ZipEntry> m_entries;
    std::optional<std::size_t> m_open;  ///< the entry that m_array is of
    std::unique_ptr<Source> m_content;
    std::optional<NpyArray> m_array;
};

}  // namespace tideline::session::table
