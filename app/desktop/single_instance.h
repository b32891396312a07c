// One window per profile: a second start asks the first to show itself.
#pragma once

#include "core/base/result.h"

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

#include <memory>

namespace tideline::desktop {

/// Whoever holds `PROFILE/window.lock` is the first; it listens at a socket in the runtime folder whose name comes from the
/// profile's path (a profile's own path may be too long for a socket).
///
/// Thread: GUI.
class SingleInstance final : public QObject {
    Q_OBJECT
public:
    explicit SingleInstance(QString profile, QObject *parent = nullptr);

    /// true: this is the first. false: the first was asked to show itself (and `uri`). Errors: Timeout (there is a first,
    /// but it does not answer), Denied (the profile cannot be written).
    Result<bool> claim(const QString &uri);

Q_SIGNALS:
    void showAsked(const QString &uri);

private:
    bool askFirst(const QString &uri) const;
    void take();

    QString m_profile;
    QString m_socket;
    QLockFile m_lock;
    QLocalServer m_server;
};

}  // namespace tideline::desktop
