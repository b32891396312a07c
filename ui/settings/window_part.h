// The window's part of a file of settings: its preferences and its shortcuts, without what belongs to one computer.
#pragma once

#include <QJsonObject>
#include <QList>

namespace tideline::ui {

class Preferences;
class Shortcuts;

/// A setting of a file that cannot be taken, and why.
struct WrongSetting {
    QString name, why;
};

/// Folders, other profiles and how far a first run has come stay: they belong to this computer.
QJsonObject windowPart(const Preferences &preferences, const Shortcuts &shortcuts);
/// The names of what windowPart() leaves out.
QStringList leftOutOfWindowPart();
/// What is unknown in `part`, or has a bad value; empty = all of it can be taken.
QList<WrongSetting> wrongInWindowPart(const QJsonObject &part, const Shortcuts &shortcuts);
/// wrongInWindowPart() is empty. What is not named stays as it is; "shortcuts" names all that are not an action's own.
void takeWindowPart(const QJsonObject &part, Preferences &preferences, Shortcuts &shortcuts);

}  // namespace tideline::ui
