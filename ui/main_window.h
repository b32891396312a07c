// The window: sidebar, path bar, pages, inspector, transfers and status, joined by the place one is at.
#pragma once

#include "ui/models/listing_reader.h"
#include "ui/place.h"
#include "ui/preview/subject_maker.h"
#include "ui/service_state.h"
#include "ui/settings/preferences.h"
#include "ui/window_actions.h"

#include <QMainWindow>

class QLineEdit;
class QListView;
class QMenu;
class QSettings;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tideline::preview {
class Comparer;
class KeptThumbnails;
}

namespace tideline::ui {

class ActivityPage;
class Banner;
class Comparisons;
class ConflictsPage;
class FileView;
class Finding;
class FolderActions;
class FolderViews;
class GuardQuestion;
class Inspector;
class PathBar;
class PauseMenu;
class ProjectsPage;
class QuickLook;
class SidebarModel;
class StatusStrip;
class Tabs;
class Thumbnails;
class TransferPanel;
class TrashPage;
class VersionSource;
struct VersionRef;

/// Thread:    GUI.
/// Ownership: borrows state and reader, which outlive it; owns all widgets.
/// Invariant: what is shown follows the Navigator's place alone; never waits for disk or network.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(ServiceState &state, ListingReader &reader);
    ~MainWindow() override;

    /// Lets files be looked at: the section in the inspector, and Space. To be called once, before the window is shown; without
    /// it there are no previews.
    void setPreviews(std::shared_ptr<preview::Opener> opener, SubjectMaker maker);

    /// Lets versions be compared and conflicts be merged. To be called once.
    void setComparisons(std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener,
                        std::unique_ptr<VersionSource> versions);

    /// Pictures of files among the icons. To be called once.
    void setThumbnails(std::shared_ptr<const preview::KeptThumbnails> finder);

    /// What adding a project proposes; without it, its own.
    void setNewProjectDefaults(std::function<NewProjectDefaults()> defaults) { m_newProjectDefaults = std::move(defaults); }

    Navigator &navigator() { return m_navigator; }
    WindowActions &actions() { return m_actions; }
    FileView &files() { return *m_files; }
    QString bannerText() const;

    /// Whether closing hides the window (a tray is there to bring it back) instead of ending the program.
    void setCloseHides(bool hides) { m_closeHides = hides; }
    /// Geometry, columns, what is shown, and the last place.
    void saveView(QSettings &settings) const;
    void restoreView(QSettings &settings);

    /// Puts it in front of the others.
    void raiseWindow();
    /// "tideline://open/PROJECT/PATH": leads there, with "?revision=N" to the file as it was then; anything else is ignored.
    void openUri(const QString &uri);
    void askSignIn();
    void askAddProject(const QString &cloneKey = {});
    /// Everything. `untilMs`: Unix epoch, UTC; 0 = until somebody resumes.
    void setPaused(bool paused, qint64 untilMs = 0) { togglePause({}, paused, untilMs); }
    void syncNow(bool acceptGuard = false, const QString &projectArgument = {});
    void showMembers(const QString &key);
    void showLinks(const QString &key);
    void showHistory(const QString &key);
    void showInvitations();

Q_SIGNALS:
    void quitAsked();
    /// The window was closed, and lives on behind the tray's icon.
    void wentToTray();
    /// A project's menu is about to be shown; more may be put into it.
    void projectMenuMade(QMenu *menu, const QString &key);
    /// The user closed it for good, not to hide it. It is still there, for a question.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeToolBar();
    void makeBody();
    QWidget *makeSidebar();
    QWidget *makeContent();
    void connectActions();
    void connectState();
    void connectSeeing();
    void showPlace(const Place &place, const QByteArray &from);
    bool inspectorHasUse() const;
    void showFolder(const QByteArray &select);
    void updateTitle();
    void updateActions();
    void updateInspector();
    void updateBanner();
    void updateMoving();
    void updateProjectState();
    void checkProject();
    void applyFilter();
    void goTyped(const QString &path);
    bool goToProject(const QString &path);
    void goInside(const ProjectRow &row, QString inside);
    void showAsFile(const Error &error);
    void takeSynced(const QJsonObject &reply);
    void togglePause(const QString &projectArgument, bool paused, qint64 untilMs = 0);
    void showProjectMenu(const QString &key, const QPoint &global);
    void addCloudActions(QMenu &menu, const ProjectRow &row);
    void toggleQuickLook();
    void nameVersion(const QString &project, const QByteArray &path, const VersionRef &version);
    void askUnlink(const QString &key);
    void showProblems();
    void showCommands();
    void showError(const Error &error);

    ServiceState &m_state;
    ListingReader &m_reader;
    std::unique_ptr<Thumbnails> m_thumbnails;  ///< null: icons alone
    Navigator m_navigator;
    WindowActions m_actions;
    PauseMenu *m_pauseMenu = nullptr;
    SidebarModel *m_sidebarModel = nullptr;
    QListView *m_sidebar = nullptr;
    QSplitter *m_splitter = nullptr;
    PathBar *m_path = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_menuButton = nullptr;
    QStackedWidget *m_pages = nullptr;
    ProjectsPage *m_projects = nullptr;
    FileView *m_files = nullptr;
    ConflictsPage *m_conflicts = nullptr;
    ActivityPage *m_activity = nullptr;
    TrashPage *m_trash = nullptr;
    Banner *m_banner = nullptr;
    TransferPanel *m_transfers = nullptr;
    Inspector *m_inspector = nullptr;
    StatusStrip *m_status = nullptr;
    FolderActions *m_folderActions = nullptr;
    FolderViews *m_folderViews = nullptr;
    Tabs *m_tabs = nullptr;
    Finding *m_finding = nullptr;  ///< search, stars, what is recent
    GuardQuestion *m_guard = nullptr;
    std::shared_ptr<preview::Opener> m_opener;  ///< null: no previews
    SubjectMaker m_subjectMaker;
    Comparisons *m_comparisons = nullptr;  ///< null: versions cannot be compared
    QuickLook *m_quickLook = nullptr;  ///< made when it is first asked for
    std::optional<Error> m_error;  ///< the user's last action failed; until put away or the next one
    QString m_putAway;             ///< what is wrong in the administrator's file, and was put away
    QString m_shownArgument;       ///< listing of the shown folder: ProjectRow::argument() then
    std::function<NewProjectDefaults()> m_newProjectDefaults;
    bool m_closeHides = false;
    Place m_wished;                ///< a path that was typed or linked to: may be a file's
    QString m_awaitedUri;          ///< a link that leads to a project which is not known yet
};

}  // namespace tideline::ui
