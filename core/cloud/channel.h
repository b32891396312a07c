// The client's link to the cloud as an effect: HTTP by libcurl in the programs, the server's handlers in the simulation.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>

#include <functional>
#include <map>

namespace tideline::cloud {

struct CloudRequest {
    QByteArray method = "GET";
    QByteArray path;         ///< with the query, from "/api/v1/…" on
    QByteArray contentType;  ///< empty = no body
    QByteArray body;
    std::map<QByteArray, QByteArray> headers;  ///< beside Authorization, which the channel adds
};

struct CloudReply {
    int status = 0;
    QByteArray contentType;  ///< without parameters, lower case
    QByteArray body;         ///< empty when an onBody was given and the status is 2xx
    std::map<QByteArray, QByteArray> headers;  ///< names in lower case
};

/// Sends requests and waits for their replies. Knows nothing of what they mean.
///
/// Thread:    any; calls may overlap (each takes a connection of its own, kept alive).
/// Invariant: never follows a redirect; the token never goes to another host.
class Channel {
public:
    virtual ~Channel() = default;
    using OnBody = std::function<Result<void>(QByteArrayView)>;

    /// Blocks until the reply is whole. `onBody` gets a 2xx body piece by piece; its error ends the call with that error.
    /// Errors: Offline (no connection, connection lost in the middle), Timeout (no byte for 30 s), Cancelled. An HTTP
    /// status is never an Error here: see cloudError().
    virtual Result<CloudReply> send(const CloudRequest &request, const OnBody &onBody = {}) = 0;
};

/// The Error that a reply outside 2xx means, by its problem `code` first and its status second: 401 SignIn; 403 Denied;
/// 404 NotFound, but Invalid when the server has no such endpoint or speaks another protocol; 409 Conflict; 410 Epoch; 413 and
/// 422 Invalid; 429 and 503 Timeout; 507 and quota_exceeded DiskFull; other 5xx, and any reply whose content type is not the API's
/// (a proxy's or portal's HTML), Offline.
/// `what` is the problem's detail.
Error cloudError(const CloudReply &reply, const QString &step);

/// The body's JSON object of a 2xx reply. Errors: cloudError() of any other reply, Offline (a 2xx that is not JSON: a
/// portal's page), Corrupt (JSON that does not parse or is no object).
Result<QJsonObject> jsonOf(const CloudReply &reply, const QString &step);

}  // namespace tideline::cloud
