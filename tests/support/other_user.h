// Permissions as someone other than root and the owner meets them.
#pragma once

#include <functional>

namespace tideline::test {

/// Whether this process may become another user (it runs as root).
bool canBecomeOtherUser();
/// Runs `check` in a child process as user and group 65534 without capabilities, and returns what it returned; false
/// also when the child died. `check` prints what went wrong; it must not wait for another thread.
bool asOtherUser(const std::function<bool()> &check);

}  // namespace tideline::test
