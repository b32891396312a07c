// The folder that the file view shows, and what is selected in it: what every action on entries begins with.
#pragma once

#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <functional>

namespace tideline::ui {

/// Thread:    GUI.
/// Ownership: borrows all.
/// Invariant: an action works on what was selected when it was asked for, also when the rows change meanwhile.
class ShownFolder final : public QObject {
    Q_OBJECT
public:
    using Entries = QList<FileView::Entry>;

    ShownFolder(ServiceState &state, FileView &view, QWidget *window) : QObject(window), m_state(state), m_view(view), m_window(window) {}

    ServiceState &state() const { return m_state; }
    FileView &view() const { return m_view; }
    QWidget *window() const { return m_window; }

    /// Empty = none.
    void setProject(const QString &key) { m_project = key; }
    /// nullptr: none is shown.
    const ProjectRow *project() const { return m_state.project(m_project); }
    /// The project has a folder on this disk.
    bool isHere() const;
    /// Of an entry's path inside the project, or of the root; empty when the project is in the cloud alone.
    QString absolute(const QByteArray &path) const;
    /// The shown folder's.
    QString folder() const { return absolute(m_view.model().shown().folder); }
    /// Absolute paths of those that are on this disk.
    QStringList filesOf(const Entries &entries) const;
    /// All that are selected, also those whose rows are not loaded; at once when all are. Nothing selected: not called. When the rows
    /// changed before they could be read: failed().
    void withSelected(std::function<void(const Entries &)> take);
    /// As withSelected(), of every row there is; `take` gets the rows of the model, in its order.
    void withAll(std::function<void(const Entries &)> take);
    /// Arguments "project" and "path" of a verb.
    QJsonObject argumentsFor(const QByteArray &path) const;

Q_SIGNALS:
    void failed(const Error &error);
    /// A sentence: what was done.
    void said(const QString &what);
    /// As said(); it can be taken back.
    void undoable(const QString &what);
    /// Something takes a while; empty: no longer. `cancel` stops it.
    void busy(const QString &what, const std::function<void()> &cancel);

private:
    ServiceState &m_state;
    FileView &m_view;
    QWidget *m_window;
    QString m_project;
};

}  // namespace tideline::ui
