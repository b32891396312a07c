// The contract between an engine and its clients: verbs, events, and their JSON lines. README.md lists every verb.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>

namespace tideline::control {

inline constexpr qsizetype kMaxRequestBytes = 1 << 20;  ///< a line to the owner
inline constexpr qsizetype kMaxReplyBytes = 16 << 20;   ///< a line from the owner

using OnProgress = std::function<void(const QJsonObject &)>;
/// Gets {"event": …}. Called on the owner's threads, one call at a time; must return at once and not call handle().
using OnEvent = std::function<void(const QJsonObject &)>;

/// Ends a subscription when it goes out of scope; afterwards the listener is not called any more.
class Subscription {
public:
    virtual ~Subscription() = default;
};

/// Whoever answers verbs: the engine's service in this process, or its owner over the control socket.
///
/// Thread: any; calls overlap.
class VerbHandler {
public:
    virtual ~VerbHandler() = default;

    /// Does the verb and returns its reply. Blocks, for `sync` as long as it takes. `onProgress` is called on any
    /// thread, one call at a time, never after the return. Setting `*cancelled` ends it soon with Error Cancelled;
    /// null = never.
    /// Errors: Invalid (unknown verb or argument) and those of the verb.
    virtual Result<QJsonObject> handle(const QString &verb, const QJsonObject &args, const OnProgress &onProgress = {},
                                       const std::atomic<bool> *cancelled = nullptr) = 0;
    /// Events from now on. Errors: Offline (the owner is gone).
    virtual Result<std::unique_ptr<Subscription>> listen(OnEvent listener) = 0;
};

/// {"kind","what","where","mend"}
QJsonObject toJson(const Error &error);
/// Missing fields are empty; an unknown kind is Io.
Error errorFromJson(const QJsonObject &object);

struct Request {
    qint64 id = 0;
    QString verb;
    QJsonObject args;
};
/// One line, with the '\n'.
QByteArray toLine(const QJsonObject &object);
QJsonObject toJson(const Request &request);
/// Errors: Invalid (not a JSON object, no integer id, no verb, args not an object).
Result<Request> requestFromLine(QByteArrayView line);

/// PROFILE/engine.sock
QString socketPath(const QString &profile);
/// PROFILE/engine.lock
QString lockPath(const QString &profile);

}  // namespace tideline::control
