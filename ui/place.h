// Where the window is: a page, and for a project the folder in it. With history, as browsers keep it.
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <vector>

namespace tideline::ui {

struct Place {
    enum class Kind { AllProjects, OnThisComputer, Conflicts, Activity, Trash, Folder, Starred, Recent, Shared, Search };
    static constexpr int kKinds = int(Kind::Search) + 1;  ///< how many kinds there are
    Kind kind = Kind::AllProjects;
    QString project;    ///< Folder: ProjectRow::key(); Search: the one looked through, empty = all
    QByteArray folder;  ///< Folder: path inside the project, empty = the root; Search: what is looked for
    bool operator==(const Place &) const = default;

    static Place folderOf(const QString &project, const QByteArray &folder = {})
    {
        return {Kind::Folder, project, folder};
    }
    static Place searchOf(const QString &text, const QString &project = {}) { return {Kind::Search, project, text.toUtf8()}; }
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

    /// Goes there and forgets the way forward; to go where one is is no step. `select`: the entry to select there.
    void go(const Place &place, const QByteArray &select = {});
    void back();
    void forward();
    void up();
    /// The place, and the ways back and forward: what a tab keeps while another one is in front.
    struct History {
        Place place;
        std::vector<Place> back, forward;
    };
    History history() const { return {m_place, m_back, m_forward}; }
    void setHistory(History history);
    /// Whether one was here before: the last move was back, forward, or to another history.
    bool cameBack() const { return m_cameBack; }
    /// Changes the place without a step in the history (a project's key changed, a folder is gone).
    void replace(const Place &place);

Q_SIGNALS:
    /// `from`: the name to select, when one came up or back out of it, or asked for it; else empty.
    void moved(const tideline::ui::Place &place, const QByteArray &from);

private:
    void step(const Place &place, const QByteArray &select = {});
    void stepBack(const Place &place);

    Place m_place;
    std::vector<Place> m_back, m_forward;
    bool m_cameBack = false;
};

}  // namespace tideline::ui
