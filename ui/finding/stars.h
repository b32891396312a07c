// Which entries and projects have a star.
#pragma once

#include "core/base/result.h"
#include "ui/backend.h"

#include <QSet>
#include <QTimer>

namespace tideline::ui {

/// Follows the engine's stars. A change is shown at once, and taken back when the engine refuses it.
/// Thread: GUI. Ownership: borrows the Backend.
class Stars final : public QObject {
    Q_OBJECT
public:
    explicit Stars(Backend &backend, QObject *parent = nullptr);

    /// `project`: ProjectRow::key(); `path` inside it, empty = the project as a whole.
    bool has(const QString &project, const QByteArray &path) const;
    void set(const QString &project, const QByteArray &path, bool on);
    void refresh();
    /// Entries may have been moved: their stars moved along.
    void refreshSoon() { m_soon.start(); }

Q_SIGNALS:
    void changed();
    void failed(const tideline::Error &error);

private:
    void take(const QJsonObject &reply);
    Backend &m_backend;
    QSet<QByteArray> m_keys;
    QTimer m_soon;
};

}  // namespace tideline::ui
