// The versions of a file: who saved them and when, and a way to compare them.
#pragma once

#include "ui/difference/version_source.h"

#include <QWidget>

class QAction;
class QListWidget;
class QPushButton;

namespace tideline::ui {

/// Thread: GUI.
class VersionList final : public QWidget {
    Q_OBJECT
public:
    explicit VersionList(QWidget *parent = nullptr);

    /// Rows of the verb `log`, newest first. What is selected stays so where it is still there.
    void setRows(const QList<QJsonObject> &rows);
    void clear() { setRows({}); }
    bool isEmpty() const;
    /// Rows of the verb `snapshot_list`: a version bears the names of the project's moments that hold it.
    void setNames(const QList<QJsonObject> &snapshots);
    /// Whether a version can be given a name: shows the action.
    void setNameable(bool nameable);
    /// Whether versions can be compared: shows the button, and takes Return and a double click for it.
    void setComparable(bool comparable);
    /// Whether a version can be brought back: shows the button.
    void setRestorable(bool restorable);
    QListWidget &list() { return *m_list; }

Q_SIGNALS:
    /// One that is selected against the file as it is now (revision 0), or two against each other.
    void compareAsked(const tideline::ui::VersionRef &older, const tideline::ui::VersionRef &newer);
    /// The one that is selected, in the file's place.
    void restoreAsked(const tideline::ui::VersionRef &version);
    /// A name for the one that is selected.
    void nameAsked(const tideline::ui::VersionRef &version);
    /// A link to the one that is selected.
    void linkAsked(const tideline::ui::VersionRef &version);

private:
    void updateButtons();
    void showNames();
    void ask();

    QListWidget *m_list;
    QPushButton *m_compare, *m_restore;
    QAction *m_name, *m_link;
    QToolButton *m_more;  ///< the same two, without a right click
    QList<QJsonObject> m_snapshots;
    bool m_comparable = false, m_restorable = false, m_nameable = false;
    bool m_hadFocus = false;  ///< before its rows were taken away
};

}  // namespace tideline::ui
