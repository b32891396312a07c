#include "tests/support/other_user.h"

#include <cstdio>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tideline::test {

bool canBecomeOtherUser()
{
    return ::geteuid() == 0;
}

bool inChild(const std::function<bool()> &check)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child < 0)
        return false;
    if (child == 0) {
        const bool good = check();
        std::fflush(nullptr);
        ::_exit(good ? 0 : 1);
    }
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

bool asOtherUser(const std::function<bool()> &check)
{
    constexpr unsigned kNobody = 65534;
    return inChild([&] {
        return ::setgroups(0, nullptr) == 0 && ::setresgid(kNobody, kNobody, kNobody) == 0 && ::setresuid(kNobody, kNobody, kNobody) == 0 && check();
    });
}

}  // namespace tideline::test
