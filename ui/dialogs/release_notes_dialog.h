// What is new for the people who use Tideline: its changelog, the newest first.
#pragma once

#include <QDialog>

namespace tideline::ui {

/// Thread: GUI.
class ReleaseNotesDialog final : public QDialog {
    Q_OBJECT
public:
    explicit ReleaseNotesDialog(QWidget *parent);
};

}  // namespace tideline::ui
