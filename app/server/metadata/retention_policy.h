// Which revisions of a project keep their files.
#pragma once

namespace tideline::server {

/// All revisions for `allDays`, then the last of each day up to `dailyDays`, then the last of each week (Monday to Sunday),
/// in UTC. The head and revisions with a name are always kept.
struct RetentionPolicy {
    int allDays = 30;     ///< 1 or more
    int dailyDays = 180;  ///< allDays or more
    bool operator==(const RetentionPolicy &) const = default;
};

}  // namespace tideline::server
