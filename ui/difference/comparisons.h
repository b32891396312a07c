// The windows in which versions are compared and conflicts are merged, and what they need.
#pragma once

#include "core/preview/comparer.h"
#include "ui/difference/version_source.h"

#include <QPointer>

namespace tideline::ui {

class ConflictDialog;
class DifferenceDialog;

/// Thread:    GUI.
/// Ownership: shares comparer and opener, owns the versions' source; borrows the state, which outlives it. The dialogs are the
///            window's children, made when they are first asked for.
class Comparisons final : public QObject {
    Q_OBJECT
public:
    Comparisons(ServiceState &state, std::shared_ptr<preview::Comparer> comparer, std::shared_ptr<preview::Opener> opener,
                std::unique_ptr<VersionSource> versions, QWidget *window);

    /// Two versions of a file of the project with this key; nothing happens where the project is gone.
    void showVersions(const QString &project, const QByteArray &path, const VersionRef &older, const VersionRef &newer);
    /// A row of the verb `conflicts`.
    void showConflict(const QJsonObject &row);

Q_SIGNALS:
    void conflictSettled();

private:
    ServiceState &m_state;
    std::shared_ptr<preview::Comparer> m_comparer;
    std::shared_ptr<preview::Opener> m_opener;
    std::unique_ptr<VersionSource> m_versions;
    QWidget *m_window;
    QPointer<DifferenceDialog> m_difference;
    QPointer<ConflictDialog> m_conflict;
};

}  // namespace tideline::ui
