// Several places at once, each with its own history.
#pragma once

#include "ui/place.h"
#include "ui/service_state.h"
#include "ui/window_actions.h"

#include <QTabBar>

#include <vector>

class QAbstractItemView;
class QSettings;

namespace tideline::ui {

class FileView;
class SidebarModel;

/// The bar is hidden while there is one tab. The window's navigator holds the history of the tab in front.
///
/// Thread:    GUI.
/// Ownership: borrows everything it is given.
/// Invariant: as many histories as tabs, in their order, and at least one.
class Tabs final : public QTabBar {
    Q_OBJECT
public:
    static constexpr int kMost = 50;

    Tabs(Navigator &navigator, ServiceState &state, WindowActions &actions, QWidget *parent = nullptr);

    /// A middle click on a folder, and Ctrl+Enter, open it in a tab behind.
    void followFiles(FileView &files);
    /// A middle click on a place or a project does the same.
    void followSidebar(QAbstractItemView &view, const SidebarModel &model);

    void open(const Place &place, bool inFront);
    void close(int tab);

    /// The places, without their histories. Of a window that had none, the place is left as it is.
    void save(QSettings &settings) const;
    void restore(QSettings &settings);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabInserted(int tab) override;
    void tabLayoutChange() override;

private:
    Place placeOf(int tab) const;
    void show(int tab);
    void updateTitles();
    void updateActions();
    void openSelected();

    Navigator &m_navigator;
    ServiceState &m_state;
    WindowActions &m_actions;
    FileView *m_files = nullptr;
    QAbstractItemView *m_sidebar = nullptr;
    const SidebarModel *m_sidebarModel = nullptr;
    std::vector<Navigator::History> m_histories;  ///< of the tab in front: as it was when it came there
    int m_front = 0;
};

}  // namespace tideline::ui
