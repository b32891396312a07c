// Every action of the window, with its name, words, keys and icon. What they do is connected elsewhere.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>

class QWidget;

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: the actions belong to `window`.
/// Invariant: each has an objectName and words; what is switched off says why in its tooltip.
struct WindowActions {
    explicit WindowActions(QWidget *window);

    QAction *back, *forward, *up, *editPath, *find, *icons, *showHidden, *refresh;
    QAction *addProject, *invitations, *setUp, *signIn, *signOut, *syncNow, *pause;
    QAction *open, *quickLook, *reveal, *rename, *newFolder, *trash, *copyPath, *why;
    QAction *undo, *redo, *cut, *copy, *paste, *duplicate, *pack, *unpack, *newFile, *newNotebook, *newPython, *newMarkdown;
    QAction *selectAll, *invertSelection, *selectPattern, *openWith, *terminal, *jupyter, *versions, *properties;
    QAction *copyLink, *shareLink, *copyHash, *pin, *free, *ignore, *firstFile, *cancelFile, *retryFile;
    QAction *search, *star;
    QAction *newTab, *closeTab, *nextTab, *previousTab, *openInTab;
    QAction *inspector, *transfers, *settings, *commands, *about, *closeWindow, *quit;

    /// Re-tints the icons after a change of the colour scheme.
    QList<QAction *> all() const { return m_all; }
    /// Switches it on, or off with the reason.
    static void allow(QAction *action, bool allowed, const QString &whyNot = {});

private:
    QAction *make(QWidget *window, const char *name, const QString &text, const QString &icon,
                  const QList<QKeySequence> &keys);
    QList<QAction *> m_all;
};

}  // namespace tideline::ui
