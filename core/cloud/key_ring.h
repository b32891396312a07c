// The desktop's key ring: the Secret Service, by QtKeychain.
#pragma once

#include "core/cloud/secret_store.h"

namespace tideline::cloud {

/// Whether a Secret Service runs on the session bus and its default collection is open. Asks nobody for a password and starts nothing:
/// a program in the background must not.
bool isKeyRingOpen();

/// Entries of the service org.tideline.Tideline, each named by its profile's folder and the secret's name.
///
/// Thread:    any; what is asked for runs, one after the other, on a thread that all key rings of the program share.
/// Invariant: a call ends within 10 s.
class KeyRing final : public SecretStore {
public:
    explicit KeyRing(QString profile) : m_profile(std::move(profile)) {}
    /// Errors: Denied (it is locked), Offline (there is none, or it does not answer), Io.
    Result<std::optional<QByteArray>> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    Result<void> remove(const QString &name) override;

private:
    QString keyOf(const QString &name) const { return m_profile + u'#' + name; }
    QString m_profile;
};

}  // namespace tideline::cloud
