// The window's way to an engine, wherever it lives: verbs out, replies and events back on the GUI thread.
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QObject>

#include <functional>

namespace tideline::ui {

/// Asks for the verbs of core/control/README.md without ever blocking.
///
/// Thread:    GUI; replies, progress and events arrive there.
/// Invariant: a call gets exactly one reply, unless its context or the Backend is gone first; then none.
class Backend : public QObject {
    Q_OBJECT
public:
    using OnReply = std::function<void(const Result<QJsonObject> &)>;
    using OnProgress = std::function<void(const QJsonObject &)>;

    using QObject::QObject;

    /// Begins a verb and returns its number for cancel(). Errors of the reply: those of the verb, and Offline when no
    /// engine can be reached.
    virtual quint64 call(const QString &verb, const QJsonObject &args, QObject *context, OnReply onReply,
                         OnProgress onProgress = {}) = 0;
    /// Asks a running call to end soon with Error Cancelled. Unknown or ended numbers are ignored.
    virtual void cancel(quint64 call) = 0;

Q_SIGNALS:
    /// {"event": …} as core/control/README.md lists them.
    void event(const QJsonObject &event);
    /// An engine was reached (again): what was known may be old, ask for `status` anew.
    void connected();
    /// The engine is gone (its process ended); the Backend goes on trying.
    void disconnected(const QString &why);
};

}  // namespace tideline::ui
