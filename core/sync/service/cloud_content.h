// Parts of files that are in the cloud, for those who look into them without having them.
#pragma once

#include "core/base/ids.h"
#include "core/cache/cache.h"
#include "core/schema/manifest.h"
#include "core/sync/service/account_session.h"

namespace tideline::sync {

/// Fetches the chunks that a part needs, and no others, and keeps them, so that none travels twice.
///
/// Thread:    any, several at a time; calls block on the network.
/// Ownership: the cache and its folder. No project's folder is touched.
/// Invariant: every byte that is given was verified by its chunk's hash. What is kept belongs to the account that was signed in, in
///            bounds, and is gone with the account or the project.
class CloudContent {
public:
    static constexpr qint64 kMemoryBytes = 16 << 20;
    static constexpr qint64 kDiskBytes = 256 << 20;

    struct Parts {
        QString folder;  ///< empty = in memory alone
        Clock &clock;
        std::function<Result<AccountSession::Link>()> link;  ///< of now
        std::function<void(const Error *)> noteLink;         ///< a request was answered, or not
    };
    explicit CloudContent(Parts parts);

    /// Whoever was signed in before is erased, in memory and on the disk. Empty: nobody is.
    void setAccount(const QString &account);
    /// The project is deleted, or taken away from this account: erased.
    void forget(const ProjectId &project);

    /// The chunks of a content that the project has or had. Errors: those of the link; NotFound, Denied (the project is none of this
    /// account's any more); Corrupt (the cloud does not give the list).
    Result<Manifest> manifest(const ProjectId &project, const ContentHash &hash, const std::atomic<bool> *cancelled);
    /// Up to `length` bytes from `offset` on; fewer at the content's end, none beyond it. Errors: as manifest().
    Result<QByteArray> read(const ProjectId &project, const Manifest &manifest, qint64 offset, qint64 length,
                            const std::atomic<bool> *cancelled);

private:
    Result<QByteArray> fetch(const QByteArray &prefix, const ProjectId &project, const ContentHash &hash, const std::atomic<bool> *cancelled);

    std::function<Result<AccountSession::Link>()> m_link;
    cache::Cache m_cache;
};

}  // namespace tideline::sync
