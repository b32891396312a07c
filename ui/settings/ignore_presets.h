// Sets of ignore rules that a folder gets when it becomes a project, by the tools that one works with.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace tideline::ui {

struct IgnorePreset {
    QString name;   ///< as it is stored
    QString words;  ///< for people
    QStringList rules;
};
/// Beside the defaults, which every project has.
QList<IgnorePreset> ignorePresets();
/// The lines of these presets, and the one that lets `.gitignore` count. Names that are not known are left out.
QStringList rulesOf(const QStringList &presets, bool readGitIgnore);

}  // namespace tideline::ui
