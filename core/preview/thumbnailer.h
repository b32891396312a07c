// Who draws small pictures of files.
#pragma once

#include "core/preview/preview.h"

namespace tideline::preview {

/// The client of tideline-session, or a test's own.
///
/// Thread: any, several at a time; blocks.
class Thumbnailer {
public:
    virtual ~Thumbnailer() = default;
    /// A PNG of at most `edge` pixels on each side. Errors: as Opener::open(); Invalid (nothing to be seen in such a file).
    virtual Result<QByteArray> thumbnail(const Subject &subject, int edge, const Cancelled &cancelled) = 0;
};

}  // namespace tideline::preview
