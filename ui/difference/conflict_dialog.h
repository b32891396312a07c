// A conflict: the versions against each other, and what is kept of them.
#pragma once

#include "ui/difference/conflict_versions.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace tideline::preview {
class Comparer;
}

namespace tideline::ui {

class DifferencePane;
class ErrorBox;
class MergeSaver;
class MergeView;

/// Thread:    GUI.
/// Ownership: shares the comparer; borrows state and source, which outlive it.
/// Invariant: nothing is kept or saved but at a button; what is not kept stays in the trash and the history. It closes only when the
///            engine has said that the conflict is settled.
class ConflictDialog final : public QDialog {
    Q_OBJECT
public:
    ConflictDialog(ServiceState &state, std::shared_ptr<preview::Comparer> comparer, VersionSource &versions, QWidget *window);

    void showConflict(const ConflictRef &conflict);
    DifferencePane &pane() { return *m_pane; }

Q_SIGNALS:
    /// The engine says that it is settled.
    void settled();

private:
    void take(const std::vector<preview::Subject> &versions, const QStringList &titles);
    MergeView *merge() const;
    void updateButtons();
    void keep(const QString &what);
    void save();
    void fail(const Error &error);
    void finish();

    ServiceState &m_state;
    ConflictVersions *m_gatherer;
    MergeSaver *m_saver;
    ConflictRef m_conflict;
    std::vector<preview::Subject> m_versions;
    QLabel *m_icon, *m_name, *m_words;
    DifferencePane *m_pane;
    ErrorBox *m_error;
    QPushButton *m_keepMine, *m_keepTheirs, *m_keepBoth, *m_save;
    bool m_busy = false;
};

}  // namespace tideline::ui
