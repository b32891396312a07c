// Everything about what is selected: state with its reason, facts, versions.
#pragma once

#include "ui/difference/version_source.h"
#include "ui/preview/subject_maker.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <QScrollArea>
#include <QTimer>

class QFormLayout;
class QLabel;
class QToolButton;
class QVBoxLayout;

namespace tideline::ui {

class PreviewPane;
class VersionList;

/// Shows a project, an entry or a number of them.
///
/// Thread:    GUI.
/// Ownership: borrows the ServiceState.
/// Invariant: an answer to an earlier selection is never shown with a later one.
class Inspector final : public QScrollArea {
    Q_OBJECT
public:
    explicit Inspector(ServiceState &state, QWidget *parent = nullptr);

    /// Adds the section "Preview". Without it there is none.
    void setPreviews(std::shared_ptr<preview::Opener> opener, SubjectMaker maker);
    /// Off: the section is folded, and nothing is opened for it. On at first.
    void setPreviewOn(bool on);
    bool isPreviewOn() const { return m_isPreviewOn; }

    /// Lets versions be compared: comparisonAsked().
    void setComparable();

    void showNothing();
    void showProject(const QString &key);
    /// One entry, with its reason and versions; several: number and size.
    void showEntries(const QString &project, const QList<FileView::Entry> &entries);
    /// Asks for a comparison of what this file was in `revision` with what it is, as soon as it is the one that is shown.
    void awaitVersion(const QString &project, const QByteArray &path, qint64 revision);
    /// To the versions of the entry that is shown, or is about to be: they are in sight, and have the keyboard.
    void leadToVersions();

Q_SIGNALS:
    void quickLookAsked();
    /// Of the file shown; `path` is inside the project with that key.
    void comparisonAsked(const QString &project, const QByteArray &path, const tideline::ui::VersionRef &older,
                         const tideline::ui::VersionRef &newer);
    /// A name for that moment of the project.
    void nameAsked(const QString &project, const QByteArray &path, const tideline::ui::VersionRef &version);
    /// A link to the file as it was in that revision.
    void linkAsked(const QString &project, const QByteArray &path, qint64 revision);
    /// An older version in the file's place. `held`: the revision that is there now; 0 = what is there is in no revision.
    void restorationAsked(const QString &project, const QByteArray &path, const tideline::ui::VersionRef &version, qint64 held);

protected:
    bool eventFilter(QObject *of, QEvent *event) override;

private:
    void clear(const QIcon &icon, const QString &title, const QString &subtitle);
    void setState(SyncState state, const QString &what, const QString &mend = {});
    void addFact(const QString &name, const QString &value, const QString &toolTip = {});
    void addPresence(const ProjectRow &row);
    void ask();
    void compare(const VersionRef &older, const VersionRef &newer);
    void askVersions();
    void takeVersions(const QJsonObject &reply);
    void keepPreview(const QString &key);
    void showPreview();

    ServiceState &m_state;
    QLabel *m_icon, *m_title, *m_subtitle, *m_stateIcon, *m_stateWord, *m_what;
    QFormLayout *m_facts;
    QLabel *m_versionsTitle;
    VersionList *m_versions;
    bool m_comparable = false;
    QVBoxLayout *m_previewPlace;      ///< where the section stands
    QWidget *m_previewSection = nullptr;
    QToolButton *m_previewToggle = nullptr;
    QWidget *m_previewFrame = nullptr;
    bool m_isPreviewOn = true;
    PreviewPane *m_preview = nullptr;
    SubjectMaker m_maker;
    QString m_previewKey;             ///< of the entry that is shown; empty = none is to be shown
    QTimer m_soon;  ///< arrow keys pass many rows a second: only where one stops is asked about
    QString m_project;
    std::optional<FileView::Entry> m_entry;
    quint64 m_asked = 0;
    struct Awaited {
        QString project;
        QByteArray path;
        qint64 revision = 0;
    };
    std::optional<Awaited> m_awaited;  ///< a link led to it
    bool m_leadsToVersions = false;    ///< once they are known
};

}  // namespace tideline::ui
