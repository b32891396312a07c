// Where the window is: a page, and for a project the folder in it. With history, as browsers keep it.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <vector>

namespace tideline::ui {

struct Place {
    enum class Kind { AllProjects, OnThisComputer, Conflicts, Activity, Trash, Folder };
    Kind kind = Kind::AllProjects;
    QString project;    ///< Folder: ProjectRow::key()
    QByteArray folder;  ///< Folder: path inside the project; empty = the root
    bool operator==(const Place &) const = default;

    static Place folderOf(const QString &project, const QByteArray &folder = {})
    {
        return {Kind::Folder, project, folder};
    }
};

/// The place shown, and the ways back, forward and up.
/// Thread: GUI.
class Navigator final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const Place &place() const { return m_place; }
    bool canBack() const { return !m_back.empty(); }
    bool canForward() const { return !m_forward.empty(); }
    /// Up leads to the folder above, and from a project's root to all projects.
    bool canUp() const { return m_place.kind == Place::Kind::Folder; }

    /// Goes there and forgets the way forward; to go where one is does nothing.
    void go(const Place &place);
    void back();
    void forward();
    void up();
    /// Changes the place without a step in the history (a project's key changed, a folder is gone).
    void replace(const Place &place);

Q_SIGNALS:
    /// `from`: the name to select, when one came up or back out of it; else empty.
    void moved(const tideline::ui::Place &place, const QByteArray &from);

private:
    void step(const Place &place);

    Place m_place;
    std::vector<Place> m_back, m_forward;
};

}  // namespace tideline::ui
