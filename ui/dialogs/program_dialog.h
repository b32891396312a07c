// "Open with: other program": every program of this computer that takes files.
#pragma once

#include "ui/operations/desktop_entry.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QPushButton;

namespace tideline::ui {

/// Thread: GUI.
class ProgramDialog final : public QDialog {
    Q_OBJECT
public:
    ProgramDialog(const QStringList &files, QWidget *parent);
    void setPrograms(const QList<DesktopEntry> &programs);

Q_SIGNALS:
    void chosen(const tideline::ui::DesktopEntry &entry);

private:
    void filter(const QString &text);
    void choose();

    QList<DesktopEntry> m_programs;
    QLineEdit *m_filter;
    QListWidget *m_list;
    QPushButton *m_open;
};

}  // namespace tideline::ui
