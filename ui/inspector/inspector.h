// Everything about what is selected: state with its reason, facts, versions.
#pragma once

#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <QScrollArea>
#include <QTimer>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace tideline::ui {

/// Shows a project, an entry or a number of them.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: an answer to an earlier selection is never shown with a later one.
class Inspector final : public QScrollArea {
    Q_OBJECT
public:
    explicit Inspector(ServiceState &state, QWidget *parent = nullptr);

    void showNothing();
    void showProject(const QString &key);
    /// One entry, with its reason and versions; several: number and size.
    void showEntries(const QString &project, const QList<FileView::Entry> &entries);

private:
    void clear(const QIcon &icon, const QString &title, const QString &subtitle);
    void setState(SyncState state, const QString &what, const QString &mend = {});
    void addFact(const QString &name, const QString &value, const QString &toolTip = {});
    void ask();
    void askVersions();
    void clearVersions();
    void takeVersions(const QJsonObject &reply);

    ServiceState &m_state;
    QLabel *m_icon, *m_title, *m_subtitle, *m_stateIcon, *m_stateWord, *m_what;
    QFormLayout *m_facts;
    QLabel *m_versionsTitle;
    QVBoxLayout *m_versions;
    QTimer m_soon;  ///< arrow keys pass many rows a second: only where one stops is asked about
    QString m_project;
    std::optional<FileView::Entry> m_entry;
    quint64 m_asked = 0;
};

}  // namespace tideline::ui
