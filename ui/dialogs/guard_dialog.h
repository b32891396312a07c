// A guard holds a sync that would delete much: what it would do, and the question.
#pragma once

#include <QDialog>
#include <QJsonObject>

namespace tideline::ui {

/// Shows a sync row with `guard_holds`; accepted = the user said yes. Thread: GUI.
class GuardDialog final : public QDialog {
    Q_OBJECT
public:
    explicit GuardDialog(const QJsonObject &syncRow, QWidget *parent = nullptr);
};

}  // namespace tideline::ui
