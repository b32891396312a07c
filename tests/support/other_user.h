// What is done in a process of its own: permissions as someone other than root and the owner meets them, and what cannot be undone.
#pragma once

#include <functional>

namespace tideline::test {

/// Whether this process may become another user (it runs as root).
bool canBecomeOtherUser();
/// Runs `check` in a child process and returns what it returned; false also when the child died. `check` prints what went wrong; it must
/// not wait for a thread that was there before.
bool inChild(const std::function<bool()> &check);
/// The same as user and group 65534 without capabilities.
bool asOtherUser(const std::function<bool()> &check);

}  // namespace tideline::test
