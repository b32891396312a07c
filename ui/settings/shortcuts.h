// The keys of the window's actions: as they were made, or as the user wants them.
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QObject>

namespace tideline::ui {

class Preferences;

/// Thread:    GUI.
/// Ownership: borrows the actions and the Preferences, which outlive it.
/// Invariant: no two actions share keys.
class Shortcuts final : public QObject {
    Q_OBJECT
public:
    /// Notes the keys that the actions have as their own, and gives them those that the user wants.
    Shortcuts(QList<QAction *> actions, Preferences &preferences, QObject *parent = nullptr);

    const QList<QAction *> &actions() const { return m_actions; }
    QList<QKeySequence> ownKeys(const QAction *action) const { return m_own.value(action->objectName()); }
    bool isChanged(const QAction *action) const { return action->shortcuts() != ownKeys(action); }
    /// Who has these keys, or some that begin alike, beside `but`; null = nobody.
    QAction *holder(const QKeySequence &keys, const QAction *but) const;
    /// Why these keys cannot be an action's; empty = they can.
    static QString whyNot(const QKeySequence &keys);

    /// Takes the keys away from whoever has them.
    void set(QAction *action, const QList<QKeySequence> &keys);
    void reset(QAction *action);
    void resetAll();

Q_SIGNALS:
    void changed();

private:
    void give(QAction *action, const QList<QKeySequence> &keys);
    QList<QAction *> m_actions;
    Preferences &m_preferences;
    QHash<QString, QList<QKeySequence>> m_own;
};

}  // namespace tideline::ui
