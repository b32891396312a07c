// Two versions of a file against each other, in a window of its own.
#pragma once

#include "ui/difference/version_source.h"

#include <QDialog>

#include <array>
#include <optional>

class QLabel;

namespace tideline::preview {
class Comparer;
}

namespace tideline::ui {

class DifferencePane;
class OutputsPanel;

/// Thread:    GUI.
/// Ownership: shares comparer and opener; borrows the versions' source, which outlives it.
/// Invariant: what is shown is of the versions asked for last.
class DifferenceDialog final : public QDialog {
    Q_OBJECT
public:
    DifferenceDialog(std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener, VersionSource &versions,
                     QWidget *window);

    /// Fetches both and compares them. `path` is inside the project; a `newer` of revision 0 is the file on this disk, where it is
    /// there.
    void showVersions(const ProjectRow &project, const QString &path, const VersionRef &older, const VersionRef &newer);
    DifferencePane &pane() { return *m_pane; }
    OutputsPanel &outputs() { return *m_outputs; }

private:
    void take(std::size_t index, quint64 asked, const Result<preview::Subject> &subject);

    VersionSource &m_versions;
    QLabel *m_icon, *m_name, *m_details;
    DifferencePane *m_pane;
    OutputsPanel *m_outputs;
    QStringList m_titles;
    std::array<std::optional<preview::Subject>, 2> m_subjects;
    quint64 m_asked = 0;
};

}  // namespace tideline::ui
