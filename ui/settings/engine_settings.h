// The engine's config, as the settings show it: asked for once, set one by one.
#pragma once

#include "ui/backend.h"

#include <QHash>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows the Backend.
/// Invariant: value() is what the engine said last.
class EngineSettings final : public QObject {
    Q_OBJECT
public:
    explicit EngineSettings(Backend &backend, QObject *parent = nullptr) : QObject(parent), m_backend(backend) {}

    void load();
    bool isLoaded() const { return m_loaded; }
    QString value(const QString &name) const { return m_values.value(name); }
    /// The administrator's file that gives this setting; empty = it is the user's.
    QString policyOf(const QString &name) const { return m_policies.value(name); }
    /// Does nothing when it is so already. What comes of it: saved() or failed().
    void set(const QString &name, const QString &value);

Q_SIGNALS:
    void loaded();
    void saved(const QString &name);
    /// `name` empty: they could not be read.
    void failed(const QString &name, const Error &error);

private:
    Backend &m_backend;
    QHash<QString, QString> m_values, m_policies;
    bool m_loaded = false;
};

}  // namespace tideline::ui
