// Settings that go into a file and come out of one: the engine's and the window's, in one.
#pragma once

#include "ui/settings/settings_parts.h"

#include "core/control/settings_file.h"

namespace tideline::ui {

/// Thread:    GUI; files are read and written on workers.
/// Ownership: borrows what the parts name, and the EngineSettings.
/// Invariant: of a file all is taken, or nothing.
class SettingsTransfer final : public QObject {
    Q_OBJECT
public:
    SettingsTransfer(const SettingsParts &parts, EngineSettings &engine, QObject *parent);

    /// Writes them into this file, in place of one that is there. What comes of it: saved() or failed().
    void save(const QString &file);
    /// Takes what this file has, when all of it can be taken. What comes of it: taken() or failed().
    void take(const QString &file);

Q_SIGNALS:
    void saved(const QString &file);
    void taken(const QString &file);
    void failed(const Error &error);

private:
    void write(const QString &file, const QJsonObject &settings);
    void check(const QString &file, const control::SettingsFile &held);
    SettingsParts m_parts;
    EngineSettings &m_engine;
};

}  // namespace tideline::ui
