// The report for whoever helps: all of it, and what was taken out, before it is saved.
#pragma once

#include "core/control/diagnostics.h"
#include "ui/settings/settings_parts.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tideline::ui {

class ErrorBox;

/// Thread:    GUI; the log is read, and the report written, on a worker.
/// Invariant: what is saved or copied is what is shown.
class DiagnosticsDialog final : public QDialog {
    Q_OBJECT
public:
    DiagnosticsDialog(const SettingsParts &parts, QWidget *parent = nullptr);

private:
    void gather();
    void finishGathering();
    void save();
    void write(const QString &file);

    SettingsParts m_parts;
    control::DiagnosticFacts m_facts;
    control::DiagnosticReport m_report;
    int m_waiting = 0;  ///< answers that are still to come
    QLabel *m_redacted;
    QPlainTextEdit *m_text;
    ErrorBox *m_error;
    QPushButton *m_save, *m_copy;
};

}  // namespace tideline::ui
