#include "ui/settings/preferences.h"

#include "ui/settings/ignore_presets.h"

#include <QDir>
#include <QSettings>

#include <algorithm>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
QString nameOf(Preferences::Key key)
{
    switch (key) {
    case Preferences::SchemeKey: return u"theme"_s;
    case Preferences::LanguageKey: return u"language"_s;
    case Preferences::CloseToTrayKey: return u"close_to_tray"_s;
    case Preferences::NotificationsKey: return u"notifications"_s;
    case Preferences::ProjectsFolderKey: return u"projects_folder"_s;
    case Preferences::IgnorePresetsKey: return u"ignore_presets"_s;
    case Preferences::ReadGitIgnoreKey: return u"read_gitignore"_s;
    case Preferences::LogLevelKey: return u"log_level"_s;
    case Preferences::OtherProfilesKey: return u"other_profiles"_s;
    case Preferences::FirstRunKey: return u"first_run"_s;
    }
    return {};
}

constexpr QLatin1StringView kSchemes[] = {"system"_L1, "light"_L1, "dark"_L1};
constexpr QLatin1StringView kLevels[] = {"errors"_L1, "warnings"_L1, "information"_L1, "everything"_L1};

template <typename Value, std::size_t N>
std::optional<Value> valueOf(const QLatin1StringView (&words)[N], const QString &word)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (word == words[i])
            return Value(i);
    }
    return {};
}
}  // namespace

QString wordOf(Preferences::Scheme scheme)
{
    return kSchemes[scheme];
}

QString wordOf(LogLevel level)
{
    return kLevels[int(level)];
}

std::optional<Preferences::Scheme> schemeFrom(const QString &word)
{
    return valueOf<Preferences::Scheme>(kSchemes, word);
}

std::optional<LogLevel> logLevelFrom(const QString &word)
{
    return valueOf<LogLevel>(kLevels, word);
}

bool isProfileName(const QString &name)
{
    const bool plain = std::ranges::all_of(name, [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
    return plain && !name.isEmpty() && name.size() <= 40;
}

Preferences::Preferences(const QString &file, QObject *parent) : QObject(parent)
{
    if (file.isEmpty())
        return;
    m_file = std::make_unique<QSettings>(file, QSettings::IniFormat);
    const QStringList names = m_file->allKeys();
    for (const QString &name : names)
        m_values.insert(name, m_file->value(name));
}

Preferences::~Preferences() = default;

QVariant Preferences::value(Key key) const
{
    return m_values.value(nameOf(key));
}

void Preferences::set(Key key, const QVariant &value)
{
    if (m_values.value(nameOf(key)) == value)
        return;
    m_values.insert(nameOf(key), value);
    if (m_file)
        m_file->setValue(nameOf(key), value);
    Q_EMIT changed(key);
}

Preferences::Scheme Preferences::scheme() const
{
    return schemeFrom(value(SchemeKey).toString()).value_or(FollowSystem);
}

QString Preferences::language() const
{
    return value(LanguageKey).toString();
}

bool Preferences::closesToTray() const
{
    return m_values.value(nameOf(CloseToTrayKey), true).toBool();
}

bool Preferences::notifies() const
{
    return m_values.value(nameOf(NotificationsKey), true).toBool();
}

QString Preferences::projectsFolder() const
{
    const QString folder = value(ProjectsFolderKey).toString();
    return QDir::isAbsolutePath(folder) ? folder : QDir::homePath() + u"/Tideline"_s;
}

QStringList Preferences::ignorePresets() const
{
    return value(IgnorePresetsKey).toStringList();
}

bool Preferences::readsGitIgnore() const
{
    return m_values.value(nameOf(ReadGitIgnoreKey), false).toBool();
}

LogLevel Preferences::logLevel() const
{
    return logLevelFrom(value(LogLevelKey).toString()).value_or(LogLevel::Warnings);
}

NewProjectDefaults Preferences::newProjectDefaults() const
{
    return {projectsFolder(), rulesOf(ignorePresets(), readsGitIgnore())};
}

QString Preferences::firstRun() const
{
    return value(FirstRunKey).toString();
}

QStringList Preferences::otherProfiles() const
{
    QStringList names = value(OtherProfilesKey).toStringList();
    names.removeIf([](const QString &name) { return !isProfileName(name); });
    return names;
}

void Preferences::noteOtherProfile(const QString &name)
{
    QStringList names = otherProfiles();
    if (names.contains(name))
        return;
    names.append(name);
    set(OtherProfilesKey, names);
}

void Preferences::setScheme(Scheme scheme)
{
    set(SchemeKey, wordOf(scheme));
}

void Preferences::setLanguage(const QString &language)
{
    set(LanguageKey, language);
}

void Preferences::setClosesToTray(bool closes)
{
    set(CloseToTrayKey, closes);
}

void Preferences::setNotifies(bool notifies)
{
    set(NotificationsKey, notifies);
}

void Preferences::setProjectsFolder(const QString &folder)
{
    set(ProjectsFolderKey, folder);
}

void Preferences::setIgnorePresets(const QStringList &names)
{
    set(IgnorePresetsKey, names);
}

void Preferences::setReadsGitIgnore(bool reads)
{
    set(ReadGitIgnoreKey, reads);
}

void Preferences::setLogLevel(LogLevel level)
{
    set(LogLevelKey, wordOf(level));
}

void Preferences::setFirstRun(const QString &answers)
{
    set(FirstRunKey, answers);
    if (m_file)
        m_file->sync();  // before what it speaks of is begun
}

std::optional<QList<QKeySequence>> Preferences::keysOf(const QString &action) const
{
    const auto found = m_values.constFind(u"shortcuts/"_s + action);
    if (found == m_values.constEnd())
        return {};
    const QString text = found->toString();
    return text.isEmpty() ? QList<QKeySequence>() : QKeySequence::listFromString(text, QKeySequence::PortableText);
}

void Preferences::setKeysOf(const QString &action, const std::optional<QList<QKeySequence>> &keys)
{
    const QString name = u"shortcuts/"_s + action;
    if (!keys) {
        m_values.remove(name);
        if (m_file)
            m_file->remove(name);
        return;
    }
    const QString text = QKeySequence::listToString(*keys, QKeySequence::PortableText);
    m_values.insert(name, text);
    if (m_file)
        m_file->setValue(name, text);
}

}  // namespace tideline::ui
