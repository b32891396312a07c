// A server of this profile on this computer, as the window knows it: app/desktop starts and ends it.
#pragma once

#include "core/base/result.h"

#include <QObject>

#include <functional>

namespace tideline::ui {

/// Thread:    GUI.
/// Invariant: what start() gave stays good over restarts of the program: the address is the same one.
class LocalServer : public QObject {
    Q_OBJECT
public:
    struct Access {
        QString url;
        QString token;      ///< of the server's first user
        bool made = false;  ///< there was none before
    };
    using OnAccess = std::function<void(const Result<Access> &)>;

    using QObject::QObject;

    /// Whether the program that serves is on this computer.
    virtual bool isInstalled() const = 0;
    /// Whether it was started once: then it is wanted from the program's start on.
    virtual bool isSetUp() const = 0;
    /// Starts it, unless it runs; the reply comes later, unless `context` is gone. Errors: NotFound (not installed), and what the
    /// server said when it ended.
    virtual void start(QObject *context, OnAccess onAccess) = 0;
    /// Whether it holds no project of anybody; what cannot be looked at counts as held.
    virtual bool isEmpty() const = 0;
    /// Ends it, and deletes all that it holds: for one that was just made, and is not wanted after all. One that is not empty stays as it is.
    virtual void discard() = 0;
};

}  // namespace tideline::ui
