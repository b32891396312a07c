#include "ui/settings/window_part.h"

#include "ui/settings/ignore_presets.h"
#include "ui/settings/languages.h"
#include "ui/settings/preferences.h"
#include "ui/settings/shortcuts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace tideline::ui {

using namespace Qt::StringLiterals;

namespace {
struct WindowPart {
    Q_DECLARE_TR_FUNCTIONS(tideline::ui::WindowPart)
};

const QString kShortcuts = u"shortcuts"_s;

/// A preference that travels: how it is written, whether a value is one of its own, and how it is taken.
struct Travelling {
    QString name;
    QJsonValue (*written)(const Preferences &);
    bool (*isOne)(const QJsonValue &);
    void (*take)(Preferences &, const QJsonValue &);
};

bool isFlag(const QJsonValue &value)
{
    return value.isBool();
}

bool arePresets(const QJsonValue &value)
{
    const QList<IgnorePreset> known = ignorePresets();
    const QJsonArray names = value.toArray();
    return value.isArray() && std::ranges::all_of(names, [&](const QJsonValue &name) {
        return std::ranges::any_of(known, [&](const IgnorePreset &one) { return one.name == name.toString(); });
    });
}

const QList<Travelling> &travelling()
{
    // clang-format off
    static const QList<Travelling> all{
        {u"theme"_s,          [](const Preferences &p) { return QJsonValue(wordOf(p.scheme())); },
                              [](const QJsonValue &v) { return schemeFrom(v.toString()).has_value(); },
                              [](Preferences &p, const QJsonValue &v) { p.setScheme(*schemeFrom(v.toString())); }},
        {u"language"_s,       [](const Preferences &p) { return QJsonValue(p.language()); },
                              [](const QJsonValue &v) { return v.isString() && (v.toString().isEmpty() || installedLanguages().contains(v.toString())); },
                              [](Preferences &p, const QJsonValue &v) { p.setLanguage(v.toString()); }},
        {u"close_to_tray"_s,  [](const Preferences &p) { return QJsonValue(p.closesToTray()); }, isFlag,
                              [](Preferences &p, const QJsonValue &v) { p.setClosesToTray(v.toBool()); }},
        {u"notifications"_s,  [](const Preferences &p) { return QJsonValue(p.notifies()); }, isFlag,
                              [](Preferences &p, const QJsonValue &v) { p.setNotifies(v.toBool()); }},
        {u"ignore_presets"_s, [](const Preferences &p) { return QJsonValue(QJsonArray::fromStringList(p.ignorePresets())); }, arePresets,
                              [](Preferences &p, const QJsonValue &v) { p.setIgnorePresets(v.toVariant().toStringList()); }},
        {u"read_gitignore"_s, [](const Preferences &p) { return QJsonValue(p.readsGitIgnore()); }, isFlag,
                              [](Preferences &p, const QJsonValue &v) { p.setReadsGitIgnore(v.toBool()); }},
        {u"log_level"_s,      [](const Preferences &p) { return QJsonValue(wordOf(p.logLevel())); },
                              [](const QJsonValue &v) { return logLevelFrom(v.toString()).has_value(); },
                              [](Preferences &p, const QJsonValue &v) { p.setLogLevel(*logLevelFrom(v.toString())); }},
    };
    // clang-format on
    return all;
}

QList<QKeySequence> keysIn(const QJsonValue &value)
{
    return value.toString().isEmpty() ? QList<QKeySequence>() : QKeySequence::listFromString(value.toString(), QKeySequence::PortableText);
}

QAction *actionOf(const Shortcuts &shortcuts, const QString &name)
{
    const auto found = std::ranges::find_if(shortcuts.actions(), [&](const QAction *one) { return one->objectName() == name; });
    return found == shortcuts.actions().end() ? nullptr : *found;
}

QString whyNoShortcut(const QAction *action, const QJsonValue &value, QSet<QKeySequence> &taken)
{
    if (!action)
        return WindowPart::tr("There is no such action.");
    if (!value.isString())
        return WindowPart::tr("This setting does not take this value.");
    const QList<QKeySequence> keys = keysIn(value);
    for (const QKeySequence &one : keys) {
        if (one.isEmpty() || one[0].key() == Qt::Key_unknown)
            return WindowPart::tr("These are no keys.");
        if (const QString why = Shortcuts::whyNot(one); !why.isEmpty())
            return why;
        if (taken.contains(one))
            return WindowPart::tr("The file gives these keys to another action, too.");
        taken.insert(one);
    }
    return {};
}
}  // namespace

QJsonObject windowPart(const Preferences &preferences, const Shortcuts &shortcuts)
{
    QJsonObject part, keys;
    for (const Travelling &one : travelling())
        part[one.name] = one.written(preferences);
    for (const QAction *action : shortcuts.actions()) {
        if (shortcuts.isChanged(action))
            keys[action->objectName()] = QKeySequence::listToString(action->shortcuts(), QKeySequence::PortableText);
    }
    part[kShortcuts] = keys;
    return part;
}

QStringList leftOutOfWindowPart()
{
    return {u"projects_folder"_s, u"other_profiles"_s};
}

QList<WrongSetting> wrongInWindowPart(const QJsonObject &part, const Shortcuts &shortcuts)
{
    QList<WrongSetting> wrong;
    for (auto it = part.begin(); it != part.end(); ++it) {
        const auto known = std::ranges::find(travelling(), it.key(), &Travelling::name);
        const bool isKnown = known != travelling().end();
        if (!isKnown && it.key() != kShortcuts)
            wrong.append({it.key(), WindowPart::tr("There is no such setting.")});
        else if (isKnown ? !known->isOne(it.value()) : !it->isObject())
            wrong.append({it.key(), WindowPart::tr("This setting does not take this value.")});
    }
    QSet<QKeySequence> taken;
    const QJsonObject keys = part[kShortcuts].toObject();
    for (auto it = keys.begin(); it != keys.end(); ++it) {
        if (const QString why = whyNoShortcut(actionOf(shortcuts, it.key()), it.value(), taken); !why.isEmpty())
            wrong.append({it.key(), why});
    }
    return wrong;
}

void takeWindowPart(const QJsonObject &part, Preferences &preferences, Shortcuts &shortcuts)
{
    for (const Travelling &one : travelling()) {
        if (part.contains(one.name))
            one.take(preferences, part[one.name]);
    }
    if (!part.contains(kShortcuts))
        return;
    shortcuts.resetAll();
    const QJsonObject keys = part[kShortcuts].toObject();
    for (auto it = keys.begin(); it != keys.end(); ++it)
        shortcuts.set(actionOf(shortcuts, it.key()), keysIn(it.value()));
}

}  // namespace tideline::ui
