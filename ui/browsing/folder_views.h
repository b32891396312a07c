// A folder looks as one left it, and the header's menu.
#pragma once

#include "ui/browsing/view_memory.h"
#include "ui/place.h"
#include "ui/views/file_view.h"
#include "ui/window_actions.h"

class QMenu;
class QSettings;

namespace tideline::ui {

/// Remembers what is left, and applies what is known of what comes.
///
/// Thread:    GUI.
/// Ownership: borrows everything it is given. To be made before anything else follows the navigator: it looks at what is left.
class FolderViews final : public QObject {
    Q_OBJECT
public:
    FolderViews(Navigator &navigator, FileView &files, WindowActions &actions, QObject *parent);

    /// The entry to look at first in the folder that one goes to: where one was when one comes back, else `otherwise`.
    QByteArray returnTo(const Place &place, const QByteArray &otherwise) const;

    void save(QSettings &settings) const;
    void restore(QSettings &settings);

private:
    FolderLook current() const;
    void leave();
    void enter(const Place &place);
    void opened();
    void changed();
    void apply(const FolderLook &look);
    void showMenu(const QPoint &at);

    Navigator &m_navigator;
    FileView &m_files;
    WindowActions &m_actions;
    ViewMemory m_memory;
    Place m_left;            ///< the folder whose rows are shown, as a place
    bool m_applying = false; ///< what changes is not the user's doing
    bool m_returning = false;
};

}  // namespace tideline::ui
