// What one chooses for this window, kept in PROFILE/window.ini. What the engine does by is its own config.
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QVariant>

#include <memory>
#include <optional>

class QSettings;

namespace tideline::ui {

/// How much the window's log tells, least first.
enum class LogLevel { Errors, Warnings, Information, Everything };

/// What AddProjectDialog proposes.
struct NewProjectDefaults {
    QString folder;      ///< clones go below it; absolute
    QStringList rules;   ///< lines for the `.tidelineignore` of a folder that becomes a project
};

/// Whether a profile can be called so: it names a folder, too.
bool isProfileName(const QString &name);

/// Thread:    GUI.
/// Invariant: reads never wait for the disk: the file is read once, at the beginning. A value that is not one of the setting's gives
///            way to the default.
class Preferences final : public QObject {
    Q_OBJECT
public:
    enum Scheme { FollowSystem, Light, Dark };
    Q_ENUM(Scheme)
    enum Key { SchemeKey, LanguageKey, CloseToTrayKey, NotificationsKey, ProjectsFolderKey, IgnorePresetsKey, ReadGitIgnoreKey, LogLevelKey, OtherProfilesKey, FirstRunKey };

    /// `file` empty: in memory alone.
    explicit Preferences(const QString &file, QObject *parent = nullptr);
    ~Preferences() override;

    Scheme scheme() const;
    QString language() const;      ///< such as "de"; empty = the system's
    bool closesToTray() const;
    bool notifies() const;
    QString projectsFolder() const;   ///< absolute
    QStringList ignorePresets() const;
    bool readsGitIgnore() const;
    LogLevel logLevel() const;
    NewProjectDefaults newProjectDefaults() const;

    /// How far a first run has come that was not ended; empty = none is under way.
    QString firstRun() const;

    QStringList otherProfiles() const;  ///< names of those whose windows were opened from here

    void setScheme(Scheme scheme);
    void setLanguage(const QString &language);
    void setClosesToTray(bool closes);
    void setNotifies(bool notifies);
    void setProjectsFolder(const QString &folder);
    void setIgnorePresets(const QStringList &names);
    void setReadsGitIgnore(bool reads);
    void setLogLevel(LogLevel level);

    void setFirstRun(const QString &answers);

    void noteOtherProfile(const QString &name);

    /// Of an action by its name; nullopt = its own.
    std::optional<QList<QKeySequence>> keysOf(const QString &action) const;
    void setKeysOf(const QString &action, const std::optional<QList<QKeySequence>> &keys);

Q_SIGNALS:
    void changed(Key key);

private:
    void set(Key key, const QVariant &value);
    QVariant value(Key key) const;
    QVariantMap m_values;
    std::unique_ptr<QSettings> m_file;
};

/// As files spell them; nullopt = it is none.
QString wordOf(Preferences::Scheme scheme);
QString wordOf(LogLevel level);
std::optional<Preferences::Scheme> schemeFrom(const QString &word);
std::optional<LogLevel> logLevelFrom(const QString &word);

}  // namespace tideline::ui
