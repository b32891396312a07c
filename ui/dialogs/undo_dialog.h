// What undoing the last sync would change on this computer, and the question.
#pragma once

#include <QDialog>
#include <QJsonObject>

namespace tideline::ui {

/// Shows the reply of `undo` with `dry_run`; accepted = the user wants it. With nothing that could be taken back there is no such button.
/// Thread: GUI.
class UndoDialog final : public QDialog {
    Q_OBJECT
public:
    explicit UndoDialog(const QJsonObject &survey, QWidget *parent = nullptr);
};

}  // namespace tideline::ui
