#include "ui/settings/shortcuts.h"

#include "ui/settings/preferences.h"
#include "ui/window_actions.h"

namespace tideline::ui {

Shortcuts::Shortcuts(QList<QAction *> actions, Preferences &preferences, QObject *parent)
    : QObject(parent), m_actions(std::move(actions)), m_preferences(preferences)
{
    for (QAction *action : std::as_const(m_actions))
        m_own.insert(action->objectName(), action->shortcuts());
    for (QAction *action : std::as_const(m_actions)) {
        if (const auto keys = preferences.keysOf(action->objectName()))
            give(action, *keys);
    }
    // A file written by hand, or another version's own keys: the first one keeps them.
    for (QAction *action : std::as_const(m_actions)) {
        QList<QKeySequence> free;
        for (const QKeySequence &keys : action->shortcuts()) {
            const QAction *other = holder(keys, action);
            if (!other || m_actions.indexOf(other) > m_actions.indexOf(action))
                free.append(keys);
        }
        if (free != action->shortcuts())
            give(action, free);
    }
}

QAction *Shortcuts::holder(const QKeySequence &keys, const QAction *but) const
{
    if (keys.isEmpty())
        return nullptr;
    for (QAction *action : m_actions) {
        if (action == but)
            continue;
        for (const QKeySequence &held : action->shortcuts()) {
            if (held.matches(keys) != QKeySequence::NoMatch || keys.matches(held) != QKeySequence::NoMatch)
                return action;
        }
    }
    return nullptr;
}

QString Shortcuts::whyNot(const QKeySequence &keys)
{
    if (keys.isEmpty())
        return tr("No key was pressed.");
    const QKeyCombination first = keys[0];
    const bool modified = first.keyboardModifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const int key = first.key();
    if (!modified && key < Qt::Key_Escape && key != Qt::Key_Space)
        return tr("This key types a letter. Hold Ctrl or Alt with it.");
    for (const Qt::Key fixed : {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Up, Qt::Key_Down}) {
        if (!modified && key == fixed)
            return tr("This key moves about in the window.");
    }
    return {};
}

void Shortcuts::give(QAction *action, const QList<QKeySequence> &keys)
{
    action->setShortcuts(keys);
    if (action->isEnabled())
        WindowActions::allow(action, true);  // its tooltip names its keys
}

void Shortcuts::set(QAction *action, const QList<QKeySequence> &keys)
{
    for (const QKeySequence &one : keys) {
        while (QAction *other = holder(one, action)) {
            QList<QKeySequence> left = other->shortcuts();
            left.removeIf([&](const QKeySequence &held) {
                return held.matches(one) != QKeySequence::NoMatch || one.matches(held) != QKeySequence::NoMatch;
            });
            give(other, left);
            m_preferences.setKeysOf(other->objectName(), left);
        }
    }
    give(action, keys);
    m_preferences.setKeysOf(action->objectName(), isChanged(action) ? std::optional(keys) : std::nullopt);
    Q_EMIT changed();
}

void Shortcuts::reset(QAction *action)
{
    set(action, ownKeys(action));
}

void Shortcuts::resetAll()
{
    for (QAction *action : std::as_const(m_actions)) {
        give(action, ownKeys(action));
        m_preferences.setKeysOf(action->objectName(), std::nullopt);
    }
    Q_EMIT changed();
}

}  // namespace tideline::ui
