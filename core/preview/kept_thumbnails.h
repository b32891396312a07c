// Thumbnails as a file browser asks for them: those that the desktop has, else made and kept.
#pragma once

#include "core/preview/thumbnail_store.h"
#include "core/preview/thumbnailer.h"

#include <memory>

namespace tideline::preview {

/// What a thumbnail is wanted of.
struct ThumbnailWish {
    Subject subject;     ///< `path` names the file in the store, also where its bytes are in the cloud alone
    bool mayMake = true; ///< false: only one that is known already, since its bytes would have to come from the cloud
    int edge = 256;      ///< pixels
};

/// Looks into the desktop's store first, then asks who draws, and keeps what comes: also that there is nothing to be seen.
///
/// Thread:    any, several at a time; blocks.
/// Ownership: shares who draws.
class KeptThumbnails {
public:
    /// `maker` null: none is made.
    KeptThumbnails(std::shared_ptr<Thumbnailer> maker, ThumbnailStore store) : m_maker(std::move(maker)), m_store(std::move(store)) {}

    /// A PNG of at most the size that the specification has for `edge`; nullopt: there is none of this file as it is.
    /// Errors: Cancelled; those of the maker that may pass (Offline, Timeout, Io, …), which are not kept.
    Result<std::optional<QByteArray>> find(const ThumbnailWish &wish, const Cancelled &cancelled) const;

private:
    std::shared_ptr<Thumbnailer> m_maker;
    ThumbnailStore m_store;
};

}  // namespace tideline::preview
