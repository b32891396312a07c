// A file that is being looked at. In tideline-session each format is one; elsewhere a proxy asks the helper for the same.
#pragma once

#include "core/base/result.h"
#include "core/preview/document.h"

#include <atomic>
#include <functional>
#include <memory>

namespace tideline::preview {

using Cancelled = std::atomic<bool>;  ///< true: end soon, with Error Cancelled

/// What is bounded in a request; a larger one is cut, never refused.
inline constexpr qint64 kMaxRows = 10'000;
inline constexpr qint64 kMaxChildren = 1'000;
inline constexpr qint64 kMaxBytes = 64 << 10;

/// What of a page or an image is wanted: a part (0 … 1 of each side), and how wide it is drawn.
struct Part {
    double x = 0, y = 0, width = 1, height = 1;
    int pixels = 1024;
};

/// A file that is being looked at. What its shape does not have is Invalid.
///
/// Thread: one at a time; calls block, so the window makes them on workers.
class Preview {
public:
    virtual ~Preview() = default;

    /// The first look, made when it was opened.
    virtual const Document &document() const = 0;

    /// Rows from `first` on, at most `count` and as many as fit into a reply; none beyond the end.
    virtual Result<Rows> rows(qint64 first, qint64 count, const Cancelled &cancelled);
    /// How many rows there are by now, and whether that is exact. Goes on counting for at most 50 ms a call.
    virtual Result<std::pair<qint64, bool>> countRows(const Cancelled &cancelled);
    virtual Result<ColumnStatistics> statistics(int column, const Cancelled &cancelled);
    /// More of a text, from a TextDocument's `nextByte` on.
    virtual Result<TextDocument> text(qint64 fromByte, const Cancelled &cancelled);
    /// More of a notebook: as many cells as fit into a reply.
    virtual Result<NotebookDocument> cells(qint64 first, const Cancelled &cancelled);
    /// Children from `first` on, at most `count`, of the node at `address` (child numbers from the root).
    virtual Result<std::vector<TreeNode>> children(const std::vector<qint64> &address, qint64 first, qint64 count,
                                                   const Cancelled &cancelled);
    /// A part of page, or frame, `index`.
    virtual Result<Picture> picture(int index, const Part &part, const Cancelled &cancelled);
    /// The first place at or after (`from`, `column`) that holds `text`, case folded; nullopt: none. Place says what `from` counts.
    virtual Result<std::optional<Place>> find(const QString &text, qint64 from, int column, const Cancelled &cancelled);
    /// Raw bytes, at most kMaxBytes. All formats have them.
    virtual Result<QByteArray> bytes(qint64 offset, qint64 length, const Cancelled &cancelled);
};

/// A file somebody wants to look at.
struct Subject {
    QString name;           ///< its last part: the suffix tells the format where the bytes do not
    QString path;           ///< on this disk; empty: in the cloud alone, and `fetch` gives its bytes
    qint64 sizeBytes = 0;   ///< of a cloud file
    qint64 modifiedNs = 0;
    /// Up to `length` bytes from `offset`; blocks, but not for long once it is cancelled. Called on a thread of the opener's, one call
    /// at a time for each subject.
    std::function<Result<QByteArray>(qint64 offset, qint64 length, const Cancelled &cancelled)> fetch;
};

/// Opens previews: the client of tideline-session, or a test's own.
///
/// Thread: any, several at a time.
class Opener {
public:
    virtual ~Opener() = default;
    /// Errors: NotFound, Denied (the file); Corrupt, Refused (a sentence why it cannot be shown); Timeout, Io (the helper was
    /// ended, and why); Cancelled; those of `fetch`.
    virtual Result<std::unique_ptr<Preview>> open(const Subject &subject, const Cancelled &cancelled) = 0;
};

}  // namespace tideline::preview
