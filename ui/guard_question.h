// The yes that a project waits for before a sync deletes much: its list, and what the user answered.
#pragma once

#include "core/base/result.h"
#include "ui/models/rows.h"
#include "ui/views/banner.h"

#include <QHash>
#include <QObject>
#include <QSet>

class QWidget;

namespace tideline::ui {

class ServiceState;

/// Thread:    GUI.
/// Ownership: borrows the state, which outlives it; a child of the window that its dialogs belong to.
/// Invariant: nobody is asked twice about what was answered or put off, until the engine says something else; no yes is
///            given but by the user.
class GuardQuestion final : public QObject {
    Q_OBJECT
public:
    GuardQuestion(ServiceState &state, QWidget &window);

    /// The engine's sentence on what `project` waits for. Empty: no guard holds it, or it was answered or put off.
    QString reason(const ProjectRow &project) const;
    /// What the banner offers: to see the list, to allow it, to leave it for later.
    QList<Banner::Action> answers(const ProjectRow &project);
    /// Shows the list of a sync row with `guard_holds`, and asks.
    void ask(const QJsonObject &syncRow);

    /// A sync of `argument` that carries the yes answers the question from its begin to its end.
    void beginYes(const QString &argument) { m_answered.insert(argument); }
    void endYes(const QString &argument);

Q_SIGNALS:
    /// What reason() says may be another.
    void changed();
    void syncAsked(bool yes, const QString &argument);
    void failed(const Error &error);

private:
    void showList(const QString &argument, const QString &reason);
    void forgetSettled();

    ServiceState &m_state;
    QWidget &m_window;
    QHash<QString, QString> m_putOff;   ///< by ProjectRow::argument(): the reason that was put off
    QHash<QString, QString> m_listing;  ///< the same, whose list is being made
    QSet<QString> m_answered;
};

}  // namespace tideline::ui
