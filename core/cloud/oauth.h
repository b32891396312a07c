// The client's side of OAuth 2.0: authorization codes with PKCE on a loopback address (RFC 6749, RFC 7636, RFC 8252), the device
// flow (RFC 8628), and the renewal of tokens.
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/cloud/channel.h"
#include "core/cloud/token_file.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace tideline::cloud {

/// What the token endpoint gives; `origin` and `device` of the Secret are as asked for.
using Tokens = Secret;

/// A sign-in that waits for a person who types `userCode` at `address`.
struct DeviceFlow {
    QByteArray deviceCode;
    QString userCode;
    QString address;
    QString addressWithCode;  ///< with the code in it; may be empty
    std::chrono::seconds interval{5};
    std::chrono::seconds lasts{900};
};
/// Errors: Refused (the server does not know this way), Offline, Timeout.
Result<DeviceFlow> beginDeviceFlow(Channel &channel, const QString &device);
/// Asks once. nullopt: nobody has answered yet; `flow.interval` may have grown. Errors: Denied (refused by the person), Timeout
/// (nobody answered in time), Offline.
Result<std::optional<Tokens>> askDeviceFlow(Channel &channel, DeviceFlow &flow, const Secret &of, qint64 nowMs);

/// A sign-in in a browser of this computer, which comes back to a port that this object listens on.
///
/// Thread:    one; wait() blocks.
/// Ownership: its socket.
/// Invariant: one answer is taken, that of the state that was given out; anybody else who connects gets a page that says nothing.
class BrowserFlow {
public:
    /// Listens on 127.0.0.1. Errors: Io.
    static Result<std::unique_ptr<BrowserFlow>> begin(const QByteArray &origin, const QString &device, Random &random);
    ~BrowserFlow();
    BrowserFlow(const BrowserFlow &) = delete;
    BrowserFlow &operator=(const BrowserFlow &) = delete;

    /// To be opened in a browser.
    const QByteArray &address() const { return m_address; }
    /// Until the browser has come back; then the tokens. Errors: Denied (refused by the person), Timeout, Cancelled, Offline.
    Result<Tokens> wait(Channel &channel, const Secret &of, std::chrono::seconds atMost, const std::atomic<bool> *cancelled, Clock &clock);

private:
    BrowserFlow() = default;
    Result<QByteArray> codeFrom(int connection);
    int m_listener = -1;
    QByteArray m_origin;
    QByteArray m_address;
    QByteArray m_redirect;
    QByteArray m_state;
    QByteArray m_verifier;
};

/// New tokens for old. Errors: SignIn (the refresh token is good no more), Offline, Timeout.
Result<Tokens> renewTokens(Channel &channel, const Secret &old, qint64 nowMs);

}  // namespace tideline::cloud
