// Who else is online in a project: asked for again while somebody can see it.
#pragma once

#include "ui/service_state.h"

#include <QLabel>
#include <QTimer>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: asks nothing while the widget that it stands in cannot be seen.
class PresenceLabel final : public QLabel {
    Q_OBJECT
public:
    static constexpr int kEveryMs = 30'000;
    /// `project`: the argument of verbs. `parent`: a part of what is shown or hidden. `everyMs`: how long an answer is good.
    PresenceLabel(ServiceState &state, const QString &project, QWidget *parent, int everyMs = kEveryMs);

Q_SIGNALS:
    /// Whether anybody else is online; told with each answer.
    void told(bool anybody);

protected:
    bool eventFilter(QObject *of, QEvent *event) override;

private:
    void ask();
    void take(const QJsonObject &reply);

    ServiceState &m_state;
    QString m_project;
    QTimer m_again;
};

}  // namespace tideline::ui
