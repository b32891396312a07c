// Search, stars and what is recent, as parts of the window.
#pragma once

#include "core/base/result.h"
#include "ui/place.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"
#include "ui/window_actions.h"

class QMenu;
class QStackedWidget;

namespace tideline::ui {

class FoundPage;
class Inspector;
class MarksPage;
class SearchPage;
class Stars;

/// Thread:    GUI.
/// Ownership: borrows everything it is given; the pages belong to the stack.
class Finding final : public QObject {
    Q_OBJECT
public:
    Finding(ServiceState &state, Navigator &navigator, FileView &files, WindowActions &actions, QStackedWidget &pages);

    /// Shows the page of a place that is Starred, Recent or Search, and gives its title.
    QString show(const Place &place);
    /// Whether one of its pages is the one that is seen.
    bool isShown() const { return shown() != nullptr; }
    /// What is selected on it.
    void inspect(Inspector &inspector) const;
    /// An entry that gives this project a star, or takes it.
    void addStar(QMenu &menu, const QString &project);

Q_SIGNALS:
    void selectionChanged();
    void failed(const tideline::Error &error);
    void projectMenuAsked(const QString &project, const QPoint &global);

private:
    struct Target {
        QString project;
        QByteArray path;
    };
    FoundPage *shown() const;
    void connectPage(FoundPage &page);
    void startSearch();
    QList<Target> targets() const;
    void toggleStars();
    void updateStar();
    void showMenu(const QJsonObject &row, const QPoint &global);
    void noteOpened(const FileView::Entry &entry);

    ServiceState &m_state;
    Navigator &m_navigator;
    FileView &m_files;
    WindowActions &m_actions;
    QStackedWidget &m_pages;
    Stars *m_stars;
    SearchPage *m_search;
    MarksPage *m_starred, *m_recent;
};

}  // namespace tideline::ui
