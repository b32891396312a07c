// Where a profile's secrets are kept: in the desktop's key ring, or in files that only their user can read.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <atomic>
#include <memory>
#include <optional>

namespace tideline::cloud {

inline const QString kTokenSecret = u"token"_s;
inline const QString kProxyPasswordSecret = u"proxy-password"_s;

/// Small texts by name.
///
/// Thread: any; two writers of one name leave one of both.
class SecretStore {
public:
    virtual ~SecretStore() = default;
    /// nullopt: there is none. Errors: Denied, Io, Offline (a key ring that does not answer).
    virtual Result<std::optional<QByteArray>> read(const QString &name) = 0;
    /// Replaces it whole. Errors: Denied, DiskFull, Io, Offline.
    virtual Result<void> write(const QString &name, const QByteArray &secret) = 0;
    /// No secret there is no error.
    virtual Result<void> remove(const QString &name) = 0;
};

/// PROFILE/NAME, mode 0600; written beside, fsynced, renamed.
class FileSecrets final : public SecretStore {
public:
    explicit FileSecrets(QString profile) : m_profile(std::move(profile)) {}
    QString pathOf(const QString &name) const { return m_profile + u'/' + name; }
    /// Errors: as SecretStore; Denied also of a file that others can read.
    Result<std::optional<QByteArray>> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    Result<void> remove(const QString &name) override;

private:
    QString m_profile;
};

/// Which of the two holds a secret, or is to hold it.
enum class SecretHome { KeyRing, File };

/// A profile's secrets. PROFILE/NAME is always there for a secret that is kept: it holds it, or says that the key ring does, so that a
/// program without a session bus tells what it cannot reach instead of taking the user for signed out.
///
/// Ownership: the key ring; null = there is none.
/// Invariant: a secret is in one of both, never in the file after the key ring has taken it.
class ProfileSecrets final : public SecretStore {
public:
    ProfileSecrets(const QString &profile, std::unique_ptr<SecretStore> keyRing) : m_files(profile), m_keyRing(std::move(keyRing)) {}

    /// Where what is written from now on goes; KeyRing falls back to the file where the key ring does not take it.
    void setHome(SecretHome home) { m_home = home; }
    bool hasKeyRing() const { return m_keyRing != nullptr; }
    /// Where this one is; nullopt: nowhere.
    std::optional<SecretHome> homeOf(const QString &name);
    QString fileOf(const QString &name) const { return m_files.pathOf(name); }

    Result<std::optional<QByteArray>> read(const QString &name) override;
    Result<void> write(const QString &name, const QByteArray &secret) override;
    /// Errors: also Denied (it is in a key ring that cannot be reached: nothing is removed, and what says so stays).
    Result<void> remove(const QString &name) override;

private:
    FileSecrets m_files;
    std::unique_ptr<SecretStore> m_keyRing;
    std::atomic<SecretHome> m_home = SecretHome::KeyRing;
};

/// The secrets of this profile, with the desktop's key ring where a session bus and a Secret Service are there.
std::shared_ptr<ProfileSecrets> openSecrets(const QString &profile);

}  // namespace tideline::cloud
