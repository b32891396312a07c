// An HDF5 file that is being looked at.
#pragma once

#include "app/session/formats/hdf5_file.h"
#include "app/session/formats/metered_source.h"
#include "app/session/formats/tree_search.h"

namespace tideline::session::table {

/// Thread: one at a time; several previews may be on several threads.
/// Memory: libhdf5's caches, of some 16 MiB.
class Hdf5Preview final : public FilePreview {
public:
    static Result<std::unique_ptr<FilePreview>> open(std::shared_ptr<Source> source, const FileFacts &facts, const Limits &limits,
                                                     const preview::Cancelled &cancelled);
    ~Hdf5Preview() override;

    Result<std::vector<preview::TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                    const preview::Cancelled &cancelled) override;
    /// Names and values of groups, datasets and attributes; Place counts nodes.
    Result<std::optional<preview::Place>> find(const QString &text, qint64 from, int, const preview::Cancelled &cancelled) override
    {
        return findInTree(*this, text, from, cancelled);
    }
    qint64 memoryBytes() const override;

private:
    Hdf5Preview(std::shared_ptr<Source> source, const Limits &limits);

    void describe(const FileFacts &facts, std::vector<preview::TreeNode> children);
    Result<Hdf5Handle> objectAt(const std::vector<qint64> &address);
    Result<std::vector<preview::TreeNode>> childrenOf(hid_t object, qint64 first, qint64 count, const preview::Cancelled &cancelled);
    preview::TreeNode attributeNode(hid_t object, qint64 number);
    preview::TreeNode linkNode(hid_t group, const QByteArray &name);
    preview::TreeNode objectNode(hid_t object, const QByteArray &name);

    Limits m_limits;
    MeteredSource m_metered;
    std::unique_ptr<Hdf5File> m_file;
};

}  // namespace tideline::session::table
