// Starting with the desktop: the autostart entry, as freedesktop.org's specification has it.
#pragma once

#include "core/base/result.h"

#include <QStringList>

#include <optional>

namespace tideline::ui {

/// Entries of one name hide each other: the user's that of the system. Nothing is ever deleted: what is off is `Hidden=true`.
///
/// Thread: any, one at a time; reads and writes a small file.
class Autostart {
public:
    struct State {
        bool on = false;
        bool inBackground = true;  ///< without a window: --background
        bool operator==(const State &) const = default;
    };
    struct Places {
        QString own;         ///< $XDG_CONFIG_HOME/autostart
        QStringList system;  ///< the `autostart` folders of $XDG_CONFIG_DIRS, the strongest first
    };
    /// Of the environment; relative folders in it do not count.
    static Places places();

    /// `id`: the entry's name without ".desktop". `command`: the program and its arguments but for --background.
    Autostart(Places places, QString id, QStringList command) : m_places(std::move(places)), m_id(std::move(id)), m_command(std::move(command)) {}

    State read() const;
    /// Errors: Denied, Io.
    Result<void> write(const State &state) const;
    QString file() const { return m_places.own + u'/' + m_id + u".desktop"_s; }

private:
    Places m_places;
    QString m_id;
    QStringList m_command;
};

/// A command line as the key Exec takes it: quoted where it must be.
QString execText(const QStringList &command);

}  // namespace tideline::ui
