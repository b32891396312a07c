#include "ui/difference/comparisons.h"

#include "ui/difference/conflict_dialog.h"
#include "ui/difference/difference_dialog.h"

#include <algorithm>

namespace tideline::ui {

Comparisons::Comparisons(ServiceState &state, std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener,
                         std::unique_ptr<VersionSource> versions, QWidget *window)
    : QObject(window), m_state(state), m_comparer(std::move(comparer)), m_opener(std::move(opener)), m_versions(std::move(versions)), m_window(window)
{
    Q_ASSERT(m_comparer && m_opener && m_versions);
}

void Comparisons::showVersions(const QString &project, const QByteArray &path, const VersionRef &older, const VersionRef &newer)
{
    const ProjectRow *row = m_state.project(project);
    if (!row)
        return;
    if (!m_difference)
        m_difference = new DifferenceDialog(m_comparer, m_opener, *m_versions, m_window);
    m_difference->showVersions(*row, QString::fromUtf8(path), older, newer);
    m_difference->show();
    m_difference->raise();
    m_difference->activateWindow();
}

void Comparisons::showConflict(const QJsonObject &row)
{
    const QString name = row.value(u"project").toString();
    const auto &projects = m_state.projects();
    const auto project = std::ranges::find_if(projects, [&](const ProjectRow &one) { return one.name == name && one.isHere(); });
    if (project == projects.end())
        return;
    if (!m_conflict) {
        m_conflict = new ConflictDialog(m_state, m_comparer, *m_versions, m_window);
        connect(m_conflict, &ConflictDialog::settled, this, &Comparisons::conflictSettled);
    }
    m_conflict->showConflict({*project, row.value(u"path").toString(), row.value(u"copy").toString()});
    m_conflict->show();
    m_conflict->raise();
    m_conflict->activateWindow();
}

}  // namespace tideline::ui
