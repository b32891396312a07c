// What is asked of the cache, what the functions are given, and what comes of it.
#pragma once

#include "core/base/result.h"
#include "core/cache/key.h"

#include <atomic>
#include <chrono>

namespace tideline::cache {

/// An account's way to the world outside: all that a function can ask.
class Source {
public:
    virtual ~Source() = default;
    /// `step` is what it is for, for the error. Blocks. Thread: any; calls overlap.
    virtual Result<QByteArray> read(const QByteArray &what, const QString &step, const std::atomic<bool> *cancelled) = 0;
};

/// What a function is given, on whichever thread: the values it was asked for, and its account's source. Nothing of who asked.
struct Question {
    Key key;
    Source &source;
    const std::atomic<bool> *cancelled;  ///< may be null
};
/// A plain function: it has no state that could keep one account's values for another.
using Function = Result<QByteArray> (*)(const Question &);

/// Which age the caller can do with.
enum class Accept {
    New,    ///< computed in this call, whatever is here
    Fresh,  ///< younger than its time to live; else computed in this call, or by whoever is at it
    Stale,  ///< whatever is here; when it is not fresh a worker begins to compute it anew. Nothing is here: as Fresh
};
enum class Keep { InMemory, OnDisk };
/// Outdated: old from now on, but better than nothing. Gone: nobody may see it any more.
enum class Verdict { Outdated, Gone };

struct Policy {
    std::chrono::milliseconds freshFor{30'000};
    Keep keep = Keep::OnDisk;
    std::chrono::milliseconds retryAfter{5'000};  ///< after a worker failed
    /// The arguments name the value, as a hash does: it is never old, whatever its age and wherever it comes from.
    bool isFixed = false;
};

struct Got {
    QByteArray value;
    bool stale = false;
    bool kept = false;             ///< it was here before this call
    std::optional<Error> failure;  ///< why the last try to compute it anew failed
};

/// A value that was here has another one in its place (nullopt: it is gone).
struct Change {
    Key key;
    std::optional<QByteArray> value;
};

}  // namespace tideline::cache
