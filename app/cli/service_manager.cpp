#include "app/cli/service_manager.h"

#include <cstddef>
#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tideline::cli {

void tellServiceManager(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address{};
    if (path.size() < 2 || size_t(path.size()) >= sizeof address.sun_path || (path[0] != '/' && path[0] != '@'))
        return;
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.data(), size_t(path.size()));
    if (path[0] == '@')
        address.sun_path[0] = '\0';  // the abstract namespace
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    ::sendto(socket, state.data(), size_t(state.size()), MSG_NOSIGNAL, reinterpret_cast<const sockaddr *>(&address), length);
    ::close(socket);
}

}  // namespace tideline::cli
