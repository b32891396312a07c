// The token that requests go with: as it was given, or renewed in time.
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/cloud/channel.h"
#include "core/cloud/token_file.h"

#include <functional>
#include <memory>

namespace tideline::cloud {

/// Thread:    any; one renews at a time, the others wait for it.
/// Ownership: the channel that it renews by; borrows the clock.
/// Invariant: new tokens are used only once they are kept; so one whose keeping fails is asked for again with the old refresh token,
///            which the server allows as long as nobody has used the new ones.
class TokenSource {
public:
    struct Parts {
        std::unique_ptr<Channel> channel;  ///< to the server that issued the secret, without a token
        Clock &clock;
        std::function<Result<void>(const Secret &)> keep;
    };
    TokenSource(Secret secret, Parts parts);

    /// Errors: SignIn (this device is signed out), Offline, Timeout, and those of keep().
    Result<QByteArray> token();
    /// Another than `refused`, which the server does not accept. Errors: as token(); SignIn also where the token cannot be renewed.
    Result<QByteArray> insteadOf(const QByteArray &refused);
    /// Signed out, or in anew: nothing is renewed or kept any more.
    void retire() TIDELINE_EXCLUDES(m_mutex);
    /// Whether its tokens end, and are renewed.
    bool isRenewed() const TIDELINE_EXCLUDES(m_mutex);

private:
    Result<QByteArray> renew() TIDELINE_REQUIRES(m_mutex);
    mutable Mutex m_mutex;
    Secret m_secret TIDELINE_GUARDED_BY(m_mutex);
    Parts m_parts;
    bool m_isRetired TIDELINE_GUARDED_BY(m_mutex) = false;
};

}  // namespace tideline::cloud
