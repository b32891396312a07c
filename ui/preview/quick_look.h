// An entry, large: Space opens it over the file view, the arrow keys go on in the list, Space or Esc closes.
#pragma once

#include "ui/place.h"
#include "ui/preview/subject_maker.h"
#include "ui/service_state.h"
#include "ui/views/file_view.h"

#include <QDialog>

class QLabel;
class QToolButton;

namespace tideline::ui {

class PreviewPane;

/// Thread:    GUI.
/// Ownership: borrows state, navigator and view, and shares the opener.
/// Invariant: shows the entry that is current in the file view, and moves that when it moves.
class QuickLook final : public QDialog {
    Q_OBJECT
public:
    QuickLook(ServiceState &state, const Navigator &navigator, FileView &files, std::shared_ptr<preview::Opener> opener,
              SubjectMaker maker, QWidget *window);

    /// Opens, or closes what is open.
    void toggle();
    PreviewPane &pane() { return *m_pane; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void follow();
    void step(int delta);
    bool isInContent(const QObject *watched) const;

    ServiceState &m_state;
    const Navigator &m_navigator;
    FileView &m_files;
    SubjectMaker m_maker;
    QLabel *m_icon, *m_name, *m_details;
    QToolButton *m_before, *m_next;
    PreviewPane *m_pane;
};

/// Names a file and its state: previews of the same key show the same.
QString previewKey(const QString &project, const FileView::Entry &entry);

}  // namespace tideline::ui
