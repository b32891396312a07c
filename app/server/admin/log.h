// The server's log: one line for each message, on standard error.
#pragma once

namespace tideline::server {

/// Time (UTC), level, category, text; control characters are escaped, so that no name can forge a line. `verbose` adds
/// the debug messages of the tideline.* categories.
void installLog(bool verbose);

}  // namespace tideline::server
