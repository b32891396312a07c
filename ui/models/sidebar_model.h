// The sidebar's rows: places, then the projects with their state.
#pragma once

#include "ui/place.h"
#include "ui/service_state.h"

#include <QAbstractListModel>

namespace tideline::ui {

/// Eight places, a heading, and one row for each project in name order.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState, which outlives it.
/// Invariant: row kFirstProject + i is projects()[i] as last told; every change is inside one signal pair.
class SidebarModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Row { AllRow, StarredRow, RecentRow, SharedRow, HereRow, ConflictsRow, ActivityRow, TrashRow, HeadingRow, kFirstProject };
    enum Role {
        HeadingRole = Qt::UserRole + 1,  ///< bool
        CountRole,                       ///< int: a badge; 0 = none
        StateRole,                       ///< int(SyncState); projects only
        WordRole,                        ///< "Synced", "62 %": the state in words; projects only
        PercentRole,                     ///< -1 = none
        KeyRole,                         ///< ProjectRow::key()
    };

    explicit SidebarModel(ServiceState &state, QObject *parent = nullptr);

    Place placeAt(int row) const;
    /// Row of a place; -1 when it has none.
    int rowOf(const Place &place) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    void takeProjects();
    void takeProject(const QString &key);
    QVariant place(int row, int role) const;
    QVariant project(const ProjectRow &row, int role) const;

    ServiceState &m_state;
    QList<ProjectRow> m_projects;
    int m_conflicts = 0;
};

}  // namespace tideline::ui
